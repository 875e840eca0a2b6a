"""The places of the statements of one text, by subject, predicate and value."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drugfacts.graph.turtle.document import Key, Statement, Term


class Positions:
    """The places of the terms of one text; it is looked through when first asked.

    Args:
        text: The whole text.
        statements: Returns its statements with their offsets, in the order of the text;
            none when it has no places.
    """

    def __init__(self, text: str, statements: Callable[[], Iterable[Statement]]) -> None:
        self._text = text
        self._read = statements
        self._known: dict[Term, dict[Key, int]] = {}

    def locate(
        self, subject: Term, predicate: Term | None = None, value: Term | None = None
    ) -> tuple[int, int] | None:
        """Return line and column (from 1, in code points) of where something is first said.

        Args:
            subject: The subject; its own place is returned if nothing else is given. A
                blank node that nothing is said about is where it is mentioned.
            predicate: The predicate whose place is wanted.
            value: The object whose place is wanted.

        Returns:
            None when the text does not say it, or has no places.
        """
        if subject not in self._known:
            self._known[subject] = self._offsets_of(subject)
        offset = self._known[subject].get(
            tuple(term for term in (predicate, value) if term is not None)
        )
        return None if offset is None else self._place(offset)

    def _offsets_of(self, subject: Term) -> dict[Key, int]:
        by_subject, mentions = self._index
        found: dict[Key, int] = {}
        for statement in by_subject.get(subject, ()):
            found.setdefault((), statement.subject_at)
            found.setdefault((statement.predicate,), statement.predicate_at)
            found.setdefault((statement.predicate, statement.object), statement.object_at)
        if not found and subject in mentions:
            found[()] = mentions[subject]
        return found

    @cached_property
    def _index(self) -> tuple[dict[Term, list[Statement]], dict[Term, int]]:
        """The statements by subject, and where each blank node is first a value."""
        by_subject: dict[Term, list[Statement]] = {}
        mentions: dict[Term, int] = {}
        last: Term | None = None
        said: list[Statement] = []
        for statement in self._read():
            if statement.subject is not last:
                last = statement.subject
                said = by_subject.setdefault(last, [])
            said.append(statement)
            if type(statement.object) is BlankNode:
                mentions.setdefault(statement.object, statement.object_at)
        return by_subject, mentions

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self._text.split("\n")), initial=0))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
