"""Checking any RDF against any shapes: nothing here knows a vocabulary of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.parsing import STDIN
from drugfacts.model import Finding
from drugfacts.reporting.report import Report
from drugfacts.text import printable
from drugfacts.validation import documents, engines, misplaced, seen
from drugfacts.validation import shapes as shape_rules
from drugfacts.validation.choice import choose, dated
from drugfacts.validation.findings import Reader
from drugfacts.validation.judging import judged
from drugfacts.validation.lines import holds
from drugfacts.validation.merged import merged, statements_of
from drugfacts.validation.options import Options
from drugfacts.validation.proof import (
    idle,
    mentioned,
    mentioned_in,
    missing_targets,
    nothing_checked,
)
from drugfacts.validation.report import compared, placed, reported, work
from drugfacts.validation.streamed import described, imports, with_places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import NamedNode

    from drugfacts.validation.engines import Outcome

STREAMED = 16 * 1024 * 1024
"""From how many bytes on data are left to the engine to read."""


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
    if _is_large(files, options) and _suits_rust(files, shapes, ontology, options):
        report = _streamed(files, shapes, ontology, options)
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
    findings += _proof(outcome, reader, shapes, options)
    findings += _targets(shapes, reader, mentioned(data, ontology), options)
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
    if sum(file.stat().st_size for file in files) < STREAMED:
        return False
    return not any(holds(file, b"waivedRule") for file in files)


def _suits_rust(
    files: Sequence[Path], shapes: DataSet, ontology: DataSet, options: Options
) -> bool:
    """Tell whether the Rust engine runs, and can be trusted with large data."""
    chosen, _ = choose(options.engine, shapes, ontology, None)
    if chosen == "pyshacl" and not any(holds(file, b"date") for file in files):
        chosen, _ = choose(options.engine, shapes, ontology, ())
    return chosen in ("auto", "rust")


def _streamed(
    files: Sequence[Path], shapes: DataSet, ontology: DataSet, options: Options
) -> Report | None:
    """Return what the engine finds by itself, or None where another one is to take over."""
    graph = engines.with_prefixes(shapes.all_triples(), ontology.all_triples())
    with merged(files, ontology.all_triples()) as whole:
        try:
            outcome = options.limit().within(
                lambda: engines.run_file(whole.path, graph, whole.blanks)
            )
        except engines.StoppedError as error:
            if options.engine == "auto":
                return None
            raise InputError(f"{error}; use --engine pyshacl.") from error
        except SyntaxError:
            # The engine's words have no exact place; the parser that has one comes first.
            for file in files:
                for _ in statements_of(file):
                    pass
            raise
        prefixes = {**shapes.declared_prefixes(), **whole.prefixes}
        reader = Reader(shapes, iris.shortener("", prefixes))
        findings = with_places(outcome.results, reader, shapes, files, whole)
        findings += _targets(shapes, reader, mentioned_in(whole.path), options)
    findings += [
        *misplaced.shapes_in_files(files, shapes),
        *documents.without_statements(
            [(str(file), next(statements_of(file), None) is not None) for file in files]
        ),
    ]
    findings += [*imports(files), *_proof(outcome, reader, shapes, options)]
    return Report(
        findings=tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key)),
        documents=len(files),
        triples=(outcome.triples or 0) - len(ontology.all_triples()),
        shapes=outcome.shapes,
        focus_nodes=outcome.count,
        base="",
        prefixes=prefixes,
        engine=outcome.engine,
        work=work(outcome),
    )


def _passed_over(paths: Sequence[str | Path], files: Sequence[Path]) -> tuple[str, ...]:
    """Return a remark on what looks like RDF in folders and is not read."""
    passed = read.passed_over(paths, files)
    if not passed:
        return ()
    count = "1 file looks" if len(passed) == 1 else f"{len(passed)} files look"
    return (
        printable(f"{count} like RDF and was not read, such as {passed[0]}; name what you mean."),
    )


def _targets(
    shapes: DataSet, reader: Reader, is_there: Callable[[NamedNode], bool], options: Options
) -> list[Finding]:
    return missing_targets(shapes, reader, is_there, required=options.require_targets)


def _proof(outcome: Outcome, reader: Reader, shapes: DataSet, options: Options) -> list[Finding]:
    if not outcome.count:
        return [nothing_checked("name other data, or correct the targets of the shapes")]
    return idle(outcome.work, reader, shapes, required=options.require_targets, packaged=False)


def _prefixes(data: DataSet, shapes: DataSet) -> dict[str, str]:
    return {**shapes.declared_prefixes(), **data.declared_prefixes()}
