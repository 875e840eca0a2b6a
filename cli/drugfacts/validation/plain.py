"""Checking any RDF against any shapes: nothing here knows a vocabulary of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.parsing import STDIN
from drugfacts.text import printable
from drugfacts.validation import documents, engines, large, misplaced, proof, seen
from drugfacts.validation import shapes as shape_rules
from drugfacts.validation.choice import choose, dated
from drugfacts.validation.findings import Reader
from drugfacts.validation.judging import judged
from drugfacts.validation.lines import is_of_lines
from drugfacts.validation.options import Options
from drugfacts.validation.report import compared, placed, reported
from drugfacts.validation.streamed import described

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugfacts.reporting.report import Report

STREAMED = 16 * 1024 * 1024
"""From how many bytes on data are left to the engine to read."""

STREAMED_LINES = 1024 * 1024
"""The same for data of which a line is a statement, which cost nothing to merge."""


def validate_plain(
    paths: Sequence[str | Path],
    shapes: DataSet,
    ontology: DataSet | None = None,
    options: Options | None = None,
) -> Report:
    """Check files of RDF against shapes; they need be no data set.

    Large ones are read by the engine alone, and looked through once more, line by line,
    for the places of what it found.

    Args:
        paths: Files, folders or ``-``; see `graph.read.plain`.
        shapes: Shapes to check against.
        ontology: Classes that the data belong to, and prefixes of the shapes' queries.
        options: How it is checked; None means as usual.

    Raises:
        UsageError: a path does not exist, or the engine is not installed.
        InputError: data or shapes cannot be used.
        LimitError: a file is too large or nests too deeply.
    """
    options = options or Options()
    ontology = ontology or DataSet(())
    doubts = shape_rules.check(shapes, ontology)
    files = read.files_of(paths, read.rdf_below)
    if _is_large(files, options) and large.suits(files, shapes, ontology, options):
        report = large.check(files, shapes, ontology, options)
        if report is not None:
            reader = Reader(shapes, iris.shortener("", report.prefixes))
            remarks = (*report.remarks, *_passed_over(paths, files))
            report = replace(report, findings=(*doubts, *report.findings), remarks=remarks)
            names = described({waiver.focus for waiver in options.waivers}, files)
            return judged(report, options, shapes, reader, None, names)
    data = read.plain(files)
    engine, why = choose(options.engine, shapes, ontology, dated(data))
    reader = Reader(shapes, iris.shortener("", _prefixes(data, shapes)))
    outcome = engines.run(
        data.triples(),
        shapes.all_triples(),
        ontology.all_triples(),
        engine=engine,
        detailed=options.detailed,
        limit=options.limit(),
    )
    findings = [placed(result, reader, data, shapes) for result in outcome.results]
    findings += [*documents.imports(data), *doubts]
    findings += proof.of(outcome, reader, shapes, required=options.require_targets)
    there = proof.mentioned(data, ontology)
    findings += proof.missing_targets(shapes, reader, there, required=options.require_targets)
    findings += [*misplaced.shapes_in_data(data, shapes), *documents.stating_nothing(data)]
    findings += compared(outcome, reader, data, shapes)
    report = reported(findings, outcome, data, (*why, *_passed_over(paths, files)))
    unseen = seen.unseen(data, shapes, ontology, outcome.focus) if options.coverage else None
    report = replace(report, prefixes=_prefixes(data, shapes), unseen=unseen)
    return judged(report, options, shapes, reader, data)


def _is_large(files: Sequence[Path], options: Options) -> bool:
    """Tell whether data are left to the engine; not when it alone cannot answer."""
    if options.coverage or options.detailed or STDIN in files:
        return False
    least = min(STREAMED, STREAMED_LINES) if all(map(is_of_lines, files)) else STREAMED
    return sum(file.stat().st_size for file in files) >= least


def _passed_over(paths: Sequence[str | Path], files: Sequence[Path]) -> tuple[str, ...]:
    """Return a remark on what looks like RDF in folders and is not read."""
    passed = read.passed_over(paths, files)
    if not passed:
        return ()
    count = "1 file looks" if len(passed) == 1 else f"{len(passed)} files look"
    return (
        printable(f"{count} like RDF and was not read, such as {passed[0]}; name what you mean."),
    )


def _prefixes(data: DataSet, shapes: DataSet) -> dict[str, str]:
    return {**shapes.declared_prefixes(), **data.declared_prefixes()}
