"""Verdicts as a table for people, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from drugfacts.label import ages
from drugfacts.label.outcomes import Outcome
from drugfacts.label.words import NOTICES
from drugfacts.reporting.characters import json_escaped
from drugfacts.reporting.phrases import flat
from drugfacts.text import columns, no_formula, printable

if TYPE_CHECKING:
    from drugfacts.label.doses import DoseJudgement
    from drugfacts.label.records import Label, Pair
    from drugfacts.label.regimen import Derived
    from drugfacts.label.verdicts import Overall, Verdict
    from drugfacts.label.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """What is told.

    Attributes:
        verdicts: The verdicts that are shown.
        overall: What counts for each claim that has one of them, from all its verdicts.
        words: How it is said.
        not_yet: Labels of the drugs that were not there yet on the day, and count for
            nothing.
    """

    verdicts: Sequence[Verdict]
    overall: Sequence[Overall]
    words: Words
    not_yet: Sequence[Label] = ()


def table(told: Told) -> str:
    """Return verdicts by drug, jurisdiction and claim, in columns, with the labels below."""
    shown = {verdict.iri for verdict in told.verdicts}
    lines = [NOTICES, ""]
    for (drugs, where), group in _by_drug(told).items():
        rows: list[tuple[str, ...]] = []
        for each in group:
            kind, what = told.words.kind(each.claim.kind), told.words.claim(each.claim)
            rows.append((f"{kind}: {what}", f"{each.outcome}"))
            rows += [
                (f"  {_against(v, told.words)}", f"{v.outcome}", told.words.why(v))
                for v in each.verdicts
                if v.iri in shown
            ]
        lines += [f"{drugs}, {f'labels of {printable(where)}' if where else 'no label'}"]
        lines += [*columns(rows, indent="  "), ""]
    labels = _labels(told.verdicts, told.words)
    if labels or told.not_yet:
        lines.append("Labels")
        about = [
            (told.words.short(iri), *_identity(label, told.words), age)
            for iri, (label, age) in labels
        ]
        about += [_future(label, told.words) for label in told.not_yet]
        lines += [*columns(about, indent="  "), ""]
    lines.append(_counts(told))
    return "".join(f"{line}\n" for line in lines)


def json_text(told: Told) -> str:
    """Return one JSON object: notice, day, verdicts, what counts, and counts."""
    document = {
        "notice": NOTICES,
        "as_of": told.words.as_of,
        "verdicts": [record(verdict, told.words) for verdict in told.verdicts],
        "overall": [
            {
                "claim": each.claim.iri,
                "jurisdiction": each.jurisdiction or None,
                "outcome": each.outcome,
                "verdicts": [verdict.iri for verdict in each.verdicts],
            }
            for each in told.overall
        ],
        "counts": counts(told.verdicts),
        "not_yet": [_not_yet(label, told.words) for label in told.not_yet],
    }
    return json_escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


CSV_COLUMNS = (
    "drug", "kind", "claim", "says", "outcome", "label", "jurisdiction", "set_id", "version",
    "issued", "age", "basis", "missing_restrictions", "why", "verdict", "as_of", "notice",
)  # fmt: skip


def csv_text(told: Told) -> str:
    """Return a row of heads and one of each verdict; each row has the notice too."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for verdict in told.verdicts:
        writer.writerow([no_formula(flat(text)) for text in _cells(verdict, told.words)])
    return out.getvalue()


