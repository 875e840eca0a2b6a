"""N-Triples in chunks, as they are written, with names for blank nodes.

A blank node has no name outside the request that it is sent in. Sent in two requests, or
twice in one that was repeated, it would become two nodes. So it gets an IRI, as RDF 1.1
Concepts, section 3.5, has it ("Skolemization"), the same each time for the same input.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote, urlsplit

from drugfacts.iris import BASE

MAX_BYTES = 8 * 1024 * 1024
"""A chunk ends before it is larger, unless it is one statement."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^>]*>|_:(?P<label>[^\s<>"]+)')


class Chunks:
    """Takes N-Triples as a file would, and gives them on in chunks.

    Args:
        count: So many statements are in a chunk at most.
        name: Beginning of the IRIs of blank nodes; None leaves these as they are.
        take: Gets each chunk.
    """

    def __init__(self, count: int, name: str | None, take: Callable[[bytes], object]) -> None:
        self._most = count
        self._name = name.encode() if name is not None else None
        self._take = take
        self._lines: list[bytes] = []
        self._size = 0
        self._rest = b""
        self.named = False

    def write(self, text: bytes) -> int:
        """Take the next piece of text, which may end within a line."""
        lines = (self._rest + text).splitlines(keepends=True)
        self._rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            self._add(line)
        return len(text)

    def writelines(self, lines: list[bytes]) -> None:
        """Take several pieces of text."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: a chunk is given on when it is full."""

    def close(self) -> None:
        """Give the last chunk on."""
        if self._rest:
            self._add(self._rest)
            self._rest = b""
        self._give()

    def _add(self, line: bytes) -> None:
        if self._name is not None and b"_:" in line:
            line = _TOKEN.sub(self._renamed, line)
        if self._lines and (len(self._lines) >= self._most or self._size + len(line) > MAX_BYTES):
            self._give()
        self._lines.append(line)
        self._size += len(line)

    def _give(self) -> None:
        if self._lines:
            self._take(b"".join(self._lines))
        self._lines, self._size = [], 0

    def _renamed(self, match: re.Match[bytes]) -> bytes:
        label = match["label"]
        if label is None or self._name is None:
            return match[0]
        self.named = True
        return b"<" + self._name + quote(label, safe="").encode() + b">"


class Digest:
    """Takes N-Triples as a file would, and tells what they are by a number."""

    def __init__(self) -> None:
        self._hash = sha256()
        self.statements = 0

    def write(self, text: bytes) -> int:
        """Take the next piece of text."""
        self._hash.update(text)
        self.statements += text.count(b"\n")
        return len(text)

    def flush(self) -> None:
        """Do nothing: all is counted as it comes."""

    def writelines(self, lines: list[bytes]) -> None:
        """Take several pieces of text."""
        for line in lines:
            self.write(line)

    @property
    def hex(self) -> str:
        """The SHA-256 of all that came."""
        return self._hash.hexdigest()


def names(graph: str | None, digest: str) -> str:
    """Return the beginning of the IRIs of the blank nodes of an input.

    Args:
        graph: IRI of the graph they go to, whose host names them; None for the default one.
        digest: The digest of the input, so that nodes of two inputs stay apart.

    >>> names("https://example.org/g", "0123456789abcdef0123")
    'https://example.org/.well-known/genid/0123456789abcdef-'
    """
    parts = urlsplit(graph or BASE)
    if parts.scheme not in ("http", "https"):
        parts = urlsplit(BASE)
    return f"{parts.scheme}://{parts.netloc}/.well-known/genid/{digest[:16]}-"
