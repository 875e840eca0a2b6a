"""A picture as SVG: what is endorsed differs by line, arrow and frame, not by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from drugfacts.drawing.layout import Box, Plan, plan
from drugfacts.drawing.picture import Picture, Status
from drugfacts.text import NOTICE, width

_MARGIN, _TITLE, _LEGEND, _LINE = 28, 62, 104, 17
_NARROWEST = 720
_WIDEST = 34
"""Characters of a line of a name; a longer name is broken, at last within a word."""


class Style(NamedTuple):
    """How one status looks."""

    colour: str
    stroke: str
    dashes: str
    arrow: str
    frame: str


STYLES = {
    Status.ENDORSED: Style("#14532d", "3.2", "", "full", "2.6"),
    Status.CLAIMED: Style("#4b5563", "1.5", "7 5", "open", "1"),
    Status.DENIED: Style("#86198f", "1.5", "1.5 4", "bar", "1"),
}
LEGEND = {
    Status.ENDORSED: "a label states it without restriction",
    Status.CLAIMED: "an article claims it",
    Status.DENIED: "an article denies it",
}


class Node(NamedTuple):
    """One box before it has a place: lines of its name, its note, and its status."""

    lines: tuple[str, ...]
    note: str
    status: Status | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, from the number of characters: no font is asked."""
        longest = max([*(width(line) * 8.4 for line in self.lines), width(self.note) * 6.2])
        return int(longest) + 26, _LINE * len(self.lines) + (15 if self.note else 0) + 14


def svg(picture: Picture) -> bytes:
    """Return the picture."""
    nodes, links = _nodes(picture)
    where = plan(_sizes(nodes), links)
    title = Decimal(int(width(picture.title) * 9.6) + 2 * _MARGIN)
    wide = max(where.width + 2 * _MARGIN, title, Decimal(_NARROWEST))
    shift = (wide - where.width) / 2
    high = where.height + _TITLE + _LEGEND
    body = [*_edges(nodes, links, where), *_boxes(nodes, where)]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.1f} {high:.1f}" '
        f'width="{wide:.1f}" height="{high:.1f}" role="img" aria-labelledby="title desc" '
        'font-family="Helvetica, Arial, sans-serif">',
        f'<title id="title">{escape(picture.title)}</title>',
        f'<desc id="desc">{escape(f"{picture.told()} {NOTICE}")}</desc>',
        _MARKERS,
        f'<rect width="{wide:.1f}" height="{high:.1f}" fill="#ffffff"/>',
        f'<text x="{wide / 2:.1f}" y="34" text-anchor="middle" font-size="18" '
        f'font-weight="bold" fill="#111827">{escape(picture.title)}</text>',
        f'<g transform="translate({shift:.1f} {_TITLE})">',
        *body,
        "</g>",
        *_legend(picture, wide, where.height + _TITLE + 26),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


_MARKERS = """<defs>
<marker id="full" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="13" markerHeight="13" \
markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="#14532d"/></marker>
<marker id="open" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="12" markerHeight="12" \
markerUnits="userSpaceOnUse" orient="auto"><path d="M1 1L9 5L1 9" fill="none" \
stroke="#4b5563" stroke-width="1.6"/></marker>
<marker id="bar" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="14" markerHeight="14" \
markerUnits="userSpaceOnUse" orient="auto"><path d="M8 0V10M4 0V10" \
stroke="#86198f" stroke-width="1.8"/></marker>
</defs>"""


def _nodes(picture: Picture) -> tuple[list[Node], list[tuple[int, int]]]:
    """Return the boxes, the drug first, and the links between them."""
    nodes = [Node((picture.drug,), "", None)]
    links: list[tuple[int, int]] = []
    for group in picture.groups:
        links.append((0, len(nodes)))
        at = len(nodes)
        nodes.append(Node((group.name,), "", None))
        for thing in group.things:
            links.append((at, len(nodes)))
            name = f"not {thing.name}" if thing.status is Status.DENIED else thing.name
            nodes.append(Node(tuple(_broken(name)), thing.note, thing.status))
    return nodes, links


