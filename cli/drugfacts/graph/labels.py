"""Labels for the blank nodes of statements that are read on and never held.

The parser gives nodes without a label random ones. Here they get ``anon0``, ``anon1``, … as
they are met, so that the same input gives the same output, and labels of several sources
are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, Quad, Triple

from drugfacts.errors import InputError
from drugfacts.graph.source import DIRECTION, TRIPLE_TERM, Reading
from drugfacts.terms import PREFIXES

T = TypeVar("T")

# The parser writes a random number of 128 bits in hexadecimal digits, beginning with a letter.
_RANDOM = re.compile(r"[a-f][0-9a-f]{15,31}|anon[0-9]+")
_TOKEN = re.compile(
    rb'"[^"\\]*(?:\\.[^"\\]*)*"(?P<direction>@[A-Za-z0-9-]+--(?:ltr|rtl))?'
    rb"|<[^\x00-\x20<>]*>|_:(?P<label>[^\s,;]+)|(?P<term><<)"
)
_SIGNS = (b"_:", b"<<", b"--ltr", b"--rtl")
_DIRECTED = PREFIXES["rdf"] + "dirLangString"


class Labels:
    """Gives the labels of one source new ones.

    Args:
        scope: End of each new label, which is in no other source; "" when there is none.
        reading: The source.
        name: What the user calls it, for messages.
    """

    def __init__(self, scope: str, reading: Reading, name: str) -> None:
        self.changes = bool(scope) or not reading.labelled or not reading.vetted
        self._scope = scope
        self._labelled = reading.labelled
        self._signs = (b"_:",) if reading.vetted else _SIGNS
        self._name = name
        self._numbers: dict[str, int] = {}

    def new(self, label: str) -> str:
        """Return the label that stands for one of the parser's."""
        if not self._labelled and _RANDOM.fullmatch(label):
            number = self._numbers.setdefault(label, len(self._numbers))
            label = f"anon{number}"
        return label + self._scope

    def in_lines(self, lines: bytes) -> bytes:
        """Return whole lines that pyoxigraph wrote, with the new labels.

        Raises:
            InputError: they hold RDF 1.2.
        """
        if not any(sign in lines for sign in self._signs):
            return lines
        return _TOKEN.sub(self._replaced, lines)

    def _replaced(self, match: re.Match[bytes]) -> bytes:
        kind = match.lastgroup
        if kind is None:
            return match[0]
        if kind == "label":
            return b"_:" + self.new(match["label"].decode()).encode()
        raise InputError(TRIPLE_TERM if kind == "term" else DIRECTION, self._name)

    def in_quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield statements with the new labels.

        Raises:
            InputError: one is RDF 1.2.
        """
        for quad in quads:
            subject, predicate, value, graph = quad
            kind = type(value)
            if kind is Triple:
                raise InputError(TRIPLE_TERM, self._name)
            if kind is Literal and value.datatype.value == _DIRECTED:
                raise InputError(DIRECTION, self._name)
            if BlankNode in (type(subject), kind, type(graph)):
                yield Quad(self._node(subject), predicate, self._node(value), self._node(graph))
            else:
                yield quad

    def _node(self, term: T) -> T | BlankNode:
        return BlankNode(self.new(term.value)) if isinstance(term, BlankNode) else term
