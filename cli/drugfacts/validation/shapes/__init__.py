"""Looking over the shapes themselves: an engine passes over what it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.errors import InputError
from drugfacts.model import Finding
from drugfacts.validation import documents
from drugfacts.validation.shapes import (
    components,
    datatypes,
    doubts,
    imports,
    parameters,
    patterns,
    recursion,
    sparql,
    steps,
    structure,
    vocabulary,
)
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.queries import Queries
from drugfacts.validation.shapes.reading import ShapesGraph

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

__all__ = ["check", "faults"]

_RULES = (
    vocabulary.faults,
    parameters.faults,
    datatypes.faults,
    structure.faults,
    steps.faults,
    recursion.faults,
    components.faults,
    patterns.faults,
    imports.faults,
)


def check(shapes: DataSet, ontology: DataSet | None = None) -> tuple[Finding, ...]:
    """Refuse shapes that would not be run as they are written.

    Args:
        shapes: The shapes graph.
        ontology: Declares prefixes that queries of the shapes may use. Without it, a
            query is not read when a place that declares its prefixes is not here.

    Returns:
        What is allowed and hardly meant, in the order of the files.

    Raises:
        InputError: the first fault, by file and place, with the number of all.
    """
    graph = ShapesGraph(shapes)
    queries = Queries(graph, ontology)
    found = _faults(graph, queries)
    if found:
        first = found[0]
        more = f" (The first of {len(found)} faults in the shapes.)" if len(found) > 1 else ""
        raise InputError(first.message + more, first.path, first.line, first.col)
    findings = {doubt.finding(shapes) for doubt in doubts.doubts(graph, queries)}
    findings.update(documents.stating_nothing(shapes))
    return tuple(sorted(findings, key=Finding.sort_key))


def faults(shapes: DataSet, ontology: DataSet | None = None) -> list[InputError]:
    """Return all reasons why shapes cannot be used, in the order of the files.

    Args:
        shapes: The shapes graph.
        ontology: As for `check`.
    """
    graph = ShapesGraph(shapes)
    return _faults(graph, Queries(graph, ontology))


def _faults(graph: ShapesGraph, queries: Queries) -> list[InputError]:
    found = [fault for rule in _RULES for fault in rule(graph)]
    found += sparql.faults(queries)
    if not found and not graph.shapes:
        found.append(Fault("there is no shape; name files that hold some."))
    errors = {str(error): error for error in (fault.error(graph.data) for fault in found)}
    return sorted(errors.values(), key=lambda e: (e.path or "", e.line or 0, e.col or 0, e.message))
