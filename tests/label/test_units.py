"""Amounts are exact, and compare only with what measures the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.label.units import EXPONENTS, Amount, parse, plain, product

NUMBERS = st.decimals(
    min_value=Decimal("0.000000001"), max_value=Decimal(10) ** 40, allow_nan=False, places=9
)


@pytest.mark.parametrize(
    ("number", "unit", "measured", "base"),
    [
        ("1", "mg", "mass", "0.001"),
        ("1000", "ug", "mass", "0.001"),
        ("0.5", "g", "mass", "0.5"),
        ("2", "kg", "mass", "2000"),
        ("3", "ng", "mass", "0.000000003"),
        ("5", "mL", "volume", "0.005"),
        ("5", "ml", "volume", "0.005"),
        ("1", "L", "volume", "1"),
        ("400", "[IU]", "international units", "400"),
        ("400", "[iU]", "international units", "400"),
        ("0.4", "k[IU]", "international units", "400"),
        ("1", "mg/kg", "mass per kg", "0.001"),
        ("1", "mg/m2", "mass per m2", "0.001"),
        ("1", "[IU]/kg", "international units per kg", "1"),
        ("7", "[drp]", "[drp]", "7"),
        ("7", "[drp]/kg", "[drp] per kg", "7"),
        ("7", "mcg", "mcg", "7"),
    ],
)
def test_a_unit_measures_what_the_table_says(
    number: str, unit: str, measured: str, base: str
) -> None:
    assert Amount(Decimal(number), unit).in_base() == (measured, Decimal(base))


@given(NUMBERS, st.sampled_from([(w, u) for w, units in EXPONENTS.items() for u in units]))
def test_no_digit_is_lost(number: Decimal, of: tuple[str, str]) -> None:
    what, unit = of
    found = Amount(number, unit).in_base()
    assert found[0] == what
    assert Fraction(found[1]) == Fraction(number) * Fraction(10) ** EXPONENTS[what][unit]


@given(NUMBERS, NUMBERS)
def test_products_are_exact(one: Decimal, other: Decimal) -> None:
    assert Fraction(product(one, other)) == Fraction(one) * Fraction(other)


@given(NUMBERS, st.sampled_from(["ng", "ug", "mg", "g", "kg"]))
def test_the_same_amount_has_one_canonical_text(number: Decimal, unit: str) -> None:
    grams = Amount(Amount(number, unit).in_base()[1], "g")
    assert grams.canonical() == Amount(number, unit).canonical()


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("0.002", "g", "2 mg"),
        ("2.0", "mg", "2 mg"),
        ("1000", "mg", "1 g"),
        ("0.5", "ng", "0.5 ng"),
        ("5", "mL", "5 mL"),
        ("2000", "ug/kg", "2 mg/kg"),
        ("3", "[drp]", "3 [drp]"),
    ],
)
def test_canonical_texts(number: str, unit: str, text: str) -> None:
    assert Amount(Decimal(number), unit).canonical() == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.0", "2.0"), ("+2", "2"), (".5", "0.5"), ("2.", "2"), ("0.25", "0.25"), ("-1", "-1")],
)
def test_decimals_are_read(text: str, number: str) -> None:
    assert parse(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", " 2", "2 ", "1e3", "NaN", "INF", "1_000", "2,5", "٢", "."])
def test_what_is_no_decimal_is_not_read(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("number", "text"), [("2.0", "2"), ("0.250", "0.25"), ("20", "20"), ("1E+2", "100")]
)
def test_numbers_are_written_plainly(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
    assert str(Amount(Decimal(number), "mg")) == f"{text} mg"
