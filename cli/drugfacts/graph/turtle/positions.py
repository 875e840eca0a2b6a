"""Where in a Turtle text something is said."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.turtle.parse import parse

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Key, Statement, Term


class Positions:
    """The places of the terms of one text; it is parsed when first asked.

    Args:
        text: The whole text.
        base: What relative IRIs are resolved against.
    """

    def __init__(self, text: str, base: str | None = None) -> None:
        self._text = text
        self._base = base

    def locate(
        self, subject: Term, predicate: Term | None = None, value: Term | None = None
    ) -> tuple[int, int] | None:
        """Return line and column (from 1, in code points) of where something is first said.

        Args:
            subject: The subject; its own place is returned if nothing else is given.
                A blank node must bear the label that it has in the text.
            predicate: The predicate whose place is wanted.
            value: The object whose place is wanted.

        Returns:
            None when the text does not say it, or is not Turtle 1.1.
        """
        key = tuple(term for term in (subject, predicate, value) if term is not None)
        offset = self._offsets.get(key)
        return None if offset is None else self._place(offset)

    @cached_property
    def _offsets(self) -> dict[Key, int]:
        found: dict[Key, int] = {}
        for statement in self._statements():
            subject, predicate, value = statement[:3]
            found.setdefault((subject,), statement.subject_at)
            found.setdefault((subject, predicate), statement.predicate_at)
            found.setdefault((subject, predicate, value), statement.object_at)
        return found

    def _statements(self) -> list[Statement]:
        try:
            return parse(self._text, self._base).statements
        except (InputError, LimitError):
            # Other parsers take more than we do (RDF 1.2): such a text has no places.
            return []

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        while (newline := self._text.find("\n", starts[-1])) >= 0:
            starts.append(newline + 1)
        return starts

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
