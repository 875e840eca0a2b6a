"""Which numbers of a dose changed, and which way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drugfacts.label.regimen import Regimen
from drugfacts.label.units import Amount, plain
from drugfacts.terms import DF

NOT_READABLE = "not readable"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number of a dose that changed.

    Attributes:
        name: Such as ``maximum daily dose``.
        way: ``lowered``, ``raised``, ``changed`` (the units measure different things),
            ``stated now``, ``no longer stated`` or ``not readable``.
        old: The number with its unit, or ""; all of a dose, where one side is not readable.
        new: Likewise.
    """

    name: str
    way: str
    old: str
    new: str


def numbers(old: Regimen | None, new: Regimen | None) -> tuple[NumberChange, ...]:
    """Return the numbers that differ; the same amount in another unit does not."""
    old, new = old or Regimen(), new or Regimen()
    if old.fault or new.fault:
        return (NumberChange("dose", NOT_READABLE, amounts(old), amounts(new)),)
    before, after = dict(_named(old)), dict(_named(new))
    found = []
    for name in NAMES:
        way = _way(before.get(name), after.get(name))
        if way:
            sides = (_shown(side.get(name)) for side in (before, after))
            found.append(NumberChange(name, way, *sides))
    return tuple(found)


def amounts(regimen: Regimen) -> str:
    """Return all numbers of a dose in words, or why they cannot be read."""
    if regimen.fault:
        return f"{NOT_READABLE} ({regimen.fault})"
    said = [
        f"{regimen.single} a dose" if regimen.single else "",
        f"{regimen.times} times a day" if regimen.times else "",
        f"{regimen.daily} a day" if regimen.daily else "",
    ]
    return ", ".join(part for part in said if part) or "no amount"


NAMES = (
    "maximum daily dose", "minimum daily dose", "maximum single dose", "minimum single dose",
    "most doses a day", "fewest doses a day",
)  # fmt: skip
"""What the numbers of a dose are called."""


RULES = (DF.withFood, DF.dosingFactor, DF.dosingRule)
"""What a dose says of itself beside its numbers; it decides not what the dose is for."""


def given(regimen: Regimen | None) -> frozenset[str]:
    """Return the names of the numbers that a dose gives."""
    return frozenset(name for name, _ in _named(regimen or Regimen()))


def _named(regimen: Regimen) -> Iterator[tuple[str, Amount]]:
    for name, amounts in (("daily", regimen.daily), ("single", regimen.single)):
        if amounts is not None and amounts.high is not None:
            yield f"maximum {name} dose", amounts.high
        if amounts is not None and amounts.low is not None:
            yield f"minimum {name} dose", amounts.low
    if regimen.times is not None:
        for name, number in (("most", regimen.times.high), ("fewest", regimen.times.low)):
            if number is not None:
                yield f"{name} doses a day", Amount(number, "")


def _way(old: Amount | None, new: Amount | None) -> str:
    if old is None or new is None:
        if old is new:
            return ""
        return "stated now" if old is None else "no longer stated"
    (measured, before), (other, after) = old.in_base(), new.in_base()
    if measured != other:
        return "changed"
    return _moved(before, after)


def _moved(before: Decimal, after: Decimal) -> str:
    if before == after:
        return ""
    return "lowered" if after < before else "raised"


def _shown(amount: Amount | None) -> str:
    if amount is None:
        return ""
    return f"{plain(amount.number)} {amount.unit}".rstrip()
