"""The whole check of a data set: document rules and shapes, in one report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts import iris
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, Term, parts
from drugfacts.text import printable
from drugfacts.validation import (
    coverage,
    derived,
    documents,
    duplicates,
    engines,
    misplaced,
    once,
    place,
    vocabulary,
)
from drugfacts.validation.choice import choose, dated
from drugfacts.validation.findings import Reader
from drugfacts.validation.judging import judged
from drugfacts.validation.options import Options
from drugfacts.validation.proof import (
    idle,
    idle_remark,
    mentioned,
    missing_targets,
    nothing_checked,
)
from drugfacts.validation.report import compared, placed, reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report


def validate(
    data: DataSet,
    shapes: DataSet | None = None,
    ontology: DataSet | None = None,
    options: Options | None = None,
) -> Report:
    """Check the named documents of a data set; nothing is changed.

    The background is looked at but never reported on. There is no inference but that
    an instance of a class is one of its superclasses.

    Args:
        data: What to check.
        shapes: Shapes to check against; None means those of the package.
        ontology: Classes, terms and prefixes; None means that of the package.
        options: How it is checked; None means as usual.

    Returns:
        Findings in the order of the files and the places in them. A run in which no
        shape found anything to check is a finding too.

    Raises:
        InputError: there are no shapes, or they cannot be used.
        LimitError: shapes or values are nested too deeply.
    """
    options = options or Options()
    packaged = shapes is None
    shapes = read.packaged("shapes") if shapes is None else shapes
    ontology = read.packaged("ontology") if ontology is None else ontology
    # Those of the package cannot change, and have been looked over before.
    doubts = () if packaged else _looked_over(shapes, ontology)
    engine, why = choose(options.engine, shapes, ontology, dated(data), packaged=packaged)
    outcome = engines.run(
        data.all_triples(),
        shapes.all_triples(),
        ontology.all_triples(),
        _focus(data, ontology),
        engine,
        options.detailed,
        options.limit(),
    )
    reader = Reader(shapes, iris.shortener(data.base, data.declared_prefixes()))
    unclassed = once.of_unknown_class(data, ontology, shapes)
    dangling = list(documents.dangling(data, ontology, shapes))
    told = once.of_told_class(outcome.results) | unclassed
    untyped = list(coverage.untyped(data, told))
    unclassed |= {NamedNode(finding.focus) for finding in untyped}
    results = [
        result
        for result in once.results(outcome.results, dangling, unclassed)
        if not once.is_unknown_property(result, ontology, shapes)
    ]
    findings = [placed(result, reader, data, shapes) for result in results]
    findings += [*document_findings(data, ontology, shapes), *dangling, *untyped]
    findings += doubts
    remarks = [*why, *_remarks(data)]
    if outcome.count:
        findings += coverage.unchecked(data, outcome.focus_nodes | unclassed)
        if packaged and not options.require_targets:
            remarks.append(idle_remark(outcome.work))
        else:
            required = options.require_targets
            findings += idle(outcome.work, reader, shapes, required=required, packaged=packaged)
    else:
        findings.append(
            nothing_checked(
                "give the things a class of the ontology, such as df:Drug, or name other files"
            )
        )
    if not packaged:
        there = mentioned(data, ontology)
        findings += missing_targets(shapes, reader, there, required=options.require_targets)
        findings += misplaced.shapes_in_data(data, shapes)
    findings += compared(outcome, reader, data, shapes)
    report = reported(findings, outcome, data, filter(None, remarks))
    if options.coverage:
        from drugfacts.validation import seen

        report = replace(report, unseen=seen.unseen(data, shapes, ontology, outcome.focus))
    return judged(report, options, shapes, reader, data)


def _looked_over(shapes: DataSet, ontology: DataSet) -> tuple[Finding, ...]:
    # Reading queries takes patterns that are slow to make.
    from drugfacts.validation import shapes as shape_rules

    return shape_rules.check(shapes, ontology)


def document_findings(data: DataSet, ontology: DataSet, shapes: DataSet) -> Iterator[Finding]:
    """Yield the findings of the rules that look at documents only."""
    yield from documents.empty(data)
    yield from place.place(data)
    yield from documents.blank_nodes(data)
    yield from derived.derived(data)
    yield from vocabulary.unknown_terms(data, ontology, shapes)
    yield from documents.imports(data)
    yield from duplicates.duplicates(data)


def _focus(data: DataSet, ontology: DataSet) -> frozenset[Term]:
    """Return what shapes may be held against: all that is the named documents' own.

    That is what they describe, and what they mention and nobody else describes.
    """
    elsewhere = {parts(q)[0] for document in data.background for q in document.quads}
    mentioned = {parts(quad)[2] for quad in data.quads()}
    return data.subjects | (mentioned - elsewhere - ontology.subjects)


def _remarks(data: DataSet) -> Iterator[str]:
    outside = [document.path for document in data.documents if document.iri is None]
    if outside:
        yield printable(
            f"{', '.join(outside[:3])}{' and others' if outside[3:] else ''}: in no data set "
            "(no folder above holds a dataset.ttl that states a base), "
            "so the place was not checked."
        )
    if data.unread:
        count, first = len(data.unread), data.unread[0]
        files = "1 file of the data set is" if count == 1 else f"{count} files of the data set are"
        named = any(path.endswith(".ttl") for path in data.unread)
        yield printable(
            f"{files} not read, such as {first}; only *.ttl is"
            f"{', under a name that can be a part of an IRI' if named else ''}."
        )
