"""Versions of labels in time, and how old they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from drugfacts.label.ages import not_yet, replaced_by, unordered
from drugfacts.label.units import plain
from drugfacts.overview.counted import Count, count
from drugfacts.overview.days import Axis, axis, day

if TYPE_CHECKING:
    from drugfacts.label.records import Label
    from drugfacts.overview.survey import Survey


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a label.

    Attributes:
        iri: Its IRI.
        short: Its slug.
        title: What it is called.
        drugs: The drugs that it is of.
        jurisdiction: Where it holds.
        set_id: What all its versions share, or "".
        version: Its number, or "".
        issued: The day of the version, or "".
        retrieved: The day of its capture, or "".
        age: Version, day and age in words.
        replaced: Whether a later version is among those looked at.
        claims: How many claims it states.
        issued_at: Where its day stands on the axis, in per cent, or "".
        retrieved_at: Where the day of its capture stands, or "".
        since: Where the line of its age begins, or "".
        rest: How long that line is.
    """

    iri: str
    short: str
    title: str
    drugs: str
    jurisdiction: str
    set_id: str
    version: str
    issued: str
    retrieved: str
    age: str
    replaced: bool
    claims: Count
    issued_at: str
    retrieved_at: str
    since: str
    rest: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Versions of labels, by drug and day, with the axis that they stand on."""

    axis: Axis
    versions: Sequence[Version]


def timeline(survey: Survey) -> Timeline:
    """Return the versions of the labels of a data set."""
    as_of = survey.words.as_of
    labels = sorted(
        survey.facts.labels,
        key=lambda x: (survey.words.drugs(x.drugs), x.jurisdiction, x.set_id, x.issued, x.iri),
    )
    days = [day(as_of), *(day(text) for x in labels for text in (x.issued, x.retrieved))]
    found = axis(each for each in days if each is not None)
    there = [label for label in labels if not not_yet(label, as_of)]
    newer, loose = replaced_by(there), unordered(there)
    versions = [
        _version(label, newer.get(label.iri, ""), label.iri not in loose, found, survey)
        for label in labels
    ]
    return Timeline(found, versions)


def _version(label: Label, newer: str, in_order: bool, shown: Axis, survey: Survey) -> Version:
    words = survey.words
    issued, retrieved = shown.at(label.issued), shown.at(label.retrieved)
    since = issued or retrieved
    today = shown.at(words.as_of)
    return Version(
        iri=label.iri,
        short=words.short(label.iri),
        title=words.called(label.iri),
        drugs=words.drugs(label.drugs),
        jurisdiction=label.jurisdiction,
        set_id=label.set_id,
        version=label.version,
        issued=label.issued,
        retrieved=label.retrieved,
        age=words.age(label, newer, in_order),
        replaced=bool(newer),
        claims=count("claims-of-label", len(label.claims), label=label.iri),
        issued_at=issued,
        retrieved_at=retrieved,
        since=since,
        rest=plain(max(Decimal(today) - Decimal(since), Decimal(0))) if since else "",
    )
