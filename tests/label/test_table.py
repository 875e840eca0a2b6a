"""The truth table: each outcome for each kind of claim, and nothing but the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from drugfacts.label.outcomes import Outcome, most_favourable, rank
from drugfacts.label.records import KINDS, Claim, Hierarchy, Label
from drugfacts.label.table import TABLE, judge
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.regimen import Regimen

ON, RESTRICTED, BROADER = "on-label", "on-label-restricted", "broader-than-label"
OFF, SILENT, CONTRADICTED = "off-label", "label-silent", "contradicted"
NOT_RECORDED = "not-recorded"

USE, FORBID, ADVICE = DF.Indication, DF.Contraindication, DF.Advice


class Says(NamedTuple):
    """A statement: its kind, object and qualifiers, and whether it is a denial."""

    kind: str
    scope: dict[str, str]
    denied: bool = False


def use(condition: str, denied: bool = False, **more: str) -> Says:
    return Says(USE, {"condition": condition, **more}, denied)


def forbid(denied: bool = False, **scope: str) -> Says:
    return Says(FORBID, scope, denied)


INDICATIONS = [
    # claim, what the label states, outcome, statements it rests on, restrictions left out
    (use("panic"), [use("panic")], ON, [0], []),
    (use("panic"), [use("anxiety")], ON, [0], []),
    (use("panic-with-fear"), [use("disorder")], ON, [0], []),
    (use("panic"), [use("panic", role="alone-or-add-on")], ON, [0], []),
    (use("panic", role="add-on"), [use("panic", role="add-on")], ON, [0], []),
    (use("panic", population="old"), [use("panic", population="adult")], ON, [0], []),
    (use("panic", population="old"), [use("panic")], ON, [0], []),
    (use("panic"), [use("panic", role="add-on"), use("anxiety")], ON, [1], []),
    (use("panic"), [use("panic"), use("anxiety")], ON, [0], []),
    (use("panic"), [use("disorder"), use("anxiety")], ON, [0, 1], []),
    (use("panic"), [use("panic", route="oral")], ON, [0], []),
    (use("panic"), [use("panic", doseForm="tablet")], ON, [0], []),
    (use("panic"), [use("panic", role="add-on")], RESTRICTED, [0], ["add-on"]),
    (use("panic", role="alone-or-add-on"), [use("panic", role="add-on")], RESTRICTED, [0],
     ["add-on"]),
    (use("panic"), [use("anxiety", duration="short")], RESTRICTED, [0], ["short"]),
    (use("panic"), [use("panic", afterFailureOf="other")], RESTRICTED, [0], ["other"]),
    (use("panic"), [use("panic", population="adult")], RESTRICTED, [0], ["adult"]),
    (use("panic", population="adult"), [use("panic", population="old")], RESTRICTED, [0], ["old"]),
    (use("panic"), [use("panic", setting="clinic")], RESTRICTED, [0], ["clinic"]),
    (use("panic"), [use("panic", circumstance="acute")], RESTRICTED, [0], ["acute"]),
    (use("panic"), [use("panic", route="sublingual")], RESTRICTED, [0], ["sublingual"]),
    (use("panic"), [use("panic", doseForm="wafer")], RESTRICTED, [0], ["wafer"]),
    (use("panic"), [use("panic", role="add-on", population="adult")], RESTRICTED, [0],
     ["adult", "add-on"]),
    (use("panic"), [use("panic", role="add-on", population="adult"),
                    use("panic", role="add-on")], RESTRICTED, [1], ["add-on"]),
    (use("anxiety"), [use("panic")], BROADER, [0], []),
    (use("disorder"), [use("panic-with-fear")], BROADER, [0], []),
    (use("anxiety"), [use("panic"), use("social-anxiety")], BROADER, [0, 1], []),
    (use("anxiety"), [use("panic", role="add-on")], BROADER, [0], ["add-on"]),
    (use("anxiety"), [use("panic"), use("anxiety", role="add-on")], RESTRICTED, [1], ["add-on"]),
    (use("panic"), [use("social-anxiety")], OFF, [], []),
    (use("panic"), [], OFF, [], []),
    (use("panic", population="child"), [use("panic", population="adult")], OFF, [0], []),
    (use("panic", role="sole"), [use("panic", role="add-on")], OFF, [0], []),
    (use("anxiety", population="child"), [use("panic", population="adult")], OFF, [], []),
    (use("panic"), [Says(DF.PrimaryUse, {"condition": "panic"})], OFF, [], []),
    (use("panic"), [use("panic", denied=True)], CONTRADICTED, [0], []),
    (use("panic"), [use("anxiety", denied=True)], CONTRADICTED, [0], []),
    (use("panic"), [use("panic"), use("anxiety", denied=True)], CONTRADICTED, [1], []),
    (use("panic", role="sole"), [use("panic"), use("panic", denied=True, role="sole")],
     CONTRADICTED, [1], []),
    (use("panic"), [use("panic"), use("panic", denied=True, role="sole")], ON, [0], []),
    (use("anxiety"), [use("panic", denied=True)], OFF, [], []),
    (use("panic"), [use("panic"), forbid(condition="anxiety")], CONTRADICTED, [1], []),
    (use("panic"), [use("panic"), forbid(condition="panic")], CONTRADICTED, [1], []),
    (use("panic"), [use("panic"), forbid(condition="panic-with-fear")], ON, [0], []),
    (use("panic", population="infant"), [use("panic"), forbid(population="child")],
     CONTRADICTED, [1], []),
    (use("panic"), [use("panic"), forbid(population="child")], ON, [0], []),
    (use("panic"), [use("panic"), forbid(condition="panic", denied=True)], ON, [0], []),
    (use("panic", denied=True), [use("panic")], CONTRADICTED, [0], []),
    (use("panic", denied=True), [use("anxiety")], CONTRADICTED, [0], []),
    (use("anxiety", denied=True), [use("panic")], CONTRADICTED, [0], []),
    (use("panic", denied=True), [use("panic", role="add-on")], CONTRADICTED, [0], []),
    (use("panic", denied=True, role="sole"), [use("panic", role="add-on")], SILENT, [], []),
    (use("panic", denied=True), [use("panic", denied=True)], ON, [0], []),
    (use("panic", denied=True), [use("anxiety", denied=True)], ON, [0], []),
    (use("panic", denied=True), [use("panic", denied=True, role="sole")], BROADER, [0],
     ["sole"]),
    (use("panic", denied=True), [use("panic", denied=True, population="old")], BROADER, [0],
     ["old"]),
    (use("anxiety", denied=True), [use("panic", denied=True)], BROADER, [0], []),
    (use("panic", denied=True), [forbid(condition="anxiety")], ON, [0], []),
    (use("panic", denied=True), [], SILENT, [], []),
]  # fmt: skip

OBJECTS = {
    DF.Action: "actionType",
    DF.AdverseEffect: "effect",
    DF.Advice: "advises",
    DF.BoxedWarning: "effect",
    DF.BrandName: "brandName",
    DF.Classification: "drugClass",
    DF.Contraindication: "condition",
    DF.Dosing: "dosingRule",
    DF.Interaction: "interactsWith",
    DF.MarketedStrength: "strengthAmount",
    DF.Mechanism: "target",
    DF.Onset: "onsetSpeed",
    DF.Precaution: "activity",
    DF.PrimaryUse: "condition",
    DF.Risk: "effect",
    DF.TestedDuration: "durationMax",
    DF.TreatmentOutcome: "condition",
    DF.WithdrawalEffect: "effect",
}
"""The kinds but the indication, each with the property of its object."""

DOWN = {FORBID, DF.Precaution}
"""What holds of a concept holds of what it includes; of all others not named, the other way."""
NOT = {DF.BrandName, DF.MarketedStrength, DF.TestedDuration, DF.Dosing}
"""Nothing follows for another value."""

ALONG_THE_ORDER = {
    # Claim, whether it is denied, the label's statement, whether that is denied: the outcome
    # for what goes up, goes down, goes nowhere, and for a place, which always goes down.
    ("narrow", False, "broad", False): (SILENT, ON, SILENT, ON),
    ("broad", False, "narrow", False): (ON, BROADER, SILENT, BROADER),
    ("narrow", True, "broad", True): (ON, SILENT, SILENT, ON),
    ("broad", True, "narrow", True): (BROADER, ON, SILENT, BROADER),
    ("narrow", False, "broad", True): (CONTRADICTED, SILENT, SILENT, CONTRADICTED),
    ("broad", False, "narrow", True): (SILENT, CONTRADICTED, SILENT, SILENT),
    ("narrow", True, "broad", False): (SILENT, CONTRADICTED, SILENT, CONTRADICTED),
    ("broad", True, "narrow", False): (CONTRADICTED, SILENT, SILENT, CONTRADICTED),
}

OUTCOMES_OF_STATEMENTS = [
    ("same", {}, "same", {}, False, True, ON),
    ("same", {}, "same", {}, False, False, ON),
    ("same", {}, "same", {"population": "adult"}, False, True, BROADER),
    ("same", {"population": "adult"}, "same", {"population": "adult"}, False, True, ON),
    ("same", {"population": "old"}, "same", {"population": "adult"}, False, True, ON),
    ("same", {"population": "child"}, "same", {"population": "adult"}, False, True, SILENT),
    ("same", {}, "other", {}, False, True, SILENT),
    ("same", {}, "other", {}, False, False, NOT_RECORDED),
    ("same", {}, "same", {}, True, True, CONTRADICTED),
]
"""Claim, its qualifiers, the label's statement and its, denied, complete, outcome."""

