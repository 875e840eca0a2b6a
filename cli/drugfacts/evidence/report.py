"""The report of a check of evidence: findings that count, and the table of outcomes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drugfacts.evidence import rules
from drugfacts.evidence.findings import findings
from drugfacts.evidence.outcomes import Outcome
from drugfacts.iris import shortener
from drugfacts.model import Finding, Severity
from drugfacts.reporting import baseline, selection, waiver_records, waivers
from drugfacts.reporting.excerpts import excerpt
from drugfacts.reporting.report import Fixed, Report
from drugfacts.text import NOTICE, columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.evidence.check import Checked
    from drugfacts.graph.dataset import DataSet
    from drugfacts.reporting.waivers import Waiver


@dataclass(frozen=True)
class EvidenceReport(Report):
    """A report whose summary counts passages.

    Attributes:
        sources: Number of sources with passages.
    """

    sources: int = 0

    def summary(self) -> str:
        """Return one sentence: what was checked, and what was found."""
        found = ", ".join(_counted(self.count(each), str(each)) for each in Severity)
        aside = f" ({self.suppressed} suppressed)" if self.suppressed else ""
        passages = _counted(self.focus_nodes, "passage")
        of = f"{passages} of {_counted(self.sources, 'source')}"
        return f"checked {of}: {found}{aside}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Which findings count.

    Attributes:
        today: The day for which waivers hold, ``YYYY-MM-DD``.
        select: Rules that are told of; empty means all.
        ignore: Rules that are not.
        baseline: Findings that are known already.
        waivers: Waivers beside those in the data.
    """

    today: str
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    baseline: baseline.Baseline | None = None
    waivers: Sequence[Waiver] = ()


def report(checked: Checked, data: DataSet, choices: Choices) -> EvidenceReport:
    """Return the report of a check.

    Args:
        checked: The outcomes.
        data: What was checked.
        choices: Which findings count.

    Raises:
        UsageError: a rule that is selected or ignored is not known.
    """
    found, fixed = _judged(tuple(findings(checked, data)), data, choices)
    ordered = sorted(dict.fromkeys(found), key=Finding.sort_key)
    return EvidenceReport(
        findings=tuple(_quoted(ordered, data)),
        documents=len(data.documents),
        triples=len(data.triples()),
        shapes=0,
        focus_nodes=len(checked.results),
        remarks=(NOTICE, *([_outcomes(checked)] if checked.results else ())),
        base=data.base,
        prefixes=data.declared_prefixes(),
        fixed=fixed,
        sources=len(checked.sources),
    )


def table(checked: Checked, base: str) -> list[str]:
    """Return a line for each source: how many passages have each outcome, and its capture.

    Args:
        checked: The outcomes.
        base: Base IRI of the data, for short names.
    """
    short = shortener(base, {})
    counts = Counter((result.passage.source, result.outcome) for result in checked.results)
    heads = [str(outcome) for outcome in Outcome]
    rows = [("source", *heads, "capture")]
    for iri in sorted({source for source, _ in counts}):
        numbers = [str(counts[iri, outcome]) for outcome in Outcome]
        held = checked.held.get(iri)
        capture = held.capture if held else None
        file = str(capture.path) if capture else "none"
        file += " (changed)" if held and held.changed else ""
        name = short(iri) if iri else "no source"
        rows.append((printable(name), *map(_right, numbers, heads), printable(file)))
    totals = [str(checked.count(outcome)) for outcome in Outcome]
    rows.append(("all", *map(_right, totals, heads), ""))
    return columns(rows)


def _outcomes(checked: Checked) -> str:
    """Return how many passages have each outcome, in one sentence."""
    told = ", ".join(f"{checked.count(outcome)} {outcome}" for outcome in Outcome)
    return f"outcomes of {_counted(len(checked.results), 'passage')}: {told}."


def _right(number: str, head: str) -> str:
    return number.rjust(len(head))


def _judged(
    found: tuple[Finding, ...], data: DataSet, choices: Choices
) -> tuple[tuple[Finding, ...], tuple[Fixed, ...]]:
    """Mark what is waived, keep what is asked for, and mark what is known."""
    records = [*choices.waivers, *waiver_records.of(data)]
    # Those of other rules are for the checks that know them.
    ours = [waiver for waiver in records if waiver.rule in rules.RULES]
    known = frozenset({*rules.RULES, rules.NOTHING, *(waivers.RULES if ours else ())})
    if ours:
        described = waivers.described(data)
        found = waivers.apply(found, ours, choices.today, known=known, described=described)
    chosen = selection.chosen(known, choices.select, choices.ignore)
    found = tuple(finding for finding in found if finding.rule in chosen)
    if choices.baseline is None:
        return found, ()
    return choices.baseline.apply(found, chosen, baseline.elsewhere(data))


def _quoted(found: Sequence[Finding], data: DataSet) -> Iterator[Finding]:
    """Yield findings with the lines that they point at."""
    paths = {finding.position.path for finding in found if finding.position}
    texts = {each.path: each.text or "" for each in data.documents if each.path in paths}
    lines = {path: text.split("\n") for path, text in texts.items()}
    for finding in found:
        place = finding.position
        here = lines.get(place.path, [])[place.line - 1 : place.line] if place else []
        yield replace(finding, excerpt=excerpt(here[0], place.col)) if place and here else finding


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
