"""Shapes that lead back to themselves, which SHACL leaves undefined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.validation.shapes.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject
    from drugfacts.validation.shapes.reading import ShapesGraph


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield a fault for each circle that a walk through the shapes closes."""
    done: set[Subject] = set()
    for start in sorted(graph.shapes, key=str):
        way: dict[Subject, None] = {}
        # A stack of our own: deep nesting is for the engine's limit to refuse.
        waiting: list[tuple[Subject, bool]] = [(start, False)]
        while waiting:
            shape, left = waiting.pop()
            if left:
                way.popitem()
                done.add(shape)
            elif shape in way:
                circle = list(way)
                yield _circle(graph, circle[circle.index(shape) :])
            elif shape not in done:
                way[shape] = None
                waiting.append((shape, True))
                inner = [each for each in graph.inner(shape) if not isinstance(each, Literal)]
                waiting += [(each, False) for each in sorted(set(inner), key=str, reverse=True)]


def _circle(graph: ShapesGraph, way: list[Subject]) -> Fault:
    names = [graph.name(shape) for shape in way]
    named = [name for name in dict.fromkeys(names) if name.startswith("<")] or names[:1]
    circle = " -> ".join([*named, named[0]])
    first = next((s for s, name in zip(way, names, strict=True) if name == named[0]), way[0])
    return Fault(
        f"a shape leads back to itself ({circle}), which SHACL leaves undefined; break the circle.",
        first,
    )
