"""Finding the words of a quote in a capture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from drugfacts.errors import LimitError, UsageError
from drugfacts.evidence.normalise import Aligned, align, normalise
from drugfacts.evidence.spans import Span, sentences, span, trimmed, widened

MAX_PLACES = 1000
"""The most places of one quote. Beyond it the quote is too short to mean anything."""

_MAX_WORDS = 400
_ALIKE = 0.5


class Fit(StrEnum):
    """How the words of a capture agree with a quote."""

    EXACT = "exact"
    NORMALISED = "normalised"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of a capture that holds the words of a quote.

    Attributes:
        span: The place.
        fit: Whether its characters are those of the quote, or only its normalised ones.
    """

    span: Span
    fit: Fit


def cite(text: str, quote: str, *, whole_sentences: bool = False) -> list[Citation]:
    """Return the places of a text that hold a quote, in the order of the text.

    The characters as they are count first; only when they stand nowhere are both texts
    normalised. White space around the quote is ignored. Places may overlap.

    Args:
        text: The capture: its bytes decoded as UTF-8, nothing changed.
        quote: The words to find.
        whole_sentences: Widen each place to the sentences that it touches.

    Raises:
        UsageError: the quote holds no words.
        LimitError: it stands at more than `MAX_PLACES` places.
    """
    wanted = quote.strip()
    if not normalise(wanted):
        raise UsageError("the quote is empty; give the words that the source uses.")
    fit, places = Fit.EXACT, _limited(occurrences(text, wanted))
    if not places:
        found = normalised_occurrences(text, align(text), normalise(wanted))
        fit, places = Fit.NORMALISED, _limited(found)
    if whole_sentences:
        places = list(dict.fromkeys(widened(text, *place) for place in places))
    return [Citation(span(text, *place), fit) for place in places]


def nearest(text: str, quote: str) -> tuple[int, int] | None:
    """Return the offsets of the sentence that is most like a quote, or None.

    The words are compared in their order; at least half must agree.
    """
    wanted = _words(quote)
    best, place = _ALIKE, None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for start, end in sentences(text):
        # No sentence much longer than the quote can be half like it.
        if (end - start) > 4 * len(quote) + 100:
            continue
        matcher.set_seq1(_words(text[start:end]))
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        if matcher.ratio() > best:
            best, place = matcher.ratio(), (start, end)
    return place


def _words(text: str) -> list[str]:
    return normalise(text).casefold().split()[:_MAX_WORDS]


def occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield the places of a text whose characters are the wanted ones; they may overlap."""
    start = text.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = text.find(wanted, start + 1)


def normalised_occurrences(text: str, aligned: Aligned, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield the places whose own characters normalise to the wanted ones.

    A place that would begin or end inside of what one character stands for (half a
    ligature) is none: there are no offsets for it.

    Args:
        text: The text.
        aligned: The same, normalised.
        wanted: Normalised words.
    """
    plain, starts, ends = aligned.text, aligned.starts, aligned.ends
    for first, after in occurrences(plain, wanted):
        # Sifts out most halves at little cost. A space is no half: it is never wanted.
        if first > 0 and starts[first - 1] == starts[first] and plain[first - 1] != " ":
            continue
        if after < len(ends) and ends[after - 1] == ends[after] and plain[after] != " ":
            continue
        place = trimmed(text, starts[first], ends[after - 1])
        if normalise(text[slice(*place)]) == wanted:
            yield place


def _limited(places: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place in places:
        if len(found) == MAX_PLACES:
            raise LimitError(
                f"the quote stands at more than {MAX_PLACES} places; give more of its words."
            )
        found.append(place)
    return found
