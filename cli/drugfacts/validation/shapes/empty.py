"""Shapes that ask for nothing: whatever they are held against conforms to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.model import Severity
from drugfacts.validation.lists import FIRST
from drugfacts.validation.shacl import PARAMETERS, TARGETS, sh
from drugfacts.validation.shapes import components
from drugfacts.validation.shapes.fault import Doubt, Fault
from drugfacts.validation.shapes.reading import TRUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject
    from drugfacts.validation.shapes.reading import ShapesGraph

RULE = "shapes-empty"

_OF_OTHERS = ("flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount")
"""What does nothing alone, which another rule tells."""
_SWITCHES = ("closed", "uniqueLang", "deactivated", "qualifiedValueShapesDisjoint")
"""What says nothing when it is false."""


def doubts(graph: ShapesGraph) -> Iterator[Doubt]:
    """Yield the shapes that ask for nothing and are used as if they did.

    A property shape in a closed shape does something without a constraint: it allows
    its property. An empty shape counts values where it is a qualified value shape.
    """
    own = {
        path for each in components.components(graph) for path in components.parameters(graph, each)
    }
    empty = [shape for shape in graph.shapes if not _asks(graph, shape, own)]
    for shape in empty:
        has_target = any(graph.values(shape, name) for name in TARGETS)
        if has_target or shape in graph.classes or _is_called(graph, shape):
            path = graph.one(shape, "path")
            about = f" (sh:path {path})" if isinstance(path, NamedNode) else ""
            said = f"{graph.name(shape)}{about} asks for nothing, so that everything conforms to it"
            advice = "give it a constraint such as sh:minCount or sh:class, or take it out"
            # That a class is typed as a shape, in case that it gets constraints, is usual.
            idle = shape in graph.classes and not has_target
            severity = Severity.INFO if idle else Severity.WARNING
            yield Doubt(RULE, Fault(f"{said}; {advice}.", shape), severity)
    yield from _choices(graph, set(empty))


def _choices(graph: ShapesGraph, empty: set[Subject]) -> Iterator[Doubt]:
    for shape, head in graph.said("or"):
        for cell, item in graph.cells(head):
            if item in empty:
                yield Doubt(
                    RULE,
                    Fault(
                        f"a shape in the sh:or of {graph.name(shape)} asks for nothing, so that "
                        "everything conforms to the whole; say what it asks for, or take it out.",
                        cell,
                        FIRST,
                        item,
                    ),
                )


def _asks(graph: ShapesGraph, shape: Subject, own: set[NamedNode]) -> bool:
    """Tell whether a shape itself has a constraint, or is switched off."""
    said = graph.data.properties(shape)
    for name in (*PARAMETERS, *_OF_OTHERS, *_SWITCHES):
        values = said.get(sh(name), [])
        off = name in _SWITCHES and all(v == _FALSE for v in values)
        if values and not off:
            return True
    return any(predicate in own for predicate in said)


def _is_called(graph: ShapesGraph, shape: Subject) -> bool:
    """Tell whether another shape leaves something to a shape."""
    users = graph.data.referring(shape)
    owners = users.get(sh("property"), [])
    if any(graph.one(owner, "closed") != TRUE for owner in owners) or users.get(sh("node")):
        return True
    cells = users.get(FIRST, [])
    return any(
        item == shape
        for _, head in graph.said("and")
        for cell, item in graph.cells(head)
        if cell in cells
    )


_FALSE = Literal(False)
