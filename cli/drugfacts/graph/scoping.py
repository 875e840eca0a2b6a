"""Labels for the blank nodes of one document, which no other document uses.

A label such as ``_:a`` means something in its own document only, and what is written in
brackets has none at all. Labels made here are the same in every run.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Quad

from drugfacts.graph.turtle.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drugfacts.graph.turtle.document import Statement

_WRITTEN = re.compile(r"_:([^\s\"<>(){}\[\],;]+)")


def labels(quads: Iterable[Quad]) -> set[str]:
    """Return the labels of all blank nodes in statements."""
    nodes = (node for q in quads for node in (q.subject, q.object, q.graph_name))
    return {node.value for node in nodes if isinstance(node, BlankNode)}


def scoped(
    quads: Sequence[Quad], turtle: str | None, base: str | None, scope: str
) -> Sequence[Quad]:
    """Return statements with new labels: those in the text, or ``b1`` on, and the scope.

    Args:
        quads: Statements as they were parsed.
        turtle: Their text when it is Turtle; they then come in the order of the text.
        base: What relative IRIs are resolved against.
        scope: End of each label.
    """
    if turtle is not None:
        statements = ScopedPositions(turtle, base, scope)._statements()
        if statements:
            return [Quad(s.subject, s.predicate, s.object) for s in statements]
    nodes = (node for q in quads for node in (q.subject, q.object, q.graph_name))
    renamed = _renamed(nodes, "", scope)
    return [Quad(*(renamed.get(term, term) for term in tuple(q))) for q in quads]


class ScopedPositions(Positions):
    """The places of one text, asked for with the labels of a scope."""

    def __init__(self, text: str, base: str | None, scope: str) -> None:
        super().__init__(text, base)
        self._scope = scope

    def _statements(self) -> list[Statement]:
        """Return the statements of the text; none when it is not Turtle 1.1."""
        statements = super()._statements()
        nodes = (node for s in statements for node in (s.subject, s.object))
        renamed = _renamed(nodes, self._text, self._scope)
        return [
            statement._replace(
                subject=renamed.get(statement.subject, statement.subject),
                object=renamed.get(statement.object, statement.object),
            )
            for statement in statements
        ]


def _renamed(terms: Iterable[object], text: str, scope: str) -> dict[Any, Any]:
    written = {label.rstrip(".") for label in _WRITTEN.findall(text)}
    free = (f"b{n}" for n in count(1) if f"b{n}" not in written)
    nodes = dict.fromkeys(term for term in terms if isinstance(term, BlankNode))
    return {
        node: BlankNode((node.value if node.value in written else next(free)) + scope)
        for node in nodes
    }
