"""Places in large N-Triples and N-Quads files, which are read through and never held.

The file must have been parsed before: what is not N-Quads in it is passed over.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from drugfacts.graph.compressed import opened
from drugfacts.graph.turtle.escapes import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, KeysView
    from pathlib import Path
    from typing import IO

    from drugfacts.graph.turtle.document import Key, Term

_CHUNK: Final = 1 << 20
_BOM = "\ufeff".encode()

# For parsers a carriage return ends a line, for who counts lines it does not.
_SUBJECT = re.compile(rb"(?:\A|\r)[ \t]*(<[^>\r]*>|_:[^ \t\r<]+)")
_RUN = re.compile(rb"(?m)^([^ \n]+) [^\n]*\n?(?:\1 [^\n]*\n?)*")
_SQUEEZED = re.compile(rb"_:[^<\n]*<")
_LINE = re.compile(r"""(?:<[^>]*>|_:[^ \t<]+)[ \t]*(?P<predicate><[^>]*>)[ \t]*(?P<value>[<_"])""")
_LABEL = re.compile(
    rb"""<[^>\r\n]*>|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|#[^\r\n]*|(_:[^ \t\r\n<"#]+)"""
)


class Index:
    """Where the subjects of a file stand, at 24 bytes for each run of lines about one.

    Args:
        path: An N-Triples or N-Quads file, which may be compressed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._number = 1
        # Of each run: a hash of its subject, where it begins, and the number of its line.
        self._hashes, self._starts, self._numbers = array("q"), array("Q"), array("Q")
        self._odd: set[int] = set()

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
            Whether it was seen that each line end ends a statement.
        """
        lines = chunk.removeprefix(_BOM) if not self._at else chunk
        self._at += len(chunk) - len(lines)
        runs = [(match.start(), match.end(), match[1]) for match in _RUN.finditer(lines)]
        starts = [start for start, _, _ in runs]
        # Nothing may stand before, between or behind the runs.
        whole = [0, *(end for _, end, _ in runs)] == [*starts, len(lines)]
        plain = whole and _is_plain(lines, b"\n".join([b"", *(subject for _, _, subject in runs)]))
        if plain:
            self._hashes.extend(hash(subject) for _, _, subject in runs)
            self._starts.extend(self._at + start for start in starts)
            number, before = self._number, 0
            for start in starts:
                number += lines.count(b"\n", before, start)
                before = start
                self._numbers.append(number)
        else:
            self._odd.add(len(self._starts))
            self._hashes.append(0)
            self._starts.append(self._at)
            self._numbers.append(self._number)
        self._at += len(lines)
        self._number += lines.count(b"\n")
        return plain and lines.endswith(b"\n")

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
        for key in wanted:
            wanted_of.setdefault(str(key[0]).encode(), set()).add(key)
        found: dict[Key, tuple[int, int]] = {}
        for line, at, text, subject in self._said_of(wanted_of.keys()):
            keys = wanted_of[subject]
            for key, place in _places(line, at, text):
                if key in keys:
                    keys.discard(key)
                    found[key] = place
            if not keys:
                del wanted_of[subject]
                if not wanted_of:
                    break
        nodes = {k[0] for keys in wanted_of.values() for k in keys if type(k[0]) is BlankNode}
        mentioned = {node for node in nodes if (node,) in wanted and (node,) not in found}
        return found | _mentions(self._path, mentioned) if mentioned else found

    def line(self, number: int) -> str:
        """Return a line of the file, without its end.

        Args:
            number: Which one, from 1; it must be there. An empty file has one.

        Raises:
            UsageError: the file is gone.
            InputError: it cannot be read.
        """
        if not self._starts:
            return ""
        n = bisect_right(self._numbers, number) - 1
        end = self._starts[n + 1] if n + 1 < len(self._starts) else self._at
        with opened(self._path) as stream:
            stream.seek(self._starts[n])
            lines = stream.read(end - self._starts[n]).split(b"\n")
        return lines[number - self._numbers[n]].decode(errors="replace")

    def _said_of(self, wanted: KeysView[bytes]) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Yield line number, offset and line of each statement about some subjects.

        The subject, as it is usually spelled, comes last. Who wants one no more may take it
        out of ``wanted`` meanwhile.
        """
        hashes = set(map(hash, wanted))
        runs = {n for n, each in enumerate(self._hashes) if each in hashes} | self._odd
        with opened(self._path) as stream:
            for n in sorted(runs):
                start, number = self._starts[n], self._numbers[n]
                end = self._starts[n + 1] if n + 1 < len(self._starts) else self._at
                stream.seek(start)
                lines = stream.read(end - start).split(b"\n")
                if n in self._odd:
                    yield from _odd_lines(lines, number, wanted)
                    continue
                subject = lines[0].partition(b" ")[0]
                for line in lines[:-1] if lines[-1] == b"" else lines:
                    if subject in wanted:
                        yield number, 0, line, subject
                    number += 1


def find(
    path: Path, wanted: Collection[tuple[Term, ...]]
) -> dict[tuple[Term, ...], tuple[int, int]]:
    """Return where things are first said in a file; see `Index.find`."""
    return Index.of(path).find(wanted)


def nth_blank_nodes(path: Path, numbers: Collection[int]) -> dict[int, str]:
    """Return the labels of blank nodes by the order in which they first appear in a file.

    In a statement, the subject comes before the object and the object before the graph.
    The labels up to the last one that is asked for are held in memory.

    Args:
        path: An N-Triples or N-Quads file, which may be compressed.
        numbers: Which ones; 0 is the first.

    Returns:
        Labels without ``_:``, by number; those that the file does not have are left out.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or is not compressed as its name says.
    """
    seen: dict[bytes, None] = {}
    last = max(numbers, default=-1)
    with opened(path) as stream:
        for chunk in chunks(stream):
            if len(seen) > last:
                break
            if b"_:" in chunk:
                # A full stop may be in a label, but never at its end.
                labels = filter(None, _LABEL.findall(chunk))
                seen.update(dict.fromkeys(label.rstrip(b".") for label in labels))
    asked = set(numbers)
    return {n: label[2:].decode() for n, label in enumerate(seen) if n in asked}


def _mentions(path: Path, nodes: Collection[Term]) -> dict[Key, tuple[int, int]]:
    """Return where blank nodes are first values or names of graphs."""
    left = {str(node).encode(): node for node in nodes}
    found: dict[Key, tuple[int, int]] = {}
    number = 1
    with opened(path) as stream:
        for chunk in chunks(stream):
            for n, line in enumerate(chunk.split(b"\n") if b"_:" in chunk else ()):
                for match in _LABEL.finditer(line) if b"_:" in line else ():
                    node = left.pop((match[1] or b"").rstrip(b"."), None)
                    if node is not None:
                        before = line[: match.start()].removeprefix(_BOM)
                        col = len(before.decode(errors="replace")) + 1
                        found[(node,)] = (number + n, col)
            if not left:
                break
            number += chunk.count(b"\n")
    return found


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield whole lines, about a megabyte at a time."""
    while chunk := stream.read(_CHUNK):
        yield chunk + stream.readline()


def _odd_lines(
    lines: Iterable[bytes], number: int, wanted: KeysView[bytes]
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield the same from lines whose subjects may be anywhere, and spelled anyhow."""
    for n, line in enumerate(lines):
        for match in _SUBJECT.finditer(line):
            subject = _usual(match[1])
            if subject in wanted:
                yield number + n, match.start(1), line, subject


def _is_plain(lines: bytes, subjects: bytes) -> bool:
    """Tell whether the subjects of lines are what stands before the first blank of each.

    Args:
        lines: Whole lines.
        subjects: What stands before the first blanks, each behind a line end.
    """
    return (
        b"\t" not in subjects
        and b"\n#" not in subjects
        and b"><" not in subjects
        and b"\\" not in subjects
        and (b"\r" not in lines or lines.count(b"\r") == lines.count(b"\r\n"))
        and not _SQUEEZED.search(subjects)
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
