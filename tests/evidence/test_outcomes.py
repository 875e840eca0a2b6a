from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drugfacts.errors import LimitError
from drugfacts.evidence.captures import Capture
from drugfacts.evidence.normalise import normalise
from drugfacts.evidence.outcomes import Outcome, Result, judge
from drugfacts.evidence.records import Passage
from drugfacts.evidence.search import Searched, Work
from drugfacts.evidence.spans import digest


def judged(made: Any, text: str, start: int, end: int, words: str, like: str = "") -> Result:
    capture = Capture(Path("a.txt"), "", text)
    passage = Passage(
        made.iri("guide", start, end),
        made.iri("guide").value,
        start,
        end,
        digest(words),
        digest(normalise(like or words)),
    )
    return judge(passage, capture, Searched(text, Work()))


@pytest.mark.parametrize(
    ("text", "start", "end", "words", "outcome", "places"),
    [
        ("One two.", 0, 8, "One two.", Outcome.EXACT, ((0, 8),)),
        ("One two. One two.", 9, 17, "One two.", Outcome.EXACT, ((9, 17),)),
        ("One\u00a0two.", 0, 8, "One two.", Outcome.NORMALISED, ((0, 8),)),
        ("One\u00a0two. One two.", 0, 8, "One two.", Outcome.NORMALISED, ((0, 8),)),
        ("x One two.", 0, 8, "One two.", Outcome.MOVED, ((2, 10),)),
        ("x One\u00a0two. One two.", 0, 8, "One two.", Outcome.MOVED, ((11, 19),)),
        ("x One\u00a0two.", 0, 8, "One two.", Outcome.MOVED, ((2, 10),)),
        ("x One two. One two.", 0, 8, "One two.", Outcome.MOVED, ((2, 10), (11, 19))),
        # The place of the old offsets has a line end too many.
        ("\ufb01rst.\nx", 0, 7, "first.", Outcome.MOVED, ((0, 5),)),
        ("One too.", 0, 8, "One two.", Outcome.MISSING, ()),
        ("", 0, 8, "One two.", Outcome.MISSING, ()),
        ("One", 0, 8, "One two.", Outcome.MISSING, ()),
    ],
)
def test_the_own_place_comes_first(
    made: Any,
    text: str,
    start: int,
    end: int,
    words: str,
    outcome: Outcome,
    places: tuple[tuple[int, int], ...],
) -> None:
    result = judged(made, text, start, end, words)
    assert (result.outcome, result.places, result.disagrees) == (outcome, places, False)
    assert result.same_characters == (
        (bool(places) and words in text and outcome != "normalised") or outcome is Outcome.MISSING
    )


def test_digests_of_different_words(made: Any) -> None:
    result = judged(made, "One two.", 0, 8, "One two.", like="else")
    assert (result.outcome, result.disagrees) == (Outcome.EXACT, True)


def test_white_space_at_the_ends_of_an_exact_span_is_no_disagreement(made: Any) -> None:
    result = judged(made, "x One ", 1, 6, " One ")
    assert (result.outcome, result.disagrees) == (Outcome.EXACT, False)


def test_endless_marks_are_a_limit(made: Any) -> None:
    with pytest.raises(LimitError):
        judged(made, "e" + "\u0301" * 500, 0, 501, "else")
