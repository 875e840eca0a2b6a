"""The rules that compare: pure functions of a claim, a label and the order of concepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label import doses
from drugfacts.label.matching import Fit, Shape, fit
from drugfacts.label.opposites import contradicting
from drugfacts.label.outcomes import Outcome
from drugfacts.label.ways import WAYS, Way
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
        places: Objects that say where a claim holds: like a restriction, each holds for
            all that is narrower, whether it is asserted or denied.
    """

    kind: str
    objects: Sequence[tuple[str, ...]]
    answered_by: tuple[str, ...]
    is_use: bool = False
    places: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:
        """Its objects, for comparing what is asserted."""
        ways = {**WAYS[self.kind], **dict.fromkeys(self.places, Way.DOWN)}
        return Shape(self.objects, ways)

    @property
    def denied(self) -> Shape:
        """Its objects, for comparing what is denied."""
        ways = {name: way.turned for name, way in WAYS[self.kind].items()}
        return Shape(self.objects, {**ways, **dict.fromkeys(self.places, Way.DOWN)})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule finds.

    Attributes:
        outcome: The outcome.
        basis: IRIs of the label's claims that it rests on, sorted; () where it rests on
            what the label does not state. Of doses, the one that is compared is the first.
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
    """Judge a use; a restriction that it leaves out makes it on label, restricted.

    With a denied use it is a denial of more than the label denies.
    """
    if claim.denied:
        return statement(row, claim, label, order)
    partly = Outcome.ON_LABEL_RESTRICTED
    return (_judged(row, claim, label, order, partly, Outcome.OFF_LABEL),)


def statement(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[Judgement, ...]:
    """Judge any other statement; with a restriction, the label states a narrower one."""
    partly = Outcome.BROADER_THAN_LABEL
    return (_judged(row, claim, label, order, partly, Outcome.LABEL_SILENT),)


def dosing(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[Judgement, ...]:
    """Judge doses, one judgement for each dose of the label; else a rule of dosing."""
    if claim.regimen is None:
        return statement(row, claim, label, order)
    against = contradicting(row, claim, label, order)
    if against:
        return (Judgement(Outcome.CONTRADICTED, against),)
    pairs = [c for c in label.claims if c.kind == DF.Dosing and c.regimen is not None]
    if not pairs:
        return (Judgement(_unstated(row, label, Outcome.LABEL_SILENT)),)
    return tuple(
        Judgement(dose.outcome, (stated.iri, *dose.instead), dose.missing, dose.differing, (), dose)
        for stated, dose in doses.judge_all(claim, pairs, label, order)
    )


def _judged(
    row: Row, claim: Claim, label: Label, order: Hierarchy, partly: Outcome, absent: Outcome
) -> Judgement:
    against = contradicting(row, claim, label, order)
    if against:
        return Judgement(Outcome.CONTRADICTED, against)
    shape = row.denied if claim.denied else row.shape
    fits = [
        found
        for stated in label.claims
        if _says_the_same(row, claim, stated)
        and (found := fit(claim, stated, label, shape, order)) is not None
    ]
    near = [each for each in fits if not each.differing]
    whole = [each for each in near if each.whole]
    if whole:
        return _resting_on(Outcome.ON_LABEL, whole)
    covering = [each for each in near if each.covers]
    if covering and partly is Outcome.ON_LABEL_RESTRICTED:
        return _resting_on(partly, covering)
    broader = [each for each in near if each.broader]
    if covering or broader:
        chosen = covering or broader
        return _resting_on(Outcome.BROADER_THAN_LABEL, chosen, every=not covering)
    outcome = _unstated(row, label, absent)
    if near:
        return _resting_on(outcome, near, every=True)
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
        or (each.equal, each.missing, each.differing, each.unstated)
        == (best.equal, best.missing, best.differing, best.unstated)
    ]
    basis = tuple(sorted({each.stated.iri for each in chosen}))
    missing = tuple(sorted({pair for each in chosen for pair in each.missing}))
    return Judgement(outcome, basis, missing, best.differing, () if every else best.unstated)


def _unstated(row: Row, label: Label, absent: Outcome) -> Outcome:
    return absent if label.is_complete_for(row.kind) else Outcome.NOT_RECORDED


def _says_the_same(row: Row, claim: Claim, stated: Claim) -> bool:
    """Tell whether a label's claim can state what a claim says, and not the opposite."""
    if stated.denied and stated.regimen is not None:
        return False  # It denies a dose, and nothing of what is said with the dose.
    if claim.kind == DF.Indication and claim.denied and stated.kind == DF.Contraindication:
        return not stated.denied
    return stated.kind in row.answered_by and stated.denied == claim.denied
