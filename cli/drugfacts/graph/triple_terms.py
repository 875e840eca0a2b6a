"""Finding the triple terms of RDF 1.2 in Turtle and TriG of any size."""

from __future__ import annotations

import re
from typing import IO

CHUNK = 1 << 22

_LONGEST = 1 << 25
"""Bytes of a text without an end; the parser takes half as many at most."""

# What a '<<' means nothing in. Parts of repetitions begin differently, and a string may go
# without its end: so no text is looked through twice, whatever it holds.
_TOKEN = re.compile(
    b"|".join(
        b"".join(
            (
                rb"%(q)s%(q)s%(q)s[^%(q)s\\]*(?:(?:\\[\s\S]|%(q)s{1,2}(?!%(q)s))[^%(q)s\\]*)*",
                rb"(?P<%(name)s>%(q)s%(q)s%(q)s)?|%(q)s[^%(q)s\\\r\n]*(?:\\.[^%(q)s\\\r\n]*)*%(q)s?",
            )
        )
        % {b"q": quote, b"name": name}
        for quote, name in ((b'"', b"double"), (b"'", b"single"))
    )
    + rb"""|<[^\x00-\x20<>"{}|^`]*>|\#[^\r\n]*|(?P<term><<)"""
)


def first(stream: IO[bytes]) -> tuple[int, int] | None:
    """Return the line and column of the first ``<<`` that is no text, from 1, or None.

    Args:
        stream: The whole of a file.
    """
    number, rest = 1, b""
    while True:
        piece = stream.read(CHUNK)
        text = rest + piece + (stream.readline(_LONGEST) if piece else b"")
        kept = len(text)
        for match in _TOKEN.finditer(text):
            if match.lastgroup == "term":
                before = text[: match.start()]
                line = before[before.rfind(b"\n") + 1 :]
                return number + before.count(b"\n"), len(line.decode(errors="replace")) + 1
            if match.lastgroup is None and match[0].startswith((b'"""', b"'''")):
                kept = match.start()
        if not piece or len(text) - kept > _LONGEST:
            return None
        number += text.count(b"\n", 0, kept)
        rest = text[kept:]
