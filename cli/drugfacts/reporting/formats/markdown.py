"""A page in GitHub-flavoured Markdown, for the summary of a job or a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drugfacts.reporting import phrases
from drugfacts.reporting.groups import ELSEWHERE, by_file
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKUP = re.compile(
    r"(?P<reference>[@$]|#(?=\d))"  # what GitHub reads after Markdown is read
    r"|[\\`*_\[\]|~]|:(?=/)|(?<=[wW]{3})\."
    r"|^[#+=-]|^(?P<number>\d+)(?=[.)])"
)
_PLAIN_CODE = re.compile(r"[^`|<\\\s](?:[^`|<\\]*[^`|<\\\s])?")

_HEADS = ("line", "severity", "rule", "message", "focus, path, value")
_ASIDE = ("place", *_HEADS[1:], "why")


def escaped(text: str) -> str:
    """Return a text of the data as Markdown that shows it, on one line.

    HTML, emphasis, code, links, table cells and headings cannot come of it. Nor can
    what GitHub makes of bare addresses, of ``@name``, of ``#1`` and of ``$formula$``:
    a tag between keeps it from seeing these. Source: the GitHub Flavored Markdown
    Spec, sections 2.4 (backslash), 4.10 (tables) and 6.9 (autolinks).
    """
    return _MARKUP.sub(_marked, phrases.flat(text).translate(_ENTITIES))


def _marked(match: re.Match[str]) -> str:
    if match["reference"]:
        return f"<span>{match[0]}</span>"
    return f"{match[0]}\\" if match["number"] else f"\\{match[0]}"


def code(text: str) -> str:
    """Return a text of the data as code."""
    line = phrases.flat(text)
    if not line:
        return ""
    if _PLAIN_CODE.fullmatch(line):
        return f"`{line}`"
    # A backtick or a bar cannot stand in a code span of every table.
    return f"<code>{escaped(line)}</code>"


def write(report: Report) -> Iterator[str]:
    """Yield a summary, a table for each file, and what else there is to tell.

    What is suppressed has a table of its own. Everything that is from the data is
    escaped.
    """
    yield f"# Findings\n\n{escaped(report.summary())}.\n"
    if report.base:
        yield f"\n{escaped(NOTICE)}\n"
    counting = [finding for finding in report.findings if finding.counts]
    for path, findings in by_file(counting).items():
        rows = [_row(finding, report) for finding in findings]
        title = path if path == ELSEWHERE else code(path)
        yield from _section(title, _table(_HEADS, rows))
    aside = [finding for finding in report.findings if not finding.counts]
    yield from _section("Suppressed", _table(_ASIDE, [_aside(each, report) for each in aside]))
    yield from _section("Details", _details(report))
    gone = [f"- {code(phrases.fixed(entry, report))}" for entry in report.fixed]
    yield from _section("Fixed", gone)
    yield from _section("Remarks", [f"- {escaped(remark)}" for remark in report.remarks])
    yield from _work(report)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n## {title}\n\n"
        yield from (f"{line}\n" for line in lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return []
    return [f"| {' | '.join(heads)} |", "| " + " | ".join("---" for _ in heads) + " |", *lines]


def _row(finding: Finding, report: Report) -> list[str]:
    where = finding.position
    place = ":".join(str(n) for n in (where.line, where.col) if n) if where else ""
    return [place, *_told(finding, report)]


def _aside(finding: Finding, report: Report) -> list[str]:
    place = code(str(finding.position or ""))
    why = escaped(phrases.aside(finding.suppression, report)) if finding.suppression else ""
    return [place, *_told(finding, report), why]


def _told(finding: Finding, report: Report) -> list[str]:
    about = [code(said) for _, said in phrases.facts(finding, report)]
    return [
        str(finding.severity),
        code(finding.rule),
        escaped(finding.message),
        "<br>".join(about),
    ]


def _details(report: Report) -> list[str]:
    """Return what was found inside nested shapes, as lists below what it explains."""
    lines = []
    for finding in report.findings:
        if not finding.details:
            continue
        place = f"{code(str(finding.position))} " if finding.position else ""
        lines.append(f"- {place}{code(finding.rule)} {code(phrases.term(finding.focus, report))}")
        for depth, detail in phrases.nested(finding):
            about = [code(said) for _, said in phrases.facts(detail, report)]
            told = [str(detail.severity), code(detail.rule), escaped(detail.message), *about]
            lines.append("  " * depth + "- " + " ".join(part for part in told if part))
    return lines


def _work(report: Report) -> Iterator[str]:
    ran = [[code(phrases.term(each.shape, report)), str(each.focus_nodes)] for each in report.work]
    yield from _section("Shapes that ran", _table(("shape", "focus nodes"), ran))
    if report.engine and ran:
        yield f"\nEngine: {escaped(report.engine)}.\n"
    if report.unseen is not None:
        missed = [
            [code(phrases.term(each.predicate, report)), str(each.triples), str(each.of)]
            for each in report.unseen
        ]
        heads = ("predicate", "not looked at", "of")
        yield from _section(
            "Statements that no shape looked at", _table(heads, missed) or ["None."]
        )
