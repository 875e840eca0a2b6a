"""The axis of days: marks that tell where in time one is, however long it is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.overview.days import axis, day


@pytest.mark.parametrize(
    ("first", "last", "unit", "marks"),
    [
        ("2026-03-10", "2026-03-10", "day", ["2026-03-10"]),
        (
            "2026-03-10",
            "2026-03-13",
            "day",
            ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"],
        ),
        ("2026-01-20", "2026-02-20", "day", ["2026-01-20", "2026-02-09"]),
        ("2026-01-20", "2026-04-02", "month", ["2026-01", "2026-02", "2026-03", "2026-04"]),
        ("2026-02-03", "2026-11-22", "month", [f"2026-{n:02}" for n in (2, 4, 6, 8, 10)]),
        ("2025-11-30", "2026-02-01", "month", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2024-10-31", "2026-11-22", "year", ["2024", "2025", "2026"]),
        ("1990-01-01", "2026-11-22", "year", ["1990", "2000", "2010", "2020"]),
    ],
)
def test_marks(first: str, last: str, unit: str, marks: list[str]) -> None:
    found = axis(map(date.fromisoformat, (last, first)))
    assert (found.unit, [tick.text for tick in found.ticks]) == (unit, marks)


@given(st.lists(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), min_size=1))
def test_every_day_stands_on_the_axis_and_in_its_order(days: list[date]) -> None:
    found = axis(days)
    places = [float(found.at(each.isoformat())) for each in sorted(days)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    marks = [float(tick.at) for tick in found.ticks]
    assert marks[0] == 0
    assert len(marks) <= 7
    assert all(one < other <= 100 for one, other in pairwise(marks))


@pytest.mark.parametrize("text", ["", "2026-13-45", "unknown", "2026", "2026-02-30"])
def test_what_is_no_day_stands_nowhere(text: str) -> None:
    assert day(text) is None
    assert axis([date(2026, 1, 1)]).at(text) == ""
