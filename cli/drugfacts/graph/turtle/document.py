"""What a Turtle text holds: statements with their places, prefixes, and comments.

Comments hang on terms, not on lines: on a subject ``(s,)``, on a predicate of a subject
``(s, p)`` or on a triple ``(s, p, o)``. So they follow what they are about when blocks
are merged and sorted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Subject: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal
Fact: TypeAlias = tuple[Subject, NamedNode, Term]
Key: TypeAlias = tuple[Term, ...]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = NamedNode(RDF + "type")
FIRST = NamedNode(RDF + "first")
REST = NamedNode(RDF + "rest")
NIL = NamedNode(RDF + "nil")

MAX_DEPTH: Final = 128
"""How many brackets may be open at one place."""


class Statement(NamedTuple):
    """A triple as it is said once, with the offsets of its three parts in the text.

    Its graph is None for the default graph.
    """

    subject: Subject
    predicate: NamedNode
    object: Term
    subject_at: int
    predicate_at: int
    object_at: int
    graph: Subject | None = None


@dataclass(slots=True)
class Directive:
    """A ``@prefix`` (or, with prefix None, a ``@base``) and the comments beside it."""

    prefix: str | None
    iri: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """The comments of a text.

    Attributes:
        before: Comments on lines of their own above a thing. Above a subject, ""
            stands for an empty line.
        after: Comments at the end of the line of a predicate or an object.
        tail: Comments behind the last thing said of a subject or in a list.
    """

    before: dict[Key, list[str]] = field(default_factory=dict)
    after: dict[Key, list[str]] = field(default_factory=dict)
    tail: dict[Key, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is any comment."""
        return bool(self.before or self.after or self.tail)


@dataclass(slots=True)
class Document:
    """A parsed text.

    Attributes:
        statements: In the order of the text; a triple said twice is there twice.
        directives: In the order of the text.
        notes: Comments on the statements.
        header: Comments that open the file.
        footer: Comments that close it.
    """

    statements: list[Statement] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)

    def facts(self) -> list[Fact]:
        """Return what is said, each as often as it is said."""
        return [statement[:3] for statement in self.statements]

    def triples(self) -> list[Triple]:
        """Return the same as objects of pyoxigraph, which take long to make."""
        return [Triple(*fact) for fact in self.facts()]

    def prefixes(self) -> dict[str, str]:
        """Return the declared prefixes; of two with one name the first counts."""
        found: dict[str, str] = {}
        for directive in self.directives:
            if directive.prefix is not None:
                found.setdefault(directive.prefix, directive.iri)
        return found
