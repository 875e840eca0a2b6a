"""Short-cuts from drugs to conditions, only where a label states the use unrestricted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label.ages import not_yet, replaced_by
from drugfacts.label.matching import restrictions
from drugfacts.label.outcomes import Outcome
from drugfacts.label.table import judge
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Facts, Label
    from drugfacts.label.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One edge that labels of a jurisdiction endorse.

    Attributes:
        jurisdiction: Where.
        drug: IRI of the drug.
        condition: IRI of the condition.
        verdicts: IRIs of the verdicts that endorse it, sorted.
        stated: What the labels state, sorted: the verdict, the label's claim that it rests
            on, and the condition of that, which is the same or broader.
    """

    jurisdiction: str
    drug: str
    condition: str
    verdicts: tuple[str, ...]
    stated: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An edge that is not written, as labels of a jurisdiction disagree on it.

    Attributes:
        jurisdiction: Where.
        drug: IRI of the drug.
        condition: IRI of the condition.
        against: IRIs of the claims of labels that contraindicate or deny the use, sorted.
    """

    jurisdiction: str
    drug: str
    condition: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endorsed:
    """What labels endorse; and what no edge is written of, although one label states it."""

    edges: tuple[Shortcut, ...]
    held_back: tuple[HeldBack, ...] = ()


def endorse(verdicts: Iterable[Verdict], facts: Facts, as_of: str) -> Endorsed:
    """Return the short-cuts that labels endorse and no other label of the place opposes.

    An edge has no route and no form. So a label of any route or form opposes it.

    Args:
        verdicts: Verdicts on the claims of `facts`.
        facts: Claims, labels and the order of concepts.
        as_of: The day of the verdicts, ``YYYY-MM-DD``.
    """
    known = list(verdicts)
    claims = {verdict.iri: verdict.claim for verdict in known}
    edges, held_back = [], []
    counting = labels_that_count(facts, as_of)
    for edge in shortcuts(known):
        uses = [claims[iri] for iri in edge.verdicts]
        against = opposing(uses, edge.jurisdiction, facts, counting)
        if against:
            held_back.append(HeldBack(edge.jurisdiction, edge.drug, edge.condition, against))
        else:
            edges.append(edge)
    return Endorsed(tuple(edges), tuple(held_back))


def labels_that_count(facts: Facts, as_of: str) -> list[Label]:
    """Return the labels that count on a day: there already, and not replaced."""
    there = [label for label in facts.labels if not not_yet(label, as_of)]
    replaced = replaced_by(there)
    return [label for label in there if label.iri not in replaced]


def opposing(
    claims: Iterable[Claim], where: str, facts: Facts, labels: Iterable[Label]
) -> tuple[str, ...]:
    """Return what labels of a jurisdiction, of any route and form, say against claims, sorted.

    Args:
        claims: The claims.
        where: The jurisdiction.
        facts: The order of concepts.
        labels: What `labels_that_count` returns.
    """
    rivals = [label for label in labels if label.jurisdiction == where]
    found = {
        iri
        for claim in claims
        for label in rivals
        if label.drugs == claim.drugs
        for judgement in judge(claim, label, facts.hierarchy)
        if judgement.outcome is Outcome.CONTRADICTED
        for iri in judgement.basis
    }
    return tuple(sorted(found))


def shortcuts(verdicts: Iterable[Verdict]) -> tuple[Shortcut, ...]:
    """Return the short-cuts that on-label verdicts alone would endorse, sorted.

    `endorse` holds those back that another label opposes.

    An edge leads to the condition of the claim: the one that the label states, or one that
    is narrower. It holds no restriction. So there is none from a claim that keeps to a
    restriction of the label, although it is on label; none from a drug that is only part
    of a combination; and none from a version of a label that was replaced.
    """
    found: dict[tuple[str, str, str], set[tuple[str, str, str]]] = {}
    for verdict in verdicts:
        for stated in _endorsing(verdict):
            (drug,) = verdict.claim.drugs
            edge = (verdict.jurisdiction, drug, verdict.claim.scope[DF.condition])
            said = (verdict.iri, stated.iri, stated.scope[DF.condition])
            found.setdefault(edge, set()).add(said)
    return tuple(
        Shortcut(*edge, tuple(sorted({iri for iri, _, _ in said})), tuple(sorted(said)))
        for edge, said in sorted(found.items())
    )


def _endorsing(verdict: Verdict) -> list[Claim]:
    """Return the label's statements that endorse a use as a whole."""
    claim, label = verdict.claim, verdict.label
    if label is None or verdict.newer or verdict.outcome is not Outcome.ON_LABEL:
        return []
    if claim.kind != DF.Indication or claim.denied or len(claim.drugs) != 1:
        return []
    return [
        stated
        for stated in label.claims
        if stated.iri in verdict.found.basis
        and stated.kind == DF.Indication
        and not restrictions(stated, label, (DF.condition,))
    ]