Row = tuple[Says, list[Says], str, list[int], list[str]]


def made(claim: Callable[..., Claim], says: Says, name: str, document: str) -> Claim:
    return claim(name, says.kind, says.denied, document=document, **says.scope)


@pytest.fixture
def judged(
    claim: Callable[..., Claim], label: Callable[..., Label], order: Hierarchy
) -> Callable[..., Any]:
    def run(asked: Says, stated: list[Says], complete: bool = True, hierarchy: Any = order) -> Any:
        statements = [
            made(claim, says, f"s{n}", "label/us-examplol") for n, says in enumerate(stated)
        ]
        kinds = (asked.kind,) if complete else ()
        (found,) = judge(
            made(claim, asked, "x", "drug/examplol"), label(*statements, complete=kinds), hierarchy
        )
        return found

    return run


@pytest.mark.parametrize("row", INDICATIONS, ids=str)
def test_indications(judged: Callable[..., Any], row: Row) -> None:
    asked, stated, outcome, basis, missing = row
    found = judged(asked, stated)
    assert found.outcome == outcome
    assert [iri.rpartition("#s")[2] for iri in found.basis] == [str(n) for n in basis]
    assert [value.rpartition("/")[2] for _, value in found.missing] == missing


@pytest.mark.parametrize("row", INDICATIONS, ids=str)
def test_indications_of_a_label_that_is_not_complete(judged: Callable[..., Any], row: Row) -> None:
    """What it states counts all the same; what it does not state decides nothing."""
    asked, stated, outcome, basis, _ = row
    found = judged(asked, stated, complete=False)
    assert found.outcome == (NOT_RECORDED if outcome in (OFF, SILENT) else outcome)
    assert len(found.basis) == len(basis)


