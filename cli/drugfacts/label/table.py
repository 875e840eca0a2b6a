"""The table that verdicts come from: a row for each kind of claim."""

from __future__ import annotations

from collections.abc import Callable

from drugfacts.label.opposites import USES
from drugfacts.label.records import Claim, Hierarchy, Label
from drugfacts.label.rules import Judgement, Row, dosing, indication, statement
from drugfacts.terms import DF

Rule = Callable[[Row, Claim, Label, Hierarchy], tuple[Judgement, ...]]


def _row(kind: str, *objects: tuple[str, ...], also: tuple[str, ...] = ()) -> Row:
    return Row(kind, objects, (kind, *also), kind in USES, _PLACES.get(kind, ()))


_PLACES = {DF.Indication: (DF.condition,), DF.TreatmentOutcome: (DF.condition,)}
"""What a label is for holds for each kind of it: a condition there is a place, as a
population is, and so are the things that a label denies its drug for."""


_BOXED = (DF.BoxedWarning,)
"""A harm or interaction in the box of a label is stated by the label."""

TABLE: dict[str, tuple[Row, Rule]] = {
    row.kind: (row, rule)
    for row, rule in (
        (_row(DF.Action, (DF.actionType,)), statement),
        (_row(DF.AdverseEffect, (DF.effect,), also=_BOXED), statement),
        (_row(DF.Advice, (DF.advises,), (DF.advisesAgainst,)), statement),
        (_row(DF.BoxedWarning, (DF.effect,), (DF.interactsWith,)), statement),
        (_row(DF.BrandName, (DF.brandName,)), statement),
        (_row(DF.Classification, (DF.drugClass,)), statement),
        (_row(DF.Contraindication, (DF.condition,), (DF.population,)), statement),
        (_row(DF.Dosing, (DF.withFood,), (DF.dosingFactor,), (DF.dosingRule,)), dosing),
        (_row(DF.Indication, (DF.condition,)), indication),
        (_row(DF.Interaction, (DF.interactsWith,), also=_BOXED), statement),
        (_row(DF.MarketedStrength, (DF.strengthAmount,)), statement),
        (_row(DF.Mechanism, (DF.target,)), statement),
        (_row(DF.Onset, (DF.onsetSpeed,)), statement),
        (_row(DF.Precaution, (DF.activity,), (DF.population,), (DF.circumstance,)), statement),
        (_row(DF.PrimaryUse, (DF.condition,)), statement),
        (_row(DF.Risk, (DF.effect,), also=_BOXED), statement),
        (_row(DF.TestedDuration, (DF.durationMax,)), statement),
        (_row(DF.TreatmentOutcome, (DF.condition, DF.change)), statement),
        (_row(DF.WithdrawalEffect, (DF.effect,), also=_BOXED), statement),
    )
}
"""The row and the rule of each kind. The outcomes stand in docs/label.md."""


def judge(claim: Claim, label: Label, order: Hierarchy) -> tuple[Judgement, ...]:
    """Return how a claim lies to a label: one judgement, or one for each of its doses."""
    row, rule = TABLE[claim.kind]
    return rule(row, claim, label, order)
