"""Where the values of a JSON text stand, which Python's reader does not tell."""

from __future__ import annotations

import json
import re

_SPACE = re.compile(r"[ \t\n\r]*")
_decode = json.JSONDecoder().raw_decode


def member(text: str, key: str, start: int = 0) -> int | None:
    """Return the offset of the value of a key in an object; of the last one, as readers do.

    Args:
        text: Valid JSON.
        key: The key.
        start: Offset of the object.
    """
    found = None
    at = _after(text, _after(text, start) + 1)
    while text[at] != "}":
        name, end = _decode(text, at)
        at = _after(text, _after(text, end) + 1)
        if name == key:
            found = at
        at = _next(text, at)
    return found


def items(text: str, start: int) -> list[int]:
    """Return the offsets of the items of an array.

    Args:
        text: Valid JSON.
        start: Offset of the array.
    """
    found = []
    at = _after(text, start + 1)
    while text[at] != "]":
        found.append(at)
        at = _next(text, at)
    return found


def _next(text: str, at: int) -> int:
    """Return the offset of what follows a value and its comma."""
    _, end = _decode(text, at)
    end = _after(text, end)
    return _after(text, end + 1) if text[end] == "," else end


def _after(text: str, at: int) -> int:
    """Return the offset of the first character that is no white space."""
    match = _SPACE.match(text, at)
    return match.end() if match else at
