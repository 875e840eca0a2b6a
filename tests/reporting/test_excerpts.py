"""Excerpts: what is shown of a long line, and where the place is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.reporting.excerpts import WIDEST, around, excerpt, place

LINE = "".join(f"{n:<5}" for n in range(0, 1000, 5))
"""A thousand characters, each fifth of which names its offset."""


def test_a_short_line_stays_as_it_is() -> None:
    assert excerpt("\ta  b \r\n", 3) == "\ta  b "
    assert place("\ta  b ", 3) == 2


def test_the_end_of_a_long_line_is_left_out() -> None:
    assert excerpt(LINE, 0) == LINE[:160] + "…"
    assert excerpt(LINE, 160) == LINE[:160] + "…"
    assert place(excerpt(LINE, 160), 160) == 159


def test_the_start_is_left_out_for_a_place_far_behind() -> None:
    assert excerpt(LINE, 161) == "…" + LINE[100:260] + "…"
    assert excerpt(LINE, 1000) == "…" + LINE[939:]
    assert place(excerpt(LINE, 161), 161) == 61


@pytest.mark.parametrize(("text", "col"), [("abc", 0), ("abc", 4), ("", 1), ("", 0), ("abc…", 400)])
def test_a_place_that_is_not_shown_has_no_offset(text: str, col: int) -> None:
    assert place(text, col) is None


def test_a_line_that_begins_with_an_ellipsis_is_no_shortened_one() -> None:
    line = "…" + "a" * (WIDEST - 2) + "b"
    assert place(excerpt(line, WIDEST), WIDEST) == WIDEST - 1


def test_around_keeps_the_offset() -> None:
    assert around("0123456789", 5, 4) == ("…3456…", 3)
    assert around("0123456789", 0, 4) == ("0123…", 0)
    assert around("0123456789", 9, 4) == ("…6789", 4)
    assert around("0123", 2, 4) == ("0123", 2)


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=500), st.data())
def test_the_place_is_always_found_again(line: str, data: st.DataObject) -> None:
    col = data.draw(st.integers(1, max(1, len(line))))
    text = excerpt(line, col)
    at = place(text, col)
    assert len(text) <= WIDEST + 2
    if line:
        assert at is not None
        assert text[at] == line[col - 1]
        near, there = around(text, at, 40)
        assert near[there] == line[col - 1]
        assert len(near) <= 42
