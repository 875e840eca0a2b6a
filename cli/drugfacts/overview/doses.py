"""Doses that claims give, drawn against the doses that labels give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from drugfacts.label.ages import not_yet, replaced_by
from drugfacts.label.regimen import Derived, Regimen, daily_dose, single_dose
from drugfacts.label.units import EXPONENTS, Amount, plain
from drugfacts.overview.judged import label_of
from drugfacts.overview.scale import Tick, scale_for

if TYPE_CHECKING:
    from drugfacts.label.doses import DoseJudgement
    from drugfacts.label.outcomes import Outcome
    from drugfacts.label.records import Claim
    from drugfacts.overview.drugs import Drug
    from drugfacts.overview.survey import Survey

_SHOWN = {"mass": "mg", "volume": "mL", "international units": "[IU]"}
_PER: tuple[tuple[str, Callable[[Regimen], Derived | None]], ...] = (
    ("a day", daily_dose),
    ("a dose", single_dose),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A range of doses.

    Attributes:
        who: The label, or "claim".
        is_label: Whether a label gives it.
        replaced: Whether a later version of that label is here.
        says: What it is for, in one line.
        amount: The range in words, in its own unit.
        origin: From what it was derived, or "".
        verdicts: What labels say of it, for a claim: the label, the outcome in the measure
            of the plot, and the dose of the label.
        left: Where the bar begins, in per cent.
        width: How wide it is; "0" for one amount.
        middle: Where a single amount stands.
        open_low: Whether no least amount is given.
        open_high: Whether no most is given.
    """

    who: str
    is_label: bool
    replaced: bool
    says: str
    amount: str
    origin: str
    verdicts: Sequence[tuple[str, str, str]]
    left: str
    width: str
    middle: str
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Doses on one drug that measure the same.

    Attributes:
        unit: Of the axis, such as ``mg``.
        per: ``a day`` or ``a dose``.
        logarithmic: Whether the axis is.
        ticks: Its marks.
        bars: Labels first, then claims.
    """

    unit: str
    per: str
    logarithmic: bool
    ticks: Sequence[Tick]
    bars: Sequence[Bar]

    @property
    def has_replaced(self) -> bool:
        """Whether a dose is of a label that a later version replaced."""
        return any(bar.replaced for bar in self.bars)


@dataclass(frozen=True, slots=True)
class _Dose:
    claim: Claim
    label: str
    replaced: bool
    given: Derived

    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        low, high = self.given.amount.low, self.given.amount.high
        return (
            None if low is None else _in_shown(low)[1],
            None if high is None else _in_shown(high)[1],
        )

    def known(self) -> list[Decimal]:
        return [end for end in self.ends() if end is not None]


def plots(drug: Drug, survey: Survey) -> list[Plot]:
    """Return the plots for a drug: one for each measure that a claim gives."""
    found = []
    for per, derive in _PER:
        groups: dict[str, list[_Dose]] = {}
        for dose in _doses(drug, survey, derive):
            amount = dose.given.amount.high or dose.given.amount.low
            if amount is not None:
                groups.setdefault(_in_shown(amount)[0], []).append(dose)
        for unit, doses in sorted(groups.items()):
            if any(not dose.label for dose in doses):
                found.append(_plot(unit, per, doses, survey))
    return found


def _doses(
    drug: Drug, survey: Survey, derive: Callable[[Regimen], Derived | None]
) -> Iterable[_Dose]:
    there = [label for label in survey.facts.labels if not not_yet(label, survey.words.as_of)]
    newer = replaced_by(there)
    sets = [
        (survey.words.short(label.iri), label.iri in newer, label.claims)
        for label in there
        if " ".join(sorted(label.drugs)) == drug.iris
    ]
    for label, replaced, claims in (*sets, ("", False, drug.claims)):
        for claim in claims:
            regimen = claim.regimen
            given = derive(regimen) if regimen and not regimen.fault else None
            if given is not None and not claim.denied:
                yield _Dose(claim, label, replaced, given)


def _plot(unit: str, per: str, doses: Sequence[_Dose], survey: Survey) -> Plot:
    scale = scale_for(number for dose in doses for number in dose.known())
    bars = []
    for dose in doses:
        low, high = dose.ends()
        left = Decimal(0) if low is None else scale.at(low)
        right = Decimal(100) if high is None else scale.at(high)
        bars.append(
            Bar(
                who=dose.label or "claim",
                is_label=bool(dose.label),
                replaced=dose.replaced,
                says=survey.words.claim(dose.claim),
                amount=str(dose.given.amount),
                origin=dose.given.origin,
                verdicts=() if dose.label else _verdicts(dose.claim, per, survey),
                left=plain(left),
                width=plain(right - left),
                middle=plain((left + right) / 2),
                open_low=low is None,
                open_high=high is None,
            )
        )
    return Plot(unit, per, scale.logarithmic, scale.ticks(), bars)


def _verdicts(claim: Claim, per: str, survey: Survey) -> list[tuple[str, str, str]]:
    return [
        (label_of(verdict, survey), str(outcome), survey.words.claim(stated))
        for verdict in survey.verdicts
        if verdict.claim.iri == claim.iri and verdict.label is not None and verdict.found.dose
        for stated in verdict.label.claims
        if stated.iri in verdict.found.basis
        for outcome in _outcomes(verdict.found.dose, per)
    ]


def _outcomes(dose: DoseJudgement, per: str) -> list[Outcome]:
    """Return what a dose came to in one measure; without any measure, that it was not compared."""
    if not dose.compared:
        return [dose.outcome]
    return [each.outcome for each in dose.compared if each.per == per]


def _in_shown(amount: Amount) -> tuple[str, Decimal]:
    """Return an amount in the unit of the axis for what it measures."""
    measured, number = amount.in_base()
    what, _, per = measured.partition(" per ")
    unit = _SHOWN.get(what, what)
    exponent = EXPONENTS.get(what, {}).get(unit, 0)
    return f"{unit}/{per}" if per else unit, number.scaleb(-exponent)
