"""Doses of a claim against doses of a label: the upper bound decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label.matching import limits, restrictions
from drugfacts.label.outcomes import Outcome
from drugfacts.label.regimen import Derived, Regimen, daily_dose, single_dose
from drugfacts.label.units import unknown
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Hierarchy, Label, Pair
    from drugfacts.label.units import Amount


@dataclass(frozen=True, slots=True)
class Compared:
    """Two amounts of one kind.

    Attributes:
        per: ``a day`` or ``a dose``.
        claimed: What the claim gives, and from what that was derived.
        labelled: What the label gives, likewise.
        outcome: Within or beyond the label's dose, or not comparable.
        why: Why it is not comparable, or "".
        below: How the claimed dose lies below the least of the label, or "". It changes no
            outcome: the upper bound decides.
        labelled_per: As `per`, for the label, where that is another: one dose against a day.
    """

    per: str
    claimed: Derived
    labelled: Derived
    outcome: Outcome
    why: str = ""
    below: str = ""
    labelled_per: str = ""


@dataclass(frozen=True, slots=True)
class DoseJudgement:
    """How a dose lies to one dose of a label.

    Attributes:
        outcome: Within or beyond the label's dose, or not comparable.
        compared: The amounts that both give.
        why: Why nothing can be compared, or "".
        missing: Restrictions of the label's dose that the claim leaves out, sorted.
        differing: Restrictions for which both name values with nothing in common.
        instead: IRIs of doses of the label that are compared and not this one, because
            they are for something narrower that the claim keeps to.
    """

    outcome: Outcome
    compared: tuple[Compared, ...] = ()
    why: str = ""
    missing: tuple[Pair, ...] = ()
    differing: tuple[Pair, ...] = ()
    instead: tuple[str, ...] = ()


def judge_all(
    claim: Claim, doses: Sequence[Claim], label: Label, order: Hierarchy
) -> list[tuple[Claim, DoseJudgement]]:
    """Compare the doses of a claim with each dose of a label.

    A dose that the label gives for something narrower goes before the one for more, where
    the claim keeps to it: that for the old before that for all.
    """
    found = [(stated, judge(claim, stated, label, order)) for stated in doses]
    return [(stated, _or_instead(stated, dose, found, label, order)) for stated, dose in found]


def _or_instead(
    stated: Claim,
    dose: DoseJudgement,
    found: Iterable[tuple[Claim, DoseJudgement]],
    label: Label,
    order: Hierarchy,
) -> DoseJudgement:
    if dose.outcome is Outcome.NOT_COMPARABLE:
        return dose
    instead = tuple(
        other.iri
        for other, its in found
        if not its.missing
        and _decided(dose) <= _decided(its)
        and _is_narrower(other, stated, label, order)
    )
    if not instead:
        return dose
    why = "the label gives a dose for something narrower, and the claim keeps to that"
    return DoseJudgement(Outcome.NOT_COMPARABLE, (), why, instead=instead)


def _decided(dose: DoseJudgement) -> set[str]:
    """Return the kinds of amount that were comparable."""
    return {each.per for each in dose.compared if each.outcome is not Outcome.NOT_COMPARABLE}


def _is_narrower(one: Claim, other: Claim, label: Label, order: Hierarchy) -> bool:
    """Tell whether a dose is for less than another: with all its restrictions, and more."""
    mine, theirs = (restrictions(dose, label) for dose in (one, other))
    return all(
        name in mine and order.includes(value, mine[name]) for name, value in theirs.items()
    ) and any(
        name not in theirs or not order.includes(value, theirs[name])
        for name, value in mine.items()
    )


def judge(claim: Claim, stated: Claim, label: Label, order: Hierarchy) -> DoseJudgement:
    """Compare the doses of a claim with one dose that a label states.

    A claim that names no condition or population is compared with the dose for any, and
    the verdict names what it leaves out. A dose for one phase of treatment, such as the
    start, is compared only with claims on that phase.
    """
    missing, differing = limits(claim, stated, label, (), order)
    kept = tuple(sorted(missing)), tuple(sorted(differing))
    ours, theirs = claim.regimen or Regimen(), stated.regimen or Regimen()
    why = ""
    if claim.denied or stated.denied:
        why = "a dose that is denied is not compared"
    elif ours.fault or theirs.fault:
        why = ours.fault or f"of the label {theirs.fault}"
    elif differing:
        why = "the label's dose is for something else"
    elif any(name == DF.dosingPhase for name, _ in missing):
        why = "the label's dose is for one phase of treatment, and the claim names none"
    if why:
        return DoseJudgement(Outcome.NOT_COMPARABLE, (), why, *kept)
    compared = tuple(
        _compared(per, mine, other)
        for per, mine, other in (
            ("a day", daily_dose(ours), daily_dose(theirs)),
            ("a dose", single_dose(ours), single_dose(theirs)),
        )
        if mine is not None and other is not None
    ) + _more_than_a_day(ours, theirs)
    outcomes = {each.outcome for each in compared}
    for outcome in (Outcome.BEYOND_LABEL_DOSE, Outcome.WITHIN_LABEL_DOSE):
        if outcome in outcomes:
            return DoseJudgement(outcome, compared, "", *kept)
    why = "; ".join(dict.fromkeys(each.why for each in compared)) or _apart(ours, theirs)
    return DoseJudgement(Outcome.NOT_COMPARABLE, compared, why, *kept)


def _compared(per: str, claimed: Derived, labelled: Derived) -> Compared:
    outcome, why = Outcome.NOT_COMPARABLE, ""
    maximum, most, least = labelled.amount.high, claimed.amount.high, claimed.amount.low
    if maximum is None:
        why = f"the label gives no most {per}"
    elif (known := most or least) is None or not _alike(known, maximum):
        why = _unlike(known.unit if known else "", maximum.unit)
    elif most is not None:
        beyond = _more(most, maximum)
        outcome = Outcome.BEYOND_LABEL_DOSE if beyond else Outcome.WITHIN_LABEL_DOSE
    elif _more(known, maximum):
        outcome = Outcome.BEYOND_LABEL_DOSE
    else:
        why = f"the claim gives no most {per}"
    return Compared(per, claimed, labelled, outcome, why, _below(claimed, labelled, per))


def _more_than_a_day(ours: Regimen, theirs: Regimen) -> tuple[Compared, ...]:
    """Compare one dose with the label's most a day, where its least is already above that."""
    one, day = single_dose(ours), daily_dose(theirs)
    if one is None or day is None or daily_dose(ours) is not None:
        return ()
    least, most = one.amount.low, day.amount.high
    if least is None or most is None or not _alike(least, most) or not _more(least, most):
        return ()
    return (Compared("a dose", one, day, Outcome.BEYOND_LABEL_DOSE, labelled_per="a day"),)


