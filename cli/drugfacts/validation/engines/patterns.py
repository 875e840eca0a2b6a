"""Which engine can read a regular expression, and how Python is to read it."""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal

from drugfacts.terms import PREFIXES

_SH = PREFIXES["sh"]
_OF_PYTHON = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
_PIECE = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|[ \t\r\n]|\$", re.DOTALL)


@lru_cache(maxsize=1024)
def by_rust(pattern: str, flags: str) -> bool:
    """Tell whether the Rust engine, which must be there, can compile a pattern."""
    import shacl

    about = {
        "targetNode": "_:s",
        "pattern": str(Literal(pattern)),
        "flags": str(Literal(flags)),
    }
    text = "".join(f"_:s <{_SH}{name}> {value} .\n" for name, value in about.items())
    try:
        shacl.Shapes.from_text(text, format="ntriples")
    except ValueError as error:
        if str(error).startswith("parse error"):
            raise  # Of our own three lines.
        return False
    return True


@lru_cache(maxsize=1024)
def by_pyshacl(pattern: str, flags: str) -> bool:
    """Tell whether a pattern can be compiled for pySHACL."""
    try:
        compiled(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def compiled(pattern: str, flags: str) -> re.Pattern[str]:
    """Return a pattern as SPARQL reads it, as far as Python has words for it.

    See https://www.w3.org/TR/xpath-functions/#flags: with ``q`` the pattern is text, and
    ``x`` leaves out white space; ``$`` is the very end without ``m``.

    Raises:
        re.error: Python cannot compile it.
    """
    wanted = re.NOFLAG
    for flag in set(flags) & _OF_PYTHON.keys():
        wanted |= _OF_PYTHON[flag]
    if "q" in flags:
        return re.compile(re.escape(pattern), wanted)

    def read(piece: re.Match[str]) -> str:
        if piece[0] == "$":
            return "$" if "m" in flags else r"\Z"
        return "" if "x" in flags and piece[0].isspace() else piece[0]

    return re.compile(_PIECE.sub(read, pattern), wanted)
