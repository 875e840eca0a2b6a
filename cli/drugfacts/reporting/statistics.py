"""How often each rule found something: a table for a first look."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from drugfacts.model import Severity
from drugfacts.reporting import phrases
from drugfacts.text import columns

if TYPE_CHECKING:
    from drugfacts.reporting.report import Report

_LONGEST = 72


def table(report: Report) -> list[str]:
    """Return a line for each rule, and a last one with the totals.

    A line holds how often the rule found something, the severity, the rule, and the
    first message, shortened. The most frequent rule comes first, then the worse one. A
    rule with findings of two severities has two lines. What is suppressed is counted
    in the totals only.

    Args:
        report: What was found.
    """
    counting = [finding for finding in report.findings if finding.counts]
    counts = Counter((finding.rule, finding.severity) for finding in counting)
    first = {(each.rule, each.severity): each.message for each in reversed(counting)}
    worst = list(Severity)
    ordered = sorted(counts, key=lambda key: (-counts[key], worst.index(key[1]), key[0]))
    size = max((len(str(count)) for count in counts.values()), default=0)
    rows = [
        (
            str(counts[key]).rjust(size),
            str(key[1]),
            phrases.flat(key[0]),
            phrases.shortened(phrases.flat(first[key]), _LONGEST),
        )
        for key in ordered
    ]
    return [*columns(rows), phrases.totals(report)]