def _unlike(one: str, other: str) -> str:
    """Return why amounts in two units cannot be compared."""
    reasons = [reason for code in (one, other) if (reason := unknown(code))]
    return "; ".join(reasons) or f"{one} and {other} measure different things"


def _below(claimed: Derived, labelled: Derived, per: str) -> str:
    """Return in words that a dose, or its least, is below the least of the label's."""
    least, low, most = labelled.amount.low, claimed.amount.low, claimed.amount.high
    if least is None:
        return ""
    if most is not None and _alike(most, least) and _more(least, most):
        return f"all of it is below the label's least {per}"
    if low is not None and _alike(low, least) and _more(least, low):
        return f"its least is below the label's least {per}"
    return ""


def _alike(one: Amount, other: Amount) -> bool:
    return one.in_base()[0] == other.in_base()[0]


def _more(one: Amount, other: Amount) -> bool:
    return one.in_base()[1] > other.in_base()[1]


def _apart(ours: Regimen, theirs: Regimen) -> str:
    """Return why two regimens have no amount of one kind."""
    return f"the claim gives {_given(ours)}, the label {_given(theirs)}"


def _given(regimen: Regimen) -> str:
    if daily_dose(regimen) is not None:
        return "a daily dose only" if single_dose(regimen) is None else "single and daily doses"
    if single_dose(regimen) is not None:
        return "a single dose only"
    return "a number of doses a day and no amount" if regimen.times else "no amount"
