"""Text that two sources share: how much of it there is, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from drugfacts.conflict.shingles import SIZE, Shingled

FEWEST_FOR_BOILERPLATE = 3
"""Of two sources nobody can tell what is boilerplate and what is copied."""

LONG = 20
"""The words of a run that is called long: about a sentence, with 13 shingles."""

MOST_PLACES = 16
"""At how many places of a text a shingle is looked at; one that repeats itself has more."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in two sources in the same order, none left out.

    Attributes:
        words: How many.
        first: Offsets in the first source.
        second: Offsets in the second source.
    """

    words: int
    first: tuple[int, int]
    second: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources that have been compared.

    Attributes:
        first: IRI of the one.
        second: IRI of the other.
        common: How many different shingles both have, boilerplate left out.
        share: The same as a part of those of the source that has fewer, from 0 to 1.
        runs: What they share, longest first.
    """

    first: str
    second: str
    common: int
    share: Decimal
    runs: tuple[Run, ...]

    @property
    def is_copied(self) -> bool:
        """Tell whether one has copied from the other, or both from a third.

        They have when they share a run of `LONG` words, or half of the shorter one.
        """
        return self.is_whole or any(run.words >= LONG for run in self.runs)

    @property
    def is_whole(self) -> bool:
        """Tell whether at least half of the shorter source stands in the other."""
        return bool(self.common) and self.share >= Decimal("0.5")


def boilerplate(texts: Mapping[str, Shingled]) -> frozenset[bytes]:
    """Return the shingles that all of at least three sources share.

    Where these make up most of a source, the sources are one text with small additions,
    and none is boilerplate.
    """
    sets = [set(text.digests) for text in texts.values() if text.digests]
    if len(sets) < FEWEST_FOR_BOILERPLATE:
        return frozenset()
    shared = frozenset.intersection(*map(frozenset, sets))
    return frozenset() if any(2 * len(shared) > len(own) for own in sets) else shared


def pairs(texts: Mapping[str, Shingled], common: frozenset[bytes] = frozenset()) -> list[Pair]:
    """Return the pairs of sources that share any text, those that share most first.

    Args:
        texts: The sources, by IRI.
        common: Shingles that do not count, as they are boilerplate.
    """
    held = {name: frozenset(text.digests) - common for name, text in texts.items()}
    found = []
    for first, second in combinations(sorted(texts), 2):
        shared = held[first] & held[second]
        if shared:
            least = min(len(held[first]), len(held[second]))
            share = (Decimal(len(shared)) / least).quantize(Decimal("0.001"), ROUND_HALF_UP)
            runs = shared_runs(texts[first], texts[second], shared)
            found.append(Pair(first, second, len(shared), share, runs))
    return sorted(found, key=lambda pair: (-pair.share, pair.first, pair.second))


def shared_runs(one: Shingled, other: Shingled, shared: frozenset[bytes]) -> tuple[Run, ...]:
    """Return the runs of shared shingles, longest first, each word of `one` in one at most.

    Args:
        one: The source whose words are gone through.
        other: The source in which they are looked for.
        shared: The digests that count.
    """
    places: dict[bytes, list[int]] = {}
    for n, digest in enumerate(other.digests):
        if digest in shared:
            places.setdefault(digest, []).append(n)
    runs = []
    n = 0
    while n < len(one.digests):
        starts = places.get(one.digests[n], [])[:MOST_PLACES]
        length, start = max(
            ((_length(one, other, shared, n, at), -at) for at in starts), default=(0, 0)
        )
        if length:
            spans = one.span(n, length), other.span(-start, length)
            runs.append(Run(length + SIZE - 1, *spans))
        n += max(length, 1)
    return tuple(sorted(runs, key=lambda run: (-run.words, run.first)))


def _length(one: Shingled, other: Shingled, shared: frozenset[bytes], n: int, at: int) -> int:
    length = 0
    while n + length < len(one.digests) and at + length < len(other.digests):
        digest = one.digests[n + length]
        if digest != other.digests[at + length] or digest not in shared:
            break
        length += 1
    return length
