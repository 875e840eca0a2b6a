"""Versions of labels in time, and how old they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from drugfacts.label.ages import replaced_by
from drugfacts.label.units import plain
from drugfacts.overview.counted import Count, count
from drugfacts.overview.scale import Scale, Tick, step_for, tick

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
    """Versions of labels, by drug and day; `ticks` are years."""

    ticks: Sequence[Tick]
    today: str
    versions: Sequence[Version]


def timeline(survey: Survey) -> Timeline:
    """Return the versions of the labels of a data set."""
    as_of = survey.words.as_of
    labels = sorted(
        survey.facts.labels,
        key=lambda x: (survey.words.drugs(x.drugs), x.jurisdiction, x.set_id, x.issued, x.iri),
    )
    days = [_day(as_of), *(_day(text) for x in labels for text in (x.issued, x.retrieved))]
    known = sorted({day for day in days if day is not None})
    first, last = known[0], known[-1]
    start = date(first.year, 1, 1)
    scale = Scale(Decimal(start.toordinal()), Decimal(last.toordinal() + 1))
    newer = replaced_by(labels)
    versions = [_version(label, newer.get(label.iri, ""), scale, survey) for label in labels]
    return Timeline(_years(start, last, scale), _at(as_of, scale), versions)


def _years(start: date, last: date, scale: Scale) -> list[Tick]:
    step = max(1, int(step_for(Decimal(max(last.year - start.year, 1)), 6)))
    years: Iterable[int] = range(start.year, last.year + 1, step)
    return [tick(scale.at(Decimal(date(year, 1, 1).toordinal())), str(year)) for year in years]


def _version(label: Label, newer: str, scale: Scale, survey: Survey) -> Version:
    words = survey.words
    issued, retrieved = _at(label.issued, scale), _at(label.retrieved, scale)
    since = issued or retrieved
    today = _at(words.as_of, scale)
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
        age=words.age(label, newer),
        replaced=bool(newer),
        claims=count("claims-of-label", len(label.claims), label=label.iri),
        issued_at=issued,
        retrieved_at=retrieved,
        since=since,
        rest=plain(max(Decimal(today) - Decimal(since), Decimal(0))) if since else "",
    )


def _at(day: str, scale: Scale) -> str:
    found = _day(day)
    return "" if found is None else plain(scale.at(Decimal(found.toordinal())))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
