"""RDF of any size as it is read on: never held, and never trusted.

Bytes are looked at before the parser sees them, so that none of them can crash or stall it.
Only JSON-LD is read as a whole, because its context may stand at its end.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import QuadParser, RdfFormat, parse

from drugfacts.errors import InputError, LimitError
from drugfacts.graph import guard, triple_terms
from drugfacts.graph.compressed import bare, opened
from drugfacts.graph.parsing import STDIN, syntax_error, text_of

Watch = Callable[[int], object]
"""Told how many bytes were read."""

LINES = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
"""The formats of which a line is a statement, and a label of a blank node is as written."""

MAX_LINE = 16 * 1024 * 1024
"""The longest line, or single text, that the parser takes, in bytes."""

MAX_UNPACKED = 64 * 1024 * 1024 * 1024
"""The largest compressed file that is read, in bytes when it is unpacked."""

MAX_TERMS = 1000
"""So many ``<<`` may stand in standard input; the parser crashes when many more are nested."""

_CHUNK = 1 << 16
BOM = "\ufeff".encode()
"""The mark that may stand at the beginning of a file, and says nothing."""
_QUOTED = re.compile(rb"""<[^\x00-\x20<>"{}|^`\\]*>|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|#[^\r\n]*""")
TRIPLE_TERM = "'<<' is RDF 1.2, which is not read; say it with a claim of its own."
DIRECTION = "a text with a direction is RDF 1.2, which is not read; say it in RDF 1.1."
_NEW = {b"<<": TRIPLE_TERM, b"--ltr": DIRECTION, b"--rtl": DIRECTION}
_OVERLAP = max(map(len, _NEW))


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input, and how it is read.

    Attributes:
        path: The file, ``-`` for standard input.
        form: Its format.
        base: What relative IRIs are resolved against; without it they are refused.
    """

    path: Path
    form: RdfFormat
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A source that is being read.

    Attributes:
        parser: Gives its statements.
        labelled: Each of its blank nodes has the label that the source gives it.
        vetted: None of its statements is RDF 1.2; else who takes them must refuse these.
    """

    parser: QuadParser
    labelled: bool
    vetted: bool


@contextmanager
def parsed(source: Source, watch: Watch | None = None) -> Iterator[Reading]:
    """Give the statements of a source as they are read on.

    Args:
        source: What is read.
        watch: Told of each piece that is read, by its bytes as they lie in the file.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or breaks its format; with its place.
        LimitError: it nests too deeply, or something in it is too long.
    """
    name = str(source.path)
    try:
        if source.form == RdfFormat.JSON_LD:
            text = text_of(source.path)
            guard.check(text, source.form, name)
            yield Reading(parse(text, source.form, base_iri=source.base), False, False)
            return
        seen = _looked_at(source)
        if seen.harmless and watch is None:
            # Read by the parser itself, which is faster.
            parser = parse(path=source.path, format=source.form, base_iri=source.base)
            yield Reading(parser, seen.labelled, seen.vetted)
            return
        with _stream(source.path, watch) as stream:
            checked = _CHECKED.get(source.form, _Brackets)(stream, source.path)
            parser = parse(cast("IO[bytes]", checked), source.form, base_iri=source.base)
            yield Reading(parser, seen.labelled, seen.vetted)
    except (SyntaxError, ValueError) as error:
        raise _with_base(syntax_error(error, name)) from error
    except MemoryError as error:
        if "buffer maximal size" not in str(error):
            raise
        raise LimitError(
            f"{name}: a single text is longer than 16 MB; "
            "keep it in a file of its own and give its address, or shorten it."
        ) from error


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look at a file tells; `harmless` if the parser may be shown all of it."""

    harmless: bool
    labelled: bool
    vetted: bool


def _looked_at(source: Source) -> _Seen:
    path, of_lines = source.path, source.form in LINES
    if source.form == RdfFormat.RDF_XML or bare(path) != path or not path.is_file():
        return _Seen(False, of_lines, of_lines)
    end, signs = b"", set(() if of_lines else (b"[", b"(", b"~", b"{|"))
    found: set[bytes] = set()
    with opened(path) as stream:
        while chunk := stream.read(_CHUNK):
            both = end + chunk[:_OVERLAP]
            if chunk.startswith(BOM) or _is_new(both) or _is_new(chunk):
                return _Seen(False, of_lines, of_lines)
            found |= {sign for sign in signs - found if sign in chunk or sign in both}
            end = chunk[-_OVERLAP:]
    return _Seen(True, not found & {b"[", b"("}, not found & {b"~", b"{|"})


def _is_new(text: bytes) -> bool:
    return b"<<" in text or (b"--" in text and (b"--ltr" in text or b"--rtl" in text))


@contextmanager
def _stream(path: Path, watch: Watch | None) -> Iterator[IO[bytes]]:
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with opened(path, watch) as stream:
        yield stream


def _with_base(error: InputError) -> InputError:
    """Tell what to do about a relative IRI."""
    if not error.message.startswith("No scheme found in an absolute IRI"):
        return error
    return InputError(
        "is a relative IRI; write it in full, or say with --base what it is relative to.",
        error.path,
        error.line,
        error.col,
    )


class Checked:
    """The bytes of a file without its mark, as they may be shown to the parser.

    Args:
        stream: The bytes, unpacked.
        path: Where they are from.
    """

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream = stream
        self._path = path
        self._name = str(path)
        self._packed = bare(path) != path
        self._count = 0
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Read on.

        Raises:
            InputError: what comes may not be shown to the parser.
            LimitError: it is too much.
        """
        if not self._rest:
            self._rest = memoryview(self._next())
        part, self._rest = self._rest[:size], self._rest[size:]
        return bytes(part)

    def pieces(self) -> Iterator[bytes]:
        """Yield all; see `read`. Formats of lines come as whole lines."""
        while chunk := self._next():
            yield chunk

    def _next(self) -> bytes:
        chunk = self._stream.read(_CHUNK)
        if not self._count and chunk.startswith(BOM):
            self._count = len(BOM)
            chunk = chunk.removeprefix(BOM) or self._stream.read(_CHUNK)
        chunk = self._whole(chunk)
        self._count += len(chunk)
        if self._packed and self._count > MAX_UNPACKED:
            raise LimitError(
                f"{self._name}: is larger than {MAX_UNPACKED} bytes when unpacked; "
                "split it into smaller files."
            )
        self._check(chunk)
        return chunk

    def _whole(self, chunk: bytes) -> bytes:
        return chunk

    def _check(self, chunk: bytes) -> None:
        """Refuse what may not be shown to the parser; an empty chunk is the end."""


