"""From N-Triples and N-Quads to their statements: the tokens of Turtle, one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from drugfacts.graph.turtle.document import Statement
from drugfacts.graph.turtle.parse import Parser

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Document, Subject


def parse(text: str) -> Document:
    """Parse N-Quads, and so N-Triples.

    What these languages forbid and Turtle allows in a term is let pass: it is the
    business of the parser that reads the data.

    Returns:
        Statements in the order of the text, with the labels of the text.

    Raises:
        InputError: the text is no N-Quads; with line and column, without a path.
    """
    return _Parser(text, None).document


class _Parser(Parser):
    """The rule of N-Quads (https://www.w3.org/TR/n-quads/#sec-grammar)."""

    def statement(self) -> None:
        """Read a statement with its full stop."""
        cursor = self.cursor
        subject_at, subject = cursor.start, self.name("a subject")
        predicate_at, predicate = cursor.start, self.iri("a predicate")
        cursor.step()
        object_at, value = cursor.start, self.value()
        cursor.step()
        graph = None if cursor.token == "." else self.name("the name of a graph")
        cursor.expect(".")
        cursor.step()
        self.add(Statement(subject, predicate, value, subject_at, predicate_at, object_at, graph))

    def name(self, what: str) -> Subject:
        """Read an IRI or a label."""
        if self.cursor.kind == "label":
            found: Subject = BlankNode(self.cursor.token[2:])
        else:
            found = self.iri(what)
        self.cursor.step()
        return found
