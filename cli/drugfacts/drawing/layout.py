"""Where the parts of a picture stand: Graphviz decides, and gets no text of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from drugfacts.errors import UsageError

PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its middle and size, in points from the top left."""

    x: Decimal
    y: Decimal
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout.

    Attributes:
        width: Its width, in points.
        height: Its height.
        boxes: The boxes, in the order in which they were given.
    """

    width: Decimal
    height: Decimal
    boxes: tuple[Box, ...]


def plan(sizes: Sequence[tuple[int, int]], links: Sequence[tuple[int, int]]) -> Plan:
    """Return where boxes stand, from left to right, so that links between them do not cross.

    Args:
        sizes: Width and height of each box, in points.
        links: Numbers of the boxes at both ends of each link.

    Raises:
        UsageError: Graphviz is not installed.
    """
    try:
        from pygraphviz import AGraph  # type: ignore[import-untyped]
    except ImportError as error:
        raise UsageError(
            "a picture is laid out by Graphviz, which is not installed; install "
            "'drugfacts[draw]', or use --format mermaid or dot."
        ) from error

    graph = AGraph(directed=True, rankdir="LR", ranksep="1.1", nodesep="0.12", ordering="out")
    for number, (width, height) in enumerate(sizes):
        size = {"width": f"{width / PER_INCH:.4f}", "height": f"{height / PER_INCH:.4f}"}
        graph.add_node(number, shape="box", fixedsize="true", label="", **size)
    for link in links:
        graph.add_edge(*link)
    return _read(graph.draw(prog="dot", format="plain").decode(), sizes)


def _read(plain: str, sizes: Sequence[tuple[int, int]]) -> Plan:
    """Return the plan that Graphviz wrote in its plain format, whose origin is below."""
    rows = [line.split() for line in plain.splitlines()]
    (_, _, width, height) = next(row for row in rows if row[0] == "graph")
    top = _points(height)
    places = {int(row[1]): (row[2], row[3]) for row in rows if row[0] == "node"}
    boxes = tuple(
        Box(_points(places[n][0]), top - _points(places[n][1]), *size)
        for n, size in enumerate(sizes)
    )
    return Plan(_points(width), top, boxes)


def _points(inches: str) -> Decimal:
    return (Decimal(inches) * PER_INCH).quantize(Decimal("0.1"))
