"""What a check found, and the proof that it looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.model import Finding, Severity
from drugfacts.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    Attributes:
        findings: In the order of the files and places.
        documents: Number of named documents.
        triples: Number of their statements, each counted once.
        shapes: Number of shapes with targets that were held against something.
        focus_nodes: Number of things that some shape was held against.
        remarks: What the user should know and no rule can judge.
        base: Base IRI of the data, for short names.
    """

    findings: tuple[Finding, ...]
    documents: int
    triples: int
    shapes: int
    focus_nodes: int
    remarks: tuple[str, ...] = ()
    base: str = iris.BASE

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def conforms(self) -> bool:
        """True when nothing is a violation."""
        return not self.count(Severity.VIOLATION)

    def passes(self, strict: bool = False) -> bool:
        """Tell whether the data may be used: no violation, and if strict no warning."""
        return self.conforms and not (strict and self.count(Severity.WARNING))

    def lines(self) -> list[str]:
        """Return a line for each finding: ``path:line:col: severity rule: message (focus)``."""
        table = iris.prefixes(self.base)
        lines = []
        for finding in self.findings:
            place = f"{finding.position}: " if finding.position else ""
            focus = iris.shorten(finding.focus, self.base, table)
            about = f" ({focus})" if focus else ""
            # Data and names of files may hold line ends and what steers a terminal.
            lines.append(
                printable(f"{place}{finding.severity} {finding.rule}: {finding.message}{about}")
            )
        return lines

    def summary(self) -> str:
        """Return one sentence: what was checked, and what was found."""
        checked = (
            (self.documents, "document"),
            (self.triples, "triple"),
            (self.shapes, "shape"),
            (self.focus_nodes, "focus node"),
        )
        found = ((self.count(severity), str(severity)) for severity in Severity)
        return f"checked {_listed(checked)}: {_listed(found)}"


def _listed(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{n} {noun}" if n == 1 else f"{n} {noun}s" for n, noun in counts)
