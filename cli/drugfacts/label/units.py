"""Amounts in UCUM units, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

EXPONENTS = {
    "mass": {"ng": -9, "ug": -6, "mg": -3, "g": 0, "kg": 3},
    "volume": {"uL": -6, "mL": -3, "cL": -2, "dL": -1, "L": 0},
    "international units": {"[IU]": 0, "k[IU]": 3},
}
"""The powers of ten of units, by what they measure.

International units measure an effect, and their mass differs from drug to drug: they
compare with their like only. Source: UCUM, https://ucum.org/ucum.
"""

_SAME = {"[iU]": "[IU]", "k[iU]": "k[IU]", "l": "L", "ml": "mL", "ul": "uL", "cl": "cL", "dl": "dL"}
"""Codes that UCUM gives for the same unit."""

_WRITTEN = {"mcg": "ug", "\u00b5g": "ug", "\u03bcg": "ug", "gm": "g", "cc": "mL", "iu": "[IU]"}
"""What people write in place of a code."""

_MEANT = {
    **{code.casefold(): code for units in EXPONENTS.values() for code in units},
    **{written.casefold(): code for written, code in _WRITTEN.items()},
}
_A_DAY = re.compile("/(?:d|day|24h)$", re.IGNORECASE)
_PER = re.compile(r"(?P<unit>[^/]+)/(?P<per>kg|m2)")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units.

    Attributes:
        number: How many.
        unit: UCUM code of the unit.
    """

    number: Decimal
    unit: str

    def times(self, factor: Decimal) -> Amount:
        """Return so many of it."""
        return Amount(product(self.number, factor), self.unit)

    def in_base(self) -> tuple[str, Decimal]:
        """Return what it measures, and the number in the base unit of that.

        A unit that the table does not hold measures only itself.
        """
        per = _PER.fullmatch(self.unit)
        code, rest = (per["unit"], f" per {per['per']}") if per else (self.unit, "")
        code = _SAME.get(code, code)
        for measured, exponents in EXPONENTS.items():
            if code in exponents:
                return measured + rest, self.number.scaleb(exponents[code], _exact(self.number))
        return f"{code}{rest}", self.number

    def canonical(self) -> str:
        """Return a text that is the same for the same amount, such as ``2 mg`` for 0.002 g."""
        measured, number = self.in_base()
        what, _, per = measured.partition(" per ")
        exponents = EXPONENTS.get(what, {what: 0})
        scaled = [(number.scaleb(-e, _exact(number)), unit) for unit, e in exponents.items()]
        fitting = [pair for pair in scaled if pair[0] >= 1] or scaled[:1]
        best, unit = min(fitting)
        return f"{plain(best)} {unit}{f'/{per}' if per else ''}"

    def __str__(self) -> str:
        """Return it as people write it, such as ``0.25 mg``."""
        return f"{plain(self.number)} {self.unit}"


def unknown(code: str) -> str:
    """Return why a code compares with its like only and what to write, "" for one of the table."""
    if _holds(code):
        return ""
    per = _PER.fullmatch(_A_DAY.sub("", code.strip()).casefold())
    bare = per["unit"] if per else _A_DAY.sub("", code.strip()).casefold()
    if bare not in _MEANT:
        return f"'{code}' is no UCUM code of the table, and compares with its like only"
    meant = f"{_MEANT[bare]}/{per['per']}" if per else _MEANT[bare]
    return f"'{code}' is no UCUM code of the table; write '{meant}'"


def _holds(code: str) -> bool:
    measured = Amount(Decimal(1), code).in_base()[0]
    return measured.partition(" per ")[0] in EXPONENTS


def parse(lexical: str) -> Decimal | None:
    """Return the number that an ``xsd:decimal`` or ``xsd:integer`` writes, or None."""
    return Decimal(lexical) if _DECIMAL.fullmatch(lexical) else None


def product(one: Decimal, other: Decimal) -> Decimal:
    """Return a product without rounding."""
    return _exact(one, other).multiply(one, other)


def plain(number: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact(*numbers: Decimal) -> Context:
    """Return a context that holds every digit; that it must round is an error."""
    digits = sum(len(number.as_tuple().digits) for number in numbers)
    return Context(prec=max(digits, 1), traps=[Inexact])
