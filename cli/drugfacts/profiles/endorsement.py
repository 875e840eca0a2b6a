"""What labels endorse: the only claims that a profile may write as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label.endorsed import labels_that_count, opposing
from drugfacts.label.matching import restrictions
from drugfacts.label.outcomes import Outcome
from drugfacts.label.table import TABLE

if TYPE_CHECKING:
    from drugfacts.label.records import Facts
    from drugfacts.label.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What endorses one claim.

    Attributes:
        property: The property of the claim that holds its one object.
        jurisdictions: Where labels endorse it, sorted.
        labels: IRIs of these labels, sorted.
        verdicts: IRIs of the verdicts that it rests on, sorted.
    """

    property: str
    jurisdictions: tuple[str, ...]
    labels: tuple[str, ...]
    verdicts: tuple[str, ...]


def endorsements(
    verdicts: Iterable[Verdict], facts: Facts, as_of: str
) -> Mapping[str, Endorsement]:
    """Return what endorses claims, by the IRI of the claim.

    An edge holds no restriction, no denial and one object. So nothing is endorsed that a
    label states with a restriction, that its source denies, or that is about a
    combination; nothing by a version of a label that was replaced; and nothing where
    another label of the same place says the opposite. For uses this is the rule of
    ``df:labelledFor``.

    Args:
        verdicts: Verdicts on the claims of `facts`.
        facts: Claims, labels and the order of concepts.
        as_of: The day of the verdicts, ``YYYY-MM-DD``.
    """
    edges: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in verdicts:
        if _endorses(verdict):
            edges.setdefault(_edge(verdict), []).append(verdict)
    labels = labels_that_count(facts, as_of)
    found: dict[str, list[Verdict]] = {}
    for (where, *_), group in edges.items():
        if not opposing([each.claim for each in group], where, facts, labels):
            for verdict in group:
                found.setdefault(verdict.claim.iri, []).append(verdict)
    return {claim: _endorsement(group) for claim, group in found.items()}


def _edge(verdict: Verdict) -> tuple[str, ...]:
    claim = verdict.claim
    (drug,), (held,) = claim.drugs, _objects(verdict)
    return verdict.jurisdiction, claim.kind, drug, held, claim.scope[held]


def _endorses(verdict: Verdict) -> bool:
    claim, label = verdict.claim, verdict.label
    if label is None or verdict.newer or verdict.outcome is not Outcome.ON_LABEL:
        return False
    objects = _objects(verdict)
    if claim.denied or len(claim.drugs) != 1 or len(objects) != 1:
        return False
    return any(
        stated.iri in verdict.found.basis
        and not stated.denied
        and not restrictions(stated, label, objects)
        for stated in label.claims
    )


def _objects(verdict: Verdict) -> tuple[str, ...]:
    return TABLE[verdict.claim.kind][0].shape.of(verdict.claim)


def _endorsement(verdicts: list[Verdict]) -> Endorsement:
    labels = {verdict.label.iri for verdict in verdicts if verdict.label}
    return Endorsement(
        _objects(verdicts[0])[0],
        tuple(sorted({verdict.jurisdiction for verdict in verdicts})),
        tuple(sorted(labels)),
        tuple(sorted(verdict.iri for verdict in verdicts)),
    )
