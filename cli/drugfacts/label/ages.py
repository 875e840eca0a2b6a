"""How old a version of a label is, and whether a later one was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.label.records import Label

NOT_LOOKED = "no newer version was looked at"


def replaced_by(labels: Iterable[Label]) -> dict[str, str]:
    """Return the latest version of each label that has a later one, by the label's IRI.

    Versions belong together by set id and jurisdiction. Which is later is told by their
    dates, or by their numbers where a date is unknown; where neither tells, nothing is
    replaced.
    """
    versions: dict[tuple[str, str], list[Label]] = {}
    for label in labels:
        if label.set_id:
            versions.setdefault((label.set_id, label.jurisdiction), []).append(label)
    found = {}
    for group in versions.values():
        for label in group:
            later = [other for other in group if is_later(other, label)]
            if later:
                last = [o for o in later if not any(is_later(another, o) for another in later)]
                found[label.iri] = min(other.iri for other in last)
    return found


def is_later(one: Label, other: Label) -> bool:
    """Tell whether a version is known to be later than another."""
    if one.issued and other.issued and one.issued != other.issued:
        return one.issued > other.issued
    if one.version.isdecimal() and other.version.isdecimal():
        return int(one.version) > int(other.version)
    return False


def days(label: Label, as_of: str) -> int | None:
    """Return how many days old a version is at the least, or None where nobody knows.

    An undated version is at least as old as its capture.
    """
    day = _day(label.issued) or _day(label.retrieved)
    today = _day(as_of)
    return None if day is None or today is None else (today - day).days


def described(label: Label, as_of: str, newer: str = "") -> str:
    """Return version, date and age of a label in words.

    Args:
        label: The label.
        as_of: The day for which it is asked, ``YYYY-MM-DD``.
        newer: What a later version among those looked at is called, or "".
    """
    version = f"version {label.version}" if label.version else "version unknown"
    dated = f"of {label.issued}" if label.issued else "undated"
    captured = f", captured on {label.retrieved}" if label.retrieved else ""
    later = f"replaced by {newer}, which was looked at too" if newer else NOT_LOOKED
    return f"{version}, {dated}{captured}, {_age(label, as_of)}; {later}"


def _age(label: Label, as_of: str) -> str:
    count = days(label, as_of)
    if count is None:
        return "of unknown age"
    if count < 0:
        return f"from after {as_of}"
    least = "" if label.issued else "at least "
    years, rest = _years(label.issued or label.retrieved, as_of), count
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
