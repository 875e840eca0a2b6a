"""Reads doses and strengths out of a data set, as exact numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.label.regimen import Range, Regimen, Times
from drugfacts.label.units import Amount, parse, plain
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject

_UCUM = PREFIXES["qudt"] + "ucumCode"
_NUMBERS = (DF.singleDoseMin, DF.singleDoseMax, DF.dailyDoseMin, DF.dailyDoseMax)
_TIMES = (DF.dosesPerDayMin, DF.dosesPerDayMax)


class _UnreadableError(Exception):
    """A number is none, a range is the wrong way round, or a unit has no code."""


def regimen(data: DataSet, claim: Subject, about: Subject) -> Regimen | None:
    """Return the doses of a claim, or None for one that only gives rules.

    Args:
        data: The data set.
        claim: A claim on dosing.
        about: The drug or product that it is about.
    """
    if not any(data.values(claim, name) for name in (*_NUMBERS, *_TIMES)):
        return None
    try:
        unit = _unit(data, claim, DF.doseUnit)
        single, daily = (
            _range([_amount(data, claim, name, unit) for name in names], called)
            for called, names in (("single", _NUMBERS[:2]), ("daily", _NUMBERS[2:]))
        )
        return Regimen(
            single,
            _times(data, claim),
            daily,
            _amount(data, about, DF.strengthAmount, _unit(data, about, DF.strengthUnit)),
        )
    except _UnreadableError as error:
        return Regimen(fault=str(error))


def strength(data: DataSet, claim: Subject) -> str:
    """Return a strength in a form that is the same for the same amount: ``2 mg``."""
    try:
        amount = _amount(data, claim, DF.strengthAmount, _unit(data, claim, DF.strengthUnit))
    except _UnreadableError as error:
        return f"{error} ({claim})"
    if amount is None:
        return f"no strength ({claim})"
    return amount.canonical()


def _times(data: DataSet, claim: Subject) -> Times | None:
    low, high = (_number(data, claim, name) for name in _TIMES)
    if low is not None and high is not None and low > high:
        said = f"the least doses a day, {plain(low)}, are above the most, {plain(high)}"
        raise _UnreadableError(said)
    return None if low is None and high is None else Times(low, high)


def _range(bounds: list[Amount | None], called: str) -> Range | None:
    low, high = bounds
    if low is not None and high is not None and low.number > high.number:
        raise _UnreadableError(f"the least {called} dose, {low}, is above the most, {high}")
    return None if low is None and high is None else Range(low, high)


def _amount(data: DataSet, subject: Subject, name: str, unit: str) -> Amount | None:
    number = _number(data, subject, name)
    if number is None:
        return None
    if not unit:
        raise _UnreadableError("an amount has no unit with a UCUM code")
    return Amount(number, unit)


def _number(data: DataSet, subject: Subject, name: str) -> Decimal | None:
    values = data.values(subject, name)
    if not values:
        return None
    found = [parse(v.value) for v in values if isinstance(v, Literal)]
    if len(values) != 1 or len(found) != 1 or found[0] is None or found[0] <= 0:
        shown = ", ".join(v.value if isinstance(v, Literal) else str(v) for v in values)
        called = f"df:{name.rpartition('#')[2]}"
        raise _UnreadableError(f"{called} is {shown}, no one number above zero")
    return found[0]


def _unit(data: DataSet, subject: Subject, name: str) -> str:
    codes = {
        code.value
        for unit in data.values(subject, name)
        if not isinstance(unit, Literal)
        for code in data.values(unit, _UCUM)
        if isinstance(code, Literal)
    }
    if len(codes) > 1:
        raise _UnreadableError(f"the units {', '.join(sorted(codes))} stand side by side")
    return next(iter(codes), "")
