"""From the results of an engine to a report with places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drugfacts.model import Finding, Severity
from drugfacts.reporting.excerpts import excerpt
from drugfacts.reporting.report import Report, Work
from drugfacts.validation.findings import Reader, name_of
from drugfacts.validation.positions import position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drugfacts.graph.dataset import DataSet
    from drugfacts.validation.engines import Outcome, Result

DIFFER = "engines-differ"


def placed(result: Result, reader: Reader, data: DataSet, shapes: DataSet) -> Finding:
    """Return the finding of a result with its place, and those inside it with theirs."""
    found = reader.finding(result)
    return replace(
        found,
        position=position(result, data, shapes),
        details=tuple(placed(detail, reader, data, shapes) for detail in result.details),
    )


def compared(outcome: Outcome, reader: Reader, data: DataSet, shapes: DataSet) -> list[Finding]:
    """Return a violation for each result that only one of two engines gives.

    One that refused the shapes, so that nothing was compared, is a violation too.
    """
    found = []
    if outcome.uncompared:
        said = outcome.uncompared.rstrip(".")
        told = f"nothing was compared, as pySHACL refused the shapes, which {outcome.engine} ran"
        advice = "write the constraint in another way, or choose one engine with --engine"
        found.append(Finding(DIFFER, Severity.VIOLATION, "", "", "", f"{told} ({said}); {advice}."))
    for difference in outcome.differences:
        alone = placed(difference.result, reader, data, shapes)
        component = alone.component.rpartition("#")[2]
        said = (
            f"only {difference.engine} finds that {alone.rule} is broken ({component}: "
            f"{alone.message.rstrip('.')}); see which is right, and report the other's fault."
        )
        found.append(replace(alone, rule=DIFFER, severity=Severity.VIOLATION, message=said))
    return found


def reported(
    findings: Iterable[Finding], outcome: Outcome, data: DataSet, remarks: Iterable[str]
) -> Report:
    """Return the report of a check of data that were read."""
    lines = _Lines(data)
    ordered = sorted(dict.fromkeys(findings), key=Finding.sort_key)
    return Report(
        findings=tuple(lines.quoted(finding) for finding in ordered),
        documents=len(data.documents),
        triples=len(data.triples()),
        shapes=outcome.shapes,
        focus_nodes=outcome.count,
        remarks=(*outcome.remarks, *remarks),
        base=data.base,
        prefixes=data.declared_prefixes(),
        engine=outcome.engine,
        work=work(outcome),
    )


def work(outcome: Outcome) -> tuple[Work, ...]:
    """Return the proof of work of an engine."""
    return tuple(Work(name_of(shape), count) for shape, count in outcome.work.items())


class _Lines:
    """The lines of the documents that findings point at; each is cut once.

    Args:
        data: What was checked.
    """

    def __init__(self, data: DataSet) -> None:
        self._texts = {document.path: document.text for document in data.documents}
        self._lines: dict[str, Sequence[str]] = {}

    def quoted(self, finding: Finding) -> Finding:
        """Return a finding with the line that it points at."""
        place = finding.position
        text = self._texts.get(place.path) if place and place.line else None
        if place is None or text is None:
            return finding
        if place.path not in self._lines:
            self._lines[place.path] = text.split("\n")
        line = self._lines[place.path][place.line - 1].rstrip("\r")
        return replace(
            finding,
            excerpt=excerpt(line, place.col),
            details=tuple(self.quoted(detail) for detail in finding.details),
        )
