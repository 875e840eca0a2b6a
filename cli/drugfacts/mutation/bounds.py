"""Mutants of numbers: counts, lengths, and the least and greatest value."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pyoxigraph import Literal

COUNTS = {
    "minCount": "maxCount",
    "qualifiedMinCount": "qualifiedMaxCount",
    "minLength": "maxLength",
}
"""What has a least number, and what has the greatest number of the same."""

_OPPOSITE = {**COUNTS, **{greatest: least for least, greatest in COUNTS.items()}}
_EDGES = {
    "minInclusive": "minExclusive",
    "minExclusive": "minInclusive",
    "maxInclusive": "maxExclusive",
    "maxExclusive": "maxInclusive",
}


class Bound(NamedTuple):
    """Another number, or another parameter, in the place of a bound."""

    parameter: str
    value: Literal
    flips: bool


def others(parameter: str, value: Literal) -> list[Bound]:
    """Return what a bound may be changed to.

    One step wider, but not so wide that it says nothing (that is the same as dropping
    it); a count is turned into its opposite, an edge is taken in or left out.
    """
    found = []
    step = -1 if parameter.lower().find("min") >= 0 else 1
    if parameter in _OPPOSITE:
        number = int(value.value)
        if step > 0 or number > 1:
            found.append(Bound(parameter, _same(value, str(number + step)), flips=False))
        if number + step >= 0 and not parameter.endswith("Length"):
            found.append(Bound(_OPPOSITE[parameter], _same(value, str(number + step)), flips=True))
    elif parameter in _EDGES:
        moved = _moved(value.value, step)
        if moved is not None:
            found.append(Bound(parameter, _same(value, moved), flips=False))
        found.append(Bound(_EDGES[parameter], value, flips=True))
    return found


def opposite(parameter: str) -> str:
    """Return the greatest number for the least, and the least for the greatest."""
    return _OPPOSITE.get(parameter, "")


def says_nothing(parameter: str, value: Literal) -> bool:
    """Tell whether a bound is met by everything."""
    return parameter in COUNTS and value.value.lstrip("+0") == ""


def _moved(lexical: str, step: int) -> str | None:
    """Return a number, or a date, one unit (one year) further; None for anything else."""
    try:
        return str(Decimal(lexical) + step)
    except InvalidOperation:
        year, dash, rest = lexical.partition("-")
        return f"{int(year) + step:04}{dash}{rest}" if dash and year.isdigit() else None


def _same(literal: Literal, lexical: str) -> Literal:
    return Literal(lexical, datatype=literal.datatype)
