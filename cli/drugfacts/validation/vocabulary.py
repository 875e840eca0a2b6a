"""The rule on terms: what looks like one of the project's must be declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet, Document, Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.mentions import locate, mentions, named_nodes, nearest, short, violation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import Quad

    from drugfacts.model import Finding

_VOCABULARIES = {PREFIXES["df"]: "ontology", PREFIXES["dfsh"]: "shapes"}
SPACES = tuple(_VOCABULARIES)
"""The namespaces of the project's two vocabularies."""

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LIKE_OURS = re.compile(r"https?://(?:www\.)?w3id\.org/drugfacts(?:[/#]|$)", re.IGNORECASE)
_LIKE_SPACE = re.compile(
    r"https?://(?:www\.)?w3id\.org/drugfacts/(?:ontology|shapes)[/#].", re.IGNORECASE
)


def unknown_terms(data: DataSet, ontology: DataSet, shapes: DataSet) -> Iterator[Finding]:
    """Find terms of the project's two vocabularies that these do not declare.

    What is in a namespace like theirs counts too, and so does every property and class
    below the project's address: no shape sees a thing of a misspelt class.
    """
    declared = ontology.subjects | shapes.subjects
    suspects = {
        node for node in named_nodes(data) if _LIKE_OURS.match(node.value) and node not in declared
    }
    if not suspects:
        return
    names = [node.value for node in declared if isinstance(node, NamedNode)]
    others: dict[tuple[str, str], list[tuple[Document, Quad, int, NamedNode]]] = {}
    for document, quad, depth, node in mentions(data, suspects):
        space = next((space for space in SPACES if node.value.startswith(space)), None)
        if space is not None:
            yield violation(
                "document-unknown-term",
                parts(quad)[0],
                f"{short(node.value, data)} is not declared in the {_VOCABULARIES[space]}; "
                f"{nearest(node.value, names, data)}correct the name.",
                locate(data, document, quad, depth),
                node,
            )
        elif is_term(quad, depth, node):
            others.setdefault((document.path, _space_of(node)), []).append(
                (document, quad, depth, node)
            )
    # One wrong prefix line makes many wrong terms, and is one mistake.
    for (_, namespace), places in others.items():
        yield _wrong_namespace(data, namespace, places, names)


def is_term(quad: Quad, depth: int, node: NamedNode) -> bool:
    """Tell whether an IRI is used, or looks, like a term of the project's vocabularies."""
    if not _LIKE_OURS.match(node.value):
        return False
    as_class = depth == 3 and quad.predicate == _TYPE
    return depth == 2 or as_class or _LIKE_SPACE.match(node.value) is not None


def is_unknown(node: Term, ontology: DataSet, shapes: DataSet) -> bool:
    """Tell whether a property or class is below the project's address and not declared."""
    return (
        isinstance(node, NamedNode)
        and _LIKE_OURS.match(node.value) is not None
        and node not in ontology.subjects
        and node not in shapes.subjects
    )


def _wrong_namespace(
    data: DataSet,
    namespace: str,
    places: list[tuple[Document, Quad, int, NamedNode]],
    names: Collection[str],
) -> Finding:
    document, quad, depth, node = places[0]
    count = len({place[3] for place in places}) - 1
    more = f" (and {count} more of <{namespace}>)" if count else ""
    shapes = namespace.lower().rstrip("/#").endswith("/shapes")
    space = PREFIXES["dfsh" if shapes else "df"]
    right = space + node.value.removeprefix(namespace)
    advice = nearest(right, names, data)
    return violation(
        "document-unknown-term",
        parts(quad)[0],
        f"{short(node.value, data)} is not declared in the {_VOCABULARIES[space]}{more}; "
        f"{advice}correct the namespace, which is <{space}>.",
        locate(data, document, quad, depth),
        node,
    )


def _space_of(node: NamedNode) -> str:
    return node.value[: max(node.value.rfind("#"), node.value.rfind("/")) + 1]
