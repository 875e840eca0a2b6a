"""Which engine can read a regular expression; each pattern is tried once."""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal

from drugfacts.terms import PREFIXES

_SH = PREFIXES["sh"]
_FLAGS_OF_PYSHACL = {"i": re.IGNORECASE, "m": re.MULTILINE}
"""It passes over the other flags in silence."""


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
    """Tell whether pySHACL can compile a pattern, and heeds all of its flags."""
    if not set(flags) <= _FLAGS_OF_PYSHACL.keys():
        return False
    wanted = re.NOFLAG
    for flag in flags:
        wanted |= _FLAGS_OF_PYSHACL[flag]
    try:
        re.compile(pattern, wanted)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
