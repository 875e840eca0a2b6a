"""A sample of the mutants that is the same in every run."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from drugfacts.mutation.datamutants import DataChange

if TYPE_CHECKING:
    from drugfacts.mutation.mutant import ShapeMutant


def sampled(
    every: list[ShapeMutant | DataChange], size: int | None
) -> list[ShapeMutant | DataChange]:
    """Return a sample in the old order, the same in every run and for every Python.

    A mutant's place in a digest of what it is decides, so that a new example changes
    little of what is drawn.
    """
    if size is None or size >= len(every):
        return every
    drawn = sorted(range(len(every)), key=lambda n: sha256(_said(every[n]).encode()).digest())
    return [every[number] for number in sorted(drawn[:size])]


def _said(mutant: ShapeMutant | DataChange) -> str:
    if isinstance(mutant, DataChange):
        return " ".join([*mutant.classes, mutant.predicate.value, mutant.kind, mutant.change])
    return f"{mutant.shape} {mutant.change}"
