"""Text for terminals: nothing that steers them, and columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

NOTICE = "A claim is what a source says, not a fact. Nothing here is medical advice."
"""What every page and report says."""

_STEERING = {"Cc", "Cf", "Cs", "Co"}
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def printable(text: str) -> str:
    """Return a text on one line, without characters that steer a terminal."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    plain = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _STEERING)
    return " ".join(plain.split())


def no_formula(line: str) -> str:
    """Return a line that no spreadsheet takes for a formula.

    One that begins with ``=``, ``+``, ``-`` or ``@`` (or their full-width forms, or spaces
    before one) gets an apostrophe in front. Source: OWASP, "CSV Injection".
    """
    return f"'{line}" if line.lstrip().startswith(_FORMULA) else line


def width(text: str) -> int:
    """Return how many places of a terminal a text takes."""
    return sum(_places(character) for character in text)


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def columns(
    rows: Sequence[Sequence[str]], indent: str = "", widest: int | None = None
) -> list[str]:
    """Return rows as lines, their parts padded to columns.

    Rows of one part are free text and widen no column.

    Args:
        rows: The parts of each line.
        indent: Stands before each line.
        widest: A longer part widens no column either; None means that all do.
    """
    sizes: list[int] = []
    for row in rows:
        for i, text in enumerate(row[:-1]):
            size = width(text)
            sizes += [0] * (i + 1 - len(sizes))
            if widest is None or size <= widest:
                sizes[i] = max(sizes[i], size)
    lines = []
    for row in rows:
        parts = [text + " " * (sizes[i] - width(text)) for i, text in enumerate(row[:-1])]
        lines.append((indent + "  ".join([*parts, *row[-1:]])).rstrip())
    return lines
