"""Walks over the tokens of a Turtle text, files its comments and says what is wrong."""

from __future__ import annotations

from collections import deque
from itertools import chain, repeat
from typing import TYPE_CHECKING, NoReturn

from drugfacts.errors import InputError
from drugfacts.graph.turtle.comments import Comments
from drugfacts.graph.turtle.tokens import place, scan

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Document
    from drugfacts.graph.turtle.tokens import Token


class Cursor:
    """A place between the tokens of a text.

    Args:
        text: The whole text.
        document: Takes in the comments that are passed.
        graphs: Braces are marks, as in TriG.

    Attributes:
        kind: Kind of the current token, ``end`` behind the last one.
        token: The current token as written.
        start: Its offset.
        comments: Who gets the comments.
        previous_end: Where the token or comment before it ends.
    """

    def __init__(self, text: str, document: Document, *, graphs: bool = False) -> None:
        self.comments = Comments(text, document)
        self.kind = self.token = ""
        self.start = self.previous_end = self._end = 0
        self._text = text
        self._tokens = chain(scan(text, graphs=graphs), repeat(("end", len(text), len(text))))
        self._ahead: deque[Token] = deque()
        self.step()

    def step(self) -> None:
        """Go to the next token; comments before it are filed."""
        while True:
            self.previous_end = self._end
            token = self._ahead.popleft() if self._ahead else next(self._tokens)
            self.kind, self.start, self._end = token
            if self.kind != "comment":
                break
            self.comments.found(self.previous_end, self.start, self._end)
        self.token = self._text[self.start : self._end]

    def coming(self, count: int = 1) -> str:
        """Return the kind of a token that comes, or the token itself when it is a mark.

        Args:
            count: Which one; 1 is the next.
        """
        seen = index = 0
        while True:
            if index == len(self._ahead):
                self._ahead.append(next(self._tokens))
            kind, start, end = self._ahead[index]
            seen += kind != "comment"
            if seen == count:
                return self._text[start:end] if kind == "mark" else kind
            index += 1

    def place(self) -> tuple[int, int]:
        """Return line and column of the current token."""
        return place(self._text, self.start)

    def fail(self, message: str) -> NoReturn:
        """Raise an error that lies at the current token."""
        # What the text holds must not reach a terminal as a control or another line.
        shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in message)
        raise InputError(f"{shown}.", None, *self.place())

    def expected(self, what: str) -> NoReturn:
        """Raise the error that the current token is not what should stand here."""
        if self.kind == "future" or self.token.lower() in ("version", "@version"):
            self.fail(f"'{self.token}' is RDF 1.2, which is not supported; write Turtle 1.1")
        found = "the end of the text" if self.kind == "end" else f"'{self.token[:40]}'"
        self.fail(f"{found} stands where {what} should be; correct the statement")

    def expect(self, mark: str) -> None:
        """Require that the current token is a mark."""
        if self.token != mark:
            self.expected(f"'{mark}'")
