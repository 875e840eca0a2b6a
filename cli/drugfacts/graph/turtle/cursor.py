"""Walks over the tokens of a Turtle text, files its comments and says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from drugfacts.errors import InputError
from drugfacts.graph.turtle.comments import Comments
from drugfacts.graph.turtle.tokens import place, tokens

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Document


class Cursor:
    """A place between the tokens of a text.

    Args:
        text: The whole text.
        document: Takes in the comments that are passed.

    Attributes:
        kind: Kind of the current token, ``end`` behind the last one.
        token: The current token as written.
        start: Its offset.
        comments: Who gets the comments.
        previous_end: Where the token or comment before it ends.
    """

    def __init__(self, text: str, document: Document) -> None:
        self.comments = Comments(text, document)
        self.kind = self.token = ""
        self.start = self.previous_end = self._end = 0
        self._text = text
        self._tokens = [token for token in tokens(text) if token[0] != "space"]
        self._tokens.append(("end", len(text), len(text)))
        self._index = -1
        self.step()

    def step(self) -> None:
        """Go to the next token; comments before it are filed."""
        while True:
            self.previous_end = self._end
            self._index += 1
            self.kind, self.start, self._end = self._tokens[self._index]
            if self.kind != "comment":
                break
            self.comments.found(self.previous_end, self.start, self._end)
        self.token = self._text[self.start : self._end]

    def next_kind(self) -> str:
        """Return the kind of the next token, or the token itself when it is a mark."""
        index = self._index + 1
        while self._tokens[index][0] == "comment":
            index += 1
        kind, start, end = self._tokens[index]
        return self._text[start:end] if kind == "mark" else kind

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
