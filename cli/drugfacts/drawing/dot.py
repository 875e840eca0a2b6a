"""A picture as DOT, for those who lay it out themselves."""

from __future__ import annotations

from drugfacts.drawing.picture import Picture, Status
from drugfacts.text import NOTICE

STYLES = {
    Status.ENDORSED: "style=solid, penwidth=3, arrowhead=normal",
    Status.CLAIMED: "style=dashed, penwidth=1, arrowhead=vee",
    Status.DENIED: "style=dotted, penwidth=1, arrowhead=tee",
}


def dot(picture: Picture) -> bytes:
    """Return the picture."""
    lines = [
        f"// {NOTICE}",
        "digraph {",
        f"    graph [rankdir=LR, label={_quoted(_below(picture))}]",
        "    node [shape=box, fontname=Helvetica]",
        f"    d [label={_quoted(picture.drug)}]",
    ]
    for at, group in enumerate(picture.groups):
        lines.append(f"    k{at} [label={_quoted(group.name)}]")
        lines.append(f"    d -> k{at} [arrowhead=none]")
        for n, thing in enumerate(group.things):
            name = f"not {thing.name}" if thing.status is Status.DENIED else thing.name
            lines.append(f"    t{at}x{n} [label={_quoted(name, thing.note)}]")
            lines.append(f"    k{at} -> t{at}x{n} [{STYLES[thing.status]}]")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _below(picture: Picture) -> str:
    legend = "Solid: a label states it without restriction. Dashed: claimed only. Dotted: denied."
    return f"{picture.title}. {legend} {NOTICE}"


def _quoted(*lines: str) -> str:
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
