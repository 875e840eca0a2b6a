"""Axes: where numbers stand between the ends, in per cent of the width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from drugfacts.label.units import plain

_CONTEXT = Context(prec=28)
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_WIDE = Decimal(30)
"""With the largest number more than so many times the smallest, an axis is logarithmic."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis.

    Attributes:
        at: Where it stands, in per cent.
        text: What it says.
        anchor: How its text lies to it: ``start``, ``middle`` or ``end``.
    """

    at: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis for amounts above zero.

    Attributes:
        low: The number at the left end.
        high: The number at the right end.
        logarithmic: Whether each step multiplies.
    """

    low: Decimal
    high: Decimal
    logarithmic: bool = False

    def at(self, number: Decimal) -> Decimal:
        """Return the place of a number in per cent of the width."""
        c = _CONTEXT
        low, high, here = (
            (n.log10(c) if self.logarithmic else n) for n in (self.low, self.high, number)
        )
        part = c.divide(c.subtract(here, low), c.subtract(high, low))
        return c.quantize(c.multiply(part, Decimal(100)), Decimal("0.01"))

    def ticks(self) -> list[Tick]:
        """Return marks at round numbers."""
        numbers = self._decades() if self.logarithmic else self._even()
        return [tick(self.at(number), plain(number)) for number in numbers]

    def _even(self) -> list[Decimal]:
        step = step_for(self.high, 5)
        return [step * n for n in range(int(self.high / step) + 1)]

    def _decades(self) -> list[Decimal]:
        low, high = self.low.adjusted(), self.high.adjusted()
        steps = _STEPS[:3] if high - low <= 2 else _STEPS[:1]
        found = [s.scaleb(n) for n in range(low, high + 1) for s in steps]
        return [number for number in found if self.low <= number <= self.high]


def scale_for(numbers: Iterable[Decimal]) -> Scale:
    """Return an axis that holds numbers above zero; at least one."""
    known = sorted(numbers)
    least, most = known[0], known[-1]
    if most > least * _WIDE:
        return Scale(_round(least, ROUND_FLOOR), _round(most, ROUND_CEILING), logarithmic=True)
    step = step_for(most, 5)
    steps = (most / step).to_integral_value(ROUND_CEILING)
    return Scale(Decimal(0), step * steps)


def step_for(length: Decimal, parts: int) -> Decimal:
    """Return a round step of which a length has at most some parts."""
    rough = _CONTEXT.divide(length, Decimal(parts))
    unit = Decimal(1).scaleb(rough.adjusted())
    return next(step * unit for step in _STEPS if step * unit >= rough)


def tick(at: Decimal, text: str) -> Tick:
    """Return a mark whose text stays between the ends of the axis."""
    anchor = "start" if at < 4 else "end" if at > 96 else "middle"
    return Tick(plain(at), text, anchor)


def _round(number: Decimal, way: str) -> Decimal:
    """Return the next 1, 2 or 5 times a power of ten, below or above."""
    unit = Decimal(1).scaleb(number.adjusted())
    steps: Sequence[Decimal] = [step * unit for step in _STEPS]
    if way == ROUND_FLOOR:
        return max(step for step in steps if step <= number)
    return min(step for step in steps if step >= number)
