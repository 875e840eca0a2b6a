"""The rules that there are: those of the shapes, and those that no shape can state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.validation.shapes.reading import ShapesGraph

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet
    from drugfacts.validation.findings import Reader

OUTSIDE = (
    "document-blank-node",
    "document-dangling",
    "document-empty",
    "document-import",
    "document-place",
    "document-unchecked",
    "document-unknown-term",
    "document-untyped",
    "engines-differ",
    "nothing-checked",
    "shape-without-focus-nodes",
    "shapes-deactivated",
    "shapes-idle",
    "shapes-import",
    "shapes-impossible",
    "shapes-path",
    "shapes-slow-pattern",
    "shapes-switch",
    "shapes-unsteady-query",
    "shapes-unused",
)
"""The rules on documents, on shapes and on the check itself; each has a page in docs/rules."""


def known(shapes: DataSet, reader: Reader) -> frozenset[str]:
    """Return the ids of all rules that could find something.

    Args:
        shapes: The shapes graph.
        reader: Knows the names of shapes.
    """
    return frozenset({*OUTSIDE, *(reader.rule(shape) for shape in ShapesGraph(shapes).shapes)})
