"""Tables of text: TSV and CSV whose cells break no row and start no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from drugfacts.text import no_formula, printable

SEPARATOR = "|"
"""Stands between several values of one cell."""


def tsv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as tab-separated values: no quotes, so no tab or line end in a cell."""
    lines = ["\t".join(heads), *("\t".join(map(cell, row)) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode()


def comma(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as comma-separated values (RFC 4180), with line feeds."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return stream.getvalue().encode()


def many(values: Iterable[str]) -> str:
    """Return several values as one cell; a bar within one of them becomes a slash."""
    return SEPARATOR.join(value.replace(SEPARATOR, "/") for value in values)


def cell(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    return no_formula(printable(text))
