"""Strength, single dose, doses a day and daily dose are different things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drugfacts.label.regimen import Derived, Regimen, daily_dose, single_dose

Make = Callable[..., Regimen]


def said(found: Derived | None) -> tuple[str, str]:
    return (str(found.amount), found.origin) if found else ("", "")


@pytest.mark.parametrize(
    ("given", "single", "daily"),
    [
        ({"strength": "2 mg"}, ("", ""), ("", "")),
        ({"times": "1..3"}, ("", ""), ("", "")),
        ({"single": "2..10 mg"}, ("2 to 10 mg", ""), ("", "")),
        ({"daily": "..20 mg"}, ("", ""), ("at most 20 mg", "")),
        (
            {"strength": "2 mg", "times": "1..3"},
            ("2 mg", "one unit of the product"),
            ("2 to 6 mg", "2 mg (the strength of the product) times 1 to 3 doses a day"),
        ),
        (
            {"single": "2..10 mg", "times": "2..4"},
            ("2 to 10 mg", ""),
            ("4 to 40 mg", "2 to 10 mg (a single dose) times 2 to 4 doses a day"),
        ),
        (
            {"strength": "2 mg", "single": "4 mg", "times": "2"},
            ("4 mg", ""),
            ("8 mg", "4 mg (a single dose) times 2 doses a day"),
        ),
        (
            {"single": "2 mg", "times": "3", "daily": "..5 mg"},
            ("2 mg", ""),
            ("at most 5 mg", ""),
        ),
        (
            {"single": "2.. mg", "times": "1..3"},
            ("at least 2 mg", ""),
            ("at least 2 mg", "at least 2 mg (a single dose) times 1 to 3 doses a day"),
        ),
        ({"single": "2.. mg", "times": "..3"}, ("at least 2 mg", ""), ("", "")),
        (
            {"single": "0.1 mg", "times": "3"},
            ("0.1 mg", ""),
            ("0.3 mg", "0.1 mg (a single dose) times 3 doses a day"),
        ),
    ],
)
def test_what_is_derived_from_what(
    regimen: Make, given: dict[str, str], single: tuple[str, str], daily: tuple[str, str]
) -> None:
    made = regimen(**given)
    assert said(single_dose(made)) == single
    assert said(daily_dose(made)) == daily
