"""A shapes graph as the checks see it: its shapes, what refers to them, and their names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.engines import targets
from drugfacts.validation.lists import FIRST, NIL, REST
from drugfacts.validation.shacl import LISTS_OF_SHAPES, PARAMETERS, SH, TAKING_A_SHAPE, TARGETS, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import DataSet, Subject, Term

TYPE = NamedNode(PREFIXES["rdf"] + "type")
SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
IMPORTS = NamedNode(PREFIXES["owl"] + "imports")
TRUE = Literal(True)

_XSD = PREFIXES["xsd"]
_BARE = {_XSD + "integer", _XSD + "decimal"}


def shown(term: Term) -> str:
    """Return a term as messages have it, which is how Turtle has it."""
    if isinstance(term, BlankNode):
        return "a blank node"
    if isinstance(term, NamedNode):
        local = term.value.removeprefix(SH)
        return f"sh:{local}" if local != term.value else str(term)
    datatype = term.datatype.value
    if datatype in _BARE:
        return term.value
    local = datatype.removeprefix(_XSD)
    short = local not in (datatype, "string")
    return f"{Literal(term.value)}^^xsd:{local}" if short else str(term)


class ShapesGraph:
    """A shapes graph, read once for all checks.

    Args:
        data: Its documents.
    """

    def __init__(self, data: DataSet) -> None:
        self.data = data
        self.statements: dict[NamedNode, list[tuple[Subject, Term]]] = {}
        for triple in data.all_triples():
            subject, predicate, value = parts(triple)
            self.statements.setdefault(predicate, []).append((subject, value))

    def said(self, name: str) -> list[tuple[Subject, Term]]:
        """Return the subjects and values of a property of SHACL, in the order of the files."""
        return self.statements.get(sh(name), [])

    def values(self, subject: Term, name: str) -> list[Term]:
        """Return the values of a property of SHACL, in the order of the files."""
        if isinstance(subject, Literal):
            return []
        return self.data.properties(subject).get(sh(name), [])

    def one(self, subject: Term, name: str) -> Term | None:
        """Return the first value of a property of SHACL, or None."""
        return next(iter(self.values(subject, name)), None)

    def types(self, subject: Subject) -> list[Term]:
        """Return the classes that a subject is said to have."""
        return self.data.properties(subject).get(TYPE, [])

    def is_property_shape(self, shape: Term) -> bool:
        """Tell whether a shape has a path."""
        return bool(self.values(shape, "path"))

    def cells(self, head: Term) -> Iterator[tuple[Subject, Term]]:
        """Yield the cells of a list and their items, as far as it is well-formed."""
        seen: set[Term] = set()
        while head != NIL and not isinstance(head, Literal) and head not in seen:
            seen.add(head)
            about = self.data.properties(head)
            for item in about.get(FIRST, [])[:1]:
                yield head, item
            head = next(iter(about.get(REST, [])), NIL)

    def inner(self, shape: Subject) -> Iterator[Term]:
        """Yield the shapes that a shape holds its value nodes against."""
        for name in TAKING_A_SHAPE:
            yield from self.values(shape, name)
        for name in LISTS_OF_SHAPES:
            for head in self.values(shape, name):
                for _, item in self.cells(head):
                    yield item

    @cached_property
    def referred(self) -> dict[Term, str]:
        """What is used as a shape, with the local name of the first property that says so."""
        found: dict[Term, str] = {}
        for name in TAKING_A_SHAPE:
            for _, value in self.said(name):
                found.setdefault(value, name)
        for name in LISTS_OF_SHAPES:
            for _, head in self.said(name):
                for _, item in self.cells(head):
                    found.setdefault(item, name)
        return found

    @cached_property
    def shapes(self) -> dict[Subject, None]:
        """All shapes after the definition of SHACL, each once."""
        classes = (sh("NodeShape"), sh("PropertyShape"), sh("Shape"))
        found: dict[Subject, None] = {
            subject: None
            for subject, value in self.statements.get(TYPE, [])
            if value in self.classes_below(*classes)
        }
        for name in (*TARGETS, *PARAMETERS):
            found.update((subject, None) for subject, _ in self.said(name))
        for parameter in self.mandatory:
            found.update((subject, None) for subject, _ in self.statements.get(parameter, []))
        found.update((term, None) for term in self.referred if not isinstance(term, Literal))
        return found

    @cached_property
    def classes(self) -> frozenset[Subject]:
        """The shapes that are classes, and so have their instances for focus nodes."""
        return frozenset(parts(t)[0] for t in targets.implicit(self.data.all_triples()))

    @cached_property
    def mandatory(self) -> dict[NamedNode, list[Subject]]:
        """The properties that custom components ask for, with the components."""
        found: dict[NamedNode, list[Subject]] = {}
        for component, parameter in self.said("parameter"):
            path = self.one(parameter, "path")
            if isinstance(path, NamedNode) and self.one(parameter, "optional") != TRUE:
                found.setdefault(path, []).append(component)
        return found

    def classes_below(self, *tops: NamedNode) -> set[Term]:
        """Return classes with all their subclasses in the shapes graph."""
        found: set[Term] = set()
        waiting: list[Term] = list(tops)
        while waiting:
            term = waiting.pop()
            if term not in found:
                found.add(term)
                waiting += self.data.referring(term).get(SUBCLASS, [])
        return found

    def name(self, node: Term) -> str:
        """Return what messages call a shape: its IRI, or that of the one it is part of."""
        seen: set[Term] = set()
        owner = node
        while isinstance(owner, BlankNode) and owner not in seen:
            seen.add(owner)
            owners = [s for found in self.data.referring(owner).values() for s in found]
            owner = min(owners, key=str, default=owner)
        if not isinstance(owner, NamedNode):
            return "a shape without a name"
        return str(owner) if owner == node else f"a part of {owner}"
