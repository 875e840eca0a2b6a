"""Numbers and times are compared exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.conflict.amounts import Interval, quantity, seconds

DAY = 86_400
ENDS = st.none() | st.integers(0, 20)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("2.0", "mg"), ("2.00", "mg"), True),
        (("2", "mg"), ("2000.0", "ug"), True),
        (("0.25", "mg"), ("250", "ug"), True),
        (("2.0", "mg"), ("2.0", "ug"), False),
        (("2.0", "mg"), ("2.0", "mL"), False),
        (("2.0", "mg"), ("2.0", "[IU]"), False),
        (("2.0", "mg/kg"), ("2.0", "mg"), False),
        (
            ("0.000000000000000000000000000001", "g"),
            ("0.000000000000000000000000000002", "g"),
            False,
        ),
    ],
)
def test_amounts_are_equal_by_what_they_measure(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    assert (quantity(*one) == quantity(*other)) is same


@pytest.mark.parametrize("text", ["", "two", "NaN", "INF", "1e5", "1,5", "--1"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("37.0", "37.2", False),
        ("37", "37.5", False),
        ("37.0", "37.51", True),
        ("37.0", "37.6", True),
        ("37.4", "37.5", False),
        ("37.4", "37.6", True),
        ("30.0", "10.0", True),
    ],
)
def test_figures_are_apart_by_more_than_their_rounding(one: str, other: str, apart: bool) -> None:
    mine, theirs = quantity(one), quantity(other)
    assert mine
    assert theirs
    digits = [max(0, len(t.partition(".")[2].rstrip("0"))) for t in (one, other)]
    gap = abs(Fraction(one) - Fraction(other))
    by_hand = gap > sum(Fraction(1, 2 * 10**places) for places in digits)
    assert mine.rounded.is_apart(theirs.rounded) is theirs.rounded.is_apart(mine.rounded)
    assert mine.rounded.is_apart(theirs.rounded) is by_hand is apart


@given(ENDS, ENDS, ENDS, ENDS)
def test_intervals_are_apart_when_no_number_is_in_both(
    a: int | None, b: int | None, c: int | None, d: int | None
) -> None:
    def of(low: int | None, high: int | None) -> tuple[Interval, set[int]]:
        if low is not None and high is not None and low > high:
            low, high = high, low
        listed = set(range(-1 if low is None else low, 22 if high is None else high + 1))
        return Interval(*(None if n is None else Decimal(n) for n in (low, high))), listed

    (one, mine), (other, theirs) = of(a, b), of(c, d)
    assert one.is_apart(other) is other.is_apart(one) is mine.isdisjoint(theirs)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("P9D", 9 * DAY, 9 * DAY),
        ("P1DT12H", 36 * 3600, 36 * 3600),
        ("PT90M", 5400, 5400),
        ("PT1.5S", "1.5", "1.5"),
        ("P1M", 2_629_746 - 4 * DAY, 2_629_746 + 4 * DAY),
    ],
)
def test_durations_in_seconds(text: str, low: int | str, high: int | str) -> None:
    assert seconds(text) == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "P9W", "4 months", "-P1D", "1D"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert seconds(text) is None


def test_a_year_and_twelve_months_are_the_same_and_a_month_may_be_30_days() -> None:
    year, months, month, days = map(seconds, ("P1Y", "P12M", "P1M", "P30D"))
    assert year == months
    assert month is not None
    assert days is not None
    assert not month.is_apart(days)
