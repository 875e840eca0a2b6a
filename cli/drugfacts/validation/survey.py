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
from drugfacts.graph.places.pieces import chunks
from drugfacts.graph.places.stream import Index, are_single
from drugfacts.validation.engines import targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from drugfacts.graph.dataset import Subject, Term

    Pairs = list[tuple[bytes, bytes]]

_NO_STATEMENT = re.compile(rb"(?m)^[ \t]*(?:#[^\n]*)?$")


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
        words: Bytes to look for in the lines, whether names are written with escapes or not.

    Raises:
        SyntaxError: a line that had to be parsed is not N-Triples.
    """
    look = _Look(path, {*predicates, *targets.asked_for(declared)}, words)
    focus = targets.spelled_focus_nodes(declared, look.said(), _spelled)
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
        self.index = Index(path)
        self.count = 0
        self.predicates: set[bytes] = set()
        self.missing = set(words)

    def said(self) -> Iterator[tuple[bytes, Pairs]]:
        """Yield subjects with values, as N-Triples has them, by predicate."""
        with opened(self._path) as stream:
            for chunk in chunks(stream):
                all_state = self.index.add(chunk)
                self._find(chunk)
                # For parsers a carriage return ends a line.
                lines = chunk.replace(b"\r", b"\n") if b"\r" in chunk else chunk
                self.count += chunk.count(b"\n") if all_state else _count(lines)
                for predicate, pairs in self._said(lines).items():
                    self.predicates.add(predicate)
                    yield predicate, pairs

    def _said(self, lines: bytes) -> dict[bytes, Pairs]:
        escapes = b"\\" in lines and (b"\\u" in lines or b"\\U" in lines)
        counts = {each: lines.count(each) for each in self._wanted}
        found = {each: _usual(lines, each) for each, count in counts.items() if count}
        # Each that is written in some other way, or is only mentioned, makes a difference.
        if not escapes and all(counts[each] == len(pairs) for each, pairs in found.items()):
            return found
        said = [[_spelled(term) for term in parts(q)] for q in parse(lines, RdfFormat.N_TRIPLES)]
        if escapes and self.missing:
            self._find(b"\n".join(term for terms in said for term in terms))
        found = {}
        for subject, predicate, value in said:
            if predicate in self._wanted:
                found.setdefault(predicate, []).append((subject, value))
        return found

    def _find(self, text: bytes) -> None:
        self.missing -= {word for word in self.missing if word in text}


def _usual(lines: bytes, predicate: bytes) -> Pairs:
    """Return the subjects and values of a predicate, or none if they may be no nodes."""
    between = lines.split(b" %s " % predicate)
    subjects = [text.rpartition(b"\n")[2] for text in between[:-1]]
    values = [text.partition(b" .\n")[0] for text in between[1:]]
    said = b"\n".join([b"", *subjects, *values])
    nodes = said.count(b"\n<") + said.count(b"\n_:")
    # No line end and no full stop may be in what is taken for a node.
    whole = said.count(b"\n") == nodes == 2 * len(values) and b".\n" not in said + b"\n"
    return list(zip(subjects, values, strict=True)) if whole and are_single(said) else []


def _count(lines: bytes) -> int:
    """Return how many lines are neither empty nor a comment."""
    return lines.count(b"\n") + 1 - len(_NO_STATEMENT.findall(lines))


def _spelled(term: Term) -> bytes:
    return str(term).encode()
