"""How shapes hang together: none is missing, and each has a path or none as it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.validation.lists import FIRST, NIL, items
from drugfacts.validation.shacl import LISTS_OF_SHAPES, TAKING_A_SHAPE, sh
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.reading import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.validation.shapes.reading import ShapesGraph


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield what is missing or of the wrong kind."""
    yield from _missing(graph)
    yield from _without_path(graph)
    yield from _with_path(graph)
    yield from _empty_lists(graph)


def _missing(graph: ShapesGraph) -> Iterator[Fault]:
    for name in TAKING_A_SHAPE:
        for subject, value in graph.said(name):
            if _is_missing(graph, value):
                yield Fault(_gone(value), subject, sh(name), value)
    for name in LISTS_OF_SHAPES:
        for _, head in graph.said(name):
            for cell, item in graph.cells(head):
                if isinstance(item, Literal):
                    continue  # The rule on the items of lists tells.
                if _is_missing(graph, item):
                    yield Fault(_gone(item), cell, FIRST, item)


def _is_missing(graph: ShapesGraph, shape: Term) -> bool:
    return not isinstance(shape, Literal) and shape not in graph.data and not _is_blank(shape)


def _is_blank(shape: Term) -> bool:
    # `[ ]` is a shape that everything conforms to; a blank node cannot be misspelled.
    return isinstance(shape, BlankNode)


def _gone(shape: Term) -> str:
    return f"the shape {shape} is missing; write it, or correct the name."


def _without_path(graph: ShapesGraph) -> Iterator[Fault]:
    told: set[Term] = set()
    said = "a property shape without sh:path checks nothing; say which values it is about."
    for subject, value in graph.said("property"):
        if isinstance(value, Literal) or value in told or _is_missing(graph, value):
            continue
        if not graph.is_property_shape(value):
            told.add(value)
            named = isinstance(value, NamedNode)
            yield Fault(said, value) if named else Fault(said, subject, sh("property"), value)
    for subject, kind in graph.statements.get(TYPE, []):
        pathless = kind == sh("PropertyShape") and not graph.is_property_shape(subject)
        if pathless and subject not in told:
            told.add(subject)
            yield Fault(said, subject, TYPE, kind)


def _with_path(graph: ShapesGraph) -> Iterator[Fault]:
    for subject, kind in graph.statements.get(TYPE, []):
        if kind == sh("NodeShape") and graph.is_property_shape(subject):
            yield Fault(
                f"{graph.name(subject)} has a sh:path and is typed sh:NodeShape; "
                "type it sh:PropertyShape, or take the path out.",
                subject,
                TYPE,
                kind,
            )
    for subject, value in graph.said("node"):
        if graph.is_property_shape(value):
            yield Fault(
                "sh:node takes a node shape, and this one has a sh:path; "
                "refer to it with sh:property.",
                subject,
                sh("node"),
                value,
            )


def _empty_lists(graph: ShapesGraph) -> Iterator[Fault]:
    for name in LISTS_OF_SHAPES:
        for subject, head in graph.said(name):
            if items(head, graph.data.properties) == []:
                yield _empty(name, subject)


def _empty(name: str, subject: Subject) -> Fault:
    return Fault(
        f"the list of sh:{name} is empty, and engines differ on what that means; "
        "put a shape in, or take it out.",
        subject,
        sh(name),
        NIL,
    )
