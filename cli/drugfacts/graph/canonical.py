"""Blank nodes named by the graph alone, as RDFC-1.0 does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

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

Digest = Literal["SHA_256", "SHA_384"]
"""The hash functions by which RDFC-1.0 names blank nodes; SHA-256 unless it is said."""

SECONDS = 20.0
"""How long the naming of blank nodes that look alike may take."""


def canonical(
    quads: Iterable[Quad], seconds: float | None = None, digest: Digest = "SHA_256"
) -> list[Quad]:
    """Return quads, each once, with blank nodes named ``c14n0``, ``c14n1``, ….

    The names depend on the quads alone, not on the labels or the order of the input.
    The order of the result is not fixed.

    Args:
        quads: Statements of a data set.
        seconds: Limit on graphs where many blank nodes look alike: the algorithm can
            run for years on them, and is run where it can be stopped. None means `SECONDS`.
        digest: The hash function by which they are named.

    Raises:
        LimitError: the time was not enough.
    """
    ground: dict[Quad, None] = {}
    blank: dict[Quad, None] = {}
    for quad in quads:
        (blank if _blank(quad) else ground)[quad] = None
    # Only the statements that blank nodes stand in have a part in their names.
    limit = SECONDS if seconds is None else seconds
    return [*ground, *_named_all(list(blank), limit, digest)] if blank else list(ground)


def _named_all(quads: list[Quad], seconds: float, digest: Digest) -> list[Quad]:
    if _all_differ(quads):
        dataset = Dataset(quads)
        dataset.canonicalize(_algorithm(digest))
        return list(dataset)
    named = apart(
        seconds,
        _named_apart,
        (serialize(quads, format=RdfFormat.N_QUADS) or b"", digest),
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


def _named_apart(given: tuple[bytes, Digest]) -> bytes:
    lines, digest = given
    quads = Dataset(parse(lines, format=RdfFormat.N_QUADS))
    quads.canonicalize(_algorithm(digest))
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _algorithm(digest: Digest) -> CanonicalizationAlgorithm:
    named = CanonicalizationAlgorithm
    return named.RDFC_1_0_SHA_256 if digest == "SHA_256" else named.RDFC_1_0_SHA_384


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
    from hashlib import sha256  # slow to import, and seldom needed

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
