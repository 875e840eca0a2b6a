"""Explanations as text for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from drugfacts.explain.layout import Page, Prose, Rows, Turtle
from drugfacts.text import columns, printable, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from drugfacts.explain.conflict import Clash
    from drugfacts.explain.layout import Block
    from drugfacts.explain.model import Rule, Thing
    from drugfacts.explain.rules import Listed

WIDTH = 96
"""How wide a paragraph runs."""

_WIDEST = 40
"""Parts of a line that are longer than this are not waited for by the others."""

_MARKS = re.compile(r"([\\*_\[\]<>|#`])")


def text(page: Page, bold: Callable[[str], str] = str) -> str:
    """Return a page as text.

    Args:
        page: What is written.
        bold: Marks the title and the headings.
    """
    parts = ["\n".join([bold(printable(page.title)), printable(page.note)])]
    for section in page.sections:
        if section.blocks:
            blocks = "\n\n".join("\n".join(_text_lines(block)) for block in section.blocks)
            parts.append(f"{bold(printable(section.heading))}\n{blocks}")
    return "\n\n".join(parts) + "\n"


def _text_lines(block: Block) -> list[str]:
    if isinstance(block, Turtle):
        return [f"    {_same(line)}".rstrip() for line in block.lines]
    if isinstance(block, Rows):
        rows = [tuple(printable(part) for part in row) for row in block.rows]
        lines = columns(rows, "  ", _WIDEST)
        if not block.wrapped:
            return lines
        return [w for line, row in zip(lines, rows, strict=True) for w in _hung(line, row)]
    return _wrapped(printable(block.text), 2)


def _hung(line: str, row: tuple[str, ...]) -> list[str]:
    """Return a line of columns, a last part that is too long wrapped in its column."""
    start = len(line) - len(row[-1])
    if width(line) <= WIDTH or start > WIDTH // 2:
        return [line]
    wrapped = _wrapped(row[-1], start)
    return [line[:start] + wrapped[0][start:], *wrapped[1:]]


def _wrapped(said: str, indent: int) -> list[str]:
    return textwrap.wrap(
        said,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def markdown(page: Page) -> str:
    """Return a page as Markdown."""
    parts = [f"# {_plain(page.title)}", _plain(page.note)]
    for section in page.sections:
        if section.blocks:
            parts.append(f"## {_plain(section.heading)}")
            parts += map(_markdown_block, section.blocks)
    return "\n\n".join(parts) + "\n"


def _markdown_block(block: Block) -> str:
    if isinstance(block, Turtle):
        return "\n".join(["```turtle", *map(_same, block.lines), "```"])
    if isinstance(block, Prose):
        return _plain(block.text)
    rows = [[_plain(part) for part in row] for row in block.rows]
    width = max(map(len, rows))
    lines = [" | ".join([*row, *[""] * (width - len(row))]) for row in rows]
    head = [" | ".join([" "] * width), " | ".join(["---"] * width)]
    return "\n".join(f"| {line} |" for line in [*head, *lines])


def as_json(explained: Rule | Thing | Clash | Sequence[Listed]) -> str:
    """Return an explanation, or the list of rules, as JSON."""
    if isinstance(explained, Sequence):
        said: object = {"rules": [asdict(one) for one in explained]}
    else:
        said = asdict(explained)
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _plain(said: str) -> str:
    """Return a text in which Markdown sees no mark of its own but quoted code."""
    parts = re.split(r"(`[^`]+`)", printable(said))
    return "".join(p if n % 2 else _MARKS.sub(r"\\\1", p) for n, p in enumerate(parts))


def _same(line: str) -> str:
    """Return a line of Turtle without what steers a terminal, its spaces kept."""
    return "".join(c for c in line if c == " " or printable(c))
