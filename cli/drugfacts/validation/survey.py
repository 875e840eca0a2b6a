"""What is to be known of large data beside what an engine finds, in one look at each line.

It takes less time than the engine, and goes on beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from drugfacts.graph.compressed import opened
from drugfacts.graph.dataset import parts
from drugfacts.graph.places.stream import Index, chunks
from drugfacts.validation.engines import targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from drugfacts.graph.dataset import Subject, Term

    Said = tuple[bytes, bytes, bytes]

_NO_STATEMENT = re.compile(rb"(?m)^[ \t]*(?:#[^\n]*)?$")
_SUBJECT = re.compile(rb"<[^>\n]*>|_:[^ \n]+")


@dataclass(frozen=True, slots=True)
class Survey:
    """What an N-Triples file holds.

    Attributes:
        statements: How many; one that is repeated counts each time.
        work: Number of focus nodes of each shape with targets.
        focus_nodes: Number of all focus nodes.
        predicates: Those of the statements that were looked for, and are there.
        words: Those that were looked for, and are there.
        index: Where its subjects stand.
    """

    statements: int
    work: Mapping[Subject, int]
    focus_nodes: int
    predicates: frozenset[NamedNode]
    words: frozenset[bytes]
    index: Index


def survey(
    path: Path,
    declared: Mapping[Subject, Sequence[targets.Target]],
    predicates: Collection[NamedNode],
    words: Collection[bytes],
) -> Survey:
    """Look through an N-Triples file once.

    Args:
        path: The file, neither packed nor marked.
        declared: The targets of each shape.
        predicates: Those of statements to look for.
        words: Bytes to look for anywhere in a line.

    Raises:
        SyntaxError: a line that had to be parsed is not N-Triples.
    """
    look = _Look(path, {*predicates, *targets.asked_for(declared)}, words)
    focus = targets.spelled_focus_nodes(declared, look.statements(), _spelled)
    return Survey(
        statements=look.count,
        work={shape: len(nodes) for shape, nodes in focus.items()},
        focus_nodes=len(frozenset().union(*focus.values())),
        predicates=frozenset(each for each in predicates if _spelled(each) in look.predicates),
        words=frozenset(words) - look.missing,
        index=look.index,
    )


class _Look:
    """One look through a file.

    Args:
        path: The file.
        predicates: Those of the statements to yield.
        words: What else to look for.
    """

    def __init__(self, path: Path, predicates: Collection[Term], words: Collection[bytes]) -> None:
        self._path = path
        self._wanted = {_spelled(each) for each in predicates}
        # What begins with fixed bytes is found far faster than what begins with a line.
        self._usual = [
            (each, re.compile(rb" %s (<[^>\n]*>|_:[^ \n]+) \.$" % re.escape(each), re.MULTILINE))
            for each in sorted(self._wanted)
        ]
        self.index = Index(path)
        self.count = 0
        self.predicates: set[bytes] = set()
        self.missing = set(words)

    def statements(self) -> Iterator[Said]:
        """Yield the statements with the predicates, whose terms are as N-Triples has them."""
        with opened(self._path) as stream:
            for chunk in chunks(stream):
                all_states = self.index.add(chunk)
                self.missing -= {word for word in self.missing if word in chunk}
                # For parsers a carriage return ends a line.
                lines = chunk.replace(b"\r", b"\n") if b"\r" in chunk else chunk
                self.count += chunk.count(b"\n") if all_states else _count(lines)
                said = self._said(lines)
                self.predicates.update(predicate for _, predicate, _ in said)
                yield from said

    def _said(self, lines: bytes) -> list[Said]:
        usual = [said for each in self._usual for said in _usual(lines, *each)]
        # Each that is written in some other way, or is only mentioned, makes a difference.
        if len(usual) == sum(map(lines.count, self._wanted)) and not _has_escapes(lines):
            return usual
        spelled = (tuple(map(_spelled, parts(quad))) for quad in parse(lines, RdfFormat.N_TRIPLES))
        return [(s, p, o) for s, p, o in spelled if p in self._wanted]


def _usual(lines: bytes, predicate: bytes, pattern: re.Pattern[bytes]) -> Iterator[Said]:
    for match in pattern.finditer(lines):
        end = match.start()
        subject = lines[lines.rfind(b"\n", 0, end) + 1 : end]
        if _SUBJECT.fullmatch(subject):
            yield subject, predicate, match[1]


def _has_escapes(lines: bytes) -> bool:
    return b"\\" in lines and (b"\\u" in lines or b"\\U" in lines)


def _count(lines: bytes) -> int:
    """Return how many lines are neither empty nor a comment."""
    return lines.count(b"\n") + 1 - len(_NO_STATEMENT.findall(lines))


def _spelled(term: Term) -> bytes:
    return str(term).encode()
