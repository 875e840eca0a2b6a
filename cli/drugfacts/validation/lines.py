"""Large files of which a line is a statement: read through, never held, and never trusted."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import RdfFormat, parse

from drugfacts.graph.compressed import bare, opened
from drugfacts.graph.parsing import format_of, syntax_error
from drugfacts.graph.source import BOM, LINES, Checked, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Quad


def is_of_lines(file: Path) -> bool:
    """Tell whether a line of a file is a statement."""
    return format_of(file) in LINES


def is_plain(file: Path) -> bool:
    """Tell whether a file is N-Triples as an engine reads it: not packed, with no mark."""
    if format_of(file) != RdfFormat.N_TRIPLES or bare(file) != file:
        return False
    with opened(file) as stream:
        return stream.read(len(BOM)) != BOM


def check(file: Path) -> None:
    """Refuse a file of lines that a parser should not be fed.

    Raises:
        InputError: it uses RDF 1.2, whose nested triple terms crash the parser.
        LimitError: a line of it has no end, or a packed file has none.
    """
    for _ in _pieces(file):
        pass


def unpack(file: Path, to: Path) -> None:
    """Write the lines of a file into another one, without packing and mark.

    Raises:
        InputError: as in `check`.
        LimitError: as in `check`.
    """
    with to.open("wb") as out:
        out.writelines(_pieces(file))


def statements(file: Path) -> Iterator[Quad]:
    """Yield the statements of a file of lines.

    Raises:
        InputError: it breaks its format, or as in `check`.
        LimitError: as in `check`.
    """
    try:
        with opened(file) as stream:
            yield from parse(cast("IO[bytes]", Lines(stream, file)), format_of(file))
    except (SyntaxError, ValueError) as error:
        raise syntax_error(error, str(file)) from error


def holds(file: Path, word: bytes) -> bool:
    """Tell whether a file, of lines or not, has some bytes in it.

    Raises:
        LimitError: it is packed and has no end.
    """
    end = b""
    with opened(file) as stream:
        for piece in Checked(stream, file).pieces():
            if word in piece or word in end + piece[: len(word)]:
                return True
            end = piece[1 - len(word) :]
    return False


def _pieces(file: Path) -> Iterator[bytes]:
    with opened(file) as stream:
        yield from Lines(stream, file).pieces()
