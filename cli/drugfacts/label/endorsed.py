"""Short-cuts from drugs to conditions, only where a label states the use unrestricted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label.matching import restrictions
from drugfacts.label.outcomes import Outcome
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One edge that labels of a jurisdiction endorse.

    Attributes:
        jurisdiction: Where.
        drug: IRI of the drug.
        condition: IRI of the condition.
        verdicts: IRIs of the verdicts that endorse it, sorted.
    """

    jurisdiction: str
    drug: str
    condition: str
    verdicts: tuple[str, ...]


def shortcuts(verdicts: Iterable[Verdict]) -> tuple[Shortcut, ...]:
    """Return the short-cuts that on-label verdicts endorse, sorted.

    An edge holds no restriction. So there is none from a claim that keeps to a
    restriction of the label, although it is on label; none from a drug that is only part
    of a combination; and none from a version of a label that was replaced.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for verdict in verdicts:
        if _endorses(verdict):
            (drug,) = verdict.claim.drugs
            edge = (verdict.jurisdiction, drug, verdict.claim.scope[DF.condition])
            found.setdefault(edge, []).append(verdict.iri)
    return tuple(Shortcut(*edge, tuple(sorted(iris))) for edge, iris in sorted(found.items()))


def _endorses(verdict: Verdict) -> bool:
    claim, label = verdict.claim, verdict.label
    if label is None or verdict.newer or verdict.outcome is not Outcome.ON_LABEL:
        return False
    if claim.kind != DF.Indication or claim.denied or len(claim.drugs) != 1:
        return False
    return any(
        stated.iri in verdict.found.basis
        and stated.kind == DF.Indication
        and not restrictions(stated, label, (DF.condition,))
        for stated in label.claims
    )
