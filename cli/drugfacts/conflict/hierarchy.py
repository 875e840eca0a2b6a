"""What lies above a concept, and which concepts exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.conflict.propositions import Value
    from drugfacts.graph.dataset import DataSet, Term

_BROADER = PREFIXES["skos"] + "broader"


class Hierarchy:
    """The concepts of a data set.

    Args:
        data: Where ``skos:broader`` and ``df:excludes`` are stated; circles do no harm.
    """

    def __init__(self, data: DataSet) -> None:
        self._data = data
        self._above: dict[Value, frozenset[Value]] = {}

    def above(self, concept: Value) -> frozenset[Value]:
        """Return a concept and all that is broader than it; of what is none, itself."""
        if concept not in self._above:
            found: set[Value] = set()
            waiting = [concept]
            while waiting:
                node = waiting.pop()
                if node not in found:
                    found.add(node)
                    if isinstance(node, NamedNode | BlankNode):
                        waiting += self._data.values(node, _BROADER)
            self._above[concept] = frozenset(found)
        return self._above[concept]

    def includes(self, broad: Value, narrow: Value) -> bool:
        """Tell whether a concept is another, or broader than it."""
        return broad in self.above(narrow)

    def related(self, one: Value, other: Value) -> bool:
        """Tell whether one of two concepts includes the other."""
        return self.includes(one, other) or self.includes(other, one)

    def exclude(self, one: Value, other: Value) -> bool:
        """Tell whether what is one of two concepts cannot be the other.

        ``df:excludes`` holds in both directions, and for all that is narrower. What is
        below both of two such concepts excludes nothing by that.
        """
        above, beside = self.above(one), self.above(other)
        return not self.related(one, other) and any(
            mine in beside for node in above for mine in self._excluded(node)
        )

    def _excluded(self, concept: Value) -> set[Term]:
        if not isinstance(concept, NamedNode | BlankNode):
            return set()
        stated = self._data.values(concept, DF.excludes)
        return {*stated, *self._data.subjects_of(DF.excludes, concept)}