class Lines(Checked):
    """N-Triples or N-Quads."""

    _number = 1

    def _whole(self, chunk: bytes) -> bytes:
        if not chunk:
            return chunk
        line = self._stream.readline(MAX_LINE)
        if len(line) == MAX_LINE:
            raise LimitError(f"{self._name}: a line is longer than 16 MB; shorten it.")
        return chunk + line

    def _check(self, chunk: bytes) -> None:
        if _is_new(chunk):
            for n, line in enumerate(chunk.split(b"\n")):
                self._check_line(line, self._number + n)
        self._number += chunk.count(b"\n")

    def _check_line(self, line: bytes, number: int) -> None:
        rest = _QUOTED.sub(lambda match: b" " * len(match[0]), line)
        for sign, said in _NEW.items():
            at = rest.find(sign)
            if at >= 0:
                raise InputError(
                    said, self._name, number, len(line[:at].decode(errors="replace")) + 1
                )


class _Brackets(Checked):
    """Turtle or TriG: of brackets the parser takes any number, of triple terms it does not."""

    _terms = 0
    _cleared = False

    def _check(self, chunk: bytes) -> None:
        if self._cleared or b"<<" not in chunk:
            return
        if self._path.is_file():
            with opened(self._path) as stream:
                place = triple_terms.first(stream)
            if place:
                raise InputError(TRIPLE_TERM, self._name, *place)
            self._cleared = True
            return
        # What was read is gone: few cannot hurt, and are refused when they are written.
        self._terms += chunk.count(b"<<")
        if self._terms > MAX_TERMS:
            raise LimitError(
                f"{self._name}: '<<' stands in it more than {MAX_TERMS} times, which is looked "
                "through in files only; put it into a file."
            )


class _Xml(Checked):
    """RDF/XML: depth is limited, and a document type is refused."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        super().__init__(stream, path)
        self._watch = guard.watched_xml(self._name)

    def _check(self, chunk: bytes) -> None:
        self._watch(chunk, not chunk)


_CHECKED: dict[RdfFormat, type[Checked]] = {
    RdfFormat.N_TRIPLES: Lines,
    RdfFormat.N_QUADS: Lines,
    RdfFormat.RDF_XML: _Xml,
}
