"""Our own small data set: documents of quads, with an index."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from drugfacts.graph.places.positions import Positions
from drugfacts.iris import BASE
from drugfacts.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drugfacts.graph.turtle.document import Statement

Subject = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Document:
    """One file (or stream) of RDF as it was read.

    Attributes:
        path: The file as the user named it, ``-`` for standard input.
        quads: Its statements in the order of the file.
        iri: The document that its path stands for; None outside a data set.
        prefixes: The prefixes that it declares.
        text: Its text when that has places we can point at, else None.
        scope: End of the labels of its blank nodes; None when it has none.
        form: The format of the text.
        address: What relative IRIs are resolved against where that is not `iri`.
    """

    path: str
    quads: tuple[Quad, ...]
    iri: str | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    scope: str | None = None
    form: RdfFormat = RdfFormat.TURTLE
    address: str | None = None

    @property
    def base(self) -> str | None:
        """What relative IRIs are resolved against."""
        return self.address or self.iri

    def positions(self) -> Positions | None:
        """Return the places of its statements, or None when it has none."""
        return None if self.text is None else Positions(self.text, self._statements)

    def _statements(self) -> list[Statement]:
        """Return the statements of the text with their offsets."""
        # Most runs ask for no place, and these are slow to import.
        from drugfacts.graph import scoping
        from drugfacts.graph.places.statements import statements

        text = self.text or ""
        if self.form == RdfFormat.JSON_LD:
            from drugfacts.graph.places.jsonld import find as jsonld  # few have JSON-LD

            return jsonld.statements(text, self.base, self.quads, self.scope or "")
        if self.scope is None:
            return statements(text, self.form, self.base)
        return scoping.scoped_statements(text, self.form, self.base, self.scope)


@dataclass(frozen=True)
class DataSet:
    """Documents that are checked or exported, with what they refer to behind them.

    Attributes:
        documents: What the user named.
        background: What is only looked at: the rest of the same data set and the
            packaged value lists. It is never exported and never reported on.
        base: Base IRI of the data set.
        unread: Files in the folder of the data set that look like RDF and are not read.
    """

    documents: tuple[Document, ...]
    background: tuple[Document, ...] = ()
    base: str = BASE
    unread: tuple[str, ...] = ()

    def quads(self) -> Iterator[Quad]:
        """Yield the statements of the named documents, each as often as it is said."""
        for document in self.documents:
            yield from document.quads

    def triples(self) -> list[Triple]:
        """Return the statements of the named documents without graphs, each once."""
        return list(dict.fromkeys(quad.triple for quad in self.quads()))

    def all_triples(self) -> list[Triple]:
        """Return the statements of named documents and background, each once."""
        everything = (*self.documents, *self.background)
        return list(dict.fromkeys(q.triple for d in everything for q in d.quads))

    @cached_property
    def _forward(self) -> dict[Subject, dict[NamedNode, list[Term]]]:
        index: dict[Subject, dict[NamedNode, list[Term]]] = {}
        for subject, predicate, value in map(parts, self.all_triples()):
            index.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return index

    @cached_property
    def _backward(self) -> dict[Term, dict[NamedNode, list[Subject]]]:
        index: dict[Term, dict[NamedNode, list[Subject]]] = {}
        for subject, predicate, value in map(parts, self.all_triples()):
            index.setdefault(value, {}).setdefault(predicate, []).append(subject)
        return index

    @cached_property
    def subjects(self) -> frozenset[Subject]:
        """The subjects of the named documents."""
        return frozenset(parts(quad)[0] for quad in self.quads())

    def __contains__(self, term: object) -> bool:
        """Tell whether anything is said about a term."""
        return term in self._forward

    def properties(self, subject: Subject) -> Mapping[NamedNode, list[Term]]:
        """Return what is said about a subject: values by predicate."""
        return self._forward.get(subject, {})

    def values(self, subject: Subject, predicate: str) -> list[Term]:
        """Return the values of one property, sorted."""
        return sorted(self.properties(subject).get(NamedNode(predicate), []), key=str)

    def value(self, subject: Subject, predicate: str) -> Term | None:
        """Return the first value of one property, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def referring(self, term: Term) -> Mapping[NamedNode, list[Subject]]:
        """Return what refers to a term: subjects by predicate."""
        return self._backward.get(term, {})

    def subjects_of(self, predicate: str, term: Term) -> list[Subject]:
        """Return the subjects that have a term as the value of a property, sorted."""
        return sorted(self.referring(term).get(NamedNode(predicate), []), key=str)

    def declared_prefixes(self) -> dict[str, str]:
        """Return the prefixes that the named documents declare; the first one wins."""
        found: dict[str, str] = {}
        for document in self.documents:
            for prefix, namespace in document.prefixes.items():
                found.setdefault(prefix, namespace)
        return found

    @cached_property
    def _homes(self) -> dict[Subject, list[Document]]:
        homes: dict[Subject, list[Document]] = {}
        for document in self.documents:
            said = [parts(quad) for quad in document.quads]
            for subject in dict.fromkeys(subject for subject, _, _ in said):
                homes.setdefault(subject, []).append(document)
            for value in dict.fromkeys(v for _, _, v in said if isinstance(v, BlankNode)):
                # It is in no other document, and may be no subject in this one.
                homes.setdefault(value, [document])
        return homes

    def locate(
        self,
        subject: Subject,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        document: Document | None = None,
    ) -> Position | None:
        """Return where something is said, as exactly as the input allows.

        Falls back from the value to the predicate to the subject to the file. A blank
        node that nothing is said about is where it is mentioned. None when no named
        document speaks of the subject.

        Args:
            subject: What it is said of.
            predicate: The property.
            value: Its value.
            document: Look in this document only; it must speak of the subject.
        """
        homes = [document] if document else self._homes.get(subject, [])
        value = value if predicate else None
        for asked in ((predicate, value), (predicate, None), (None, None)):
            for document in homes:
                if document.path not in self._positions:
                    self._positions[document.path] = document.positions()
                positions = self._positions[document.path]
                place = positions.locate(subject, *asked) if positions else None
                if place is not None:
                    return Position(document.path, *place)
        return Position(homes[0].path) if homes else None

    @cached_property
    def _positions(self) -> dict[str, Positions | None]:
        return {}


def parts(said: Quad | Triple) -> tuple[Subject, NamedNode, Term]:
    """Return subject, predicate and object: no triple terms, as reading refuses them."""
    return cast("tuple[Subject, NamedNode, Term]", (said.subject, said.predicate, said.object))