@pytest.mark.parametrize("row", OUTCOMES_OF_STATEMENTS, ids=str)
@pytest.mark.parametrize("kind", OBJECTS, ids=lambda kind: kind.rpartition("#")[2])
def test_other_statements(judged: Callable[..., Any], kind: str, row: tuple[Any, ...]) -> None:
    mine, more, theirs, limits, denied, complete, outcome = row
    name = OBJECTS[kind]
    if kind == FORBID and (more or limits):
        return  # It has one object and no qualifier.
    rest = {"change": "better"} if kind == DF.TreatmentOutcome else {}
    asked = Says(kind, {name: mine, **more, **rest})
    stated = Says(kind, {name: theirs, **limits, **rest}, denied)
    found = judged(asked, [stated], complete, hierarchy=narrow_below_broad(name))
    assert found.outcome == outcome


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("row", ALONG_THE_ORDER, ids=str)
@pytest.mark.parametrize("kind", OBJECTS, ids=lambda kind: kind.rpartition("#")[2])
def test_what_follows_from_broader_and_narrower_concepts(
    judged: Callable[..., Any], kind: str, row: tuple[str, bool, str, bool], complete: bool
) -> None:
    mine, denied, theirs, opposed = row
    name = OBJECTS[kind]
    rest = {"change": "better"} if kind == DF.TreatmentOutcome else {}
    asked = Says(kind, {name: mine, **rest}, denied)
    stated = Says(kind, {name: theirs, **rest}, opposed)
    found = judged(asked, [stated], complete, hierarchy=narrow_below_broad(name))
    up, down, nowhere, place = ALONG_THE_ORDER[row]
    expected = down if kind in DOWN else nowhere if kind in NOT else up
    expected = place if kind == DF.TreatmentOutcome else expected
    assert found.outcome == (expected if complete or expected != SILENT else NOT_RECORDED)


