"""One form for each number, duration and text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.conflict.amounts import seconds
from drugfacts.label.literals import DURATION, normal, parts
from drugfacts.terms import PREFIXES

XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("one", "other", "datatype", "same"),
    [
        ("Klonopin", "KLONOPIN", "string", True),
        ("Klonopin  XR", " klonopin xr", "string", True),
        ("Klonopin", "Klonopin XR", "string", False),
        ("5.0", "5.00", "decimal", True),
        ("5", "+5.0", "decimal", True),
        ("5.0", "5.1", "decimal", False),
        ("50", "5", "integer", False),
        ("P1Y", "P12M", "duration", True),
        ("P1Y2M", "P14M", "duration", True),
        ("P1D", "PT24H", "duration", True),
        ("PT90M", "PT1H30M", "duration", True),
        ("PT1.50S", "PT1.5S", "duration", True),
        ("P0D", "PT0S", "duration", True),
        ("P1M", "P30D", "duration", False),
        ("P12M", "P12D", "duration", False),
        ("PT1M", "P1M", "duration", False),
        ("about", "ABOUT", "duration", False),
    ],
)
def test_the_same_value_has_one_form(one: str, other: str, datatype: str, same: bool) -> None:
    assert (normal(one, XSD + datatype) == normal(other, XSD + datatype)) is same


NUMBERS = st.integers(0, 400)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_the_form_of_a_duration_is_as_long(
    y: int, mo: int, d: int, h: int, mi: int, s: int
) -> None:
    text = f"P{y}Y{mo}M{d}DT{h}H{mi}M{s}S"
    found = normal(text, DURATION)
    assert parts(found) is not None
    assert normal(found, DURATION) == found
    before, after = seconds(text), seconds(found)
    assert before is not None
    assert after is not None
    assert (before.low is None) is (after.low is None)
    if y + mo:
        assert before == after
