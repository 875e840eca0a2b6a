"""Walks over a JSON-LD text and says what its nodes state, with the place of each part.

It follows the expansion of the JSON-LD 1.1 Processing Algorithms (section 5.1) and their
conversion to RDF (section 8.1), as far as that is needed to know a statement again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, NamedNode

from drugfacts.graph.places.jsonld import literals
from drugfacts.graph.places.jsonld.context import PLAIN, Context, Term
from drugfacts.graph.places.jsonld.keys import (
    Key,
    context_in,
    context_of_types,
    flat,
    keys_of,
    members_of,
    names_in,
)
from drugfacts.graph.places.jsonld.saying import Cells, Link, Saying
from drugfacts.graph.places.jsonld.scanner import Array, Member, Object, Value
from drugfacts.graph.turtle.document import TYPE, Subject

if TYPE_CHECKING:
    from drugfacts.graph.turtle import document as rdf


class _Waiting(NamedTuple):
    """A node whose keys are still to be read."""

    subject: Subject
    at: int
    keys: Iterable[Key]
    active: Context
    graph: Subject | None


class Walk:
    """The statements of one text.

    Args:
        root: The text as JSON.
        base: What relative IRIs are resolved against.

    Attributes:
        statements: What is said, in the order of the text. What is a value but stands for
            no term that we know is a blank node of its own.
        labelled: The blank nodes that bear the label of the text.

    Raises:
        UnknownContextError: a context does not stand in the text.
    """

    def __init__(self, root: Value, base: str | None) -> None:
        self._saying = Saying()
        self.labelled = self._saying.labelled
        self._waiting: deque[_Waiting] = deque()
        self._root(root, Context(base, base))
        while self._waiting:
            subject, at, keys, inner, self._saying.graph = self._waiting.popleft()
            self._properties(subject, at, keys, inner)
        self.statements = sorted(
            self._saying.statements, key=lambda said: (said.predicate_at, said.object_at)
        )

    def _root(self, root: Value, active: Context) -> None:
        """Read the whole; a root that holds nothing but a graph holds the default graph."""
        names = names_in(root, context_in(members_of(root), active))
        if "@graph" in names and names <= {"@graph", "@context", "@index"}:
            active = context_in(members_of(root), active)
            for key in keys_of(members_of(root), active):
                for value in flat(key.value) if key.iri == "@graph" else ():
                    self._top(value, active)
        else:
            for value in flat(root):
                self._top(value, active)

    def _top(self, value: Value, active: Context) -> None:
        """Read a node that nothing links to."""
        names = names_in(value, context_in(members_of(value), active))
        if not names & {"@list", "@set", "@value"}:
            self._object(value, active, PLAIN, _nowhere)

    # Values

    def _values(self, value: Value, active: Context, term: Term, link: Link) -> None:
        """Read what stands behind a key, laid out as its term says."""
        if term.context is not None:
            active = active.extended(term.context)
        # By the specification, the items of a set would be a list too; no parser does that.
        if "@list" in term.containers and not names_in(value, active) & {"@list", "@set"}:
            self._list(flat(value), value.at, active, term, link)
        elif isinstance(value.content, Object) and term.containers & _MAPS.keys():
            self._map(value.content, active, term, link)
        else:
            for item in flat(value):
                if "@graph" in term.containers:
                    self._in_graph(item, active, link, None)
                else:
                    self._value(item, active, term, link)

    def _value(self, value: Value, active: Context, term: Term, link: Link) -> None:
        content = value.content
        if content is None:
            return
        if isinstance(content, Array):
            for item in content:
                self._value(item, active, term, link)
        elif isinstance(content, Object):
            self._object(value, active, term, link)
        elif isinstance(content, str) and term.type in ("@id", "@vocab"):
            vocab = term.type == "@vocab"
            self._saying.link(active.iri(content, vocab=vocab, document=True), value.at, link)
        elif term.type == "@json":
            link(BlankNode(), value.at)
        else:
            link(literals.of_term(content, term, active) or BlankNode(), value.at)

    def _map(self, members: Object, active: Context, term: Term, link: Link) -> None:
        """Read an object whose keys are languages, indexes, names or types."""
        kind = next(kind for kind in _MAPS if kind in term.containers)
        for member in members:
            iri = active.iri(member.key)
            known = None if iri == "@none" else member
            for item in flat(member.value):
                if kind == "@language":
                    self._speech(item, member.key if known else "", link)
                elif "@graph" in term.containers:
                    self._in_graph(item, active, link, known if kind == "@id" else None)
                elif kind == "@index":
                    self._value(item, active, term, link)
                else:
                    self._object(item, active, term, link, known, kind)

    def _speech(self, value: Value, language: str, link: Link) -> None:
        if isinstance(value.content, str):
            found = literals.literal(value.content, None, language)
            link(found or BlankNode(), value.at)

    def _list(
        self, items: Iterable[Value], at: int, active: Context, term: Term, link: Link
    ) -> None:
        """Read the items of a list."""
        cells = Cells(self._saying, at, link)
        for value in items:
            if isinstance(value.content, Array):
                self._list(value.content, value.at, active, term, cells.add)
            else:
                self._value(value, active, term, cells.add)
        cells.end()

    # Nodes

    def _object(
        self,
        value: Value,
        active: Context,
        term: Term,
        link: Link,
        named: Member | None = None,
        kind: str = "",
    ) -> None:
        """Read a value object, a list, a set or a node, and link to it.

        Args:
            value: The object; a string in a map is the name of a node.
            active: What holds around it.
            term: The term of the key that leads to it.
            link: Takes in what it stands for.
            named: The key of a map that names the node or its type.
            kind: Which of the two: ``@id`` or ``@type``.
        """
        if isinstance(value.content, str):
            iri = active.iri(value.content, vocab=term.type == "@vocab", document=True)
            self._node(value.at, (), iri, active, link, named if kind == "@type" else None)
            return
        members = members_of(value)
        inner = context_in(members, active, back=not kind)
        keys = keys_of(members, inner)
        said = {key.iri: key for key in keys}
        if "@value" in said:
            link(literals.of_object(said, inner) or BlankNode(), value.at)
        elif "@list" in said:
            self._list(flat(said["@list"].value), value.at, inner, term, link)
        elif "@set" in said:
            for item in flat(said["@set"].value):
                self._value(item, inner, term, link)
        else:
            typed = context_of_types(keys, inner)
            keys = keys if typed is inner else keys_of(members, typed)
            own = next((key.value.content for key in keys if key.iri == "@id"), None)
            name = own if isinstance(own, str) else None
            if name is None and named is not None and kind == "@id":
                name = named.key
            iri = None if name is None else typed.iri(name, vocab=False, document=True)
            if name is None or iri is not None:
                of_type = named if kind == "@type" else None
                self._node(value.at, keys, iri, typed, link, of_type)

    def _node(
        self,
        at: int,
        keys: Iterable[Key],
        iri: str | None,
        active: Context,
        link: Link,
        of_type: Member | None,
    ) -> None:
        subject = BlankNode() if iri is None else self._saying.node(iri)
        if subject is None:
            return
        link(subject, at)
        if of_type is not None:
            self._type(subject, at, of_type.key, active, of_type.key_at, of_type.key_at)
        # Not at once: texts may nest deeper than calls may.
        self._waiting.append(_Waiting(subject, at, keys, active, self._saying.graph))

    def _properties(self, subject: Subject, at: int, keys: Iterable[Key], active: Context) -> None:
        for key in keys:
            if key.iri in ("@reverse", "@nest"):
                for item in flat(key.value):
                    inner = keys_of(members_of(item), active)
                    if key.iri == "@nest":
                        self._properties(subject, at, inner, active)
                    else:
                        for back in inner:
                            self._property(subject, at, back, active, not back.term.reverse)
            elif key.iri in ("@type", "@graph", "@included"):
                self._keyword(subject, at, key, active)
            else:
                self._property(subject, at, key, active, key.term.reverse)

    def _keyword(self, subject: Subject, at: int, key: Key, active: Context) -> None:
        outer = self._saying.graph
        for item in flat(key.value):
            if key.iri == "@included":
                self._object(item, active, PLAIN, _nowhere)
            elif key.iri == "@graph":
                self._saying.graph = subject
                self._top(item, active)
            elif isinstance(item.content, str):
                self._type(subject, at, item.content, active, key.at, item.at)
        self._saying.graph = outer

    def _type(
        self, subject: Subject, at: int, word: str, active: Context, key_at: int, value_at: int
    ) -> None:
        outer = active.previous or active
        found = self._saying.node(outer.iri(word, document=True))
        if found is not None:
            self._saying.say(subject, TYPE, found, at, key_at, value_at)

    def _property(
        self, subject: Subject, at: int, key: Key, active: Context, backwards: bool
    ) -> None:
        predicate = None if key.iri.startswith(("@", "_:")) else self._saying.node(key.iri)
        if not isinstance(predicate, NamedNode):
            return
        known = predicate

        def forth(found: rdf.Term, value_at: int) -> None:
            self._saying.say(subject, known, found, at, key.at, value_at)

        def back(found: rdf.Term, value_at: int) -> None:
            if isinstance(found, NamedNode | BlankNode):
                self._saying.say(found, known, subject, value_at, key.at, at)

        self._values(key.value, active, key.term, back if backwards else forth)

    def _in_graph(self, value: Value, active: Context, link: Link, named: Member | None) -> None:
        """Read a node that is the content of a graph."""
        iri = None if named is None else active.iri(named.key, vocab=False, document=True)
        name = BlankNode() if iri is None else self._saying.node(iri)
        if name is not None:
            link(name, value.at)
            outer, self._saying.graph = self._saying.graph, name
            self._object(value, active, PLAIN, _nowhere)
            self._saying.graph = outer


_MAPS = dict.fromkeys(("@language", "@index", "@id", "@type"))


def _nowhere(_: rdf.Term, __: int) -> None:
    """Take in what nothing links to."""
