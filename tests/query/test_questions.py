"""Finding named questions."""

from __future__ import annotations

import pytest

from drugfacts.errors import UsageError
from drugfacts.query.questions import named, questions


def test_questions_are_in_order_of_their_names() -> None:
    names = [question.name for question in questions()]
    assert names == sorted(names)
    assert {"claimed-uses", "off-label-candidates"} <= set(names)


def test_a_question_knows_its_title_and_file() -> None:
    question = named("brands")
    assert question.title == (
        "Under which names is each drug stated to be sold, and by which source?"
    )
    assert question.answer == "one source that states one brand name"
    assert question.path.name == "brands.rq"
    assert question.text.startswith("# title: ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("brand", "did you mean brands?"),
        (
            "Dose",
            "did you mean doses or onset or dosing-rules or beyond-label-doses or "
            "incomparable-doses?",
        ),
        (
            "label",
            "did you mean old-labels or latest-labels or label-versions or beyond-label-doses or "
            "claims-on-no-label or claims-without-label?",
        ),
        ("zzzzzz", "no name is like it."),
    ],
)
def test_an_unknown_name_brings_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        named(name)
    assert str(caught.value) == (
        f"'{name}' is not a question: {hint} 'drugfacts query --list' lists all; "
        "a file's name ends in .rq or .sparql."
    )
