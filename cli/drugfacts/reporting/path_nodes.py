"""Result paths as nodes of RDF (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Triple

from drugfacts.reporting.path_notation import Alternative, Inverse, Predicate, Repeated
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugfacts.reporting.path_notation import Path

_RDF = PREFIXES["rdf"]
_FIRST, _REST = NamedNode(_RDF + "first"), NamedNode(_RDF + "rest")
_NIL = NamedNode(_RDF + "nil")
_SH = PREFIXES["sh"]
_INVERSE = NamedNode(_SH + "inversePath")
_ALTERNATIVE = NamedNode(_SH + "alternativePath")
_REPEATED = {
    "*": NamedNode(_SH + "zeroOrMorePath"),
    "+": NamedNode(_SH + "oneOrMorePath"),
    "?": NamedNode(_SH + "zeroOrOnePath"),
}


def path_triples(path: Path) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """Return the node of a path, and all that is said of it and the nodes in it.

    Raises:
        ValueError: an IRI of it is none.
    """
    triples: list[Triple] = []
    return _node(path, triples), triples


def _node(path: Path, triples: list[Triple]) -> NamedNode | BlankNode:
    if isinstance(path, Predicate):
        return NamedNode(path.iri)
    if isinstance(path, Inverse):
        return _wrapped(_INVERSE, _node(path.path, triples), triples)
    if isinstance(path, Repeated):
        return _wrapped(_REPEATED[path.mark], _node(path.path, triples), triples)
    head = _list([_node(part, triples) for part in path.paths], triples)
    return _wrapped(_ALTERNATIVE, head, triples) if isinstance(path, Alternative) else head


def _wrapped(
    predicate: NamedNode, inner: NamedNode | BlankNode, triples: list[Triple]
) -> BlankNode:
    node = BlankNode()
    triples.append(Triple(node, predicate, inner))
    return node


def _list(nodes: Sequence[NamedNode | BlankNode], triples: list[Triple]) -> NamedNode | BlankNode:
    rest: NamedNode | BlankNode = _NIL
    for node in reversed(nodes):
        cell = BlankNode()
        triples += [Triple(cell, _FIRST, node), Triple(cell, _REST, rest)]
        rest = cell
    return rest
