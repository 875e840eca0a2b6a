"""Doses against doses of a label."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.label.doses import judge
from drugfacts.label.regimen import Range, Regimen
from drugfacts.label.units import Amount
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Hierarchy, Label

WITHIN, BEYOND, NOT = "within-label-dose", "beyond-label-dose", "not-comparable"

AMOUNTS = [
    # claim, label, outcome, why it is not comparable
    ({"daily": "2..6 mg"}, {"daily": "..4 mg"}, BEYOND, ""),
    ({"daily": "2..6 mg"}, {"daily": "..20 mg"}, WITHIN, ""),
    ({"daily": "4 mg"}, {"daily": "..4 mg"}, WITHIN, ""),
    ({"daily": "4.000000000001 mg"}, {"daily": "..4 mg"}, BEYOND, ""),
    ({"daily": "4000 ug"}, {"daily": "..4 mg"}, WITHIN, ""),
    ({"daily": "0.005 g"}, {"daily": "..4 mg"}, BEYOND, ""),
    ({"strength": "2 mg", "times": "1..3"}, {"daily": "..4 mg"}, BEYOND, ""),
    ({"strength": "2 mg", "times": "1..2"}, {"daily": "..4 mg"}, WITHIN, ""),
    ({"single": "5 mg", "times": "3"}, {"single": "2..10 mg", "times": "2..4"}, WITHIN, ""),
    ({"single": "15 mg", "times": "1"}, {"single": "2..10 mg", "times": "2..4"}, BEYOND, ""),
    ({"single": "10 mg"}, {"single": "2..10 mg", "times": "2..4"}, WITHIN, ""),
    ({"single": "11 mg"}, {"single": "2..10 mg"}, BEYOND, ""),
    ({"daily": "41 mg"}, {"single": "2..10 mg", "times": "2..4"}, BEYOND, ""),
    ({"daily": "1 mg"}, {"single": "2..10 mg", "times": "2..4"}, WITHIN, ""),
    ({"daily": "5.. mg"}, {"daily": "..4 mg"}, BEYOND, ""),
    ({"daily": "2.. mg"}, {"daily": "..4 mg"}, NOT, "the claim gives no most a day"),
    ({"daily": "2 mg"}, {"daily": "1.. mg"}, NOT, "the label gives no most a day"),
    ({"daily": "2 mg"}, {"daily": "..9 [IU]"}, NOT, "mg and [IU] measure different things"),
    ({"daily": "2 mg/kg"}, {"daily": "..9 mg"}, NOT, "mg/kg and mg measure different things"),
    ({"daily": "2 mg/kg"}, {"daily": "..2000 ug/kg"}, WITHIN, ""),
    ({"daily": "3 mg/kg"}, {"daily": "..2000 ug/kg"}, BEYOND, ""),
    ({"daily": "500 [iU]"}, {"daily": "..0.4 k[IU]"}, BEYOND, ""),
    ({"daily": "5 mL"}, {"daily": "..9 mg"}, NOT, "mL and mg measure different things"),
    ({"daily": "5 [drp]"}, {"daily": "..9 [drp]"}, WITHIN, ""),
    (
        {"times": "6"},
        {"daily": "..4 mg"},
        NOT,
        "the claim gives a number of doses a day and no amount, the label a daily dose only",
    ),
    (
        {"single": "2 mg"},
        {"daily": "..4 mg"},
        NOT,
        "the claim gives a single dose only, the label a daily dose only",
    ),
    ({"fault": "x is no number"}, {"daily": "..4 mg"}, NOT, "x is no number"),
    ({"daily": "2 mg"}, {"fault": "x is no number"}, NOT, "of the label x is no number"),
]


@pytest.fixture
def pair(
    claim: Callable[..., Claim], label: Callable[..., Label], regimen: Callable[..., Regimen]
) -> Callable[..., tuple[Claim, Claim, Label]]:
    def make(
        ours: dict[str, str],
        theirs: dict[str, str],
        mine: dict[str, str] | None = None,
        stated: dict[str, str] | None = None,
    ) -> tuple[Claim, Claim, Label]:
        one = claim("dose", DF.Dosing, regimen=regimen(**ours), **(mine or {}))
        other = claim(
            "dose",
            DF.Dosing,
            document="label/us-examplol",
            regimen=regimen(**theirs),
            **(stated or {}),
        )
        return one, other, label(other)

    return make


@pytest.mark.parametrize(("ours", "theirs", "outcome", "why"), AMOUNTS)
def test_the_upper_bound_decides(
    pair: Callable[..., tuple[Claim, Claim, Label]],
    order: Hierarchy,
    ours: dict[str, str],
    theirs: dict[str, str],
    outcome: str,
    why: str,
) -> None:
    found = judge(*pair(ours, theirs), order)
    assert (found.outcome, found.why) == (outcome, why)


OF_ANOTHER = "the label's dose is for something else"
ONE_PHASE = "the label's dose is for one phase of treatment, and the claim names none"


@pytest.mark.parametrize(
    ("mine", "stated", "outcome", "why", "missing"),
    [
        ({}, {"condition": "panic"}, WITHIN, "", ["panic"]),
        ({"condition": "panic"}, {"condition": "panic"}, WITHIN, "", []),
        ({"condition": "panic"}, {"condition": "anxiety"}, WITHIN, "", []),
        ({"condition": "anxiety"}, {"condition": "panic"}, WITHIN, "", ["panic"]),
        ({"condition": "panic"}, {"condition": "social-anxiety"}, NOT, OF_ANOTHER, []),
        ({"condition": "panic"}, {}, WITHIN, "", []),
        ({}, {"population": "adult"}, WITHIN, "", ["adult"]),
        ({"population": "old"}, {"population": "adult"}, WITHIN, "", []),
        ({"population": "child"}, {"population": "adult"}, NOT, OF_ANOTHER, []),
        ({}, {"dosingPhase": "initial"}, NOT, ONE_PHASE, ["initial"]),
        ({"dosingPhase": "initial"}, {"dosingPhase": "initial"}, WITHIN, "", []),
        ({"dosingPhase": "target"}, {"dosingPhase": "initial"}, NOT, OF_ANOTHER, []),
        ({"dosingPhase": "initial"}, {}, WITHIN, "", []),
    ],
)
def test_what_a_dose_is_for_decides_whether_it_compares(
    pair: Callable[..., tuple[Claim, Claim, Label]],
    order: Hierarchy,
    mine: dict[str, str],
    stated: dict[str, str],
    outcome: str,
    why: str,
    missing: list[str],
) -> None:
    found = judge(*pair({"daily": "1 mg"}, {"daily": "2 mg"}, mine, stated), order)
    assert (found.outcome, found.why) == (outcome, why)
    assert [value.rpartition("/")[2] for _, value in found.missing] == missing


@pytest.mark.parametrize("side", [0, 1])
def test_a_denied_dose_is_not_compared(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
    side: int,
) -> None:
    one, other = (
        claim("dose", DF.Dosing, denied=n == side, regimen=regimen(daily="2 mg")) for n in (0, 1)
    )
    found = judge(one, other, label(other), order)
    assert (found.outcome, found.why) == (NOT, "a dose that is denied is not compared")


AMOUNT = st.tuples(
    st.decimals(min_value=Decimal("0.001"), max_value=1000, places=3),
    st.sampled_from(["ug", "mg", "g"]),
)
EXPONENT = {"ug": -6, "mg": -3, "g": 0}


@given(AMOUNT, AMOUNT)
def test_beyond_is_more_than_the_maximum_in_any_unit(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    order: Hierarchy,
    ours: tuple[Decimal, str],
    theirs: tuple[Decimal, str],
) -> None:
    doses = [
        claim("dose", DF.Dosing, regimen=Regimen(daily=Range(None, Amount(*amount))))
        for amount in (ours, theirs)
    ]
    more = ours[0].scaleb(EXPONENT[ours[1]]) > theirs[0].scaleb(EXPONENT[theirs[1]])
    found = judge(doses[0], doses[1], label(doses[1]), order)
    assert found.outcome == (BEYOND if more else WITHIN)


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome", "below"),
    [
        ({"daily": "1 mg"}, {"daily": "4..40 mg"}, WITHIN, "all of it is below the label's least"),
        ({"daily": "1..8 mg"}, {"daily": "4..40 mg"}, WITHIN, "its least is below the label's"),
        ({"daily": "1..50 mg"}, {"daily": "4..40 mg"}, BEYOND, "its least is below the label's"),
        ({"daily": "3999 ug"}, {"daily": "4..40 mg"}, WITHIN, "all of it is below the label's"),
        ({"daily": "4..8 mg"}, {"daily": "4..40 mg"}, WITHIN, ""),
        ({"daily": "..8 mg"}, {"daily": "4..40 mg"}, WITHIN, ""),
        ({"daily": "..3 mg"}, {"daily": "4..40 mg"}, WITHIN, "all of it is below the label's"),
        ({"daily": "1 mg"}, {"daily": "..40 mg"}, WITHIN, ""),
        ({"daily": "1 mg"}, {"daily": "4.. mg"}, NOT, "all of it is below the label's least"),
        ({"daily": "1 mg/kg"}, {"daily": "4..40 mg"}, NOT, ""),
    ],
)
def test_a_dose_below_the_least_is_told_and_changes_no_outcome(
    pair: Callable[..., tuple[Claim, Claim, Label]],
    order: Hierarchy,
    ours: dict[str, str],
    theirs: dict[str, str],
    outcome: str,
    below: str,
) -> None:
    found = judge(*pair(ours, theirs), order)
    (compared,) = found.compared
    assert found.outcome == outcome
    assert compared.below.startswith(below)
    assert bool(compared.below) == bool(below)
