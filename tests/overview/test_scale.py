"""Axes of the plots."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.overview.scale import Scale, scale_for

AMOUNTS = st.decimals("0.0001", "100000", allow_nan=False, places=4)


@given(st.lists(AMOUNTS, min_size=1, max_size=20))
def test_all_amounts_are_on_the_axis_in_their_order(amounts: list[Decimal]) -> None:
    scale = scale_for(amounts)
    places = [scale.at(amount) for amount in sorted(amounts)]
    assert all(0 <= place <= 100 for place in places)
    assert places == sorted(places)


@given(st.lists(AMOUNTS, min_size=1, max_size=20))
def test_ticks_are_few_and_on_the_axis(amounts: list[Decimal]) -> None:
    ticks = scale_for(amounts).ticks()
    assert 2 <= len(ticks) <= 10
    assert all(0 <= Decimal(tick.at) <= 100 for tick in ticks)
    assert len({tick.text for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("amounts", "ticks"),
    [
        (["2", "6"], ["0", "2", "4", "6"]),
        (["0.25"], ["0", "0.05", "0.1", "0.15", "0.2", "0.25"]),
        (["0.5", "20"], ["0.5", "1", "2", "5", "10", "20"]),
        (["0.001", "1000"], ["0.001", "0.01", "0.1", "1", "10", "100", "1000"]),
    ],
)
def test_ticks_are_round(amounts: list[str], ticks: list[str]) -> None:
    scale = scale_for(map(Decimal, amounts))
    assert [tick.text for tick in scale.ticks()] == ticks


def test_a_logarithmic_axis_multiplies() -> None:
    scale = Scale(Decimal(1), Decimal(100), logarithmic=True)
    assert [scale.at(Decimal(n)) for n in (1, 10, 100)] == [0, 50, 100]
