"""Doses: what is taken at once, how often a day, and in a day; each a range."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from drugfacts.label.units import Amount, plain


@dataclass(frozen=True, slots=True)
class Range:
    """A range of amounts in one unit, open where a bound is None.

    Attributes:
        low: The least amount.
        high: The most.
    """

    low: Amount | None
    high: Amount | None

    def __str__(self) -> str:
        """Return it as people write it, such as ``2 to 6 mg``."""
        return span(
            None if self.low is None else plain(self.low.number),
            None if self.high is None else plain(self.high.number),
            (self.high or self.low or Amount(Decimal(0), "")).unit,
        )


@dataclass(frozen=True, slots=True)
class Times:
    """How many doses are taken in a day, open where a bound is None."""

    low: Decimal | None
    high: Decimal | None

    def __str__(self) -> str:
        """Return it as people write it, such as ``1 to 3``."""
        low, high = (None if n is None else plain(n) for n in (self.low, self.high))
        return span(low, high)


@dataclass(frozen=True, slots=True)
class Regimen:
    """The doses of a claim. Strength, single dose, frequency and daily dose stay apart.

    Attributes:
        single: What is taken at once.
        times: How often a day.
        daily: What is taken in a day.
        strength: What one unit of the product holds, for a claim about a product.
        fault: Why its numbers cannot be read, or "".
    """

    single: Range | None = None
    times: Times | None = None
    daily: Range | None = None
    strength: Amount | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """An amount, and what it was derived from.

    Attributes:
        amount: The range.
        origin: Such as ``2 mg (the strength) times 1 to 3 doses a day``; "" where the claim
            states the amount itself.
    """

    amount: Range
    origin: str = ""


def single_dose(regimen: Regimen) -> Derived | None:
    """Return what is taken at once.

    Each dose of a product is one unit of it, unless the claim gives another single dose.
    """
    if regimen.single is not None:
        return Derived(regimen.single)
    if regimen.strength is None or regimen.times is None:
        return None
    return Derived(Range(regimen.strength, regimen.strength), "one unit of the product")


def daily_dose(regimen: Regimen) -> Derived | None:
    """Return what is taken in a day: as stated, or single dose times doses a day."""
    if regimen.daily is not None:
        return Derived(regimen.daily)
    single = single_dose(regimen)
    if single is None or regimen.times is None:
        return None
    times = regimen.times
    low = _product(single.amount.low, times.low)
    high = _product(single.amount.high, times.high)
    if low is None and high is None:
        return None
    what = "the strength of the product" if single.origin else "a single dose"
    return Derived(Range(low, high), f"{single.amount} ({what}) times {times} doses a day")


def _product(amount: Amount | None, factor: Decimal | None) -> Amount | None:
    return None if amount is None or factor is None else amount.times(factor)


def span(low: str | None, high: str | None, unit: str = "") -> str:
    """Return bounds as people write them: ``2``, ``2 to 6``, ``at most 6``, with the unit."""
    if low is None or high is None:
        said = f"at least {low}" if high is None else f"at most {high}"
    else:
        said = low if low == high else f"{low} to {high}"
    return f"{said} {unit}".rstrip()
