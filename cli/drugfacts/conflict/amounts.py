"""Numbers, amounts and times as a claim states them, made comparable and never rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal

from drugfacts.label.literals import parts
from drugfacts.label.units import Amount, parse, product

_SECONDS = (31_556_952, 2_629_746, 86_400, 3_600, 60, 1)
"""The seconds of a year and of a month of the Gregorian calendar on average, and of the
other parts of a duration."""

_SLACK = 4 * 86_400
"""So many months in a row are never further, in seconds, from as many mean months."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        amount: The number, in the base unit of what it measures.
        dimension: What it measures, "" for plain numbers.
        half: Half a unit of the last place that was written.
    """

    amount: Decimal
    dimension: str = ""
    half: Decimal = field(default=Decimal(0), compare=False)

    @property
    def rounded(self) -> Interval:
        """What a number can stand for that was rounded to the places that are written."""
        return Interval(_sum(self.amount, -self.half), _sum(self.amount, self.half))


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from a lowest to a highest, both included; None is no limit."""

    low: Decimal | None = None
    high: Decimal | None = None

    def is_apart(self, other: Interval) -> bool:
        """Tell whether no number lies in both."""
        return _is_below(self.high, other.low) or _is_below(other.high, self.low)

    def __bool__(self) -> bool:
        """Tell whether there is a limit."""
        return self != Interval()


def _is_below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def _sum(one: Decimal, other: Decimal) -> Decimal:
    """Return a sum without rounding."""
    digits = sum(len(n.as_tuple().digits) + abs(n.adjusted()) for n in (one, other))
    return Context(prec=digits + 2).add(one, other)


def quantity(lexical: str, unit: str = "") -> Quantity | None:
    """Return a number with its unit, or None when the text is no decimal number.

    Args:
        lexical: As written, such as ``2.0``. Zeros at its end say nothing of how exactly
            it was measured, because the data want a decimal point.
        unit: UCUM code, or any other name of a unit.
    """
    number = parse(lexical.strip())
    if number is None:
        return None
    dimension, amount = Amount(number, unit).in_base()
    places = len(lexical.strip().partition(".")[2].rstrip("0"))
    _, half = Amount(Decimal((0, (5,), -places - 1)), unit).in_base()
    return Quantity(amount, dimension, half)


def seconds(lexical: str) -> Interval | None:
    """Return how many seconds an xsd:duration can last, or None when the text is none.

    A month has 28 to 31 days, so that one month and 30 days cannot be told apart.
    """
    found = parts(lexical.strip())
    if found is None:
        return None
    total = Decimal(0)
    for number, factor in zip(found, _SECONDS, strict=True):
        total = _sum(total, product(number, Decimal(factor)))
    slack = Decimal(_SLACK if found[0] or found[1] else 0)
    return Interval(_sum(total, -slack), _sum(total, slack))
