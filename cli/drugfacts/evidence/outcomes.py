"""What becomes of a passage when it is held against a capture: one of five outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drugfacts.evidence.normalise import normalise
from drugfacts.evidence.spans import digest

if TYPE_CHECKING:
    from drugfacts.evidence.captures import Capture
    from drugfacts.evidence.records import Passage
    from drugfacts.evidence.search import Place, Searched


class Outcome(StrEnum):
    """What becomes of a passage."""

    EXACT = "exact"
    NORMALISED = "normalised"
    MOVED = "moved"
    MISSING = "missing"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Result:
    """A passage with its outcome.

    Attributes:
        passage: What was checked.
        outcome: What became of it.
        capture: What it was held against; None when it is uncheckable for lack of one.
        places: Where its words stand: one place for exact and normalised, one or more for
            moved, none for the others.
        same_characters: False when only the normalised words are the same.
        why: Why it is uncheckable; "" for the others.
        blame: Whether something is amiss when it is uncheckable: a folder was searched and
            lacks the capture, or the passage lays claim to a place that cannot be used.
        complete: False when a missing passage was not looked for everywhere.
        disagrees: Its words have its span digest, and not its normalised digest.
    """

    passage: Passage
    outcome: Outcome
    capture: Capture | None = None
    places: tuple[Place, ...] = ()
    same_characters: bool = True
    why: str = ""
    blame: bool = False
    complete: bool = True
    disagrees: bool = False


def judge(passage: Passage, capture: Capture, searched: Searched) -> Result:
    """Return the outcome of a complete passage.

    Its own place comes first: the words there are its own (exact), or only the same but
    for typography (normalised). Then all other places are searched (moved, missing).

    Args:
        passage: A passage that lacks nothing.
        capture: The capture of its source.
        searched: The text of the capture.

    Raises:
        LimitError: more marks stand in a row than can be normalised, or the search is too
            much work.
    """
    start, end = passage.start, passage.end
    if end <= len(capture.text):
        words = capture.text[start:end]
        same = digest(words) == passage.span_digest
        # No span has white space at its ends: then its words stand in a part of the place.
        whole = words == words.strip()
        like = digest(normalise(words)) == passage.normalised_digest
        if same:
            return Result(passage, Outcome.EXACT, capture, ((start, end),), disagrees=not like)
        if like and whole:
            place = ((start, end),)
            return Result(passage, Outcome.NORMALISED, capture, place, same_characters=False)
    found = searched.find(end - start, passage.span_digest, passage.normalised_digest)
    if found.places:
        return Result(passage, Outcome.MOVED, capture, found.places, found.exact)
    return Result(passage, Outcome.MISSING, capture, complete=found.complete)
