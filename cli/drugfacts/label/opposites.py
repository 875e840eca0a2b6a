"""Which claims of a label state the opposite of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.label.matching import DETAILS, Shape, fit
from drugfacts.label.ways import Way
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Hierarchy, Label
    from drugfacts.label.rules import Row


def contradicting(row: Row, claim: Claim, label: Label, order: Hierarchy) -> tuple[str, ...]:
    """Return the label's claims that state the opposite of a claim, sorted.

    An assertion and a denial cannot both hold where what is denied follows from what is
    asserted. A denial of a part contradicts nothing: epilepsy is not contradicted by the
    denial of one kind of seizure.
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
    if (stated if stated.denied else claim).regimen is not None:
        return False  # Another amount may well be right.
    use_denied = row.is_use and stated.denied and stated.kind == DF.Indication
    if stated.kind not in row.answered_by and not use_denied:
        return False
    if not claim.denied:
        found = fit(claim, stated, label, _USE if use_denied else row.denied, order)
        return found is not None and found.whole and _names_details_of(stated, claim)
    found = fit(claim, stated, label, row.shape, order)
    if found is not None and found.whole and not found.unstated:
        return True
    within = fit(stated, claim, label, row.denied, order)
    return within is not None and within.whole and _names_details_of(claim, stated)


_USE = Shape(((DF.condition,),), {DF.condition: Way.DOWN})
"""The object of a use that a label denies: denied with all that is narrower."""


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
