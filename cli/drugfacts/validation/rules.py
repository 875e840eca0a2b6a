"""The rules that there are: those of the shapes, and those that no shape can state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.validation.shapes.reading import ShapesGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.graph.dataset import DataSet, Term
    from drugfacts.validation.findings import Reader

OUTSIDE = (
    "claim-duplicate",
    "document-blank-node",
    "document-dangling",
    "document-derived",
    "document-empty",
    "document-import",
    "document-place",
    "document-unchecked",
    "document-unknown-term",
    "document-untyped",
    "engines-differ",
    "nothing-checked",
    "shape-target-missing",
    "shape-without-focus-nodes",
    "shapes-deactivated",
    "shapes-empty",
    "shapes-idle",
    "shapes-import",
    "shapes-impossible",
    "shapes-in-data",
    "shapes-path",
    "shapes-slow-pattern",
    "shapes-switch",
    "shapes-unread-datatype",
    "shapes-unsteady-query",
    "shapes-unused",
)
"""The rules on documents, on shapes and on the check itself; each has a page in docs/rules."""


def with_parts(chosen: Iterable[str], shapes: DataSet, reader: Reader) -> tuple[str, ...]:
    """Return rules with those of the property shapes that shapes of these names hold.

    Who asks for a node shape asks for what it says of properties too.

    Args:
        chosen: Ids of rules, or patterns.
        shapes: The shapes graph.
        reader: Knows the names of shapes.
    """
    graph = ShapesGraph(shapes)
    found = dict.fromkeys(chosen)
    for shape in graph.shapes:
        if reader.rule(shape) not in found:
            continue
        waiting: list[Term] = [*graph.values(shape, "property")]
        seen: set[Term] = set()
        while waiting:
            part = waiting.pop()
            if part not in seen and not isinstance(part, Literal):
                seen.add(part)
                found[reader.rule(part)] = None
                waiting += graph.values(part, "property")
    return tuple(found)


def known(shapes: DataSet, reader: Reader) -> frozenset[str]:
    """Return the ids of all rules that could find something.

    Args:
        shapes: The shapes graph.
        reader: Knows the names of shapes.
    """
    return frozenset({*OUTSIDE, *(reader.rule(shape) for shape in ShapesGraph(shapes).shapes)})
