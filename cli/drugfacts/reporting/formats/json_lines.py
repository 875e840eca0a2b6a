"""A JSON object for each finding, each on a line of its own: for streams and for ``jq``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.reporting.objects import dumps, finding_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.reporting.report import Report


def write(report: Report) -> Iterator[str]:
    """Yield a line for each finding, the same object as in the format ``json``."""
    for finding in report.findings:
        yield dumps(finding_object(finding)) + "\n"
