"""Cards as plain text: the same on a terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drugfacts.text import columns, printable

_WIDEST = 56
"""Parts of a line that are longer than this are not waited for by the others."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines below it.

    Attributes:
        heading: Stands on a line of its own.
        rows: Lines; the parts of each stand in columns.
    """

    heading: str
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one thing.

    Attributes:
        title: Its name.
        note: A line below the name.
        sections: What is known of it; empty ones are not shown.
    """

    title: str
    note: str
    sections: Sequence[Section]


def render(card: Card, bold: Callable[[str], str] = str) -> str:
    """Return a card as text.

    Args:
        card: What is shown.
        bold: Marks headings.
    """
    parts = [f"{bold(printable(card.title))}\n{printable(card.note)}\n"]
    for section in card.sections:
        if section.rows:
            rows = [tuple(printable(part) for part in row) for row in section.rows]
            lines = [bold(printable(section.heading)), *columns(rows, "  ", _WIDEST)]
            parts.append("".join(f"{line}\n" for line in lines))
    return "\n".join(parts)
