"""An axis for days: marked by years, by months or by days, as long as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from drugfacts.label.units import plain
from drugfacts.overview.scale import Scale, Tick, step_for, tick

_YEARS, _MONTHS, _DAYS = 6, 5, 3
"""So many parts the marks make at the most: the longer their texts, the fewer."""

_FEW_MONTHS = 18
_FEW_DAYS = 45


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis for days.

    Attributes:
        unit: What its marks are: ``year``, ``month`` or ``day``.
        ticks: Its marks.
    """

    unit: str
    ticks: Sequence[Tick]
    _scale: Scale

    def at(self, text: str) -> str:
        """Return where a day stands, in per cent; "" for one that cannot be read."""
        found = day(text)
        return "" if found is None else plain(_place(found, self._scale))


def day(text: str) -> date | None:
    """Return a day, or None where none can be read."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def axis(known: Iterable[date]) -> Axis:
    """Return an axis that holds some days; at least one."""
    days = sorted(known)
    first, last = days[0], days[-1]
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last - first).days <= _FEW_DAYS:
        unit, marks = "day", _each_day(first, last)
    elif months <= _FEW_MONTHS:
        unit, marks = "month", _each_month(first, months)
    else:
        unit, marks = "year", _each_year(first, last)
    scale = Scale(Decimal(marks[0][0].toordinal()), Decimal(last.toordinal() + 1))
    return Axis(unit, [tick(_place(at, scale), text) for at, text in marks], scale)


def _place(found: date, scale: Scale) -> Decimal:
    return scale.at(Decimal(found.toordinal()))


def _step(length: int, parts: int) -> int:
    return max(1, int(step_for(Decimal(max(length, 1)), parts)))


def _each_day(first: date, last: date) -> list[tuple[date, str]]:
    length = (last - first).days
    days = (first + timedelta(n) for n in range(0, length + 1, _step(length, _DAYS)))
    return [(each, each.isoformat()) for each in days]


def _each_month(first: date, length: int) -> list[tuple[date, str]]:
    numbers = range(first.month - 1, first.month + length, _step(length, _MONTHS))
    months = (date(first.year + n // 12, n % 12 + 1, 1) for n in numbers)
    return [(each, each.isoformat()[:7]) for each in months]


def _each_year(first: date, last: date) -> list[tuple[date, str]]:
    years = range(first.year, last.year + 1, _step(last.year - first.year, _YEARS))
    return [(date(year, 1, 1), str(year)) for year in years]
