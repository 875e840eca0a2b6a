"""How old a version of a label is, and whether a later one was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.label.records import Label

NOT_LOOKED = "no newer version was looked at"
UNREADABLE = "has no day that can be read"
NO_ORDER = "nothing tells which of its versions here is the latest"


def replaced_by(labels: Iterable[Label]) -> dict[str, str]:
    """Return the latest version of each label that has a later one, by the label's IRI.

    Versions belong together by set id and jurisdiction. Their dates tell which is later
    where all of them have one, and else their numbers, where all have one. Where neither
    does, nothing is replaced.
    """
    found: dict[str, str] = {}
    for group in _versions(labels):
        places = _places(group)
        if places:
            last = max(places)
            latest = min(o.iri for o, place in zip(group, places, strict=True) if place == last)
            found |= {
                label.iri: latest
                for label, place in zip(group, places, strict=True)
                if place < last
            }
    return found


def unordered(labels: Iterable[Label]) -> frozenset[str]:
    """Return the IRIs of labels of which nothing tells whether another one is later."""
    found: set[str] = set()
    for group in _versions(labels):
        places = _places(group) or [("", 0)] * len(group)
        last = max(places)
        latest = [o.iri for o, place in zip(group, places, strict=True) if place == last]
        found.update(latest if len(latest) > 1 else ())
    return frozenset(found)


def _versions(labels: Iterable[Label]) -> Iterable[list[Label]]:
    versions: dict[tuple[str, str], list[Label]] = {}
    for label in labels:
        if label.set_id:
            versions.setdefault((label.set_id, label.jurisdiction), []).append(label)
    return versions.values()


def _places(versions: Sequence[Label]) -> list[tuple[str, int]]:
    """Return what versions are ordered by; [] where that is not known of all of them."""
    numbered = all(label.version.isdecimal() for label in versions)
    dated = all(_day(label.issued) for label in versions)
    if not (numbered or dated):
        return []
    return [
        (label.issued if dated else "", int(label.version) if numbered else 0) for label in versions
    ]


def days(label: Label, as_of: str) -> int | None:
    """Return how many days old a version is at the least, or None where nobody knows.

    An undated version is at least as old as its capture.
    """
    day = _day(label.issued) or _day(label.retrieved)
    today = _day(as_of)
    return None if day is None or today is None else (today - day).days


def not_yet(label: Label, as_of: str) -> bool:
    """Tell whether a version was not there on a day: issued later or, undated, captured later.

    One without a day that can be read counts on every day.
    """
    count = days(label, as_of)
    return count is not None and count < 0


def described(label: Label, as_of: str, newer: str = "", in_order: bool = True) -> str:
    """Return version, date and age of a label in words.

    Args:
        label: The label.
        as_of: The day for which it is asked, ``YYYY-MM-DD``.
        newer: What a later version among those looked at is called, or "".
        in_order: Whether it is known which of its versions is the latest.
    """
    later = NOT_LOOKED if in_order else NO_ORDER
    if newer:
        later = f"replaced by {newer}, which was looked at too"
    return f"{dated(label, as_of)}; {later}"


def dated(label: Label, as_of: str) -> str:
    """Return version, date and age of a label in words, without a word on later ones."""
    version = f"version {label.version}" if label.version else "version unknown"
    issued = _told("of", "dated", label.issued) or "undated"
    captured = _told("captured on", "captured on", label.retrieved)
    age = _age(label, as_of)
    return ", ".join(part for part in (version, issued, captured, age) if part)


def _told(on: str, otherwise: str, day: str) -> str:
    """Return a day with what happened on it; of what is no day, that nobody can read it."""
    if not day:
        return ""
    return f"{on} {day}" if _day(day) else f"{otherwise} '{day}', which {UNREADABLE}"


def _age(label: Label, as_of: str) -> str:
    count = days(label, as_of)
    issued = _day(label.issued)
    if count is None:
        return "" if label.issued or label.retrieved else "of unknown age"
    if count < 0:
        return f"not yet {'issued' if issued else 'captured'} on {as_of}"
    least = "" if issued else "at least "
    years, rest = _years(label.issued if issued else label.retrieved, as_of), count
    if years:
        return f"{least}{years} year{'' if years == 1 else 's'} old on {as_of}"
    return f"{least}{rest} day{'' if rest == 1 else 's'} old on {as_of}"


def _years(day: str, as_of: str) -> int:
    """Return whole years: the count of years, less one before the anniversary."""
    return int(as_of[:4]) - int(day[:4]) - (as_of[5:10] < day[5:10])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
