"""Source lines in findings: shortened when they are long, and the place found again."""

from __future__ import annotations

WIDEST = 160
"""An excerpt shows so many characters of a line; what is left out is marked with ``…``."""

BEFORE = 60
"""Where the start of a line is left out, so many characters before the place are kept."""


def excerpt(line: str, col: int) -> str:
    """Return a line as the excerpt of a finding.

    Args:
        line: The line of the input; a line end behind it is left out.
        col: The column of the finding in code points, from 1; 0 when it is not known.

    Returns:
        The start of the line, or, for a place beyond `WIDEST`, what is around it.
    """
    line = line.rstrip("\r\n")
    start = col - 1 - BEFORE if col > WIDEST else 0
    return _cut(line, start, WIDEST)


def place(text: str, col: int) -> int | None:
    """Return the offset in an excerpt that a column is at, or None when it is not in it.

    Args:
        text: What `excerpt` returned; a whole line, or its start, is as good.
        col: The column that it was made for; 0 when it is not known.
    """
    at = BEFORE + 1 if col > WIDEST and text.startswith("…") else col - 1
    return at if 0 <= at < len(text) else None


def around(text: str, at: int, widest: int) -> tuple[str, int]:
    """Return so much of a text around an offset, and the offset in that."""
    start = max(0, min(at - widest // 2, len(text) - widest))
    return _cut(text, start, widest), at - start + bool(start)


def _cut(text: str, start: int, size: int) -> str:
    end = start + size
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")
