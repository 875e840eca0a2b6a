"""A finding as lines with labels, for forms that have one place for text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.model import Position
from drugfacts.reporting.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding, Suppression


def labelled(finding: Finding, indent: str = "") -> Iterator[str]:
    """Yield the message on one line, then a line ``label: text`` for all else that is set.

    IRIs are whole. Nothing of the data can look like a line of its own.
    """
    yield indent + message(finding)
    place = finding.position or Position("")
    values = {
        "file": place.path,
        "line": str(place.line or ""),
        "column": str(place.col or ""),
        "rule": finding.rule,
        "severity": str(finding.severity),
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "shape": finding.shape,
        "component": finding.component,
        "excerpt": finding.excerpt,
        "suppressed": aside(finding.suppression),
    }
    for label, value in values.items():
        if value:
            yield f"{indent}{label}: {one_line(value)}"
    for detail in finding.details:
        yield f"{indent}detail:"
        yield from labelled(detail, indent + "  ")


def message(finding: Finding) -> str:
    """Return the message of a finding on one line; the rule where it has none."""
    return one_line(" ".join(finding.message.split()) or finding.rule)


def aside(suppression: Suppression | None) -> str:
    """Return why a finding does not count, with reason, author and last day."""
    if suppression is None:
        return ""
    until = f"until {suppression.until}" if suppression.until else ""
    by = f"by {suppression.author}" if suppression.author else ""
    said = ", ".join(part for part in (suppression.reason, by, until) if part)
    return f"{suppression.why}: {said}" if said else str(suppression.why)
