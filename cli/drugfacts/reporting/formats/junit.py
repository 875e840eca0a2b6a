"""JUnit XML, as GitLab and Jenkins read it.

A suite for each file, and in it a failed test for each violation and warning, a skipped
one for each suppressed finding, a passed one for each info. A last suite proves the work:
that the check ran, and each shape with its number of focus nodes, so that a report
without findings is no empty report. GitLab shows the class name as the suite, and of
tests with one name the first only: names are unique. Nothing is timed, as the same data
give the same report.

Valid against ``junit-10.xsd`` of the xUnit plugin of Jenkins, which knows no ``file`` of
a test: the file is the class name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from drugfacts.model import Severity
from drugfacts.reporting.characters import one_line
from drugfacts.reporting.labelled import aside, labelled, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

_NO_FILE = "no file"
_WORK = "drugfacts: work done"


@dataclass(frozen=True, slots=True)
class _Test:
    """A test case: its name, its child element ("" for none), and what that says."""

    name: str
    child: str
    kind: str
    message: str
    text: str


def write(report: Report) -> Iterator[str]:
    """Yield the pieces of an XML document."""
    suites = _suites(report)
    tests = [test for suite in suites.values() for test in suite]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes(name='drugfacts', **_numbers(tests))}>\n"
    for name, suite in suites.items():
        skipped = str(sum(test.child == "skipped" for test in suite))
        numbers = _attributes(name=name, **_numbers(suite), skipped=skipped)
        yield f"  <testsuite{numbers}>\n"
        for test in suite:
            yield _case(test, name)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _suites(report: Report) -> dict[str, list[_Test]]:
    suites: dict[str, list[_Test]] = {}
    names: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        suite = finding.position.path if finding.position else _NO_FILE
        name = _name(finding, report)
        names[suite, name] += 1
        number = names[suite, name]
        numbered = name if number == 1 else f"{name} ({number})"
        suites.setdefault(suite, []).append(_test(finding, numbered))
    suites.setdefault(_WORK, []).extend(_work(report))
    return suites


def _name(finding: Finding, report: Report) -> str:
    """Return a name that stays when lines move, so that two runs can be compared."""
    about = (report.short(finding.focus), report.short_path(finding.path), finding.value)
    said = " ".join(part for part in about if part)
    return one_line(f"{finding.rule}: {said}" if said else finding.rule)


def _test(finding: Finding, name: str) -> _Test:
    text = "\n".join(labelled(finding))
    if finding.suppression is not None:
        said = one_line(aside(finding.suppression))
        return _Test(name, "skipped", str(finding.suppression.why), said, text)
    if finding.severity is Severity.INFO:
        return _Test(name, "system-out", "", "", text)
    return _Test(name, "failure", str(finding.severity), message(finding), text)


def _work(report: Report) -> Iterator[_Test]:
    lines = [report.summary()]
    if report.engine:
        lines.append(f"engine: {report.engine}")
    lines += report.remarks
    for each in report.fixed:
        lines.append(f"fixed: {each.rule} {each.focus} {each.path} {each.value}".rstrip())
    for seen in report.unseen or ():
        lines.append(f"unseen: {seen.triples} of {seen.of} statements with {seen.predicate}")
    text = "\n".join(map(one_line, lines))
    yield _Test("the check ran", "system-out", "", "", text)
    for work in report.work:
        name = one_line(f"{report.short(work.shape)} had focus nodes")
        if work.focus_nodes:
            yield _Test(name, "system-out", "", "", f"focus nodes: {work.focus_nodes}")
        else:
            yield _Test(name, "skipped", "unused", "it has no focus node: nothing was checked", "")


def _numbers(tests: list[_Test]) -> dict[str, str]:
    failures = sum(test.child == "failure" for test in tests)
    return {"tests": str(len(tests)), "failures": str(failures), "errors": "0"}


def _case(test: _Test, suite: str) -> str:
    given = {"type": test.kind, "message": test.message}
    said = {key: value for key, value in given.items() if value}
    child = f"<{test.child}{_attributes(**said)}>{escape(test.text)}</{test.child}>"
    head = _attributes(name=test.name, classname=suite)
    return f"    <testcase{head}>\n      {child}\n    </testcase>\n"


def _attributes(**values: str) -> str:
    return "".join(f" {key}={quoteattr(one_line(text))}" for key, text in values.items())
