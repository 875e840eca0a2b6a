"""The form for a terminal: findings in groups, each with the line that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.model import Severity
from drugfacts.reporting import phrases
from drugfacts.reporting.excerpts import around, place
from drugfacts.reporting.groups import grouped
from drugfacts.text import columns, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

WIDTH = 100
"""Messages are wrapped to so many columns."""

_INDENT = " " * 6
_ROOM = WIDTH - len(_INDENT) - len("1234 | ") - len("……")
_BOLD, _DIM, _GREEN = "1", "2", "32"
_SEVERITIES = {Severity.VIOLATION: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class _Paint:
    """Puts colours on a text that a terminal may show.

    Attributes:
        on: False leaves everything as it is.
        dim: True shows everything in the same faint way.
    """

    on: bool
    dim: bool = False

    def __call__(self, text: str, code: str = "") -> str:
        code = _DIM if self.dim else code
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and code and text else text


def write(report: Report, group: str = "file", colour: bool = False) -> Iterator[str]:
    """Yield findings in groups, then what is fixed, then the totals.

    Each finding has a head, its message, its line with a caret below the place, and
    its focus node, path and value. What is suppressed says by what. Nothing is written
    where there is nothing to tell. With coverage, the shapes that ran and the
    predicates that none looked at are listed too.

    Args:
        report: What is written. Its remarks and its summary are left to the caller.
        group: ``file``, ``drug`` or ``rule``; see `drugfacts.reporting.groups`.
        colour: True puts SGR codes in, the only ones that can be in the text.

    Raises:
        UsageError: there is no such grouping.
    """
    paint = _Paint(colour)
    for heading, findings in grouped(report, group).items():
        yield paint(phrases.flat(heading), _BOLD) + "\n"
        for finding in findings:
            yield from _finding(finding, report, group == "file", colour)
            yield "\n"
    for entry in report.fixed:
        yield paint("fixed", _GREEN) + f": {phrases.fixed(entry, report)}\n"
    if report.fixed:
        yield "\n"
    yield from _coverage(report, paint)
    if report.findings or report.fixed:
        yield paint(phrases.totals(report), _BOLD) + "\n"


def _finding(finding: Finding, report: Report, in_file: bool, colour: bool) -> Iterator[str]:
    paint = _Paint(colour, dim=not finding.counts)
    tone = _SEVERITIES[finding.severity]
    head = [paint(_place(finding, in_file), _BOLD), paint(str(finding.severity), tone)]
    head.append(paint(phrases.flat(finding.rule)))
    yield "  " + "  ".join(part for part in head if part) + "\n"
    lines = list(wrapped(finding.message, WIDTH - len(_INDENT)))
    if finding.suppression:
        lines += wrapped(phrases.aside(finding.suppression, report), WIDTH - len(_INDENT))
    yield from (f"{_INDENT}{paint(line)}\n" for line in lines)
    yield from _source(finding, paint)
    for name, said in phrases.facts(finding, report):
        yield f"{_INDENT}{paint(f'{name:<5}', _DIM)}  {paint(said)}\n"
    for depth, detail in phrases.nested(finding):
        indent = _INDENT + "  " * min(depth, 12)
        said = f"{detail.severity} {detail.rule}: {detail.message}"
        about = [" ".join(fact) for fact in phrases.facts(detail, report)]
        for i, line in enumerate(wrapped(said, WIDTH - len(indent) - 2)):
            yield f"{indent}{'  ' if i else '- '}{paint(line)}\n"
        for line in about:
            yield f"{indent}  {paint(line, _DIM)}\n"


def _place(finding: Finding, in_file: bool) -> str:
    """Return where a finding is: below its file without the file's name."""
    where = finding.position
    if where is None:
        return ""
    if not in_file:
        return phrases.flat(str(where))
    return ":".join(str(n) for n in (where.line, where.col) if n)


def _source(finding: Finding, paint: _Paint) -> Iterator[str]:
    """Yield the source line behind its number, and a caret below the place."""
    where, line = finding.position, finding.excerpt
    if where is None or not where.line or not line.strip():
        return
    number = f"{where.line:>4}"
    offset = place(line, where.col)
    line, at = around(line, offset or 0, _ROOM)
    yield f"{_INDENT}{paint(f'{number} |', _DIM)} {paint(phrases.shown(line).rstrip())}\n"
    if offset is not None:
        gutter = paint(" " * len(number) + " |", _DIM)
        before = " " * width(phrases.shown(line[:at]))
        yield f"{_INDENT}{gutter} {before}{paint('^', _SEVERITIES[finding.severity])}\n"


def wrapped(text: str, widest: int) -> Iterator[str]:
    """Yield a text in lines, broken at spaces; a longer word has a line of its own."""
    line, size = "", 0
    for word in phrases.flat(text).split():
        wide = width(word)
        if line and size + 1 + wide > widest:
            yield line
            line, size = "", 0
        line, size = (f"{line} {word}", size + 1 + wide) if line else (word, wide)
    if line:
        yield line


def _coverage(report: Report, paint: _Paint) -> Iterator[str]:
    if report.unseen is None:
        return
    ran = [(phrases.term(each.shape, report), str(each.focus_nodes)) for each in report.work]
    missed = [
        (phrases.term(each.predicate, report), f"{each.triples} of {each.of}")
        for each in report.unseen
    ]
    for title, rows in (
        ("shapes that ran, and their focus nodes", ran),
        ("statements that no shape looked at, by predicate", missed),
    ):
        yield paint(f"{title}:", _BOLD) + (" none\n" if not rows else "\n")
        yield from (f"{line}\n" for line in columns(rows, "  ", WIDTH))
        yield "\n"
