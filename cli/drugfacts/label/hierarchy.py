"""The order of concepts: which is broader, and which exclude each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Concepts(Generic[T]):
    """The order of concepts: ``skos:broader+`` and nothing else.

    Args:
        broader: The concepts that each concept is stated to be narrower than; circles do
            no harm.
        excludes: The concepts that each concept is stated to exclude.
    """

    def __init__(
        self, broader: Mapping[T, Iterable[T]], excludes: Mapping[T, Iterable[T]] | None = None
    ) -> None:
        self._stated = {narrow: frozenset(broad) for narrow, broad in broader.items()}
        self._above: dict[T, frozenset[T]] = {}
        self._excluded: dict[T, set[T]] = {}
        for one, others in (excludes or {}).items():
            for other in others:
                self._excluded.setdefault(one, set()).add(other)
                self._excluded.setdefault(other, set()).add(one)

    def above(self, concept: T) -> frozenset[T]:
        """Return all that is broader than a concept, by one step or many."""
        if concept not in self._above:
            found: set[T] = set()
            waiting = list(self._stated.get(concept, ()))
            while waiting:
                one = waiting.pop()
                if one not in found:
                    found.add(one)
                    waiting += self._stated.get(one, ())
            self._above[concept] = frozenset(found - {concept})
        return self._above[concept]

    def includes(self, broad: T, narrow: T) -> bool:
        """Tell whether a concept is the same as another, or broader."""
        return broad == narrow or broad in self.above(narrow)

    def related(self, one: T, other: T) -> bool:
        """Tell whether one of two concepts includes the other."""
        return self.includes(one, other) or self.includes(other, one)

    def exclude(self, one: T, other: T) -> bool:
        """Tell whether what is one of two concepts cannot be the other.

        To exclude holds in both directions, and for all that is narrower. What is below
        both of two such concepts excludes nothing by that.
        """
        if self.related(one, other):
            return False
        beside = {other, *self.above(other)}
        return any(self._excluded.get(each, set()) & beside for each in (one, *self.above(one)))
