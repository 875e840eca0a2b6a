"""From TriG text to its statements: Turtle, with graphs in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pyoxigraph import BlankNode

from drugfacts.graph.turtle.parse import Parser

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Document, Subject


def parse(text: str, base: str | None = None) -> Document:
    """Parse TriG 1.1; arguments, result and errors are those of Turtle's parser.

    A blank node is one node in all graphs of the text.
    """
    return _Parser(text, base).document


class _Parser(Parser):
    """The rules that TriG adds (https://www.w3.org/TR/trig/#sec-grammar)."""

    GRAPHS: ClassVar[bool] = True
    ENDS: ClassVar[tuple[str, ...]] = (".", "]", "}")
    inside: bool = False

    def statement(self) -> None:
        """Read a directive, a block, or a graph with its braces."""
        cursor = self.cursor
        if cursor.token == "{":
            self.braces(None)
        elif cursor.kind == "word" and cursor.token.lower() == "graph":
            cursor.step()
            self.braces(self.name())
        elif self.names_a_graph():
            self.braces(self.name())
        else:
            super().statement()

    def names_a_graph(self) -> bool:
        """Tell whether what stands here is the name of a graph and no subject."""
        if self.cursor.token == "[":
            return self.cursor.coming() == "]" and self.cursor.coming(2) == "{"
        return self.cursor.kind in ("iri", "pname", "label") and self.cursor.coming() == "{"

    def name(self) -> Subject:
        """Read the name of a graph: an IRI, a label or ``[]``."""
        if self.cursor.token == "[":
            self.cursor.step()
            self.cursor.expect("]")
            name: Subject = BlankNode()
        elif self.cursor.kind == "label":
            name = BlankNode(self.cursor.token[2:])
        else:
            name = self.iri("the name of a graph")
        self.cursor.step()
        return name

    def braces(self, graph: Subject | None) -> None:
        """Read the blocks of a graph."""
        self.cursor.expect("{")
        self.cursor.step()
        self.graph, self.inside = graph, True
        while self.cursor.token != "}":
            self.block()
        self.graph, self.inside = None, False
        self.cursor.step()

    def end_block(self, subject: Subject) -> None:
        """Read the full stop, which the last block of a graph may go without."""
        if self.inside and self.cursor.token == "}":
            self.comments.end((subject,))
        else:
            super().end_block(subject)
