"""Places in large N-Triples and N-Quads files, which are read through and never held.

The file must have been parsed before: what is not N-Quads in it is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from drugfacts.graph.compressed import opened
from drugfacts.graph.turtle.escapes import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, KeysView, Set
    from pathlib import Path
    from typing import IO

    from drugfacts.graph.turtle.document import Key, Term

_CHUNK: Final = 1 << 20
_FEW: Final = 16
"""Up to so many subjects it is faster to look for each in a chunk at once."""

_BOM = "\ufeff".encode()

# For parsers a carriage return ends a line, for who counts lines it does not.
_SUBJECT = re.compile(rb"(?:\A|\r)[ \t]*(<[^>\r]*>|_:[^ \t\r<]+)")
_SQUEEZED = re.compile(rb"_:[^<\n]*<")
_LINE = re.compile(r"""(?:<[^>]*>|_:[^ \t<]+)[ \t]*(?P<predicate><[^>]*>)[ \t]*(?P<value>[<_"])""")
_LABEL = re.compile(
    rb"""<[^>\r\n]*>|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|#[^\r\n]*|(_:[^ \t\r\n<"#]+)"""
)


def find(
    path: Path, wanted: Collection[tuple[Term, ...]]
) -> dict[tuple[Term, ...], tuple[int, int]]:
    """Return where things are first said in a file: line and column, from 1, in code points.

    Args:
        path: An N-Triples or N-Quads file, which may be compressed.
        wanted: Subjects ``(s,)``, predicates ``(s, p)`` and values ``(s, p, o)``. Blank
            nodes bear the labels of the file. One that is no subject is where it is first
            mentioned.

    Returns:
        What was found; what the file does not say is left out.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or is not compressed as its name says.
    """
    wanted_of: dict[bytes, set[Key]] = {}
    for key in wanted:
        wanted_of.setdefault(str(key[0]).encode(), set()).add(key)
    found: dict[Key, tuple[int, int]] = {}
    for line, at, text, subject in _said_of(path, wanted_of.keys()):
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
    return found | _mentions(path, mentioned) if mentioned else found


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
        for chunk in _chunks(stream):
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
        for chunk in _chunks(stream):
            for n, line in enumerate(chunk.split(b"\n") if b"_:" in chunk else ()):
                for match in _LABEL.finditer(line) if b"_:" in line else ():
                    node = left.pop((match[1] or b"").rstrip(b"."), None)
                    if node is not None:
                        col = len(line[: match.start()].decode(errors="replace")) + 1
                        found[(node,)] = (number + n, col)
            if not left:
                break
            number += chunk.count(b"\n")
    return found


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield whole lines, about a megabyte at a time."""
    first = True
    while chunk := stream.read(_CHUNK):
        chunk += stream.readline()
        yield chunk.removeprefix(_BOM) if first else chunk
        first = False


def _said_of(path: Path, wanted: KeysView[bytes]) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield line number, offset and line of each statement about some subjects.

    The subject, as it is usually spelled, comes last. Who wants one no more may take it out
    of ``wanted`` meanwhile.
    """
    number = 1
    with opened(path) as stream:
        for chunk in _chunks(stream):
            if len(wanted) <= _FEW and b"\\" not in chunk and not any(s in chunk for s in wanted):
                number += chunk.count(b"\n")
                continue
            lines = chunk.split(b"\n")
            subjects = [line.partition(b" ")[0] for line in lines]
            unique = set(subjects)
            if _is_plain(chunk, unique, subjects.count(b"") if b"" in unique else 0):
                if not wanted.isdisjoint(unique):
                    for n, subject in enumerate(subjects):
                        if subject in wanted:
                            yield number + n, 0, lines[n], subject
            else:
                for n, line in enumerate(lines):
                    for match in _SUBJECT.finditer(line):
                        subject = _usual(match[1])
                        if subject in wanted:
                            yield number + n, match.start(1), line, subject
            number += len(lines) - 1


def _is_plain(chunk: bytes, unique: Set[bytes], empty: int) -> bool:
    """Tell whether the subjects of a chunk are what stands before the first blank of a line.

    Args:
        chunk: Whole lines.
        unique: What stands before the first blank of a line.
        empty: In how many lines that is nothing; one is behind the last line end.
    """
    first = b"\n".join(unique)
    return (
        empty <= 1
        and b"\t" not in first
        and b"><" not in first
        and b"\\" not in first
        and (b"\r" not in chunk or chunk.count(b"\r") == chunk.count(b"\r\n"))
        and not _SQUEEZED.search(first)
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
