"""Which findings of a check count: waivers, selection and baseline, in this order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drugfacts.evidence.rules import RULES as EVIDENCE
from drugfacts.model import Finding
from drugfacts.reporting import baseline, selection, waiver_records, waivers

if TYPE_CHECKING:
    from collections.abc import Collection

    from drugfacts.graph.dataset import DataSet
    from drugfacts.reporting.report import Report
    from drugfacts.validation.findings import Reader
    from drugfacts.validation.options import Options


def judged(
    report: Report,
    options: Options,
    shapes: DataSet,
    reader: Reader,
    data: DataSet | None,
    described: Collection[str] = (),
) -> Report:
    """Return a report in which is told of each finding whether it counts.

    Args:
        report: What was found.
        options: What the user chose.
        shapes: The shapes graph.
        reader: Knows the names of shapes.
        data: What was checked, with its waivers; None when it was not read.
        described: Subjects of data that were not read, of those that waivers are about.

    Raises:
        UsageError: a rule that is selected or ignored is not known.
    """
    own = waiver_records.of(data) if data else ()
    if own and not options.trusting:
        waived = "1 waiver" if len(own) == 1 else f"{len(own)} waivers"
        remark = f"{waived} in the data did not count, as --no-waivers says."
        report = replace(report, remarks=(*report.remarks, remark))
        own = ()
    records = (*options.waivers, *own)
    described = waivers.described(data) if data else described
    findings, chosen = report.findings, None
    if records or options.select or options.ignore or options.baseline:
        known = _known(report, shapes, reader)
        if records:
            # All together: one of a file may be about the same as one of the data.
            findings = waivers.apply(
                findings,
                records,
                options.today,
                known=known | set(EVIDENCE),
                described=described,
                ran=known,
            )
        if options.select or options.ignore:
            known |= {finding.rule for finding in findings}
            from drugfacts.validation import rules

            select = rules.with_parts(options.select, shapes, reader)
            ignore = rules.with_parts(options.ignore, shapes, reader)
            chosen = selection.chosen(known, select, ignore)
            findings = tuple(finding for finding in findings if finding.rule in chosen)
    fixed = report.fixed
    if options.baseline is not None:
        elsewhere = baseline.elsewhere(data) if data else ()
        # A rule that is not there has not been kept.
        findings, fixed = options.baseline.apply(findings, chosen or known, elsewhere)
    return replace(report, findings=_ordered(findings), fixed=fixed)


def _known(report: Report, shapes: DataSet, reader: Reader) -> frozenset[str]:
    # Reading the queries of shapes takes patterns that are slow to make.
    from drugfacts.validation import rules

    found = {finding.rule for finding in report.findings}
    return rules.known(shapes, reader) | found | set(waivers.RULES)


def _ordered(findings: Collection[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key))
