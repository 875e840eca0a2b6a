"""Which property paths of shapes are well-formed, by section 2.3.1 of SHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.validation.lists import FIRST, NIL, items
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Term
    from drugfacts.validation.shapes.reading import ShapesGraph

REPEATING = ("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "inversePath")
MAX_DEPTH = 30
"""How deep a path may nest; engines give up soon after."""

_ADVICE = (
    "write a property, ( a b ), [ sh:inversePath a ], [ sh:alternativePath ( a b ) ], or "
    "[ sh:zeroOrMorePath a ] and its like"
)


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield for each shape with an ill-formed path what is wrong with it."""
    for shape, path in graph.said("path"):
        if not isinstance(path, Literal):
            said = wrong(graph, path)
            if said:
                yield Fault(f"the path is ill-formed: {said}; {_ADVICE}.", shape, sh("path"), path)


def wrong(graph: ShapesGraph, path: Term) -> str | None:
    """Return what is wrong with a path, or None."""
    waiting: list[tuple[Term, tuple[Term, ...]]] = [(path, ())]
    while waiting:
        step, outer = waiting.pop()
        if isinstance(step, Literal):
            return f"{step} is a literal"
        if isinstance(step, NamedNode):
            if step == NIL:
                return "a list in it is empty"
            continue
        if step in outer:
            return "it contains itself"
        if len(outer) >= MAX_DEPTH:
            return f"it is nested more than {MAX_DEPTH} deep"
        found = parts(graph, step)
        if isinstance(found, str):
            return found
        waiting += [(part, (*outer, step)) for part in found]
    return None


def parts(graph: ShapesGraph, step: Term) -> list[Term] | str:
    """Return the parts of a step that is a blank node, or what is wrong with it."""
    if isinstance(step, Literal):
        return f"{step} is a literal"
    about = graph.data.properties(step)
    if FIRST in about:
        # A node that is a list and has another form too is read as a list.
        found = items(step, graph.data.properties)
        if found is None:
            return "a list in it is not well-formed"
        return found if len(found) > 1 else "a sequence has one step only"
    keys = [name for name in (*REPEATING, "alternativePath") if sh(name) in about]
    if not keys:
        return "a blank node in it is no path"
    if len(keys) > 1 or len(about[sh(keys[0])]) > 1:
        return "a blank node in it is several paths"
    value = about[sh(keys[0])][0]
    if keys[0] != "alternativePath":
        return [value]
    found = items(value, graph.data.properties)
    if found is None:
        return "sh:alternativePath takes a well-formed list"
    return found if len(found) > 1 else "sh:alternativePath takes a list of two or more"
