"""A page for a browser: one file, without scripts and without a request to anywhere."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from drugfacts.model import Severity
from drugfacts.reporting import phrases
from drugfacts.reporting.formats.markup import excerpt, facts, linked, safe, severity
from drugfacts.reporting.formats.stylesheet import CSS
from drugfacts.reporting.groups import ELSEWHERE, by_file
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of the page: it loads, runs and sends nothing."""


def write(report: Report) -> Iterator[str]:
    """Yield the page: counts, rules, findings by file, and the proof of work.

    Everything that is from the data is escaped. Of its IRIs only those of http, https,
    mailto and urn become links.
    """
    yield from _head(report)
    yield "<main>\n"
    yield from _rules(report)
    if report.findings:
        yield from _findings(report)
    yield from _list("Fixed", [phrases.fixed(entry, report) for entry in report.fixed])
    yield from _list("Remarks", report.remarks)
    yield from _work(report)
    footer = f"<footer><p>{safe(NOTICE)}</p></footer>\n" if report.base else ""
    yield f"</main>\n{footer}</body>\n</html>\n"


def _head(report: Report) -> Iterator[str]:
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(phrases.totals(report))} - drugfacts</title>\n"
        f"<style>\n{CSS}</style>\n</head>\n<body>\n"
    )
    conforms = report.conforms
    verdict = "No violations that count." if conforms else "There are violations."
    notice = (
        '<p class="notice">No medical advice: a claim is not a fact.</p>\n' if report.base else ""
    )
    yield (
        "<header>\n<h1>Findings</h1>\n"
        f'<p class="verdict {"passed" if conforms else "failed"}">{verdict}</p>\n'
        f"<p>{safe(report.summary())}.</p>\n"
        f'{notice}<ul class="counts">\n'
    )
    for each in Severity:
        n = report.count(each)
        tone = f' class="{each}"' if n else ""
        yield f"<li><b{tone}>{n}</b> {phrases.counted(n, each).partition(' ')[2]}</li>\n"
    yield f"<li><b>{report.suppressed}</b> suppressed</li>\n"
    yield f"<li><b>{len(report.fixed)}</b> fixed</li>\n</ul>\n</header>\n"


def _rules(report: Report) -> Iterator[str]:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(finding)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = []
    for rule, findings in ordered:
        worst = min((each.severity for each in findings), key=list(Severity).index)
        aside = sum(not each.counts for each in findings)
        cells = [f"<code>{safe(rule)}</code>", severity(worst), str(len(findings)), str(aside)]
        rows.append(cells)
    heads = ("rule", "worst", "findings", "suppressed")
    yield from _table("Rules", "Rules that found something, the most frequent first", heads, rows)


def _findings(report: Report) -> Iterator[str]:
    files = by_file(report.findings)
    yield '<section aria-labelledby="findings">\n<h2 id="findings">Findings by file</h2>\n'
    if len(files) > 1:
        yield '<nav aria-label="Files">\n<ul>\n'
        for n, (path, findings) in enumerate(files.items(), 1):
            many = f'<span class="faint">{phrases.counted(len(findings), "finding")}</span>'
            yield f'<li><a href="#file-{n}">{safe(path)}</a> {many}</li>\n'
        yield "</ul>\n</nav>\n"
    numbers = count(1)
    for n, (path, findings) in enumerate(files.items(), 1):
        title = path if path == ELSEWHERE else f"<code>{safe(path)}</code>"
        yield f'<h3 id="file-{n}">{title}</h3>\n'
        for finding in findings:
            yield from _finding(finding, report, next(numbers))
    yield "</section>\n"


def _finding(finding: Finding, report: Report, number: int) -> Iterator[str]:
    where, aside = finding.position, finding.suppression
    place = ""
    if where is not None and where.line:
        column = f", column {where.col}" if where.col else ""
        place = f"line {where.line}{column}"
    yield (
        f'<article id="finding-{number}" class="finding {finding.severity}'
        f'{" aside" if aside else ""}" aria-labelledby="title-{number}">\n'
        f'<div class="heading"><h4 id="title-{number}">{severity(finding.severity)} '
        f"<code>{safe(finding.rule)}</code></h4>"
        f'<a class="place" href="#finding-{number}">{place or "this finding"}</a></div>\n'
        f"<p>{safe(finding.message)}</p>\n"
    )
    if aside:
        yield f'<p class="faint">{safe(phrases.aside(aside, report))}</p>\n'
    yield excerpt(finding)
    yield facts(finding, report)
    depth = 0
    for deep, detail in phrases.nested(finding):
        yield '<ul class="details">' * (deep - depth) + "</li></ul>" * (depth - deep)
        yield "" if deep > depth else "</li>\n"
        yield (
            f"<li>{severity(detail.severity)} <code>{safe(detail.rule)}</code> "
            f"{safe(detail.message)}{facts(detail, report)}"
        )
        depth = deep
    yield "</li></ul>" * depth + "</article>\n"


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        name = title.lower()
        yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n<ul>\n'
        yield from (f"<li>{safe(line)}</li>\n" for line in lines)
        yield "</ul>\n</section>\n"


def _table(
    title: str, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield a section with a table, whose cells are HTML; numbers stand to the right."""
    if not rows:
        return
    name = title.lower().replace(" ", "-")
    yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n'
    yield f'<div class="wide"><table>\n<caption>{caption}</caption>\n<thead><tr>'
    right = [cell.isdigit() for cell in rows[0]]
    for head, number in zip(heads, right, strict=True):
        yield f'<th scope="col"{_RIGHT if number else ""}>{head}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row in rows:
        cells = zip(row, right, strict=True)
        yield "<tr>" + "".join(f"<td{_RIGHT if n else ''}>{cell}</td>" for cell, n in cells)
        yield "</tr>\n"
    yield "</tbody>\n</table></div>\n</section>\n"


_RIGHT = ' class="number"'


def _work(report: Report) -> Iterator[str]:
    engine = f", run by {safe(report.engine)}" if report.engine else ""
    ran = [(linked(each.shape, report), str(each.focus_nodes)) for each in report.work]
    yield from _table(
        "Proof of work",
        f"Shapes with targets, and how many focus nodes each had{engine}",
        ("shape", "focus nodes"),
        ran,
    )
    if report.unseen is None:
        return
    missed = [
        (linked(each.predicate, report), str(each.triples), str(each.of)) for each in report.unseen
    ]
    heads = ("predicate", "not looked at", "of")
    caption = "Predicates with statements that no shape looked at"
    yield from _table("Not looked at", caption, heads, missed)
    if not missed:
        yield "<p>Some shape looked at every statement.</p>\n"
