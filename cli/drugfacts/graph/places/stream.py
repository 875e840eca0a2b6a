"""Places in large N-Triples and N-Quads files, which are read through and never held.

The file must have been parsed before: what is not N-Quads in it is passed over.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from drugfacts.graph.compressed import opened
from drugfacts.graph.places.labels import mentions
from drugfacts.graph.places.pieces import BOM, chunks
from drugfacts.graph.turtle.escapes import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, KeysView, Sequence
    from pathlib import Path
    from typing import IO

    from drugfacts.graph.turtle.document import Key, Term

# For parsers a carriage return ends a line, for who counts lines it does not.
_SUBJECT = re.compile(rb"(?:\A|\r)[ \t]*(<[^>\r]*>|_:[^ \t\r<]+)")
_RUN = re.compile(rb"(?m)^([^ \n]+) [^\n]*\n?(?:\1 [^\n]*\n?)*")
_SQUEEZED = re.compile(rb"_:[^<\n]*<")
_LINE = re.compile(r"""(?:<[^>]*>|_:[^ \t<]+)[ \t]*(?P<predicate><[^>]*>)[ \t]*(?P<value>[<_"])""")


class Index:
    """Which subjects stand in which part of a file, at 8 bytes for each run of lines about one.

    Args:
        path: An N-Triples or N-Quads file, which may be compressed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._number = 1
        # Of each run: a hash of its subject.
        self._hashes = array("q")
        self._parts: list[_Part] = []
        # Those that were found, by number.
        self._lines: dict[int, bytes] = {}

    @classmethod
    def of(cls, path: Path) -> Index:
        """Read a file through.

        Raises:
            UsageError: there is no such file.
            InputError: it cannot be read, or is not compressed as its name says.
        """
        index = cls(path)
        with opened(path) as stream:
            for chunk in chunks(stream):
                index.add(chunk)
        return index

    def add(self, chunk: bytes) -> bool:
        """Go on with the next lines of the file, mark of its encoding and all.

        Returns:
            Whether it was seen that each line is a statement.
        """
        lines = chunk.removeprefix(BOM) if not self._at else chunk
        self._at += len(chunk) - len(lines)
        subjects = _RUN.findall(lines)
        ends = lines.count(b"\n")
        plain = lines.count(b" .\n") == ends and _is_plain(lines, subjects)
        first = len(self._hashes)
        if plain:
            self._hashes.extend(map(hash, subjects))
        last = len(self._hashes)
        self._parts.append(_Part(self._at, len(lines), self._number, first, last, plain))
        self._at += len(lines)
        self._number += ends
        return plain

    def find(self, wanted: Collection[tuple[Term, ...]]) -> dict[tuple[Term, ...], tuple[int, int]]:
        """Return where things are first said: line and column, from 1, in code points.

        Args:
            wanted: Subjects ``(s,)``, predicates ``(s, p)`` and values ``(s, p, o)``. Blank
                nodes bear the labels of the file. One that is no subject is where it is
                first mentioned.

        Returns:
            What was found; what the file does not say is left out.

        Raises:
            UsageError: the file is gone.
            InputError: it cannot be read.
        """
        wanted_of: dict[bytes, set[Key]] = {}
        predicates: dict[bytes, set[bytes]] = {}
        for key in wanted:
            subject = str(key[0]).encode()
            wanted_of.setdefault(subject, set()).add(key)
            predicates.setdefault(subject, set()).update(str(each).encode() for each in key[1:2])
        found: dict[Key, tuple[int, int]] = {}
        for number, at, line, subject in self._said_of(wanted_of.keys()):
            keys = wanted_of[subject]
            sought = predicates[subject]
            if (
                b"\\" not in line
                and not any(each in line for each in sought)
                and not any(len(key) == 1 for key in keys)
            ):
                continue
            for key, place in _places(number, at, line):
                if key in keys:
                    keys.discard(key)
                    found[key] = place
                    self._lines[number] = line
            if not keys:
                del wanted_of[subject]
                if not wanted_of:
                    break
        nodes = {k[0] for keys in wanted_of.values() for k in keys if type(k[0]) is BlankNode}
        mentioned = {node for node in nodes if (node,) in wanted and (node,) not in found}
        return found | mentions(self._path, mentioned) if mentioned else found

    def line(self, number: int) -> str:
        """Return a line of the file, without its end.

        Args:
            number: Which one, from 1; it must be there. An empty file has one.

        Raises:
            UsageError: the file is gone.
            InputError: it cannot be read.
        """
        if not self._parts:
            return ""
        if number in self._lines:
            return self._lines[number].decode(errors="replace")
        part = self._parts[bisect_right(self._parts, number, key=lambda part: part.number) - 1]
        with opened(self._path) as stream:
            lines = part.read(stream).split(b"\n")
        return lines[number - part.number].decode(errors="replace")

    def _said_of(self, wanted: KeysView[bytes]) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Yield line number, offset and line of each statement about some subjects.

        The subject, as it is usually spelled, comes last. Who wants one no more may take it
        out of ``wanted`` meanwhile.
        """
        subjects: dict[int, list[bytes]] = {}
        for subject in wanted:
            subjects.setdefault(hash(subject), []).append(subject)
        with opened(self._path) as stream:
            for part in self._parts:
                if not part.plain:
                    yield from _odd_lines(part.read(stream).split(b"\n"), part.number, wanted)
                    continue
                hashes = self._hashes[part.first : part.last]
                here = dict.fromkeys(each for each in hashes if each in subjects)
                if not here:
                    continue
                lines = part.read(stream)
                for subject in (subject for each in here for subject in subjects[each]):
                    for said in _lines_about(subject, lines, part.number):
                        if subject not in wanted:
                            break
                        yield said


def find(
    path: Path, wanted: Collection[tuple[Term, ...]]
) -> dict[tuple[Term, ...], tuple[int, int]]:
    """Return where things are first said in a file; see `Index.find`."""
    return Index.of(path).find(wanted)


class _Part(NamedTuple):
    """A few lines of a file: where they begin and how long they are, in bytes.

    Attributes:
        at: Where they begin.
        size: How long they are.
        number: The number of the first, from 1.
        first: The first of the hashes of their subjects.
        last: The one behind the last of them.
        plain: Each line is a statement, and its subject is what stands before its first blank.
    """

    at: int
    size: int
    number: int
    first: int
    last: int
    plain: bool

    def read(self, stream: IO[bytes]) -> bytes:
        stream.seek(self.at)
        return stream.read(self.size)


def _lines_about(
    subject: bytes, lines: bytes, number: int
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield what `Index._said_of` does from plain lines."""
    sought = b"\n" + subject + b" "
    before = 0
    at = 0 if lines.startswith(sought[1:]) else lines.find(sought) + 1 or -1
    while at >= 0:
        number += lines.count(b"\n", before, at)
        end = lines.index(b"\n", at)
        yield number, 0, lines[at:end], subject
        before = at
        at = lines.find(sought, end) + 1 or -1


def _odd_lines(
    lines: Iterable[bytes], number: int, wanted: KeysView[bytes]
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield the same from lines whose subjects may be anywhere, and spelled anyhow."""
    for n, line in enumerate(lines):
        for match in _SUBJECT.finditer(line):
            subject = _usual(match[1])
            if subject in wanted:
                yield number + n, match.start(1), line, subject


def _is_plain(lines: bytes, subjects: Sequence[bytes]) -> bool:
    """Tell whether the subject of each line is what stands before its first blank.

    Args:
        lines: Whole lines, each with a blank, a full stop and a line end at its end.
        subjects: What stands before the first blank of the lines that do not begin with it.
    """
    said = b"\n".join([b"", *subjects])
    return (
        b"\n " not in lines
        and not lines.startswith(b" ")
        and lines.endswith(b"\n")
        and b"\r" not in lines
        and b"\n#" not in said
        and b"\\" not in said
        and are_single(said)
    )


def are_single(said: bytes) -> bool:
    """Tell whether what begins like nodes, one a line, is single nodes and nothing more."""
    return (
        b" " not in said
        and b"\t" not in said
        and b"><" not in said
        and (b"_:" not in said or not _SQUEEZED.search(said))
    )


def _usual(token: bytes) -> bytes:
    """Return the usual spelling of a subject that may be spelled with escapes."""
    if b"\\" not in token:
        return token
    try:
        return decode(token.decode()).encode()
    except ValueError:
        return token


def _places(number: int, at: int, line: bytes) -> Iterator[tuple[Key, tuple[int, int]]]:
    """Yield what a statement says with the place of each part."""
    try:
        before, written = line[:at].decode(), line[at:].partition(b"\r")[0].decode()
        said = next(iter(parse(written, RdfFormat.N_QUADS)), None)
    except (SyntaxError, ValueError):
        # The file has changed since it was parsed.
        return
    parts = _LINE.match(written)
    if said is None or parts is None:
        return
    subject, predicate, value = cast("tuple[NamedNode | BlankNode, NamedNode, Term]", said.triple)
    col = len(before) + 1
    yield (subject,), (number, col)
    yield (subject, predicate), (number, col + parts.start("predicate"))
    yield (subject, predicate, value), (number, col + parts.start("value"))
