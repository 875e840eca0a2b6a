"""Findings in groups: by file, by drug or by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.errors import UsageError
from drugfacts.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drugfacts.reporting.report import Report

ELSEWHERE = "elsewhere"
"""Heads the findings that are in no file, or about nothing that has an IRI."""

_Key = tuple[int, str]


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return findings by the file that they are in; those in none come last."""
    return _grouped(findings, _file)


def grouped(report: Report, group: str) -> dict[str, list[Finding]]:
    """Return the findings of a report in groups, each under its heading, in order.

    Args:
        report: What was found.
        group: ``file``, ``rule``, or ``drug``: the document that describes the focus
            node, which is its IRI up to the ``#``. So ``<base>drug/examplol`` heads
            all that is about this drug and its claims; those of a label, or of data
            that are not drugfacts', stand under their own document. Drugs come first,
            blank nodes and literals come last.

    Returns:
        Within each group findings stand in the order of their places.

    Raises:
        UsageError: there is no such grouping.
    """
    drugs = f"{report.base}drug/"

    def drug(finding: Finding) -> _Key:
        document = finding.focus.partition("#")[0]
        if not finding.focus or finding.focus.startswith(("_:", '"', "<<")):
            return 2, ELSEWHERE
        return (0 if report.base and document.startswith(drugs) else 1), report.short(document)

    keys: dict[str, Callable[[Finding], _Key]] = {
        "file": _file,
        "drug": drug,
        "rule": lambda finding: (0, finding.rule),
    }
    if group not in keys:
        raise UsageError(f"findings are not grouped by '{group}'; use one of {', '.join(keys)}.")
    return _grouped(report.findings, keys[group])


def _file(finding: Finding) -> _Key:
    return (0, finding.position.path) if finding.position else (2, ELSEWHERE)


def _grouped(
    findings: Iterable[Finding], key: Callable[[Finding], _Key]
) -> dict[str, list[Finding]]:
    groups: dict[_Key, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    # Two keys may have one heading, such as a file that is called "elsewhere".
    merged: dict[str, list[Finding]] = {}
    for order_and_heading in sorted(groups):
        merged.setdefault(order_and_heading[1], []).extend(groups[order_and_heading])
    return {heading: sorted(found, key=Finding.sort_key) for heading, found in merged.items()}
