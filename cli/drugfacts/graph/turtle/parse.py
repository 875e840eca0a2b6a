"""From Turtle text to its statements, with the place and the comments of each."""

from __future__ import annotations

from typing import ClassVar

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.errors import LimitError
from drugfacts.graph.turtle.cursor import Cursor
from drugfacts.graph.turtle.document import (
    FIRST,
    MAX_DEPTH,
    NIL,
    REST,
    TYPE,
    Directive,
    Document,
    Statement,
    Subject,
    Term,
)
from drugfacts.graph.turtle.terms import Scope, short_literal, string_value


def parse(text: str, base: str | None = None) -> Document:
    """Parse Turtle 1.1.

    Args:
        text: The whole text.
        base: What relative IRIs are resolved against, such as the IRI of the document.

    Returns:
        Statements in the order of the text. Labelled blank nodes keep their labels,
        the others get random ones.

    Raises:
        InputError: the text is not Turtle 1.1; with line and column, without a path.
        LimitError: brackets are nested deeper than `MAX_DEPTH`.
    """
    return Parser(text, base).document


class Parser:
    """One method for each rule of the grammar; each stops behind what it has read.

    Attributes:
        GRAPHS: Whether the language has braces.
        ENDS: What may stand behind the last ``;``.
        graph: The graph that is being read; None for the default graph.
    """

    GRAPHS: ClassVar[bool] = False
    ENDS: ClassVar[tuple[str, ...]] = (".", "]")

    def __init__(self, text: str, base: str | None) -> None:
        self.scope = Scope(base)
        self.document = Document()
        self.add = self.document.statements.append
        self.depth = 0
        self.graph: Subject | None = None
        self.cursor = Cursor(text, self.document, graphs=self.GRAPHS)
        self.comments = self.cursor.comments
        while self.cursor.kind != "end":
            self.statement()
        self.comments.close()

    def statement(self) -> None:
        """Read a directive or a block."""
        if self.cursor.token in ("@prefix", "@base"):
            self.directive(self.cursor.token[1:], closed=True)
        elif self.cursor.kind == "word" and self.cursor.token.lower() in ("prefix", "base"):
            self.directive(self.cursor.token.lower(), closed=False)
        else:
            self.block()

    def directive(self, word: str, *, closed: bool) -> None:
        """Read what stands behind ``@prefix`` or ``@base``; closed: with a full stop."""
        self.cursor.step()
        prefix = None
        if word == "prefix":
            prefix = self.cursor.token.removesuffix(":")
            if self.cursor.kind != "pname" or ":" in prefix or prefix == self.cursor.token:
                self.cursor.expected("a prefix such as 'ex:'")
            self.cursor.step()
        if self.cursor.kind != "iri":
            self.cursor.expected("an IRI such as <https://example.org/>")
        try:
            iri = self.scope.declare(prefix, self.cursor.token)
        except ValueError as error:
            self.cursor.fail(str(error))
        directive = Directive(prefix, iri)
        if closed:
            self.cursor.step()
            self.cursor.expect(".")
        self.comments.on_directive(directive)
        self.document.directives.append(directive)
        self.cursor.step()

    def block(self) -> None:
        """Read a subject with all that is said about it."""
        at, opening, subject = self.cursor.start, self.cursor.token, self.subject()
        self.comments.on_block((subject,), self.cursor.previous_end, at)
        alone = False
        if opening in ("[", "("):
            self.open()
            alone = opening == "[" and self.cursor.token != "]"
            if self.cursor.token == ")":
                self.comments.move((subject,), (NIL,))
                subject = NIL
            elif opening == "(":
                self.items(subject, at)
            elif alone:
                self.properties(subject, at)
            self.close("]" if opening == "[" else ")")
            self.comments.on((subject,))
        self.cursor.step()
        if not (alone and self.cursor.token in self.ENDS):
            self.properties(subject, at)
        self.end_block(subject)

    def end_block(self, subject: Subject) -> None:
        """Read the full stop."""
        self.cursor.expect(".")
        self.comments.end((subject,))
        self.cursor.step()

    def subject(self) -> Subject:
        """Return the subject that begins here; stop on its first token."""
        if self.cursor.token in ("[", "("):
            return BlankNode()
        if self.cursor.kind == "label":
            return BlankNode(self.cursor.token[2:])
        return self.iri("a subject")

    def open(self) -> None:
        """Step over an opening bracket."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            line, col = self.cursor.place()
            raise LimitError(
                f"{line}:{col}: brackets are nested deeper than {MAX_DEPTH}; "
                "name the inner nodes and give them blocks of their own."
            )
        self.cursor.step()

    def close(self, sign: str) -> None:
        """Require a closing bracket; stop on it."""
        self.cursor.expect(sign)
        self.depth -= 1

    def properties(self, subject: Subject, at: int) -> None:
        """Read predicates with their objects, up to the mark that ends them."""
        while True:
            predicate_at = self.cursor.start
            if self.cursor.kind == "word" and self.cursor.token == "a":
                predicate = TYPE
            else:
                predicate = self.iri("a predicate")
            self.comments.on((subject, predicate), after=True)
            self.cursor.step()
            self.object(subject, predicate, at, predicate_at)
            while self.cursor.token == ",":
                self.cursor.step()
                self.object(subject, predicate, at, predicate_at)
            if self.cursor.token != ";":
                return
            while self.cursor.token == ";":
                self.cursor.step()
            if self.cursor.token in self.ENDS:
                return

    def object(self, subject: Subject, predicate: NamedNode, at: int, predicate_at: int) -> None:
        """Read one object."""
        if self.cursor.token in ("[", "("):
            self.node(subject, predicate, at, predicate_at)
            return
        start, value = self.cursor.start, self.value()
        self.add(Statement(subject, predicate, value, at, predicate_at, start, self.graph))
        self.comments.on((subject, predicate, value), after=True)
        self.cursor.step()

    def node(self, subject: Subject, predicate: NamedNode, at: int, predicate_at: int) -> None:
        """Read a property list or a collection as an object."""
        start, opening = self.cursor.start, self.cursor.token
        value: BlankNode | NamedNode = BlankNode()
        self.comments.on((subject, predicate, value))
        self.open()
        if self.cursor.token == ")" and opening == "(":
            self.comments.move((subject, predicate, value), (subject, predicate, NIL))
            value = NIL
        self.add(Statement(subject, predicate, value, at, predicate_at, start, self.graph))
        if opening == "[" and self.cursor.token != "]":
            self.properties(value, start)
        elif opening == "(" and value is not NIL:
            self.items(value, start)
        self.comments.end((value,))
        self.close("]" if opening == "[" else ")")
        self.comments.behind((subject, predicate, value))
        self.cursor.step()

    def items(self, cell: Subject, at: int) -> None:
        """Read the items of a collection up to its closing bracket.

        Its first cell is where the collection begins, any other where its item is.
        """
        head = cell
        while True:
            start = self.cursor.start
            self.object(cell, FIRST, at, start)
            if self.cursor.token == ")":
                break
            following = BlankNode()
            self.add(Statement(cell, REST, following, at, start, self.cursor.start, self.graph))
            cell, at = following, self.cursor.start
        self.add(Statement(cell, REST, NIL, at, start, self.cursor.start, self.graph))
        self.comments.end((head,))

    def iri(self, what: str) -> NamedNode:
        """Return the IRI that the current token is; stop on it."""
        if self.cursor.kind not in ("iri", "pname"):
            self.cursor.expected(what)
        try:
            return self.scope.iri(self.cursor.token)
        except ValueError as error:
            self.cursor.fail(str(error))

    def value(self) -> Term:
        """Return the object that the current token begins; stop on its last token."""
        kind, token = self.cursor.kind, self.cursor.token
        if kind in ("iri", "pname"):
            return self.iri("an object")
        if kind == "label":
            return BlankNode(token[2:])
        if kind in ("integer", "decimal", "double"):
            return short_literal(kind, token)
        if token in ("true", "false"):
            return short_literal("boolean", token)
        if kind != "string":
            self.cursor.expected("an object")
        try:
            value = string_value(token)
            following = self.cursor.coming()
            if following == "at":
                self.cursor.step()
                return Literal(value, language=self.cursor.token[1:])
            if following != "^^":
                return Literal(value)
            self.cursor.step()
            self.cursor.step()
            return Literal(value, datatype=self.iri("a datatype"))
        except ValueError as error:
            self.cursor.fail(str(error))
