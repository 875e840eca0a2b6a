"""Takes down what a JSON-LD text says while it is walked over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pyoxigraph import BlankNode, NamedNode

from drugfacts.graph.turtle.document import FIRST, NIL, REST, Statement, Subject, Term
from drugfacts.graph.turtle.resolve import is_absolute

Link: TypeAlias = Callable[[Term, int], None]
"""Takes in a value and the offset where it begins."""


class Saying:
    """The statements that have been read so far.

    Attributes:
        statements: Each as often as it is said.
        labelled: The blank nodes that bear the label of the text.
        graph: The graph that is being read; None for the default graph.
    """

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.labelled: set[BlankNode] = set()
        self.graph: Subject | None = None

    def say(
        self,
        subject: Subject,
        predicate: NamedNode,
        value: Term,
        subject_at: int,
        predicate_at: int,
        value_at: int,
    ) -> None:
        """Add a statement with the offsets of its parts."""
        self.statements.append(
            Statement(subject, predicate, value, subject_at, predicate_at, value_at, self.graph)
        )

    def node(self, iri: str | None) -> Subject | None:
        """Return the node with an IRI or label (``_:x``); None when that is neither."""
        try:
            if iri is not None and iri.startswith("_:"):
                node = BlankNode(iri[2:])
                self.labelled.add(node)
                return node
            return NamedNode(iri) if iri is not None and is_absolute(iri) else None
        except ValueError:
            return None

    def link(self, iri: str | None, at: int, link: Link) -> None:
        """Link to the node with an IRI or label, if there is one."""
        found = self.node(iri)
        if found is not None:
            link(found, at)


class Cells:
    """The cells of one list.

    Args:
        saying: Takes down what is said of them.
        at: Where the list begins.
        link: Takes in the list itself.
    """

    def __init__(self, saying: Saying, at: int, link: Link) -> None:
        self._say = saying.say
        self._link = link
        self._at = at
        self._last: BlankNode | None = None
        self._last_at = self._item_at = at

    def add(self, item: Term, at: int) -> None:
        """Add an item; its cell is there too, but the first one where the list begins."""
        cell = BlankNode()
        cell_at = self._at if self._last is None else at
        self._continue(cell, at)
        self._say(cell, FIRST, item, cell_at, at, at)
        self._last, self._last_at, self._item_at = cell, cell_at, at

    def end(self) -> None:
        """End the list."""
        self._continue(NIL, self._item_at)

    def _continue(self, rest: Subject, at: int) -> None:
        if self._last is None:
            self._link(rest, self._at)
        else:
            self._say(self._last, REST, rest, self._last_at, self._item_at, at)
