"""A picture as a Mermaid flowchart, for Markdown pages that draw it."""

from __future__ import annotations

from drugfacts.drawing.picture import Picture, Status
from drugfacts.text import NOTICE

ARROWS = {
    Status.ENDORSED: "==>",
    Status.CLAIMED: "-.->",
    Status.DENIED: "-.-x",
}
_ENTITIES = {ord(c): f"#{ord(c)};" for c in '"#&<>;`\\|{}[]()'}


def mermaid(picture: Picture) -> bytes:
    """Return the picture; texts are quoted, and what could end a quote is an entity."""
    lines = [
        "---",
        f'title: "{_plain(picture.title)}"',
        "---",
        f"%% {NOTICE}",
        "flowchart LR",
        f"    accTitle: {_plain(picture.title)}",
        f"    accDescr: {_plain(f'{picture.told()} {NOTICE}')}",
        f"    d{_quoted(picture.drug)}",
    ]
    for at, group in enumerate(picture.groups):
        lines.append(f"    d --- k{at}{_quoted(group.name)}")
        for n, thing in enumerate(group.things):
            name = f"not {thing.name}" if thing.status is Status.DENIED else thing.name
            said = f"{_escaped(name)}<br/>{_escaped(thing.note)}"
            lines.append(f'    k{at} {ARROWS[thing.status]} t{at}x{n}["{said}"]')
    lines.append(f"    notice{_quoted(NOTICE)}")
    lines.append(f"    legend{_quoted('thick: a label states it; dotted: claimed or denied only')}")
    return ("\n".join(lines) + "\n").encode()


def _escaped(text: str) -> str:
    return text.translate(_ENTITIES)


def _quoted(text: str) -> str:
    return f'["{_escaped(text)}"]'


def _plain(text: str) -> str:
    """Return a text for places that know no entities."""
    return "".join(" " if character in '"#;{}<>\\%`' else character for character in text)
