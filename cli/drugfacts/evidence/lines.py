"""The lines of a captured document: one rule on white space for all that is marked up."""

from __future__ import annotations

import re

_WHITE = re.compile(r"[ \t\n\f\r]+")


class Lines:
    r"""Collects the text of a document line by line.

    A run of white space of ASCII (blank, tab, line feed, form feed, carriage return) is
    one blank, and none is left at the ends of a line; a no-break space is no white space.
    The cells of a row stand in one line with a tab between them. Lines without text are
    left out. Between two lines stands one ``\n``; behind the last there is none.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._cells: list[list[str]] = [[]]
        self._in_row = False
        self.at = 0
        """Offset at which the next line begins."""

    def add(self, text: str) -> None:
        """Add text to the line."""
        self._cells[-1].append(text)

    def cell(self) -> None:
        """Begin a cell; the first of a line has no tab before it."""
        if self._in_row:
            self._cells.append([])
        self._in_row = True

    def end(self) -> None:
        """End the line."""
        cells = (_WHITE.sub(" ", "".join(parts)).strip(" ") for parts in self._cells)
        line = "\t".join(cells).strip("\t")
        self._cells, self._in_row = [[]], False
        if line:
            self._lines.append(line)
            self.at += len(line) + 1

    def take(self) -> list[str]:
        """End the line; return all lines, and begin anew."""
        self.end()
        lines, self._lines, self.at = self._lines, [], 0
        return lines

    def text(self) -> str:
        """End the line; return the text."""
        self.end()
        return "\n".join(self._lines)
