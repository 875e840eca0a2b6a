"""Blank nodes named by the graph alone, as RDFC-1.0 does."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from drugfacts.bounded import apart

_T = TypeVar("_T")

SECONDS = 20.0
"""How long the naming of blank nodes that look alike may take."""


def canonical(quads: Iterable[Quad], seconds: float = SECONDS) -> list[Quad]:
    """Return quads, each once, with blank nodes named ``c14n0``, ``c14n1``, ….

    The names depend on the quads alone, not on the labels or the order of the input.
    The order of the result is not fixed.

    Args:
        quads: Statements of a data set.
        seconds: Limit on graphs where many blank nodes look alike: the algorithm can
            run for years on them, and is run where it can be stopped.

    Raises:
        LimitError: the time was not enough.
    """
    unique = list(dict.fromkeys(quads))
    if not any(_blank(quad) for quad in unique):
        return unique
    if _all_differ(unique):
        dataset = Dataset(unique)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return list(dataset)
    named = apart(
        seconds,
        _named_apart,
        serialize(unique, format=RdfFormat.N_QUADS) or b"",
        "the blank nodes are so much alike that naming them took longer than "
        f"{seconds:g} seconds; give some of them IRIs.",
    )
    return list(parse(named, format=RdfFormat.N_QUADS))


def without_blanks(quads: Iterable[Quad]) -> tuple[list[Quad], str]:
    """Return quads with IRIs in the place of blank nodes, for a writer that has none.

    Returns:
        The quads, and what stands before the canonical name of a blank node in each of
        these IRIs; it occurs nowhere else in the quads.
    """
    named = canonical(quads)
    start = "urn:blank:"
    while any(start in str(quad) for quad in named):
        start += "x:"
    return [
        Quad(
            _named(quad.subject, start),
            quad.predicate,
            _named(quad.object, start),
            _named(quad.graph_name, start),
        )
        for quad in named
    ], start


def _named_apart(lines: bytes) -> bytes:
    quads = Dataset(parse(lines, format=RdfFormat.N_QUADS))
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _named(term: _T, start: str) -> _T | NamedNode:
    return NamedNode(start + term.value) if isinstance(term, BlankNode) else term


def _blank(quad: Quad) -> list[BlankNode]:
    return [
        term for term in (quad.subject, quad.object, quad.graph_name) if type(term) is BlankNode
    ]


def _all_differ(quads: Iterable[Quad]) -> bool:
    """Tell whether each blank node can be told by the statements that it stands in.

    These are the graphs that the algorithm names without trying orders out.
    """
    lines: dict[BlankNode, list[str]] = {}
    for quad in quads:
        nodes = _blank(quad)
        for node in dict.fromkeys(nodes):
            parts = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            shown = (
                ("_:this" if part == node else "_:other") if type(part) is BlankNode else str(part)
                for part in parts
            )
            lines.setdefault(node, []).append(" ".join(shown))
    views = {sha256("\n".join(sorted(said)).encode()).digest() for said in lines.values()}
    return len(views) == len(lines)
