"""What a shapes graph imports: nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.validation.shapes.fault import Doubt, Fault
from drugfacts.validation.shapes.reading import IMPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Term
    from drugfacts.validation.shapes.reading import ShapesGraph

_WITHOUT_SHAPES = {
    "http://datashapes.org/dash",
    "http://purl.org/dc/terms",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://www.w3.org/2000/01/rdf-schema",
    "http://www.w3.org/2001/XMLSchema",
    "http://www.w3.org/2002/07/owl",
    "http://www.w3.org/2004/02/skos/core",
    "http://www.w3.org/ns/prov",
    "http://www.w3.org/ns/prov-o",
    "http://www.w3.org/ns/shacl",
}
"""Vocabularies with no shape that looks at other data, as long as none of their terms
stands for a constraint. DASH has such terms; see `_used`."""

_DASH = "http://datashapes.org/dash#"


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield the imports of what is not here and may hold shapes."""
    for subject, value in graph.statements.get(IMPORTS, []):
        if not _is_here(graph, value) and not _is_harmless(graph, value):
            yield Fault(
                "nothing is imported; name the other files as shapes instead.", subject, IMPORTS
            )


def doubts(graph: ShapesGraph) -> Iterator[Doubt]:
    """Yield the imports that are not followed and would bring no shape."""
    for subject, value in graph.statements.get(IMPORTS, []):
        if not _is_here(graph, value) and _is_harmless(graph, value):
            yield Doubt(
                "shapes-import",
                Fault(
                    f"{value} is not imported; it has no shape for these data, "
                    "so that nothing is missed, and the line can go.",
                    subject,
                    IMPORTS,
                    value,
                ),
            )


def _is_here(graph: ShapesGraph, value: Term) -> bool:
    """Tell whether the shapes describe what is imported, or one of their files is it."""
    if any(document.iri == getattr(value, "value", None) for document in graph.data.documents):
        return True
    return value in graph.data


def _is_harmless(graph: ShapesGraph, value: Term) -> bool:
    name = value.value.rstrip("#/") if isinstance(value, NamedNode) else ""
    if name not in _WITHOUT_SHAPES:
        return False
    return name + "#" != _DASH or not _used(graph)


def _used(graph: ShapesGraph) -> bool:
    """Tell whether a shape says something in terms of DASH, which may be constraints."""
    return any(predicate.value.startswith(_DASH) for predicate in graph.statements)
