"""A row for each finding, for spreadsheets."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from drugfacts.reporting.phrases import shown
from drugfacts.text import no_formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

COLUMNS = (
    "rule",
    "severity",
    "file",
    "line",
    "col",
    "focus",
    "result_path",
    "value",
    "message",
    "source_shape",
    "component",
    "suppressed",
    "reason",
)


def write(report: Report) -> Iterator[str]:
    r"""Yield a row of heads and one of each finding, as RFC 4180 wants them.

    Lines end in CR LF, as in what ``query`` writes. IRIs stand as they are. A cell is one
    line: a line end in it becomes a space, a tab four; what is not seen, such as a control
    character, stands as ``\uNNNN``.

    A cell that a spreadsheet would run as a formula, because it begins with ``=``,
    ``+``, ``-`` or ``@`` (or their full-width forms, or spaces before one), gets an
    apostrophe in front. Only ``-`` alone, the name of standard input, stays. Source:
    OWASP, "CSV Injection".
    """
    yield _row(COLUMNS)
    for finding in report.findings:
        yield _row([_cell(text) for text in _cells(finding)])


def _cells(finding: Finding) -> Iterator[str]:
    place, why = finding.position, finding.suppression
    yield finding.rule
    yield finding.severity
    yield place.path if place else ""
    yield str(place.line) if place and place.line else ""
    yield str(place.col) if place and place.col else ""
    yield finding.focus
    yield finding.path
    yield finding.value
    yield finding.message
    yield finding.shape
    yield finding.component
    yield why.why if why else ""
    yield why.reason if why else ""


def _cell(text: str) -> str:
    line = shown(" ".join(text.splitlines()))
    return line if line == "-" else no_formula(line)


def _row(cells: Sequence[str]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()