def _sizes(nodes: list[Node]) -> list[tuple[int, int]]:
    """Return the sizes of boxes, those of all objects alike in width."""
    widest = max(node.size[0] for node in nodes if node.status)
    return [(widest, node.size[1]) if node.status else node.size for node in nodes]


def _broken(text: str) -> Iterator[str]:
    """Yield the lines of a name."""
    line = ""
    for word in text.split(" "):
        while width(word) > _WIDEST:
            if line:
                yield line
                line = ""
            yield word[: _WIDEST // 2]
            word = word[_WIDEST // 2 :]
        if line and width(f"{line} {word}") > _WIDEST:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _edges(nodes: list[Node], links: list[tuple[int, int]], where: Plan) -> Iterator[str]:
    for start, end in links:
        status = nodes[end].status
        path = f'd="{_curve(where.boxes[start], where.boxes[end])}" fill="none"'
        if status is None:
            yield f'<path {path} stroke="#9ca3af" stroke-width="2"/>'
        else:
            yield f"<path {path} {_line(STYLES[status])}/>"


def _line(style: Style) -> str:
    dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
    arrow = f' marker-end="url(#{style.arrow})"'
    return f'stroke="{style.colour}" stroke-width="{style.stroke}"{dashes}{arrow}'


def _curve(start: Box, end: Box) -> str:
    """Return a curve from the right of one box to the left of another."""
    right, left = start.x + Decimal(start.width) / 2, end.x - Decimal(end.width) / 2 - 1
    bend = (left - right) / 2
    return (
        f"M{right:.1f} {start.y:.1f}C{right + bend:.1f} {start.y:.1f} "
        f"{left - bend:.1f} {end.y:.1f} {left - 8:.1f} {end.y:.1f}H{left:.1f}"
    )


def _boxes(nodes: list[Node], where: Plan) -> Iterator[str]:
    for node, box in zip(nodes, where.boxes, strict=True):
        left, top = box.x - Decimal(box.width) / 2, box.y - Decimal(box.height) / 2
        yield (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width}" height="{box.height}" '
            f'rx="6" {_frame(node)}/>'
        )
        ink = "#ffffff" if node.status is None else "#111827"
        bold = "" if node.status is Status.CLAIMED else ' font-weight="bold"'
        for n, line in enumerate(node.lines):
            yield _text(box.x, top + 20 + n * _LINE, 14, ink, line, bold)
        if node.note:
            yield _text(box.x, top + 18 + len(node.lines) * _LINE, 11, "#374151", node.note, "")


def _frame(node: Node) -> str:
    if node.status is None:
        return 'fill="#1f2937"'
    style = STYLES[node.status]
    dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
    fill = "#ecfdf5" if node.status is Status.ENDORSED else "#ffffff"
    return f'fill="{fill}" stroke="{style.colour}" stroke-width="{style.frame}"{dashes}'


def _text(x: Decimal, y: Decimal, size: int, ink: str, said: str, more: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size}" '
        f"fill={quoteattr(ink)}{more}>{escape(said)}</text>"
    )


def _legend(picture: Picture, wide: Decimal, top: Decimal) -> Iterator[str]:
    """Yield the legend, of what the picture shows, and the notice."""
    said_of = {thing.status for group in picture.groups for thing in group.things}
    shown = [status for status in Status if status in said_of]
    x = (wide - sum(_sample(status) for status in shown)) / 2
    for status in shown:
        yield f'<path d="M{x:.1f} {top:.1f}h44" fill="none" {_line(STYLES[status])}/>'
        yield (
            f'<text x="{x + 52:.1f}" y="{top + 4:.1f}" font-size="12" '
            f'fill="#111827">{escape(LEGEND[status])}</text>'
        )
        x += _sample(status)
    low = (top + 30, top + 48)
    for y, said in zip(low, (NOTICE, _SILENCE), strict=True):
        yield (
            f'<text x="{wide / 2:.1f}" y="{y:.1f}" text-anchor="middle" font-size="12" '
            f'font-style="italic" fill="#111827">{escape(said)}</text>'
        )


def _sample(status: Status) -> Decimal:
    """Return how wide a sample of the legend is."""
    return Decimal(52 + int(len(LEGEND[status]) * 6.3) + 26)


_SILENCE = "Off-label and label-silent do not mean unsafe; on-label does not mean safe."
