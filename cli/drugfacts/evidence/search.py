"""Finding the words of a span in a text of which only their digests are known.

The words are not stored, so a moved span is found by comparing digests of parts of the
text: of the same length, then of about that length in the normalised text. That is much
work for a long text. It is bounded, and a search that was not complete says so.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from drugfacts.errors import LimitError
from drugfacts.evidence.cite import normalised_occurrences, occurrences
from drugfacts.evidence.normalise import Aligned, align

THOROUGH = 4_000_000_000
"""The work of one run that complete searches may take: characters that are hashed, and
`_EACH` more for each part. Beyond it, only parts between blanks are compared."""

SPARING = 8_000_000_000
"""The work of one run beyond which typography is given up: words are found as they are."""

MOST = 12_000_000_000
"""The work of one run; beyond it the run ends."""

MAX_PLACES = 100
"""The most places of one span that are told."""

_EACH = 500
_SLACK, _EIGHTH = 16, 8

Place = tuple[int, int]


class Work:
    """The work that searches of one run have done so far."""

    def __init__(self) -> None:
        self.done = 0

    def affords(self, parts: int, length: int, limit: int) -> bool:
        """Tell whether parts of a length may be compared below a limit; count them if so."""
        cost = parts * (length + _EACH)
        if self.done + cost > limit:
            return False
        self.done += cost
        return True


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found.

    Attributes:
        places: Where the words stand, in the order of the text; `MAX_PLACES` at most.
        exact: They are the same characters, and not only the same normalised ones.
        complete: No part of the text was left out for the work that it takes.
    """

    places: tuple[Place, ...]
    exact: bool
    complete: bool


class Searched:
    """A text that is searched for spans.

    Args:
        text: The text of a capture.
        work: The work of the run.
    """

    def __init__(self, text: str, work: Work) -> None:
        self._text = text
        self._work = work
        # Even counting parts takes long in a long text: what was too much stays too much.
        self._given_up: set[int] = set()

    def find(self, length: int, span_digest: str, normalised_digest: str) -> Search:
        """Return where the words with some digests stand.

        The characters as they are count first. The normalised words may be an eighth (and
        16 characters) longer or shorter than the span was, and do not begin or end inside
        of a word.

        Args:
            length: Number of characters of the span.
            span_digest: SHA-256 of its words.
            normalised_digest: SHA-256 of its normalised words.

        Raises:
            LimitError: the run has done too much work.
        """
        words, complete = self._exact(length, span_digest)
        if words:
            found = occurrences(self._text, words)
            return Search(tuple(islice(found, MAX_PLACES)), exact=True, complete=True)
        words, also = self._normalised(length, normalised_digest)
        if not words:
            return Search((), exact=False, complete=complete and also)
        places = normalised_occurrences(self._text, self._aligned, words)
        return Search(tuple(islice(places, MAX_PLACES)), exact=False, complete=True)

    @cached_property
    def _aligned(self) -> Aligned:
        return align(self._text)

    @cached_property
    def _sentence_borders(self) -> tuple[list[int], frozenset[int]]:
        starts, ends = _borders(self._text, _beside_blanks)
        return starts, frozenset(ends)

    @cached_property
    def _plain_borders(self) -> tuple[list[int], list[int]]:
        return _borders(self._aligned.text, _beside_words)

    @cached_property
    def _wide_borders(self) -> tuple[list[int], list[int]]:
        return _borders(self._aligned.text, _beside_blanks)

    def _exact(self, length: int, digest: str) -> tuple[str, bool]:
        """Return the words of a length that have a digest, or "", and whether all were tried."""
        text, last = self._text, len(self._text) - length
        if last < 0:
            return "", True
        # Most spans are sentences: those are tried first.
        starts, ends = self._sentence_borders
        likely = [i for i in starts if i + length in ends]
        # Looking through the starts is work too.
        if not self._work.affords(len(likely) + len(starts) // 4, length, MOST):
            raise LimitError(
                "too many spans stand no more where they should in texts that are too long; "
                "check fewer sources at a time."
            )
        words = _first(text, ((i, i + length) for i in likely), digest)
        if words or not self._work.affords(last + 1, length, THOROUGH):
            return words, bool(words)
        every = (
            (i, i + length)
            for i in range(last + 1)
            if not (text[i].isspace() or text[i + length - 1].isspace())
        )
        return _first(text, every, digest), True

    def _normalised(self, length: int, digest: str) -> tuple[str, bool]:
        slack = _SLACK + length // _EIGHTH
        if SPARING in self._given_up:
            return "", False
        text = self._aligned.text
        borders, complete = self._plain_borders, True
        if not self._allows(borders, length, slack, THOROUGH):
            borders, complete = self._wide_borders, False
            if not self._allows(borders, length, slack, SPARING):
                return "", False
        return _first(text, _windows(*borders, length, slack), digest), complete

    def _allows(
        self, borders: tuple[list[int], list[int]], length: int, slack: int, limit: int
    ) -> bool:
        """Tell whether all parts between some borders may be compared; count them if so."""
        if limit in self._given_up:
            return False
        allowed = self._work.affords(_count(*borders, length, slack), length, limit)
        if not allowed:
            self._given_up.add(limit)
        return allowed


def _first(text: str, places: Iterable[Place], digest: str) -> str:
    """Return the first of some parts of a text that has a digest, or ""."""
    wanted, sha256 = bytes.fromhex(digest), hashlib.sha256
    for start, end in places:
        words = text[start:end]
        if sha256(words.encode()).digest() == wanted:
            return words
    return ""


def _windows(starts: list[int], ends: list[int], length: int, slack: int) -> Iterator[Place]:
    for start in starts:
        low, high = _reach(ends, start, length, slack)
        for index in range(low, high):
            yield start, ends[index]


def _count(starts: list[int], ends: list[int], length: int, slack: int) -> int:
    reaches = (_reach(ends, start, length, slack) for start in starts)
    return sum(high - low for low, high in reaches)


def _reach(ends: list[int], start: int, length: int, slack: int) -> tuple[int, int]:
    low = bisect_left(ends, start + max(1, length - slack))
    return low, bisect_right(ends, start + length + slack)


def _borders(text: str, beside: Callable[[str, int], bool]) -> tuple[list[int], list[int]]:
    """Return the offsets at which words can begin, and those at which they can end."""
    found = [i for i in range(len(text) + 1) if beside(text, i)]
    starts = [i for i in found if i < len(text) and not text[i].isspace()]
    ends = [i for i in found if i > 0 and not text[i - 1].isspace()]
    return starts, ends


def _beside_words(text: str, offset: int) -> bool:
    """Tell whether an offset is not inside of a word."""
    inside = 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
    return not inside


def _beside_blanks(text: str, offset: int) -> bool:
    """Tell whether an offset is next to white space, or at an end of the text."""
    if offset in (0, len(text)):
        return True
    return text[offset - 1].isspace() or text[offset].isspace()
