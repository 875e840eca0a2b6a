"""How many of the changes were noticed: over all, by kind and by shape."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.mutation.mutant import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drugfacts.mutation.mutant import Judged

PARTS = ("rules", "data")
"""Changes of the shapes, and changes of the good examples."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many changes count, and how many of these were noticed.

    Attributes:
        noticed: Number of those that were noticed.
        counted: Number of those that were noticed or survived.
    """

    noticed: int
    counted: int

    @property
    def value(self) -> float | None:
        """The share of those that were noticed; None when there is nothing to count."""
        return self.noticed / self.counted if self.counted else None

    def reaches(self, least: float) -> bool:
        """Tell whether the share is large enough; of nothing it is not."""
        return self.value is not None and self.value >= least


@dataclass(frozen=True)
class Report:
    """All mutants and what became of them.

    Attributes:
        judged: The mutants in their order.
        examples: Number of good and of bad examples.
        mutants: Number of mutants there are, with those that a sample leaves out.
        remarks: What the user should know of the run.
    """

    judged: tuple[Judged, ...]
    examples: tuple[int, int]
    mutants: int
    remarks: tuple[str, ...] = ()

    def score(self, part: str = "") -> Score:
        """Return the score of one part, or of both."""
        return score(m for m in self.judged if part in ("", m.about))

    def passes(self, least: float) -> bool:
        """Tell whether each of the two parts has at least a score, and something counts."""
        return all(self.score(part).reaches(least) for part in PARTS)

    def of(self, fate: Fate) -> list[Judged]:
        """Return the mutants of one fate."""
        return [mutant for mutant in self.judged if mutant.fate is fate]

    def count(self, fate: Fate, part: str) -> int:
        """Return how many mutants of a part had a fate."""
        return sum(mutant.about == part for mutant in self.of(fate))

    def by(self, key: Callable[[Judged], str], part: str) -> dict[str, Score]:
        """Return the scores of the groups of one part, the lowest first."""
        groups: dict[str, list[Judged]] = {}
        for mutant in self.judged:
            if mutant.about == part:
                groups.setdefault(key(mutant), []).append(mutant)
        scores = {name: score(members) for name, members in groups.items()}
        order = sorted(
            scores, key=lambda n: (1.0 if scores[n].value is None else scores[n].value, n)
        )
        return {name: scores[name] for name in order}


def score(mutants: Iterable[Judged]) -> Score:
    """Return the score of some mutants."""
    fates = Counter(mutant.fate for mutant in mutants)
    return Score(fates[Fate.NOTICED], fates[Fate.NOTICED] + fates[Fate.SURVIVED])
