"""Property paths walked over a data set, with the statements that lie on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import FIRST, items

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.graph.dataset import DataSet, Subject, Term

    Statement = tuple[Subject, NamedNode, Term]
    Found = tuple[list[Term], set[Statement]]

_SH = PREFIXES["sh"]
_ALTERNATIVE = NamedNode(_SH + "alternativePath")
_INVERSE = NamedNode(_SH + "inversePath")
_REPEATED = {
    # Local name: from the start node on, and more than once.
    NamedNode(_SH + "zeroOrMorePath"): (True, True),
    NamedNode(_SH + "oneOrMorePath"): (False, True),
    NamedNode(_SH + "zeroOrOnePath"): (True, False),
}


class Walker:
    """Walks over a data graph as the paths of a shapes graph say.

    Args:
        data: The data graph.
        shapes: The shapes graph, whose paths are well-formed.
    """

    def __init__(self, data: DataSet, shapes: DataSet) -> None:
        self._data = data
        self._shapes = shapes

    def walk(self, path: Term, nodes: Iterable[Term], back: bool = False) -> Found:
        """Return where a path leads from some nodes, and the statements on the way.

        Args:
            path: A path of the shapes graph.
            nodes: Where it starts.
            back: Walk it from its end to its start.
        """
        start = list(dict.fromkeys(nodes))
        if isinstance(path, NamedNode):
            return self._backward(path, start) if back else self._forward(path, start)
        if isinstance(path, Literal):
            return [], set()
        about = self._shapes.properties(path)
        if FIRST in about:
            steps = items(path, self._shapes.properties) or []
            return self._sequence(steps[::-1] if back else steps, start, back)
        if _INVERSE in about:
            return self.walk(about[_INVERSE][0], start, not back)
        if _ALTERNATIVE in about:
            choices = items(about[_ALTERNATIVE][0], self._shapes.properties) or []
            return self._choice(choices, start, back)
        for name, (from_start, again) in _REPEATED.items():
            if name in about:
                return self._repeated(about[name][0], start, back, from_start, again)
        return [], set()

    def _forward(self, predicate: NamedNode, nodes: list[Term]) -> Found:
        over = {
            (node, predicate, value)
            for node in nodes
            if not isinstance(node, Literal)
            for value in self._data.properties(node).get(predicate, [])
        }
        return list(dict.fromkeys(value for _, _, value in over)), over

    def _backward(self, predicate: NamedNode, nodes: list[Term]) -> Found:
        over: set[Statement] = {
            (subject, predicate, node)
            for node in nodes
            for subject in self._data.referring(node).get(predicate, [])
        }
        return list(dict.fromkeys(subject for subject, _, _ in over)), over

    def _sequence(self, steps: list[Term], nodes: list[Term], back: bool) -> Found:
        every: set[Statement] = set()
        for step in steps:
            nodes, over = self.walk(step, nodes, back)
            every |= over
        return nodes, every

    def _choice(self, choices: list[Term], nodes: list[Term], back: bool) -> Found:
        found: dict[Term, None] = {}
        every: set[Statement] = set()
        for choice in choices:
            values, over = self.walk(choice, nodes, back)
            found.update(dict.fromkeys(values))
            every |= over
        return list(found), every

    def _repeated(
        self, step: Term, nodes: list[Term], back: bool, from_start: bool, again: bool
    ) -> Found:
        found: dict[Term, None] = dict.fromkeys(nodes if from_start else ())
        walked: set[Term] = set()
        every: set[Statement] = set()
        while nodes:
            walked.update(nodes)
            values, over = self.walk(step, nodes, back)
            every |= over
            found.update(dict.fromkeys(values))
            nodes = [value for value in values if value not in walked] if again else []
        return list(found), every
