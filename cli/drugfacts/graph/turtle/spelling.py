"""How names are spelled in Turtle: prefixed names and labels of blank nodes.

Of the characters beyond ASCII not all may stand in a name, but the exact classes take 40 ms
to compile. So the patterns let all of them pass, and `is_name` decides for those who meet one.
"""

from __future__ import annotations

import re
from functools import cache

LETTER = r"[^\x00-@\[-`{-\x7f]"
"""PN_CHARS_BASE of the Turtle grammar, or any character beyond ASCII."""

START = r"[^\x00-/:-@\[-^`{-\x7f]"
"""PN_CHARS_U or a digit, or any character beyond ASCII."""

INSIDE = r"[^\x00-,./:-@\[-^`{-\x7f]"
"""PN_CHARS, or any character beyond ASCII."""

START_LOCAL = START.replace(":-@", ";-@")
"""The same with the colon, which local names may hold."""

INSIDE_LOCAL = INSIDE.replace(":-@", ";-@")
"""The same with the colon, which local names may hold."""

ESCAPED = r"(?:%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
"""PLX: what local names may hold besides."""

_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INSIDE = _LETTERS + "_0-9\u00b7\u0300-\u036f\u203f-\u2040.\\-"


def is_name(token: str) -> bool:
    """Tell whether a token that the patterns let pass is a name indeed."""
    return token.isascii() or _exact().fullmatch(token) is not None


@cache
def _exact() -> re.Pattern[str]:
    return re.compile(
        f"_:[{_LETTERS}_0-9][{_INSIDE}]*"
        f"|(?:[{_LETTERS}][{_INSIDE}]*)?:(?:(?:[{_LETTERS}_0-9:]|{ESCAPED})"
        f"(?:[{_INSIDE}:]|{ESCAPED})*)?"
    )
