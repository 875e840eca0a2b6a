"""Which literal is less than which, by SPARQL, and which cannot be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from drugfacts.validation.engines.comparing import precedes

XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(text: str, datatype: str = "string") -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


LESS = [
    ("1", "integer", "1.5", "decimal"),
    ("-1", "byte", "0", "nonNegativeInteger"),
    ("300", "byte", "1000", "integer"),
    ("-5", "positiveInteger", "1", "integer"),
    ("99999999999999999999", "long", "100000000000000000000", "integer"),
    ("1.00000000000000000001", "decimal", "1.00000000000000000002", "decimal"),
    ("1", "integer", "INF", "double"),
    ("-INF", "float", "1e9", "double"),
    (" 1 ", "integer", "2", "integer"),
    ("B", "string", "a", "string"),
    ("\uffff", "string", "\U00010000", "string"),
    ("false", "boolean", "1", "boolean"),
    ("2023-12-31", "date", "2024-01-01", "date"),
    ("2024-02-29", "date", "2024-03-01", "date"),
    ("-0001-12-31", "date", "0001-01-01", "date"),
    ("9999-12-31", "date", "10000-01-01", "date"),
    ("2024-01-01Z", "date", "2024-01-02", "date"),
    ("2024-01-01+02:00", "date", "2024-01-01Z", "date"),
    ("2024-01-01T23:59:59.999", "dateTime", "2024-01-01T24:00:00", "dateTime"),
    ("2024-01-01T12:00:00+05:30", "dateTime", "2024-01-01T12:00:00Z", "dateTime"),
    ("2024-01-01T00:00:00Z", "dateTime", "2024-01-01T14:00:01", "dateTime"),
    ("24:00:00", "time", "00:00:01", "time"),
    ("P1D", "duration", "PT25H", "duration"),
    ("P1M", "duration", "P32D", "duration"),
    ("-P1Y", "duration", "P0D", "duration"),
]
EQUAL = [
    ("1", "integer", "01.0", "decimal"),
    ("0.1", "decimal", "1e-1", "double"),
    ("2024-01-01T24:00:00", "dateTime", "2024-01-02T00:00:00", "dateTime"),
    ("2024-01-01T12:00:00+12:00", "dateTime", "2024-01-01T00:00:00Z", "dateTime"),
    ("P1Y", "duration", "P12M", "duration"),
    ("true", "boolean", "1", "boolean"),
]
UNKNOWN = [
    ("NaN", "double", "NaN", "double"),
    ("1", "integer", "1", "string"),
    ("true", "boolean", "1", "integer"),
    ("x", "integer", "y", "integer"),
    ("", "decimal", "1", "decimal"),
    ("yes", "boolean", "true", "boolean"),
    ("2024-02-30", "date", "2024-02-30", "date"),
    ("2023-02-29", "date", "2024-01-01", "date"),
    ("1900-02-29", "date", "2024-01-01", "date"),
    ("2024-13-01", "date", "2025-01-01", "date"),
    ("2024-01-01+15:00", "date", "2025-01-01Z", "date"),
    ("24:00:01", "time", "12:00:00", "time"),
    ("2024-01-01T14:00:00", "dateTime", "2024-01-01T00:00:00Z", "dateTime"),
    ("2024-01-01", "date", "2024-01-02T00:00:00", "dateTime"),
    ("P1M", "duration", "P30D", "duration"),
    ("P", "duration", "P1D", "duration"),
    ("PT", "duration", "P1D", "duration"),
    ("2020", "gYear", "2021", "gYear"),
    ("9" * 5000 + "-01-01", "date", "2024-01-01", "date"),
    ("P" + "9" * 5000 + "D", "duration", "P1D", "duration"),
]


@pytest.mark.parametrize(("one", "of", "other", "kind"), LESS)
def test_less(one: str, of: str, other: str, kind: str) -> None:
    small, great = literal(one, of), literal(other, kind)
    assert [precedes(small, great, each) for each in (False, True)] == [True, True]
    assert [precedes(great, small, each) for each in (False, True)] == [False, False]


@pytest.mark.parametrize(("one", "of", "other", "kind"), EQUAL)
def test_equal(one: str, of: str, other: str, kind: str) -> None:
    first, second = literal(one, of), literal(other, kind)
    for pair in ((first, second), (second, first)):
        assert [precedes(*pair, each) for each in (False, True)] == [False, True]


@pytest.mark.parametrize(("one", "of", "other", "kind"), UNKNOWN)
def test_what_cannot_be_compared_is_neither(one: str, of: str, other: str, kind: str) -> None:
    first, second = literal(one, of), literal(other, kind)
    for pair in ((first, second), (second, first)):
        assert not precedes(*pair)
        assert not precedes(*pair, or_equal=True)


def test_texts_in_a_language_and_datatypes_of_others_cannot_be_compared() -> None:
    own = [Literal(text, datatype=NamedNode("http://e/t")) for text in "ab"]
    tagged = [Literal(text, language="en") for text in "ab"]
    for one, other in (own, tagged, [Literal("a"), tagged[1]], [tagged[0], Literal("b")]):
        assert not precedes(one, other, or_equal=True)


MOMENTS = st.builds(
    lambda moment, zone: literal(f"{moment.isoformat(timespec='seconds')}{zone}", "dateTime"),
    st.datetimes(),
    st.sampled_from(["", "Z", "+14:00", "-05:30"]),
)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_the_order_of_moments_has_no_circle(a: Literal, b: Literal, c: Literal) -> None:
    assert not (precedes(a, b) and precedes(b, a))
    if precedes(a, b) and precedes(b, c):
        assert not precedes(c, a)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers())
def test_numbers_are_compared_as_such(one: object, other: int) -> None:
    text = f"{one:f}"
    assert precedes(literal(text, "decimal"), literal(str(other), "integer")) == (one < other)  # type: ignore[operator]
