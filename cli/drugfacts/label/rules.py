"""The rules that compare: pure functions of a claim, a label and the order of concepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label import doses
from drugfacts.label.matching import DETAILS, Fit, Shape, fit
from drugfacts.label.outcomes import Outcome
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Hierarchy, Label, Pair


@dataclass(frozen=True, slots=True)
class Row:
    """What the comparison of one kind of claim goes by.

    Attributes:
        kind: IRI of the kind.
        objects: Ways to have an object, see `Shape`.
        answered_by: Kinds of a label's claims that state the same thing. Completeness is
            asked for `kind` alone.
        is_use: Whether the claim speaks of a use, which a label can contraindicate.
    """

    kind: str
    objects: Sequence[tuple[str, ...]]
    answered_by: tuple[str, ...]
    is_use: bool = False

    @property
    def shape(self) -> Shape:
        """Its objects, for comparing."""
        return Shape(self.objects)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule finds.

    Attributes:
        outcome: The outcome.
        basis: IRIs of the label's claims that it rests on, sorted; () where it rests on
            what the label does not state.
        missing: Restrictions of the label that the claim leaves out.
        differing: Restrictions for which both name values with nothing in common.
        unstated: Details of the claim that the label does not give.
        dose: How the doses compare, for a verdict between two doses.
    """

    outcome: Outcome
    basis: tuple[str, ...] = ()
    missing: tuple[Pair, ...] = ()
    differing: tuple[Pair, ...] = ()
    unstated: tuple[Pair, ...] = ()
    dose: doses.DoseJudgement | None = None


def indication(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[Judgement, ...]:
    """Judge a use; a restriction that it leaves out makes it on label, restricted."""
    absent = Outcome.LABEL_SILENT if claim.denied else Outcome.OFF_LABEL
    return (_judged(row, claim, label, order, Outcome.ON_LABEL_RESTRICTED, absent),)


def statement(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[Judgement, ...]:
    """Judge any other statement; with a restriction, the label states a narrower one."""
    partly = Outcome.BROADER_THAN_LABEL
    return (_judged(row, claim, label, order, partly, Outcome.LABEL_SILENT),)


def dosing(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[Judgement, ...]:
    """Judge doses, one judgement for each dose of the label; else a rule of dosing."""
    if claim.regimen is None:
        return statement(row, claim, label, order)
    against = _contradicting(row, claim, label, order)
    if against:
        return (Judgement(Outcome.CONTRADICTED, against),)
    pairs = [c for c in label.claims if c.kind == DF.Dosing and c.regimen is not None]
    if not pairs:
        return (Judgement(_unstated(row, label, Outcome.LABEL_SILENT)),)
    found = [(stated, doses.judge(claim, stated, label, order)) for stated in pairs]
    return tuple(
        Judgement(dose.outcome, (stated.iri,), dose.missing, dose.differing, (), dose)
        for stated, dose in found
    )


def _judged(
    row: Row, claim: Claim, label: Label, order: Hierarchy, partly: Outcome, absent: Outcome
) -> Judgement:
    against = _contradicting(row, claim, label, order)
    if against:
        return Judgement(Outcome.CONTRADICTED, against)
    fits = [
        found
        for stated in label.claims
        if _says_the_same(row, claim, stated)
        and (found := fit(claim, stated, label, row.shape, order)) is not None
    ]
    near = [each for each in fits if not each.differing]
    whole = [each for each in near if each.whole]
    if whole:
        return _resting_on(Outcome.ON_LABEL, whole)
    covering = [each for each in near if each.covers]
    if covering and partly is Outcome.ON_LABEL_RESTRICTED:
        return _resting_on(partly, covering)
    if near:
        return _resting_on(Outcome.BROADER_THAN_LABEL, covering or near, every=not covering)
    outcome = _unstated(row, label, absent)
    apart = [each for each in fits if each.differing and each.covers]
    return _resting_on(outcome, apart) if apart else Judgement(outcome)


def _resting_on(outcome: Outcome, fits: Sequence[Fit], every: bool = False) -> Judgement:
    """Return a judgement on the fits that ask the least, or on every one of them."""
    best = min(
        fits,
        key=lambda f: (len(f.missing), len(f.differing), len(f.unstated), not f.equal, f.missing),
    )
    chosen = [
        each
        for each in fits
        if every
        or (each.missing, each.differing, each.unstated)
        == (best.missing, best.differing, best.unstated)
    ]
    basis = tuple(sorted({each.stated.iri for each in chosen}))
    missing = tuple(sorted({pair for each in chosen for pair in each.missing}))
    return Judgement(outcome, basis, missing, best.differing, () if every else best.unstated)


def _unstated(row: Row, label: Label, absent: Outcome) -> Outcome:
    return absent if label.is_complete_for(row.kind) else Outcome.NOT_RECORDED


def _says_the_same(row: Row, claim: Claim, stated: Claim) -> bool:
    """Tell whether a label's claim can state what a claim says, and not the opposite."""
    if claim.kind == DF.Indication and claim.denied and stated.kind == DF.Contraindication:
        return not stated.denied
    return stated.kind in row.answered_by and stated.denied == claim.denied


def _contradicting(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[str, ...]:
    """Return the label's claims that state the opposite of a claim, sorted.

    What is asserted is contradicted by a denial that it falls under as a whole; what is
    denied, also by an assertion that falls under it. A denial of a part contradicts
    nothing: epilepsy is not contradicted by the denial of one kind of seizure.
    """
    found = {
        stated.iri
        for stated in label.claims
        if _denies(row, claim, stated, label, order)
        or (row.is_use and not claim.denied and _forbids(stated, claim, order))
        or (
            claim.kind == DF.Contraindication
            and not claim.denied
            and _forbids(claim, stated, order)
        )
    }
    return tuple(sorted(found))


def _denies(row: Row, claim: Claim, stated: Claim, label: Label, order: Hierarchy) -> bool:
    if stated.denied == claim.denied:
        return False
    use_denied = row.is_use and stated.denied and stated.kind == DF.Indication
    if stated.kind not in row.answered_by and not use_denied:
        return False
    shape = Shape(((DF.condition,),)) if use_denied else row.shape
    found = fit(claim, stated, label, shape, order)
    if not claim.denied:
        return found is not None and found.whole and _names_details_of(stated, claim)
    if found is not None and found.whole and not found.unstated:
        return True
    within = fit(stated, claim, label, shape, order)
    return within is not None and within.whole and _names_details_of(claim, stated)


def _names_details_of(denial: Claim, assertion: Claim) -> bool:
    """Tell whether an assertion has the details of a denial: else only another is denied."""
    return all(name in assertion.scope for name in DETAILS if name in denial.scope)


def _forbids(forbidding: Claim, use: Claim, order: Hierarchy) -> bool:
    """Tell whether a contraindication holds for all of a use."""
    if forbidding.kind != DF.Contraindication or forbidding.denied or use.denied:
        return False
    if use.kind not in USES:
        return False
    names = [name for name in (DF.condition, DF.population) if name in forbidding.scope]
    return bool(names) and all(
        name in use.scope and order.includes(forbidding.scope[name], use.scope[name])
        for name in names
    )


USES = (DF.Indication, DF.PrimaryUse, DF.TreatmentOutcome, DF.Onset, DF.Dosing)
"""The kinds of claim that speak of a use."""
