"""Derives verdicts: every claim against every label of the same drug, route and form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from drugfacts.iris import SLUG
from drugfacts.label.ages import not_yet, replaced_by, unordered
from drugfacts.label.outcomes import Outcome, most_favourable
from drugfacts.label.rules import Judgement
from drugfacts.label.table import judge

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Facts, Hierarchy, Label


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands between one claim and one label, and for doses one claim of that label.

    Attributes:
        iri: Its name, made of those of the claim, the label and the label's dose.
        claim: The claim.
        label: The label; None where there is none of that drug, route and form.
        jurisdiction: Where the label holds; "" where the drug has no label at all.
        found: The outcome, and what it rests on.
        newer: IRI of a later version of the label among those looked at, or "".
        in_order: Whether it is known which version of the label is the latest here.
    """

    iri: str
    claim: Claim
    label: Label | None
    jurisdiction: str
    found: Judgement
    newer: str = ""
    in_order: bool = True

    @property
    def outcome(self) -> Outcome:
        """What the comparison ended in."""
        return self.found.outcome


@dataclass(frozen=True, slots=True)
class Overall:
    """What counts for a drug as a whole in one jurisdiction.

    Attributes:
        claim: The claim.
        jurisdiction: Where; "" where the drug has no label at all.
        outcome: The most favourable outcome of its verdicts, but for those on a label
            that has a later version among those looked at.
        verdicts: All verdicts on the claim there.
    """

    claim: Claim
    jurisdiction: str
    outcome: Outcome
    verdicts: tuple[Verdict, ...]


def derive(facts: Facts, base: str, as_of: str = "") -> tuple[Verdict, ...]:
    """Return the verdicts on all claims, in the order of their names.

    Args:
        facts: Claims, labels and the order of concepts.
        base: Base IRI under which verdicts are named.
        as_of: The day of the verdicts, ``YYYY-MM-DD``: labels that were not there yet count
            for nothing. "" for no day, so that every label counts.
    """
    labels = [label for label in facts.labels if not (as_of and not_yet(label, as_of))]
    drafts = [
        (claim, label, jurisdiction, found)
        for claim in facts.claims
        for label, jurisdiction in _labels_for(claim, labels, facts.hierarchy)
        for found in _found(claim, label, facts.hierarchy)
    ]
    names = [_name(claim, label, where, found) for claim, label, where, found in drafts]
    counts = Counter(names)
    newer, loose = replaced_by(labels), unordered(labels)
    verdicts = [
        Verdict(
            f"{base}verdict/{name if counts[name] == 1 else _unique(name, draft)}",
            *draft,
            newer.get(draft[1].iri, "") if draft[1] else "",
            draft[1] is None or draft[1].iri not in loose,
        )
        for name, draft in zip(names, drafts, strict=True)
    ]
    return tuple(sorted(verdicts, key=lambda verdict: verdict.iri))


def overall(verdicts: Iterable[Verdict]) -> tuple[Overall, ...]:
    """Return what counts for each claim and jurisdiction, in their order."""
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault((verdict.claim.iri, verdict.jurisdiction), []).append(verdict)
    return tuple(
        Overall(group[0].claim, where, _counting(group), tuple(group))
        for (_, where), group in sorted(groups.items())
    )


def fits(claim: Claim, label: Label, order: Hierarchy) -> bool:
    """Tell whether a label is of the drug, and of the route and form that a claim names."""
    return (
        claim.drugs == label.drugs
        and _meets(claim.routes, label.routes, order)
        and _meets(claim.forms, label.forms, order)
    )


def _counting(verdicts: Sequence[Verdict]) -> Outcome:
    current = [verdict for verdict in verdicts if not verdict.newer]
    return most_favourable(verdict.outcome for verdict in current or verdicts)


def _meets(asked: frozenset[str], offered: frozenset[str], order: Hierarchy) -> bool:
    return not asked or any(order.related(one, other) for one in asked for other in offered)


def _labels_for(
    claim: Claim, labels: Iterable[Label], order: Hierarchy
) -> list[tuple[Label | None, str]]:
    """Return the labels that a claim is held against; None where a jurisdiction has none."""
    of_drug = [label for label in labels if label.drugs == claim.drugs]
    fitting: list[tuple[Label | None, str]] = [
        (label, label.jurisdiction) for label in of_drug if fits(claim, label, order)
    ]
    covered = {where for _, where in fitting}
    bare = sorted({label.jurisdiction for label in of_drug} - covered)
    if not of_drug:
        bare = [""]
    return [*fitting, *((None, where) for where in bare)]


def _found(claim: Claim, label: Label | None, order: Hierarchy) -> tuple[Judgement, ...]:
    if label is None:
        return (Judgement(Outcome.LABEL_UNAVAILABLE),)
    return judge(claim, label, order)


def _name(claim: Claim, label: Label | None, where: str, found: Judgement) -> str:
    """Return the slug of a verdict: claim, two hyphens, label, and the label's dose."""
    if label is None:
        against = f"{place(where)}-label-unavailable" if where else "label-unavailable"
    else:
        against = _slug(label.iri)
    dose = f"-{_slug(found.basis[0], fragment=True)}" if found.dose else ""
    return f"{_slug(claim.iri)}--{against}{dose}"


def place(where: str) -> str:
    """Return a jurisdiction as a part of a name."""
    slug = where.lower()
    return slug if SLUG.fullmatch(slug) else f"place-{sha256(where.encode()).hexdigest()[:12]}"


def _slug(iri: str, fragment: bool = False) -> str:
    """Return the last step of an IRI with its fragment, as a slug."""
    document, _, name = iri.partition("#")
    last = re.split(r"[/:]", document)[-1]
    parts = [name] if fragment else [last, name] if name else [last]
    if all(SLUG.fullmatch(part) for part in parts):
        return "-".join(parts)
    return f"iri-{sha256(iri.encode()).hexdigest()[:12]}"


def _unique(name: str, draft: tuple[Claim, Label | None, str, Judgement]) -> str:
    """Return a name for one of several verdicts whose names would be the same."""
    claim, label, where, found = draft
    parts = "\n".join((claim.iri, label.iri if label else where, *found.basis))
    return f"{name}--{sha256(parts.encode()).hexdigest()[:12]}"
