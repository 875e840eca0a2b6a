"""Lists of RDF, which shapes are full of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode

from drugfacts.graph.dataset import Subject, Term
from drugfacts.terms import PREFIXES

FIRST = NamedNode(PREFIXES["rdf"] + "first")
REST = NamedNode(PREFIXES["rdf"] + "rest")
NIL = NamedNode(PREFIXES["rdf"] + "nil")

About = Callable[[Subject], Mapping[NamedNode, list[Term]]]
"""Gives what is said of a subject: values by predicate."""


def items(head: Term, about: About) -> list[Term] | None:
    """Return the items of a list; None when it is not well-formed or has a loop."""
    found: list[Term] = []
    seen: set[Term] = set()
    while head != NIL:
        if isinstance(head, Literal) or head in seen:
            return None
        seen.add(head)
        first, rest = about(head).get(FIRST, []), about(head).get(REST, [])
        if len(first) != 1 or len(rest) != 1:
            return None
        found += first
        head = rest[0]
    return found
