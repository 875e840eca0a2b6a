"""The shapes graph, read for what hangs together in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts import iris
from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES
from drugfacts.validation import engines
from drugfacts.validation.engines import targets
from drugfacts.validation.lists import FIRST, NIL, REST, items
from drugfacts.validation.paths import path_text
from drugfacts.validation.shacl import LISTS_OF_SHAPES, PARAMETERS, SH, TAKING_A_SHAPE, sh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drugfacts.graph.dataset import DataSet, Subject, Term

_FOLLOWED = frozenset(map(sh, (*TAKING_A_SHAPE, "sparql", "prefixes", "declare")))
_LISTED = frozenset(map(sh, LISTS_OF_SHAPES))
_COMPONENT = sh("ConstraintComponent")
_COUNTING = ("qualifiedMinCount", "qualifiedMaxCount")
"""What states a constraint beside `sh:qualifiedValueShape`, which alone states none."""

_PARAMETERS = ({*PARAMETERS} - {"property", "qualifiedValueShape"}) | {*_COUNTING}


class ShapeGraph:
    """Shapes with their places, and which of them need which.

    Args:
        shapes: The shapes as they were read.
        ontology: Declares prefixes for queries, and which class is below which.
    """

    def __init__(self, shapes: DataSet, ontology: DataSet) -> None:
        self.dataset = shapes
        self.triples = engines.with_prefixes(shapes.all_triples(), ontology.all_triples())
        self.table = {**shapes.declared_prefixes(), **iris.prefixes(shapes.base)}
        self.about: dict[Subject, list[tuple[NamedNode, Term]]] = {}
        for subject, predicate, value in map(parts, self.triples):
            self.about.setdefault(subject, []).append((predicate, value))
        below = NamedNode(PREFIXES["rdfs"] + "subClassOf")
        self.subclass_of = [
            t
            for t in dict.fromkeys([*ontology.all_triples(), *self.triples])
            if t.predicate == below
        ]

    def values(self, subject: Subject, name: str) -> list[Term]:
        """Return the values of a property of SHACL, sorted."""
        wanted = sh(name)
        return sorted((v for p, v in self.about.get(subject, []) if p == wanted), key=str)

    def value(self, subject: Subject, name: str) -> Term | None:
        """Return the first of these values, or None."""
        return next(iter(self.values(subject, name)), None)

    def items(self, head: Term) -> list[Term]:
        """Return the items of a list."""
        return items(head, self.dataset.properties) or []

    def superclasses(self, of: Term) -> list[Term]:
        """Return the classes directly above one that have others below them too, sorted.

        A class with nothing else below it is another name, such as one of an alignment.
        """
        pairs = [(below, above) for below, _, above in map(parts, self.subclass_of)]
        above = {above for below, above in pairs if below == of}
        return sorted({a for below, a in pairs if a in above and below != of}, key=str)

    @cached_property
    def roots(self) -> tuple[Subject, ...]:
        """The shapes that have targets, by name."""
        return tuple(targets.declared(self.triples))

    @cached_property
    def shapes(self) -> tuple[Subject, ...]:
        """The shapes that are reached from a target, by name."""
        every = set().union(*(self._closures[root] for root in self.roots))
        return tuple(sorted(every & self._shape_nodes, key=lambda s: (self.name(s), str(s))))

    @cached_property
    def _shape_nodes(self) -> set[Subject]:
        found: set[Subject] = set(self.roots)
        for predicate, value in (pair for said in self.about.values() for pair in said):
            name = predicate.value.removeprefix(SH)
            if predicate in _FOLLOWED and name in TAKING_A_SHAPE and not isinstance(value, Literal):
                found.add(value)
            elif predicate in _LISTED:
                found |= {i for i in self.items(value) if not isinstance(i, Literal)}
        return found

    @cached_property
    def parameters(self) -> frozenset[NamedNode]:
        """The properties that state a constraint, those of own components too."""
        own = {
            value
            for subject in self._own_components
            for parameter in self.values(subject, "parameter")
            if not isinstance(parameter, Literal)
            for value in self.values(parameter, "path")
            if isinstance(value, NamedNode)
        }
        return frozenset({sh(name) for name in _PARAMETERS} | own)

    @cached_property
    def _own_components(self) -> list[Subject]:
        return sorted(
            (s for s, said in self.about.items() if any(v == _COMPONENT for _, v in said)), key=str
        )

    def reaching(self, shape: Subject) -> tuple[Subject, ...]:
        """Return the shapes with targets whose results a change of a shape can change."""
        return tuple(root for root in self.roots if shape in self._closures[root])

    @cached_property
    def _closures(self) -> dict[Subject, frozenset[Subject]]:
        return {root: frozenset(self._reach([root])) for root in self.roots}

    def _reach(self, start: Iterable[Subject]) -> set[Subject]:
        found: set[Subject] = set()
        waiting: list[Term] = list(start)
        while waiting:
            node = waiting.pop()
            if node in found or isinstance(node, Literal) or node not in self.about:
                continue
            found.add(node)
            for predicate, value in self.about[node]:
                if predicate in _FOLLOWED or isinstance(value, BlankNode):
                    waiting.append(value)
                if predicate in _LISTED:
                    waiting += self.items(value)
        return found

    def part(self, roots: Sequence[Subject]) -> list[Triple]:
        """Return all that some shapes need, and no other shape."""
        nodes = set().union(*(self._closures[root] for root in roots))
        if self._own_components:
            nodes |= self._reach(
                node
                for subject in self._own_components
                for node in (subject, *(v for _, v in self.about[subject]))
                if not isinstance(node, Literal)
            )
        return [t for t in self.triples if t.subject in nodes]

    def name(self, shape: Subject) -> str:
        """Return the local name of a shape; of one without, its owner's and its path."""
        if isinstance(shape, NamedNode):
            return local_name(shape.value)
        path = self.path(shape)
        owner = self.named_owner(shape)
        own = local_name(owner.value) if isinstance(owner, NamedNode) else "shape-without-name"
        return f"{own}[{path}]" if path else f"{own}[]"

    def named_owner(self, shape: Subject) -> Subject:
        """Return a shape, or the named shape that it is a part of."""
        seen: set[Subject] = set()
        while isinstance(shape, BlankNode) and shape not in seen:
            seen.add(shape)
            owners = {s for found in self.dataset.referring(shape).values() for s in found}
            shape = min(owners, key=str, default=shape)
        return shape

    def path(self, shape: Subject) -> str:
        """Return the path of a shape as in SPARQL with prefixes, "" when it has none."""
        value = self.value(shape, "path")
        return "" if value is None else path_text(value, self.dataset, self.shorten)

    def shorten(self, iri: str) -> str:
        """Return the CURIE of an IRI, or the IRI."""
        return iris.shorten(iri, self.dataset.base, self.table)

    def text(self, term: Term) -> str:
        """Return a term for people."""
        if isinstance(term, NamedNode):
            return self.shorten(term.value)
        if isinstance(term, Literal):
            plain = term.datatype.value.startswith(PREFIXES["xsd"]) and term.language is None
            return term.value if plain and not _is_text(term) else str(term)
        return self.name(term) if term in self._shape_nodes else "a list"


def local_name(iri: str) -> str:
    """Return what stands behind the last ``#`` or ``/``."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def rdf_list(members: Sequence[Term], label: str) -> tuple[Term, list[Triple]]:
    """Return the head of a list, and its statements; the label must be nobody else's."""
    head: Term = NIL
    said: list[Triple] = []
    for number in reversed(range(len(members))):
        node = BlankNode(f"{label}-{number}")
        said += [Triple(node, FIRST, members[number]), Triple(node, REST, head)]
        head = node
    return head, said


def _is_text(literal: Literal) -> bool:
    return literal.datatype.value == PREFIXES["xsd"] + "string"
