"""Graphs as the one N-Triples text that the Rust engine takes, with labels to find back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from drugfacts.graph.dataset import Term


def text(triples: Sequence[Triple]) -> str:
    """Return triples as N-Triples."""
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def blank_nodes(triples: Iterable[Triple]) -> list[BlankNode]:
    """Return the blank nodes in the order in which a reader first meets each."""
    return list(
        dict.fromkeys(
            node for t in triples for node in (t.subject, t.object) if isinstance(node, BlankNode)
        )
    )


def terms(texts: Iterable[str]) -> dict[str, Term]:
    """Return IRIs and literals for what they look like in N-Triples."""
    found: dict[str, Term] = {}
    literals: list[str] = []
    for said in set(texts):
        if said.startswith("<"):
            found[said] = NamedNode(said[1:-1])
        else:
            literals.append(said)
    lines = "".join(f"<urn:x:s> <urn:x:p> {said} .\n" for said in literals)
    for said, quad in zip(literals, parse(lines, RdfFormat.N_TRIPLES), strict=True):
        assert isinstance(quad.object, Literal)
        found[said] = quad.object
    return found
