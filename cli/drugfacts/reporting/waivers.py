"""Waivers: findings that somebody decided to leave as they are, for a reason and a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import UsageError
from drugfacts.model import Finding, Severity, Suppression, Why
from drugfacts.reporting.selection import nearest, stays
from drugfacts.reporting.waiver_records import CREATED, UNTIL, Waiver, is_day, of
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from drugfacts.graph.dataset import DataSet

__all__ = ["RULES", "Waiver", "apply", "day", "described", "of"]

RULES = ("waiver-expired", "waiver-incomplete", "waiver-of-nothing", "waiver-unused")
"""The rules on waivers themselves. What they find cannot be waived."""

_DATE = NamedNode(PREFIXES["xsd"] + "date")


def apply(
    findings: Iterable[Finding],
    waivers: Sequence[Waiver],
    today: str,
    *,
    known: Collection[str],
    described: Collection[str],
    ran: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Mark the findings that are waived, and find waivers that are at fault.

    Nothing is taken away: a waived finding is still there, and only fails no run.

    Args:
        findings: All findings of a run, before any are selected.
        waivers: All waivers: those of the data, and those of a file beside them.
        today: The day for which this is asked, ``YYYY-MM-DD``; see `day`.
        known: Ids of all rules that there are, run or not.
        described: IRIs of what the named documents describe; see `described`. A waiver
            for another thing is not unused, as nobody looked at that thing.
        ran: Ids of the rules that were run; None means all.

    Returns:
        The findings in their order, then those about waivers, in the order of places.
    """
    found = [_unmarked(finding) for finding in findings if finding.rule not in RULES]
    rules = {*known, *(finding.rule for finding in found)}
    names = {waiver.name for waiver in waivers}
    told = {finding.focus for finding in found if finding.severity is Severity.VIOLATION}
    fitting = {(finding.rule, finding.focus) for finding in found}
    valid: dict[tuple[str, str], Waiver] = {}
    faults: set[Finding] = set()
    # Of several waivers of the same, the one that holds longest comes last and counts.
    for waiver in sorted(waivers, key=lambda each: (each.until, each.name)):
        pair = (waiver.rule, waiver.focus)
        fault = _fault(waiver, today, rules, names)
        if fault is None and pair in fitting:
            valid[pair] = waiver
        elif fault is None and waiver.focus in described and (ran is None or waiver.rule in ran):
            fault = _unused(waiver)
        # A shape may have said already what a waiver lacks. The background is not reported on.
        said = bool(waiver.fault) and waiver.name in told
        if fault is not None and waiver.place is not None and not said:
            faults.add(fault)
    marked = (_marked(f, valid.get((f.rule, f.focus))) for f in found)
    return (*marked, *sorted(faults, key=Finding.sort_key))


def day(text: str) -> str:
    """Return a day as it was given.

    Raises:
        UsageError: it is not a day of the calendar, as ``YYYY-MM-DD``.
    """
    if not is_day(text):
        raise UsageError(f"'{text}' is not a day; write it as YYYY-MM-DD, such as 2026-11-22.")
    return text


def described(data: DataSet) -> frozenset[str]:
    """Return the IRIs of the things that the named documents describe."""
    return frozenset(node.value for node in data.subjects if isinstance(node, NamedNode))


def _unmarked(finding: Finding) -> Finding:
    waived = finding.suppression is not None and finding.suppression.why is Why.WAIVED
    return replace(finding, suppression=None) if waived else finding


def _marked(finding: Finding, waiver: Waiver | None) -> Finding:
    if waiver is None:
        return finding
    because = Suppression(Why.WAIVED, waiver.reason, waiver.author, waiver.until)
    return replace(finding, suppression=because)


def _fault(
    waiver: Waiver, today: str, known: Collection[str], names: Collection[str]
) -> Finding | None:
    """Return why a waiver cannot waive anything today, or None."""
    if waiver.fault:
        return Finding(
            "waiver-incomplete",
            Severity.VIOLATION,
            waiver.name,
            "",
            "",
            f"this waiver lacks something, so that it waives nothing; {waiver.fault}.",
            waiver.place,
        )
    if waiver.rule in RULES or stays(waiver.rule):
        said = f"what {waiver.rule} finds cannot be waived; correct that, and remove the waiver."
        return _of_nothing(waiver, said)
    if waiver.rule not in known:
        near = nearest(waiver.rule, known)
        advice = f"write {near}" if near else "write the rule that the finding names"
        return _of_nothing(
            waiver, f"no rule is called {waiver.rule}; {advice}, or remove the waiver."
        )
    if waiver.focus in names:
        said = "what is found of a waiver cannot be waived; correct that one, and remove this one."
        return _of_nothing(waiver, said)
    if today and today < waiver.made:
        return _early(waiver, today)
    return _expired(waiver) if today > waiver.until else None


def _of_nothing(waiver: Waiver, message: str) -> Finding:
    return Finding(
        "waiver-of-nothing",
        Severity.VIOLATION,
        waiver.name,
        f"<{DF.waivedRule}>",
        str(Literal(waiver.rule)),
        message,
        waiver.rule_place,
    )


def _expired(waiver: Waiver) -> Finding:
    return Finding(
        "waiver-expired",
        Severity.WARNING,
        waiver.name,
        f"<{UNTIL}>",
        str(Literal(waiver.until, datatype=_DATE)),
        f"this waiver of {waiver.rule} held until {waiver.until} and waives nothing any more; "
        "correct what was waived and remove it, or decide anew with a new reason and term.",
        waiver.until_place,
    )


def _early(waiver: Waiver, today: str) -> Finding:
    return Finding(
        "waiver-unused",
        Severity.WARNING,
        waiver.name,
        f"<{CREATED}>",
        str(Literal(waiver.made, datatype=_DATE)),
        f"this waiver of {waiver.rule} was made on {waiver.made} and waives nothing on {today}, "
        "which is before; correct the day, or remove the waiver.",
        waiver.made_place or waiver.place,
    )


def _unused(waiver: Waiver) -> Finding:
    return Finding(
        "waiver-unused",
        Severity.WARNING,
        waiver.name,
        f"<{DF.waivedRule}>",
        str(Literal(waiver.rule)),
        f"{waiver.rule} finds nothing about <{waiver.focus}> that could be waived; "
        "remove the waiver.",
        waiver.place,
    )
