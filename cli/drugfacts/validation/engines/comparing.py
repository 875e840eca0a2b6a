"""Which literal comes before which: the operators ``<`` and ``<=`` of SPARQL 1.1.

Numbers, strings, booleans and dates with time are compared, by
https://www.w3.org/TR/sparql11-query/#OperatorMapping; dates, times of the day and
durations too, which SPARQL leaves to engines, by https://www.w3.org/TR/xmlschema11-2/.
All else cannot be compared, and then neither comes before the other.

A number outside the range of its datatype, such as ``"300"^^xsd:byte``, is compared as the
number that is written: both engines must say the same, and the Rust engine does so. That it
is none of its datatype is what ``sh:datatype`` finds.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Literal

_XSD = PREFIXES["xsd"]
_SPACE = " \t\r\n"
_WHOLE = """integer nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    long int short byte unsignedLong unsignedInt unsignedShort unsignedByte"""
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOATING = re.compile(_DECIMAL.pattern + r"(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_BOOLEANS = {"true": 1, "1": 1, "false": 0, "0": 0}
_ZONE = r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
_CLOCK = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}(?:\.[0-9]+)?)"
_DAY = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_MOMENTS = {
    "date": re.compile(_DAY + _ZONE),
    "dateTime": re.compile(f"{_DAY}T{_CLOCK}{_ZONE}"),
    "time": re.compile(_CLOCK + _ZONE),
}
_DURATION = re.compile(
    r"(?P<sign>-?)P(?=[0-9T])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    r"(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)S)?)?"
)
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""Months that durations are added to: one is longer if it is so from each of these on."""
_LONGEST = 1_000
"""The longest date or duration that is read: Python refuses to read endless numbers."""

_FARTHEST = 14 * 3600
"""Seconds that the farthest time zone is away."""

_Part: TypeAlias = Decimal | Fraction | float | str


class _Value(NamedTuple):
    """What a literal stands for.

    Attributes:
        kind: Only values of one kind are compared.
        least: The value; of several that it may be, the least. One for each month that a
            duration may start in.
        most: Of several that it may be, the greatest.
        zoned: False for a moment without a time zone, which may be in any.
    """

    kind: str
    least: tuple[_Part, ...]
    most: tuple[_Part, ...]
    zoned: bool = True

    def at_once(self) -> _Value:
        """Return the value without regard to time zones."""
        middle = tuple(
            a if a == b else (a + b) / 2  # type: ignore[operator]
            for a, b in zip(self.least, self.most, strict=True)
        )
        return self._replace(least=middle, most=middle)


def _exactly(kind: str, *values: _Part) -> _Value:
    return _Value(kind, values, values)


def precedes(one: Literal, other: Literal, or_equal: bool = False) -> bool:
    """Tell whether a literal is less than another, by SPARQL; false if nobody can tell.

    Args:
        one: The literal.
        other: The one that is to be greater.
        or_equal: That they are equal will do.
    """
    first, second = _value(one), _value(other)
    if first is None or second is None or first.kind != second.kind:
        return False
    if first.kind == "number":
        first, second = _promoted(first, second)
    elif first.zoned == second.zoned:
        first, second = first.at_once(), second.at_once()
    less = all(a < b for a, b in zip(first.most, second.least, strict=True))  # type: ignore[operator]
    return less or (or_equal and first == second)


def _promoted(first: _Value, second: _Value) -> tuple[_Value, _Value]:
    """Return two numbers; both as floats, if one of them is one."""
    (one,), (other,) = first.least, second.least
    if isinstance(one, float) or isinstance(other, float):
        return _exactly("number", float(one)), _exactly("number", float(other))
    return first, second


@lru_cache(maxsize=4096)
def _value(literal: Literal) -> _Value | None:
    if literal.language:
        return None
    name = literal.datatype.value.removeprefix(_XSD)
    if name == literal.datatype.value:
        return None
    if name == "string":
        return _exactly("string", literal.value)
    read = _READERS.get(name)
    return None if read is None else read(name, literal.value.strip(_SPACE))


def _number(name: str, text: str) -> _Value | None:
    form = _FORMS[name]
    if not form.fullmatch(text):
        return None
    if form is not _FLOATING:
        return _exactly("number", Decimal(text))
    # Not-a-number is no less than anything, itself included.
    return None if text == "NaN" else _exactly("number", float(text))


def _boolean(_: str, text: str) -> _Value | None:
    if text not in _BOOLEANS:
        return None
    return _exactly("boolean", Decimal(_BOOLEANS[text]))


def _moment(name: str, text: str) -> _Value | None:
    found = _MOMENTS[name].fullmatch(text)
    if found is None or len(text) > _LONGEST:
        return None
    said = found.groupdict()
    year, month, day = (int(said.get(part) or 1) for part in ("year", "month", "day"))
    if not 1 <= month <= 12 or not 1 <= day <= _days_in(year, month):
        return None
    hour, minute = int(said.get("hour") or 0), int(said.get("minute") or 0)
    second = Fraction(said.get("second") or 0)
    midnight = (hour, minute) == (24, 0) and not second
    if not midnight and not (hour < 24 and minute < 60 and second < 60):
        return None
    if midnight and name == "time":
        hour = 0
    at = _days_before(year, month) + day - 1
    seconds = at * 86400 + hour * 3600 + minute * 60 + second
    zone = said["zone"]
    if zone is None:
        return _Value(name, (seconds - _FARTHEST,), (seconds + _FARTHEST,), zoned=False)
    if zone != "Z":
        hours, minutes = int(zone[1:3]), int(zone[4:])
        if minutes > 59 or hours * 60 + minutes > 14 * 60:
            return None
        seconds -= int(f"{zone[0]}{hours * 3600 + minutes * 60}")
    return _exactly(name, seconds)


def _duration(_: str, text: str) -> _Value | None:
    found = _DURATION.fullmatch(text)
    if found is None or len(text) > _LONGEST:
        return None
    said = {name: Fraction(part or 0) for name, part in found.groupdict().items() if name != "sign"}
    sign = -1 if found["sign"] else 1
    months = sign * int(said["years"] * 12 + said["months"])
    seconds = sign * (
        said["days"] * 86400 + said["hours"] * 3600 + said["minutes"] * 60 + said["seconds"]
    )
    return _exactly("duration", *(seconds + 86400 * _days_of(months, *at) for at in _STARTS))


def _days_of(months: int, year: int, month: int) -> int:
    """Return how many days there are in some months from a month on."""
    years, past = divmod(month - 1 + months, 12)
    return _days_before(year + years, past + 1) - _days_before(year, month)


def _days_in(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTHS[month - 1] + leap


def _days_before(year: int, month: int) -> int:
    """Return the number of days before a month, from an agreed day on."""
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    return days + sum(_days_in(year, before) for before in range(1, month))


_FORMS = {
    **dict.fromkeys(_WHOLE.split(), _INTEGER),
    "decimal": _DECIMAL,
    **dict.fromkeys(("double", "float"), _FLOATING),
}
_READERS: dict[str, Callable[[str, str], _Value | None]] = {
    **dict.fromkeys(_FORMS, _number),
    "boolean": _boolean,
    **dict.fromkeys(_MOMENTS, _moment),
    "duration": _duration,
}
