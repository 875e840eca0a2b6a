"""The shapes of a graph by name: which there are, what they look at, and what they say."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.explain.words import Words
from drugfacts.graph.dataset import DataSet, parts
from drugfacts.show.names import Names
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import Reader

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Subject, Term

SH, DFSH = PREFIXES["sh"], PREFIXES["dfsh"]
_RDF, _RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]
_SHAPE_CLASSES = {NamedNode(SH + name) for name in ("NodeShape", "PropertyShape", "Shape")}
_CLASSES = {NamedNode(_RDFS + "Class")}
_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_SCOPES = {
    "targetClass": "every {}",
    "targetNode": "{}",
    "targetObjectsOf": "every value of {}",
    "targetSubjectsOf": "everything that has {}",
}
_NOT_MAKING = {
    NamedNode(SH + name)
    for name in (
        "declare", "prefix", "namespace", "select", "ask", "prefixes", "message", "order",
        "alternativePath", "inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath",
        "parameter", "optional", "labelTemplate", "validator", "nodeValidator",
        "propertyValidator",
    )
}  # fmt: skip
"""What things that are no shapes have too: queries, prefixes, paths, components."""

_HOLDING = (SH + "property", SH + "node")
_NO_CONSTRAINT = {
    SH + name
    for name in (
        "path", "severity", "message", "property", "name", "description", "order", "group",
        "defaultValue", "deactivated", "ignoredProperties", "qualifiedValueShape", "flags",
        "qualifiedValueShapesDisjoint", *_TARGETS,
    )
}  # fmt: skip


class Catalogue:
    """The shapes of a graph.

    Args:
        shapes: The shapes graph.
        ontology: Defines the terms that the shapes speak of.
    """

    def __init__(self, shapes: DataSet, ontology: DataSet) -> None:
        self.data = DataSet(shapes.documents, (*shapes.background, *ontology.documents))
        self.names = Names(self.data)
        # In the order of the files: the labels of blank nodes differ from run to run.
        self._own = list(dict.fromkeys(parts(quad)[0] for quad in shapes.quads()))
        self._reader = Reader(self.data, self.short)

    def short(self, iri: str) -> str:
        """Return the CURIE of an IRI, or the IRI itself when no prefix fits."""
        return self.names.curie(NamedNode(iri)).removeprefix("<").removesuffix(">")

    @cached_property
    def _by_name(self) -> dict[str, list[Subject]]:
        found: dict[str, list[Subject]] = {}
        for node in self._own:
            if self._is_shape(node):
                found.setdefault(self.name(node), []).append(node)
        return found

    @cached_property
    def shapes(self) -> dict[str, Subject]:
        """The shapes that findings can name, and those that serve them, sorted by name."""
        named = sorted(
            ((n, found[0]) for n, found in self._by_name.items()), key=lambda pair: pair[0]
        )
        return {n: s for n, s in named if not n.startswith("shape-without-name")}

    def alike(self, shape: Subject) -> list[Subject]:
        """Return the shapes that findings call the same: parts of one path without a name."""
        return self._by_name.get(self.name(shape), [shape])

    def name(self, shape: Subject) -> str:
        """Return the name that findings give a shape: that of the package's own has no prefix."""
        return self._reader.rule(shape)

    def find(self, name: str) -> Subject | None:
        """Return the shape that a name, a CURIE, an IRI or a local name means, or None."""
        bare = re.sub(r"^<([^<>]*)>", r"\1", name.strip()).removeprefix("dfsh:")
        if bare in self.shapes:
            return self.shapes[bare]
        whole = Reader(self.data, str, str)
        by_iri = {whole.rule(node): node for node in self.shapes.values()}
        if bare in by_iri or ":" in bare:
            return by_iri.get(bare)
        wanted = bare.lower()
        alike = [node for iri, node in by_iri.items() if _local(iri).lower() == wanted]
        return alike[0] if len(alike) == 1 else None

    def rules(self) -> dict[str, Subject]:
        """Return the shapes that findings can name, by name: those with a constraint."""
        return {n: s for n, s in self.shapes.items() if self.can_be_broken(s)}

    def can_be_broken(self, shape: Subject) -> bool:
        """Tell whether findings can name a shape: it asks for something, of something."""
        return bool(self.targets(shape)) and self.has_constraint(shape)

    def has_constraint(self, shape: Subject) -> bool:
        """Tell whether a shape itself asks for anything."""
        asked = {predicate.value for predicate in self.data.properties(shape)}
        by_shacl = any(p.startswith(SH) and p not in _NO_CONSTRAINT for p in asked)
        return by_shacl or bool(self.words.own.asks(shape))

    @cached_property
    def words(self) -> Words:
        """Tells what the shapes ask for."""
        return Words(self.data, self.names)

    def parts(self, shape: Subject) -> list[Subject]:
        """Return the property shapes of a shape, by name; of those called the same, one."""
        found = self.data.values(shape, SH + "property")
        named = {self.name(part): part for part in found if not isinstance(part, Literal)}
        return [part for _, part in sorted(named.items())]

    def owners(self, shape: Subject) -> list[Subject]:
        """Return the shapes that hold a shape as a part, those around them too."""
        found: dict[Subject, None] = {}
        waiting = [shape]
        while waiting:
            inner = waiting.pop(0)
            for holding in _HOLDING:
                for owner in self.data.subjects_of(holding, inner):
                    if owner not in found and owner != shape:
                        found[owner] = None
                        waiting.append(owner)
        return sorted(found, key=self.name)

    def users(self, shape: Subject) -> list[str]:
        """Return the names of the shapes that use a shape, in whatever list or part."""
        found: set[str] = set()
        seen: set[Subject] = set()
        waiting: list[Subject] = [shape]
        while waiting:
            users = [u for us in self.data.referring(waiting.pop()).values() for u in us]
            for user in users:
                if user in seen:
                    continue
                seen.add(user)
                if isinstance(user, BlankNode):
                    waiting.append(user)
                else:
                    found.add(self.name(user))
        return sorted(found)

    def own_targets(self, shape: Subject) -> list[tuple[str, Term]]:
        """Return the targets that a shape states itself: the term of SHACL, and the value."""
        found = [(name, v) for name in _TARGETS for v in self.data.values(shape, SH + name)]
        if _CLASSES & set(self.data.values(shape, _RDF + "type")):
            found.append(("targetClass", shape))
        return found

    def targets(self, shape: Subject) -> list[tuple[str, Term]]:
        """Return what a shape is held against, by itself or as a part of others."""
        holders = (shape, *self.owners(shape))
        return list(dict.fromkeys(t for holder in holders for t in self.own_targets(holder)))

    def scope(self, shape: Subject) -> tuple[str, ...]:
        """Return the same in words."""
        return tuple(
            _SCOPES[name].format(
                self.names.both(value) if name == "targetClass" else self.names.curie(value)
            )
            for name, value in self.targets(shape)
        )

    def superclasses(self, of: Term) -> set[Term]:
        """Return a class and those above it."""
        found: set[Term] = set()
        waiting = [of]
        while waiting:
            kind = waiting.pop()
            if kind not in found and not isinstance(kind, Literal):
                found.add(kind)
                waiting += self.data.values(kind, _RDFS + "subClassOf")
        return found

    def _is_shape(self, node: Subject) -> bool:
        if isinstance(node, BlankNode):
            return bool(self.data.subjects_of(SH + "property", node))
        properties = self.data.properties(node)
        return bool(
            _SHAPE_CLASSES & set(self.data.values(node, _RDF + "type"))
            or any(p.value.startswith(SH) and p not in _NOT_MAKING for p in properties)
            or any(self.data.referring(node).get(NamedNode(holding)) for holding in _HOLDING)
        )


def _local(iri: str) -> str:
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]
