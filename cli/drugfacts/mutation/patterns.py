"""Weaker and narrower forms of a regular expression."""

from __future__ import annotations

from typing import NamedTuple


class Pattern(NamedTuple):
    """A changed regular expression.

    Attributes:
        text: The new expression.
        change: What is different.
        example: What an example that notices it has for a value.
        narrows: True when it lets less through, so that a good example must notice it.
    """

    text: str
    change: str
    example: str
    narrows: bool = False


def others(text: str) -> list[Pattern]:
    """Return what a pattern may be changed to: without an anchor, without an alternative.

    A pattern that lets everything through is not among them: it is the same as none.
    """
    found = []
    if text.startswith("^") and len(text) > 1:
        found.append(
            Pattern(text[1:], "without ^ at its start", "a right value with more before it")
        )
    if text.endswith("$") and _is_plain(text, len(text) - 1) and len(text) > 1:
        found.append(Pattern(text[:-1], "without $ at its end", "a right value with more after it"))
    for start, end, alternative in _alternatives(text):
        found.append(
            Pattern(
                text[:start] + text[end:],
                f"without the alternative {alternative}",
                f"a value that is right by the alternative {alternative}",
                narrows=True,
            )
        )
    return found


def _is_plain(text: str, at: int) -> bool:
    """Tell whether no odd number of backslashes stands before a place."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 0


def _alternatives(text: str) -> list[tuple[int, int, str]]:
    """Return each alternative with the span to cut: itself and one bar beside it."""
    found: list[tuple[int, int, str]] = []
    groups: list[tuple[int, list[int]]] = [(0, [])]
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _end_of_class(text, at)
        elif sign == "(":
            groups.append((_inside(text, at), []))
        elif sign == "|":
            groups[-1][1].append(at)
        elif sign == ")" and len(groups) > 1:
            found += _cut(text, *groups.pop(), at)
        at += 1
    return sorted(found + _cut(text, *groups[0], len(text)))


def _cut(text: str, start: int, bars: list[int], end: int) -> list[tuple[int, int, str]]:
    if not bars:
        return []
    starts = [start, *(bar + 1 for bar in bars)]
    ends = [*bars, end]
    return [
        # The first takes the bar behind it along, the others the bar before them.
        (a, b + 1, text[a:b]) if a == start else (a - 1, b, text[a:b])
        for a, b in zip(starts, ends, strict=True)
    ]


def _inside(text: str, at: int) -> int:
    """Return where the inside of a group starts: behind ``(`` or ``(?:``."""
    return at + 3 if text.startswith("(?:", at) else at + 1


def _end_of_class(text: str, at: int) -> int:
    """Return the place of the bracket that ends a class of characters."""
    at += 2 if text.startswith("[^", at) else 1
    first = at
    while at < len(text) and (text[at] != "]" or at == first):
        at += 2 if text[at] == "\\" else 1
    return at