@pytest.mark.parametrize(
    ("kind", "name", "stated", "asked", "denied", "outcome"),
    [
        (DF.AdverseEffect, "effect", "sleep", "deep-sleep", True, NOT_RECORDED),
        (DF.AdverseEffect, "effect", "deep-sleep", "sleep", True, CONTRADICTED),
        (DF.AdverseEffect, "effect", "sleep", "deep-sleep", False, NOT_RECORDED),
        (DF.Classification, "drugClass", "cns-depressant", "benzodiazepine", False, NOT_RECORDED),
        (DF.Classification, "drugClass", "benzodiazepine", "cns-depressant", False, ON),
    ],
)
def test_harms_and_classes_go_up(
    judged: Callable[..., Any],
    kind: str,
    name: str,
    stated: str,
    asked: str,
    denied: bool,
    outcome: str,
) -> None:
    """A label with a class of drugs says nothing of one kind in it; the other way it does."""
    base = "https://example.org/facts/"
    order = Hierarchy(
        {
            f"{base}effect/deep-sleep": [f"{base}effect/sleep"],
            f"{base}drugClass/benzodiazepine": [f"{base}drugClass/cns-depressant"],
        }
    )
    found = judged(Says(kind, {name: asked}, denied), [Says(kind, {name: stated})], False, order)
    assert found.outcome == outcome


def test_what_is_more_than_the_label_says_names_what_it_says(judged: Callable[..., Any]) -> None:
    asked = Says(DF.AdverseEffect, {"effect": "deep-sleep"})
    found = judged(asked, [Says(DF.AdverseEffect, {"effect": "sleep"})])
    assert (found.outcome, len(found.basis)) == (SILENT, 1)


def narrow_below_broad(name: str) -> Hierarchy:
    """Return an order in which "narrow" is below "broad", whatever the property."""
    base = "https://example.org/facts/"
    folder = {"advises": "advises"}.get(name, name)
    literal = name in {"brandName", "strengthAmount", "durationMax"}
    start = "" if literal else f"{base}{folder}/"
    return Hierarchy(
        {
            f"{start}narrow": [f"{start}broad"],
            f"{base}population/old": [f"{base}population/adult"],
        }
    )


