"""Mutants of what holds shapes together: targets, links, severities, being switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from drugfacts.mutation.advice import Needed, bad
from drugfacts.mutation.constraints import Constraints
from drugfacts.mutation.mutant import Kind, Place, ShapeMutant
from drugfacts.terms import PREFIXES
from drugfacts.validation.shacl import TARGETS, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject
    from drugfacts.mutation.shapegraph import ShapeGraph

_TRUE = Literal("true", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))


def mutants(graph: ShapeGraph) -> Iterator[ShapeMutant]:
    """Yield all mutants of the shapes, shape by shape in the order of their names.

    A shape that is switched off, or that no target leads to, has none: it does nothing.
    """
    told = _reporting(graph)
    for shape in graph.shapes:
        yield from _targets(graph, shape)
        yield from _links(graph, shape)
        yield from Constraints(graph, shape).mutants()
        if shape in told and any(p in graph.parameters for p, _ in graph.about[shape]):
            yield from _severity(graph, shape)


def _targets(graph: ShapeGraph, shape: Subject) -> Iterator[ShapeMutant]:
    said = [(name, value) for name in TARGETS for value in graph.values(shape, name)]
    name_of = graph.name(shape)
    for name, value in said:
        gone = Triple(shape, sh(name), value)
        yield ShapeMutant(
            shape,
            Kind.TARGET,
            f"sh:{name} {graph.text(value)}: dropped",
            Needed(False, f"write a bad example of {name_of} that only this target leads to"),
            Place(shape, sh(name), value),
            frozenset([gone]),
        )
    if len(said) != 1 and shape in graph.roots:
        # With one target this would be the same as dropping it.
        yield ShapeMutant(
            shape,
            Kind.TARGET,
            "switched off by sh:deactivated",
            Needed(False, f"write a bad example of {name_of}"),
            Place(shape),
            frozenset(),
            (Triple(shape, sh("deactivated"), _TRUE),),
        )


def _links(graph: ShapeGraph, shape: Subject) -> Iterator[ShapeMutant]:
    for part in graph.values(shape, "property"):
        if isinstance(part, Literal):
            continue
        reason = ""
        states = any(p in graph.parameters for p, _ in graph.about.get(part, []))
        closed = any(str(getattr(v, "value", "")) == "true" for v in graph.values(shape, "closed"))
        if not states and not closed and not graph.values(part, "property"):
            reason = "the shape that it links states nothing"
        yield ShapeMutant(
            shape,
            Kind.LINK,
            f"sh:property {graph.name(part)}: dropped",
            bad(graph, part, "what it forbids"),
            Place(shape, sh("property"), part),
            frozenset([Triple(shape, sh("property"), part)]),
            reason=reason,
        )


def _severity(graph: ShapeGraph, shape: Subject) -> Iterator[ShapeMutant]:
    stated = graph.values(shape, "severity")
    if sh("Info") in stated:
        return
    yield ShapeMutant(
        shape,
        Kind.SEVERITY,
        "sh:severity: lowered to sh:Info",
        Needed(False, f"write a bad example of {graph.name(shape)}"),
        Place(shape, sh("severity"), stated[0]) if stated else Place(shape),
        frozenset(Triple(shape, sh("severity"), value) for value in stated),
        (Triple(shape, sh("severity"), sh("Info")),),
    )


def _reporting(graph: ShapeGraph) -> set[Subject]:
    """Return the shapes that a result can name: those with targets and their properties.

    What ``sh:node`` and its like lead to is only ever asked whether a value conforms.
    """
    found: set[Subject] = set()
    waiting = list(graph.roots)
    while waiting:
        shape = waiting.pop()
        if shape not in found:
            found.add(shape)
            waiting += [p for p in graph.values(shape, "property") if not isinstance(p, Literal)]
    return found
