"""Large files of which a line is a statement: read through, never held, and never trusted."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import RdfFormat, parse

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.compressed import bare, opened
from drugfacts.graph.parsing import format_of, syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Quad

LINES = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
"""The formats of which a line is a statement."""

MAX_LINE = 16 * 1024 * 1024
"""The longest line that the parser takes, in bytes."""

MAX_UNPACKED = 64 * 1024 * 1024 * 1024
"""The largest compressed file that is read, in bytes when it is unpacked."""

_CHUNK = 1 << 20
_BOM = "\ufeff".encode()
_QUOTED = re.compile(rb"""<[^\x00-\x20<>"{}|^`\\]*>|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|#[^\r\n]*""")
NEW = {
    b"<<": "'<<' is RDF 1.2, which is not read; say it with a claim of its own.",
    b"--ltr": "a text with a direction is RDF 1.2, which is not read; say it in RDF 1.1.",
    b"--rtl": "a text with a direction is RDF 1.2, which is not read; say it in RDF 1.1.",
}
"""What RDF 1.2 is known by, and what to say of it."""


def is_of_lines(file: Path) -> bool:
    """Tell whether a line of a file is a statement."""
    return format_of(file) in LINES


def is_plain(file: Path) -> bool:
    """Tell whether a file is N-Triples as an engine reads it: not packed, with no mark."""
    if format_of(file) != RdfFormat.N_TRIPLES or bare(file) != file:
        return False
    with opened(file) as stream:
        return stream.read(len(_BOM)) != _BOM


def check(file: Path) -> None:
    """Refuse a file of lines that a parser should not be fed.

    Raises:
        InputError: it uses RDF 1.2, whose nested triple terms crash the parser.
        LimitError: a line of it has no end, or a packed file has none.
    """
    number = 1
    with opened(file) as stream:
        source = _Source(stream, file)
        while chunk := source.read(_CHUNK):
            chunk += source.readline()
            if any(sign in chunk for sign in NEW):
                for n, line in enumerate(chunk.split(b"\n")):
                    _check_line(line, str(file), number + n)
            number += chunk.count(b"\n")


def _check_line(line: bytes, name: str, number: int) -> None:
    rest = _QUOTED.sub(lambda match: b" " * len(match[0]), line)
    for sign, said in NEW.items():
        at = rest.find(sign)
        if at >= 0:
            raise InputError(said, name, number, len(line[:at].decode(errors="replace")) + 1)


def unpack(file: Path, to: Path) -> None:
    """Write the lines of a file into another one, without packing and mark.

    Raises:
        LimitError: it is packed and has no end.
    """
    with opened(file) as stream, to.open("wb") as out:
        source = _Source(stream, file)
        while chunk := source.read(_CHUNK):
            out.write(chunk)


def statements(file: Path) -> Iterator[Quad]:
    """Yield the statements of a file of lines that was checked.

    Raises:
        InputError: it breaks its format.
        LimitError: it is packed and has no end.
    """
    try:
        with opened(file) as stream:
            yield from parse(cast("IO[bytes]", _Source(stream, file)), format_of(file))
    except (SyntaxError, ValueError) as error:
        raise syntax_error(error, str(file)) from error


def holds(file: Path, word: bytes) -> bool:
    """Tell whether a file has some bytes in it."""
    end = b""
    with opened(file) as stream:
        source = _Source(stream, file)
        while chunk := source.read(_CHUNK):
            if word in end + chunk:
                return True
            end = chunk[1 - len(word) :]
    return False


class _Source:
    """The bytes of a file without its mark; what is packed may not grow without end.

    Args:
        stream: The bytes, unpacked.
        file: Where they are from.
    """

    def __init__(self, stream: IO[bytes], file: Path) -> None:
        self._stream = stream
        self._file = file
        self._packed = bare(file) != file
        self._count = 0

    def read(self, size: int) -> bytes:
        """Read on.

        Raises:
            LimitError: more was unpacked than `MAX_UNPACKED`.
        """
        chunk = self._stream.read(size)
        if not self._count and chunk.startswith(_BOM):
            self._count = len(_BOM)
            chunk = chunk.removeprefix(_BOM) or self._stream.read(size)
        return self._counted(chunk)

    def readline(self) -> bytes:
        """Read on to the end of the line.

        Raises:
            LimitError: it is longer than `MAX_LINE`, or `read` raises it.
        """
        line = self._stream.readline(MAX_LINE)
        if len(line) == MAX_LINE:
            raise LimitError(f"{self._file}: a line is longer than 16 MB; shorten it.")
        return self._counted(line)

    def _counted(self, chunk: bytes) -> bytes:
        self._count += len(chunk)
        if self._packed and self._count > MAX_UNPACKED:
            raise LimitError(
                f"{self._file}: is larger than {MAX_UNPACKED} bytes when unpacked; "
                "split it into smaller files."
            )
        return chunk
