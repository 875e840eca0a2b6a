"""Literals in one form each, so that the same number, time or name compares as the same."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from drugfacts.label.units import parse, plain
from drugfacts.terms import DF, PREFIXES

_XSD = PREFIXES["xsd"]
NUMBERS = frozenset(_XSD + name for name in ("decimal", "integer", "double", "float"))
DURATION = _XSD + "duration"

LITERALS = (
    DF.brandName, DF.strengthAmount, DF.incidencePercent, DF.incidencePercentMax,
    DF.placeboIncidencePercent, DF.durationMax,
)  # fmt: skip
"""The properties of a comparison whose values are no things."""

_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


def normal(lexical: str, datatype: str) -> str:
    """Return a literal in the form that all with its value have.

    A number loses zeros that say nothing, a duration gets as many years, days, hours and
    minutes as it holds, and a text loses typography, capitals and spaces. What is not what
    its datatype says stays as it is.
    """
    text = lexical.strip()
    if datatype in NUMBERS:
        number = parse(text)
        return text if number is None else plain(number)
    if datatype == DURATION:
        return _duration(text)
    return " ".join(unicodedata.normalize("NFKC", lexical).casefold().split())


def parts(lexical: str) -> tuple[Decimal, ...] | None:
    """Return years, months, days, hours, minutes and seconds of a duration, or None."""
    found = _DURATION.fullmatch(lexical)
    if found is None or not any(found.groups()) or lexical.endswith("T"):
        return None
    return tuple(Decimal(number or 0) for number in found.groups())


def _duration(lexical: str) -> str:
    found = parts(lexical)
    if found is None:
        return lexical
    years, months, days, hours, minutes = map(int, found[:5])
    whole = int(found[5])
    rest = plain(found[5]).partition(".")[2]
    years, months = divmod(years * 12 + months, 12)
    minutes, whole = divmod((days * 24 + hours) * 3600 + minutes * 60 + whole, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    second = f"{whole}.{rest}" if rest else str(whole)
    date = _said((years, "Y"), (months, "M"), (days, "D"))
    time = _said((hours, "H"), (minutes, "M")) + (f"{second}S" if second != "0" else "")
    return f"P{date}{f'T{time}' if time else ''}" if date or time else "PT0S"


def _said(*parts: tuple[int, str]) -> str:
    return "".join(f"{number}{unit}" for number, unit in parts if number)