def counts(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Return how many verdicts have each outcome, in the order of favour, without zeros."""
    found = Counter(verdict.outcome for verdict in verdicts)
    return {str(outcome): found[outcome] for outcome in Outcome if found[outcome]}


def record(verdict: Verdict, words: Words) -> dict[str, Any]:
    """Return a verdict as JSON holds it; what nobody knows is null."""
    label, found = verdict.label, verdict.found
    return {
        "verdict": verdict.iri,
        "drugs": sorted(verdict.claim.drugs),
        "claim": verdict.claim.iri,
        "kind": verdict.claim.kind,
        "says": words.claim(verdict.claim),
        "outcome": verdict.outcome,
        "label": label.iri if label else None,
        "jurisdiction": verdict.jurisdiction or None,
        "set_id": (label and label.set_id) or None,
        "version": (label and label.version) or None,
        "issued": (label and label.issued) or None,
        "retrieved": (label and label.retrieved) or None,
        "age_in_days": ages.days(label, words.as_of) if label else None,
        "age": words.age_of(verdict) or None,
        "replaced_by": verdict.newer or None,
        "basis": list(found.basis),
        "missing_restrictions": _pairs(found.missing),
        "differing_restrictions": _pairs(found.differing),
        "not_given_by_the_label": _pairs(found.unstated),
        "doses": _doses(found.dose) if found.dose else None,
        "why": words.why(verdict),
    }


def _doses(dose: DoseJudgement) -> list[dict[str, Any]]:
    return [
        {
            "per": each.per,
            "outcome": each.outcome,
            "claimed": _amount(each.claimed),
            "labelled": _amount(each.labelled),
            "labelled_per": each.labelled_per or each.per,
            "below_least": each.below or None,
        }
        for each in dose.compared
    ]


def _amount(derived: Derived) -> dict[str, str | None]:
    return {"amount": str(derived.amount), "derived_from": derived.origin or None}


def _pairs(pairs: Iterable[Pair]) -> list[dict[str, str]]:
    return [{"property": name, "value": value} for name, value in pairs]


def _cells(verdict: Verdict, words: Words) -> list[str]:
    label, found = verdict.label, verdict.found
    return [
        words.drugs(verdict.claim.drugs),
        words.kind(verdict.claim.kind),
        verdict.claim.iri,
        words.claim(verdict.claim),
        verdict.outcome,
        label.iri if label else "",
        verdict.jurisdiction,
        label.set_id if label else "",
        label.version if label else "",
        label.issued if label else "",
        words.age_of(verdict),
        " ".join(found.basis),
        words.pairs(found.missing),
        words.why(verdict),
        verdict.iri,
        words.as_of,
        NOTICES,
    ]


def _by_drug(told: Told) -> dict[tuple[str, str], list[Overall]]:
    groups: dict[tuple[str, str], list[Overall]] = {}
    for each in told.overall:
        key = (told.words.drugs(each.claim.drugs), each.jurisdiction)
        groups.setdefault(key, []).append(each)
    return dict(sorted(groups.items()))


def _against(verdict: Verdict, words: Words) -> str:
    if verdict.label is None:
        return "no label"
    return f"{words.short(verdict.label.iri)}{' (replaced)' if verdict.newer else ''}"


def _labels(verdicts: Iterable[Verdict], words: Words) -> list[tuple[str, tuple[Label, str]]]:
    """Return the labels of verdicts with their ages, by IRI."""
    found = {v.label.iri: (v.label, words.age_of(v)) for v in verdicts if v.label is not None}
    return sorted(found.items())


def _future(label: Label, words: Words) -> tuple[str, ...]:
    return f"{words.short(label.iri)} (not yet)", *_identity(label, words), words.dated(label)


def _identity(label: Label, words: Words) -> tuple[str, ...]:
    complete = ", ".join(sorted(words.kind(kind) for kind in label.complete_for)) or "nothing"
    set_id = printable(label.set_id) or "unknown"
    return printable(label.jurisdiction), f"set id {set_id}", f"complete for: {complete}"


def _not_yet(label: Label, words: Words) -> dict[str, Any]:
    return {
        "label": label.iri,
        "jurisdiction": label.jurisdiction or None,
        "set_id": label.set_id or None,
        "version": label.version or None,
        "issued": label.issued or None,
        "retrieved": label.retrieved or None,
        "age": words.dated(label),
    }


def remarks(told: Told) -> list[str]:
    """Return what forms that hold verdicts only have no place for: labels not there yet."""
    return [
        f"{told.words.short(label.iri)}: {told.words.dated(label)}; it counts for nothing."
        for label in told.not_yet
    ]


def _counts(told: Told) -> str:
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts(told.verdicts).items())
    count = len(told.verdicts)
    number = "1 verdict" if count == 1 else f"{count} verdicts"
    return f"{number}: {said}" if said else "no verdict fits what was asked"
