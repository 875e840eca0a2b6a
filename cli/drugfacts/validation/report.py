"""From the results of an engine to a report with places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.model import Finding, Severity
from drugfacts.reporting.excerpts import excerpt
from drugfacts.reporting.report import Report, Work
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import Reader, name_of
from drugfacts.validation.positions import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drugfacts.graph.dataset import DataSet
    from drugfacts.model import Position
    from drugfacts.validation.engines import Outcome, Result

DIFFER = "engines-differ"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def placed(result: Result, reader: Reader, data: DataSet, shapes: DataSet) -> Finding:
    """Return the finding of a result with its place, and those inside it with theirs."""
    value = result.focus if result.value is None else result.value
    types = [] if isinstance(value, Literal) else data.properties(value).get(_TYPE, [])
    found = reader.finding(result, types)
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
    line_at = _Lines(data).at
    ordered = sorted(dict.fromkeys(findings), key=Finding.sort_key)
    return Report(
        findings=tuple(quoted(finding, line_at) for finding in ordered),
        documents=len(data.documents),
        triples=sum(len(document.quads) for document in data.documents),
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
    """The lines of documents; each is cut once.

    Args:
        data: What was checked.
    """

    def __init__(self, data: DataSet) -> None:
        self._texts = {document.path: document.text for document in data.documents}
        self._lines: dict[str, Sequence[str]] = {}

    def at(self, place: Position) -> str | None:
        """Return the line at a position; None where there is none."""
        text = self._texts.get(place.path)
        if text is None:
            return None
        if place.path not in self._lines:
            self._lines[place.path] = text.split("\n")
        return self._lines[place.path][place.line - 1]


def quoted(finding: Finding, line_at: Callable[[Position], str | None]) -> Finding:
    """Return a finding with the line that it points at.

    Args:
        finding: What was found.
        line_at: Gives the line at a position; None where there is none.
    """
    place = finding.position
    line = line_at(place) if place and place.line else None
    if place is None or line is None:
        return finding
    return replace(
        finding,
        excerpt=excerpt(line.rstrip("\r"), place.col),
        details=tuple(quoted(detail, line_at) for detail in finding.details),
    )
