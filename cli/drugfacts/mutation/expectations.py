"""What shapes leave free in so many words: to leave a property out, or to repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.mutation.mutant import Kind
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.mutation.shapegraph import ShapeGraph

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LEAST = ("minCount", "qualifiedMinCount", "hasValue")
_MOST = ("maxCount", "qualifiedMaxCount")


def free(
    graph: ShapeGraph, roots: Iterable[Subject], kind: Kind, predicate: NamedNode, value: Term
) -> bool:
    """Tell whether shapes leave it free that a value is missing, or that there are two.

    They do when no property shape of the property has a minimum, or a maximum (for texts
    with a language: ``sh:uniqueLang`` is one). A wrong value is never free, and neither
    is a missing class: without it no shape sees the thing.

    Args:
        graph: The shapes.
        roots: The shapes that the thing is a focus node of.
        kind: In which way the data were changed.
        predicate: The property.
        value: The value before the change.
    """
    if kind is Kind.CORRUPT or (kind is Kind.MISSING and predicate == _TYPE):
        return False
    names = _LEAST if kind is Kind.MISSING else _MOST
    if kind is Kind.SECOND and isinstance(value, Literal) and value.language is not None:
        names = (*names, "uniqueLang")
    return not any(
        _states(stated) and predicate in graph.values(shape, "path")
        for shape in _applied(graph, roots)
        for name in names
        for stated in graph.values(shape, name)
    )


def _states(value: Term) -> bool:
    return not isinstance(value, Literal) or value.value not in {"0", "false"}


def _applied(graph: ShapeGraph, roots: Iterable[Subject]) -> Iterator[Subject]:
    """Yield the shapes that hold for a focus node: with their properties, and what they include."""
    seen: set[Subject] = set()
    waiting: list[Term] = list(roots)
    while waiting:
        shape = waiting.pop()
        if isinstance(shape, Literal) or shape in seen:
            continue
        seen.add(shape)
        yield shape
        if shape in graph.roots or not graph.values(shape, "path"):
            waiting += [*graph.values(shape, "property"), *graph.values(shape, "node")]
            waiting += [i for head in graph.values(shape, "and") for i in graph.items(head)]