MORE = [
    # Boxed warnings state harms and interactions; nothing else crosses kinds.
    (Says(DF.Risk, {"effect": "sleep"}), [Says(DF.BoxedWarning, {"effect": "sleep"})], ON),
    (Says(DF.AdverseEffect, {"effect": "sleep"}), [Says(DF.BoxedWarning, {"effect": "sleep"})], ON),
    (Says(DF.WithdrawalEffect, {"effect": "sleep"}),
     [Says(DF.BoxedWarning, {"effect": "sleep"})], ON),
    (Says(DF.Interaction, {"interactsWith": "wine"}),
     [Says(DF.BoxedWarning, {"interactsWith": "wine"})], ON),
    (Says(DF.BoxedWarning, {"effect": "sleep"}), [Says(DF.Risk, {"effect": "sleep"})], SILENT),
    (Says(DF.Risk, {"effect": "sleep"}), [Says(DF.AdverseEffect, {"effect": "sleep"})], SILENT),
    # Details: what the label does not give is told, what differs is another statement.
    (Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"}),
     [Says(DF.Interaction, {"interactsWith": "wine"})], ON),
    (Says(DF.Interaction, {"interactsWith": "wine"}),
     [Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"})], ON),
    (Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"}),
     [Says(DF.Interaction, {"interactsWith": "wine", "effect": "joy"})], SILENT),
    (Says(DF.AdverseEffect, {"effect": "sleep", "incidencePercent": "50"}),
     [Says(DF.AdverseEffect, {"effect": "sleep", "incidencePercent": "37"})], SILENT),
    (Says(DF.Mechanism, {"target": "gaba", "modulation": "enhances"}),
     [Says(DF.Mechanism, {"target": "gaba", "modulation": "modulates"})], ON),
    (Says(DF.TreatmentOutcome, {"condition": "panic", "change": "better"}),
     [Says(DF.TreatmentOutcome, {"condition": "panic", "change": "fewer"})], SILENT),
    (Says(DF.Precaution, {"population": "old"}),
     [Says(DF.Precaution, {"activity": "driving", "population": "old"})], SILENT),
    # A denial with a detail denies that detail only.
    (Says(DF.Interaction, {"interactsWith": "wine"}),
     [Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"}, True)], SILENT),
    (Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"}),
     [Says(DF.Interaction, {"interactsWith": "wine"}, True)], CONTRADICTED),
    (Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"}, True),
     [Says(DF.Interaction, {"interactsWith": "wine"})], SILENT),
    (Says(DF.Interaction, {"interactsWith": "wine"}, True),
     [Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"})], CONTRADICTED),
    # Uses: a contraindication or a denied use contradicts each kind of claim on a use.
    (Says(DF.PrimaryUse, {"condition": "panic"}), [forbid(condition="anxiety")], CONTRADICTED),
    (Says(DF.PrimaryUse, {"condition": "panic"}), [use("panic", denied=True)], CONTRADICTED),
    (Says(DF.PrimaryUse, {"condition": "panic"}), [use("panic")], SILENT),
    (Says(DF.TreatmentOutcome, {"condition": "panic", "change": "better"}),
     [forbid(condition="panic")], CONTRADICTED),
    (Says(DF.Onset, {"onsetSpeed": "rapid", "condition": "panic"}),
     [forbid(condition="panic")], CONTRADICTED),
    (Says(DF.AdverseEffect, {"effect": "sleep", "condition": "panic"}),
     [forbid(condition="panic")], SILENT),
    (forbid(condition="anxiety"), [use("panic")], CONTRADICTED),
    (forbid(condition="panic"), [use("panic")], CONTRADICTED),
    (forbid(condition="panic-with-fear"), [use("panic")], SILENT),
    (forbid(population="child"), [use("panic", population="infant")], CONTRADICTED),
    (forbid(population="child"), [use("panic")], SILENT),
    (forbid(condition="panic", denied=True), [forbid(condition="panic")], CONTRADICTED),
    # Advice against something is the denial of advice for it, see test_reading.
    (Says(ADVICE, {"advises": "rest"}), [Says(ADVICE, {"advises": "rest"}, True)], CONTRADICTED),
    (Says(ADVICE, {"advises": "rest"}, True), [Says(ADVICE, {"advises": "rest"})], CONTRADICTED),
]  # fmt: skip


@pytest.mark.parametrize("row", MORE, ids=str)
def test_across_kinds_and_details(
    judged: Callable[..., Any], row: tuple[Says, list[Says], str]
) -> None:
    asked, stated, outcome = row
    assert judged(asked, stated).outcome == outcome


def test_details_that_the_label_does_not_give_are_told(judged: Callable[..., Any]) -> None:
    asked = Says(DF.Interaction, {"interactsWith": "wine", "effect": "sleep"})
    found = judged(asked, [Says(DF.Interaction, {"interactsWith": "wine"})])
    assert found.unstated == ((DF.effect, "https://example.org/facts/effect/sleep"),)


@pytest.mark.parametrize(
    ("complete", "stated", "outcomes"),
    [
        ((), [], [NOT_RECORDED]),
        ((DF.Dosing,), [], [SILENT]),
        ((DF.Dosing,), [{"daily": "..4 mg"}, {"daily": "..20 mg"}],
         ["beyond-label-dose", "within-label-dose"]),
        ((), [{"daily": "..4 [IU]"}], ["not-comparable"]),
    ],
)  # fmt: skip
def test_doses_give_a_judgement_for_each_dose_of_the_label(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
    complete: tuple[str, ...],
    stated: list[dict[str, str]],
    outcomes: list[str],
) -> None:
    doses = [
        claim(f"s{n}", DF.Dosing, document="label/us-examplol", regimen=regimen(**each))
        for n, each in enumerate(stated)
    ]
    asked = claim("x", DF.Dosing, regimen=regimen(daily="6 mg"))
    found = judge(asked, label(*doses, complete=complete), order)
    assert [each.outcome for each in found] == outcomes
    assert [each.basis for each in found if each.dose] == [(dose.iri,) for dose in doses]


def test_a_dose_in_what_the_label_contraindicates_is_contradicted_once(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
) -> None:
    asked = claim("x", DF.Dosing, regimen=regimen(daily="6 mg"), condition="panic")
    dose = claim("s0", DF.Dosing, document="label/us-examplol", regimen=regimen(daily="9 mg"))
    never = claim("s1", FORBID, document="label/us-examplol", condition="anxiety")
    (found,) = judge(asked, label(dose, never), order)
    assert (found.outcome, found.basis) == (CONTRADICTED, (never.iri,))


@pytest.mark.parametrize(
    ("mine", "denied", "outcome"),
    [
        ({"daily": "2 mg"}, False, NOT_RECORDED),
        (None, False, NOT_RECORDED),
        (None, True, NOT_RECORDED),
    ],
)
def test_a_denied_dose_of_another_amount_is_no_opposite(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
    mine: dict[str, str] | None,
    denied: bool,
    outcome: str,
) -> None:
    """That 50 mg with food are denied says nothing of 2 mg with food, nor of food."""
    no = claim("s0", DF.Dosing, True, regimen(daily="50 mg"), "label/us-examplol", withFood="with")
    doses = regimen(**mine) if mine else None
    asked = claim("x", DF.Dosing, denied, doses, withFood="with")
    (found,) = judge(asked, label(no), order)
    assert found.outcome == ("not-comparable" if mine else outcome)
    (other,) = judge(
        claim("x", DF.Dosing, True, regimen(daily="50 mg"), withFood="with"),
        label(claim("s0", DF.Dosing, document="label/us-examplol", withFood="with")),
        order,
    )
    assert other.outcome == NOT_RECORDED


def test_a_rule_that_a_label_denies_is_an_opposite_of_a_dose_with_it(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
) -> None:
    no = claim("s0", DF.Dosing, True, document="label/us-examplol", withFood="with")
    asked = claim("x", DF.Dosing, False, regimen(daily="2 mg"), withFood="with")
    (found,) = judge(asked, label(no), order)
    assert (found.outcome, found.basis) == (CONTRADICTED, (no.iri,))


ELDERLY = [
    # the claim, what it is for, the label's doses and what they are for, outcomes, taken instead
    ("30..40", {"population": "old"}, [("4..40", {}), ("2..5", {"population": "old"})],
     ["not-comparable", "beyond-label-dose"], [[1], []]),
    ("3..4", {"population": "old"}, [("4..40", {}), ("2..5", {"population": "old"})],
     ["not-comparable", "within-label-dose"], [[1], []]),
    ("30..40", {}, [("4..40", {}), ("2..5", {"population": "old"})],
     ["within-label-dose", "beyond-label-dose"], [[], []]),
    ("30..40", {"population": "child"}, [("4..40", {}), ("2..5", {"population": "old"})],
     ["within-label-dose", "not-comparable"], [[], []]),
    ("30..40", {"population": "old"}, [("4..40", {"population": "adult"}),
                                       ("2..5", {"population": "old"})],
     ["not-comparable", "beyond-label-dose"], [[1], []]),
    ("30", {"population": "old"}, [("4..40", {}),
                                   ("2..5", {"population": "old", "condition": "panic"})],
     ["within-label-dose", "beyond-label-dose"], [[], []]),
    ("30", {"population": "old", "condition": "panic"},
     [("..40", {"condition": "panic"}), ("..5", {"population": "old"})],
     ["within-label-dose", "beyond-label-dose"], [[], []]),
    ("30", {"population": "old"}, [("..40", {}), ("2..", {"population": "old"})],
     ["within-label-dose", "not-comparable"], [[], []]),
    ("30", {"population": "old"}, [("..40", {"population": "old"}), ("..5", {"population": "old"})],
     ["within-label-dose", "beyond-label-dose"], [[], []]),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "scope", "stated", "outcomes", "instead"), ELDERLY)
def test_a_dose_for_something_narrower_goes_first_where_the_claim_keeps_to_it(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
    amount: str,
    scope: dict[str, str],
    stated: list[tuple[str, dict[str, str]]],
    outcomes: list[str],
    instead: list[list[int]],
) -> None:
    doses = [
        claim(f"s{n}", DF.Dosing, False, regimen(daily=f"{most} mg"), "label/us-examplol", **place)
        for n, (most, place) in enumerate(stated)
    ]
    asked = claim("x", DF.Dosing, regimen=regimen(daily=f"{amount} mg"), **scope)
    found = judge(asked, label(*doses), order)
    assert [each.outcome for each in found] == outcomes
    assert [each.basis for each in found] == [
        (dose.iri, *(doses[n].iri for n in taken))
        for dose, taken in zip(doses, instead, strict=True)
    ]


def test_a_narrower_dose_of_another_amount_leaves_the_general_one(
    claim: Callable[..., Claim],
    label: Callable[..., Label],
    regimen: Callable[..., Regimen],
    order: Hierarchy,
) -> None:
    doses = [
        claim("s0", DF.Dosing, False, regimen(daily="..40 mg"), "label/us-examplol"),
        claim("s1", DF.Dosing, False, regimen(single="..5 mg"), "label/us-examplol",
              population="old"),
    ]  # fmt: skip
    ours = regimen(daily="50 mg", single="5 mg")
    found = judge(claim("x", DF.Dosing, False, ours, population="old"), label(*doses), order)
    assert [each.outcome for each in found] == ["beyond-label-dose", "within-label-dose"]


def test_the_table_has_a_row_for_each_kind_and_the_tests_too() -> None:
    assert set(TABLE) == set(KINDS) == {*OBJECTS, USE}
    assert all(row.kind == kind and kind in row.answered_by for kind, (row, _) in TABLE.items())


def test_the_tests_reach_every_outcome() -> None:
    seen = {row[2] for row in INDICATIONS} | {row[-1] for row in OUTCOMES_OF_STATEMENTS}
    doses = {"within-label-dose", "beyond-label-dose", "not-comparable"}
    assert seen | doses | {"label-unavailable"} == set(Outcome)


def test_the_order_of_favour() -> None:
    assert [str(outcome) for outcome in sorted(Outcome, key=rank)] == [
        "on-label", "within-label-dose", "on-label-restricted", "broader-than-label",
        "label-silent", "off-label", "beyond-label-dose", "contradicted", "not-comparable",
        "not-recorded", "label-unavailable",
    ]  # fmt: skip
    assert most_favourable([Outcome.NOT_RECORDED, Outcome.CONTRADICTED]) is Outcome.CONTRADICTED
    assert most_favourable([Outcome.OFF_LABEL, Outcome.ON_LABEL]) is Outcome.ON_LABEL
