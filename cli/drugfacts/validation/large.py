"""Checking large data, which the engine reads by itself.

They are looked through once more while it works, line by line, for what else is to be told
of them: how many focus nodes there are, and where everything stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.model import Finding
from drugfacts.reporting.report import Report
from drugfacts.terms import PREFIXES
from drugfacts.validation import documents, engines, lines, misplaced, proof
from drugfacts.validation.choice import choose
from drugfacts.validation.engines import targets
from drugfacts.validation.findings import Reader
from drugfacts.validation.merged import Merged, merged, statements_of
from drugfacts.validation.report import quoted, work
from drugfacts.validation.streamed import Places, imports, with_places
from drugfacts.validation.survey import Survey, survey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from drugfacts.bounded import Limit
    from drugfacts.graph.dataset import DataSet
    from drugfacts.validation.options import Options

_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")
_WAIVED = NamedNode(PREFIXES["df"] + "waivedRule")
_SHACL = b"/shacl#"
_DASHES = b"--"
"""How the direction of a text begins, which the engine reads and we do not."""


def suits(files: Sequence[Path], shapes: DataSet, ontology: DataSet, options: Options) -> bool:
    """Tell whether the Rust engine runs, and can be trusted with large data."""
    chosen, _ = choose(options.engine, shapes, ontology, None)
    if chosen == "pyshacl" and not any(lines.holds(file, b"date") for file in files):
        chosen, _ = choose(options.engine, shapes, ontology, ())
    return chosen in ("auto", "rust")


def check(
    files: Sequence[Path], shapes: DataSet, ontology: DataSet, options: Options
) -> Report | None:
    """Return what the engine finds by itself.

    Args:
        files: The data.
        shapes: The shapes graph.
        ontology: As in `plain.validate_plain`.
        options: How it is checked.

    Returns:
        None where the data have to be read after all: another engine must take over, or
        they hold waivers.

    Raises:
        InputError: data or shapes cannot be used.
        LimitError: a file is too large, or it took too long.
    """
    limit = options.limit()
    graph = engines.with_prefixes(shapes.all_triples(), ontology.all_triples())
    with merged(files, ontology.all_triples(), limit.check) as whole:
        try:
            results, seen = _looked_through(whole, graph, shapes, limit)
        except engines.StoppedError as error:
            if options.engine == "auto":
                return None
            raise InputError(f"{error}; use --engine pyshacl.") from error
        except SyntaxError:
            # The engine's words have no exact place; the parser that has one comes first.
            for file in files:
                _refuse_new(file)
                for _ in statements_of(file):
                    pass
            raise
        if _DASHES in seen.words:
            for file in files:
                _refuse_new(file)
        if _WAIVED in seen.predicates:
            return None
        return _report(results, seen, files, whole, shapes, ontology, options)


def _report(
    results: Sequence[engines.Result],
    seen: Survey,
    files: Sequence[Path],
    whole: Merged,
    shapes: DataSet,
    ontology: DataSet,
    options: Options,
) -> Report:
    outcome = engines.Outcome(
        results=tuple(results),
        work=seen.work,
        focus={},
        count=seen.focus_nodes,
        engine=engines.version_of("rust"),
    )
    prefixes = {**shapes.declared_prefixes(), **whole.prefixes}
    reader = Reader(shapes, iris.shortener("", prefixes))
    places = Places(files, {whole.of: seen.index} if whole.of else {})
    findings = with_places(results, reader, shapes, files, whole, places)
    there = proof.mentioned_in(seen.words)
    findings += proof.missing_targets(shapes, reader, there, required=options.require_targets)
    findings += documents.without_statements(
        [(str(file), next(statements_of(file), None) is not None) for file in files]
    )
    findings += misplaced.shapes_in_files(files, shapes) if _SHACL in seen.words else []
    findings += imports(files, places) if _IMPORTS in seen.predicates else []
    findings += proof.of(outcome, reader, shapes, required=options.require_targets)
    ordered = sorted(dict.fromkeys(findings), key=Finding.sort_key)
    return Report(
        findings=tuple(quoted(finding, places.line_at) for finding in ordered),
        documents=len(files),
        triples=seen.statements - len(ontology.all_triples()),
        shapes=outcome.shapes,
        focus_nodes=outcome.count,
        base="",
        prefixes=prefixes,
        engine=outcome.engine,
        work=work(outcome),
    )


def _looked_through(
    whole: Merged, graph: Sequence[Triple], shapes: DataSet, limit: Limit
) -> tuple[list[engines.Result], Survey]:
    """Return what the engine finds in a file, and what is to be known of it."""
    engines.refuse(whole.path, lambda: _refuse_new(whole.path))
    declared = targets.declared(graph)
    words = {_DASHES, _SHACL, *proof.words_of(shapes)}
    surveyed = limit.begin(lambda: survey(whole.path, declared, (_IMPORTS, _WAIVED), words))
    results = limit.within(lambda: engines.run_file(whole.path, graph, whole.blanks))
    return results, surveyed()


def _refuse_new(file: Path) -> None:
    if lines.is_of_lines(file):
        lines.check(file)
