"""Which comment belongs to what, decided while a Turtle text is read.

A comment on a line of its own belongs to what follows it: a block, predicate, object or
directive, or the end of the brackets, block or file. A comment at the end of a line belongs
to the predicate or object that was last read; behind a subject or an opening bracket it
belongs above it.
"""

from __future__ import annotations

from typing import TypeAlias

from drugfacts.graph.turtle.document import Directive, Document, Key

_Anchor: TypeAlias = tuple[dict[Key, list[str]], Key]


class Comments:
    """Files the comments of one text into its document, in the order of the text."""

    def __init__(self, text: str, document: Document) -> None:
        self._text = text
        self._document = document
        self._notes = document.notes
        self._waiting: list[str] = []
        self._anchor: _Anchor | None = None

    def found(self, previous_end: int, start: int, end: int) -> None:
        """Take in a comment that comes after the token that ends at ``previous_end``."""
        comment = self._text[start:end].rstrip()
        lines = self._line_ends(previous_end, start)
        if self._anchor is not None and not lines:
            mapping, key = self._anchor
            mapping.setdefault(key, []).append(comment)
            return
        if self._waiting and lines > 1:
            self._waiting.append("")
        self._waiting.append(comment)

    def _line_ends(self, start: int, end: int) -> int:
        gap = self._text[start:end]
        return gap.count("\n") or gap.count("\r")

    def on(self, key: Key, *, after: bool = False) -> None:
        """Give a thing the comments above it, and those at the end of its line."""
        if self._waiting:
            own = self._notes.before.setdefault(key, [])
            own += [comment for comment in self._waiting if comment]
            self._waiting = []
        self._anchor = (self._notes.after if after else self._notes.before, key)

    def behind(self, key: Key) -> None:
        """Give a thing what stands at the end of the line on which it is closed."""
        self._anchor = (self._notes.after, key)

    def move(self, key: Key, target: Key) -> None:
        """Let another thing have the comments above a thing."""
        self._waiting = self._notes.before.pop(key, []) + self._waiting
        self.on(target)

    def on_block(self, key: Key, previous_end: int, start: int) -> None:
        """Give a block the comments above it; the first block leaves the header alone."""
        waiting, self._waiting = self._waiting, []
        self._anchor = (self._notes.before, key)
        if not waiting:
            return
        if self._line_ends(previous_end, start) > 1:
            waiting.append("")
        if not self._document.statements and not self._document.directives and "" in waiting:
            split = len(waiting) - waiting[::-1].index("")
            self._document.header = waiting[: split - 1]
            waiting = waiting[split:]
        if waiting:
            self._notes.before.setdefault(key, []).extend(waiting)

    def on_directive(self, directive: Directive) -> None:
        """Give a directive its comments; those above the first one are the header."""
        if not self._document.statements and not self._document.directives:
            self._document.header = self._waiting
        else:
            directive.before += [comment for comment in self._waiting if comment]
        self._waiting = []
        self._anchor = ({(): directive.after}, ())

    def end(self, key: Key) -> None:
        """Leave the comments before a closing mark with what it closes."""
        if self._waiting:
            own = self._notes.tail.setdefault(key, [])
            own += [comment for comment in self._waiting if comment]
            self._waiting = []

    def close(self) -> None:
        """Leave what remains at the end of the text."""
        if self._document.statements or self._document.directives:
            self._document.footer = self._waiting
        else:
            self._document.header = self._waiting
