"""A line for each finding, as compilers write them and editors read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report


def write(report: Report) -> Iterator[str]:
    """Yield ``path:line:col: severity rule: message (focus)`` for each finding."""
    for finding in report.findings:
        yield line(finding, report) + "\n"


def line(finding: Finding, report: Report) -> str:
    """Return a finding on one line."""
    place = f"{finding.position}: " if finding.position else ""
    focus = report.short(finding.focus)
    about = f" ({focus})" if focus else ""
    aside = f" [{finding.suppression.why}]" if finding.suppression else ""
    # Data and names of files may hold line ends and what steers a terminal.
    said = f"{place}{finding.severity} {finding.rule}: {finding.message}{about}{aside}"
    return printable(said)
