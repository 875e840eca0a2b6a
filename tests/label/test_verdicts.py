"""Every claim against every label of its drug, route and form; what counts as a whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.label.records import Claim, Facts, Hierarchy, Label
from drugfacts.label.verdicts import Verdict, derive, overall
from drugfacts.terms import DF

BASE = "https://example.org/facts/"
Make = Callable[..., Any]


def names(verdicts: tuple[Verdict, ...]) -> list[tuple[str, str]]:
    return [(v.iri.removeprefix(f"{BASE}verdict/"), str(v.outcome)) for v in verdicts]


def run(order: Hierarchy, claims: list[Claim], *labels: Label) -> list[tuple[str, str]]:
    return names(derive(Facts(tuple(claims), labels, order), BASE))


def test_a_verdict_is_named_after_claim_and_label(claim: Make, label: Make, order: Any) -> None:
    found = run(order, [claim("use-panic", condition="panic")], label(), label(name="eu-examplol"))
    assert [name for name, _ in found] == [
        "examplol-use-panic--eu-examplol",
        "examplol-use-panic--us-examplol",
    ]


def test_a_verdict_on_a_dose_is_named_after_the_dose_too(
    claim: Make, label: Make, regimen: Make, order: Any
) -> None:
    """The name in the design: claim, two hyphens, label, dose of the label."""
    most = claim(
        "dosing-panic",
        DF.Dosing,
        document="label/us-examplol",
        regimen=regimen(daily="..4 mg"),
    )
    asked = claim("dosing-daily", DF.Dosing, regimen=regimen(daily="6 mg"))
    assert run(order, [asked], label(most)) == [
        ("examplol-dosing-daily--us-examplol-dosing-panic", "beyond-label-dose")
    ]


def test_names_that_would_be_the_same_are_told_apart(claim: Make, label: Make, order: Any) -> None:
    twins = [
        claim("b-c", document="drug/a", condition="panic"),
        claim("c", document="drug/a-b", condition="panic"),
    ]
    found = [name for name, _ in run(order, twins, label())]
    assert len(set(found)) == 2
    assert all(name.startswith("a-b-c--us-examplol--") for name in found)


def test_a_claim_whose_name_is_no_slug_gets_a_digest(claim: Make, label: Make, order: Any) -> None:
    ((name, _),) = run(order, [claim("Use_1", condition="panic")], label())
    assert name.startswith("iri-")
    assert name.endswith("--us-examplol")


@pytest.mark.parametrize(
    ("limits", "routes", "forms", "fits"),
    [
        ({}, ("oral",), ("tablet",), True),
        ({"route": "oral"}, ("oral",), ("tablet",), True),
        ({"route": "oral"}, ("oral", "rectal"), ("tablet",), True),
        ({"route": "rectal"}, ("oral",), ("tablet",), False),
        ({"route": "intravenous"}, ("parenteral",), ("solution",), True),
        ({"route": "parenteral"}, ("intravenous",), ("solution",), True),
        ({"doseForm": "tablet"}, ("oral",), ("tablet",), True),
        ({"doseForm": "gel"}, ("oral",), ("tablet",), False),
        ({"route": "oral", "doseForm": "gel"}, ("oral",), ("tablet",), False),
        ({"route": "oral"}, (), (), False),
    ],
)
def test_a_claim_meets_only_labels_of_its_route_and_form(
    claim: Make,
    label: Make,
    order: Any,
    limits: dict[str, str],
    routes: tuple[str, ...],
    forms: tuple[str, ...],
    fits: bool,
) -> None:
    one = label(claim("s", condition="panic"), routes=routes, forms=forms)
    ((name, outcome),) = run(order, [claim("x", condition="panic", **limits)], one)
    assert (name, outcome) == (
        ("examplol-x--us-examplol", "on-label")
        if fits
        else ("examplol-x--us-label-unavailable", "label-unavailable")
    )


def test_labels_of_other_drugs_and_of_combinations_do_not_count(
    claim: Make, label: Make, order: Any
) -> None:
    other = f"{BASE}drug/otherol"
    both = Label(
        f"{BASE}label/both",
        frozenset({f"{BASE}drug/examplol", other}),
        frozenset(),
        frozenset(),
        "US",
        claims=(claim("s", condition="panic"),),
    )
    found = run(order, [claim("x", condition="panic")], label(drug=other), both)
    assert found == [("examplol-x--label-unavailable", "label-unavailable")]


def test_each_jurisdiction_counts_for_itself(claim: Make, label: Make, order: Any) -> None:
    claims = (claim("x", condition="panic"), claim("y", condition="panic", route="oral"))
    stated = claim("s", condition="panic")
    labels = (
        label(stated, name="us-a"),
        label(name="us-b"),
        label(name="de-a", jurisdiction="DE"),
        label(stated, name="at-a", jurisdiction="AT", routes=("rectal",)),
    )
    found = overall(derive(Facts(claims, labels, order), BASE))
    assert [(o.claim.iri[-1], o.jurisdiction, str(o.outcome), len(o.verdicts)) for o in found] == [
        ("x", "AT", "on-label", 1),
        ("x", "DE", "off-label", 1),
        ("x", "US", "on-label", 2),
        ("y", "AT", "label-unavailable", 1),
        ("y", "DE", "off-label", 1),
        ("y", "US", "on-label", 2),
    ]


SET = "00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize(
    ("old", "new", "replaced"),
    [
        ({"issued": "2020-01-01"}, {"issued": "2024-01-01"}, True),
        ({"version": "9"}, {"version": "10"}, True),
        ({"version": "9", "issued": "2020-01-01"}, {"version": "10"}, True),
        ({"issued": "2020-01-01"}, {"issued": "2020-01-01"}, False),
        ({}, {"issued": "2020-01-01"}, False),
        ({"version": "a"}, {"version": "b"}, False),
        ({"issued": "2020-01-01"}, {"issued": "2024-01-01", "set_id": SET[:-1] + "2"}, False),
        ({"issued": "2020-01-01"}, {"issued": "2024-01-01", "jurisdiction": "DE"}, False),
    ],
)
def test_a_version_that_was_replaced_is_shown_and_does_not_count(
    claim: Make,
    label: Make,
    order: Any,
    old: dict[str, str],
    new: dict[str, str],
    replaced: bool,
) -> None:
    before = label(claim("s", condition="panic"), name="v1", **{"set_id": SET, **old})
    after = label(name="v2", **{"set_id": SET, **new})
    verdicts = derive(Facts((claim("x", condition="panic"),), (before, after), order), BASE)
    assert [str(v.outcome) for v in verdicts] == ["on-label", "off-label"]
    assert [v.newer for v in verdicts] == [f"{BASE}label/v2" if replaced else "", ""]
    here = next(o for o in overall(verdicts) if o.jurisdiction == "US")
    assert here.outcome == ("off-label" if replaced else "on-label")


CONDITIONS = ["panic", "panic-with-fear", "anxiety", "disorder", "social-anxiety"]
SAID = st.tuples(
    st.sampled_from(CONDITIONS),
    st.sampled_from(["", "adult", "old", "child"]),
    st.sampled_from(["", "add-on", "sole"]),
    st.booleans(),
)
CLAIMS = st.lists(SAID, max_size=6)


def uses(claim: Make, said: list[tuple[str, str, str, bool]], document: str) -> list[Claim]:
    return [
        claim(
            f"u{n}",
            denied=denied,
            document=document,
            **{
                name: value
                for name, value in (("condition", where), ("population", who), ("role", role))
                if value
            },
        )
        for n, (where, who, role, denied) in enumerate(said)
    ]


@given(CLAIMS, CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    claim: Make,
    label: Make,
    order: Any,
    asked: list[Any],
    stated: list[Any],
    shuffler: random.Random,
) -> None:
    claims, statements = uses(claim, asked, "drug/examplol"), uses(claim, stated, "label/us-a")
    labels = [label(*statements, name="us-a"), label(*statements[:2], name="us-b")]
    before = run(order, claims, *labels)
    shuffler.shuffle(claims)
    shuffler.shuffle(statements)
    again = [label(*statements, name="us-a"), labels[1]][::-1]
    assert run(order, claims, *again) == before


@given(CLAIMS, CLAIMS, CLAIMS)
def test_a_verdict_depends_only_on_what_it_names(
    claim: Make, label: Make, order: Any, asked: list[Any], stated: list[Any], others: list[Any]
) -> None:
    """Not on other claims, other labels, or statements of its label that are not its basis."""
    claims, statements = uses(claim, asked, "drug/examplol"), uses(claim, stated, "label/us-a")
    mine = label(*statements, name="us-a")
    other = label(*uses(claim, others, "label/us-b"), name="us-b")
    every = derive(Facts(tuple(claims), (mine, other), order), BASE)
    for verdict in every:
        if verdict.label is not None and verdict.label.iri == mine.iri:
            alone = derive(Facts((verdict.claim,), (mine,), order), BASE)
            assert alone == (verdict,)
            basis = [each for each in statements if each.iri in verdict.found.basis]
            (least,) = derive(Facts((verdict.claim,), (label(*basis, name="us-a"),), order), BASE)
            assert least.found == verdict.found


@given(CLAIMS, st.lists(SAID, min_size=1, max_size=6), st.data())
def test_removing_an_indication_flips_only_verdicts_that_rest_on_it(
    claim: Make, label: Make, order: Any, asked: list[Any], stated: list[Any], data: Any
) -> None:
    claims, statements = uses(claim, asked, "drug/examplol"), uses(claim, stated, "label/us-a")
    gone = data.draw(st.sampled_from(statements))
    rest = [each for each in statements if each is not gone]
    before = derive(Facts(tuple(claims), (label(*statements, name="us-a"),), order), BASE)
    after = derive(Facts(tuple(claims), (label(*rest, name="us-a"),), order), BASE)
    for old, new in zip(before, after, strict=True):
        if gone.iri not in old.found.basis:
            assert new.found == old.found
