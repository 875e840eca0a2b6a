"""The queries of shapes: which there are, with what is bound in them beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from pyoxigraph import Literal

from drugfacts.graph.sparql_tokens import cut
from drugfacts.terms import PREFIXES
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes import components
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.reading import IMPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.validation.shapes.reading import ShapesGraph

OPTIONAL = ("shapesGraph", "currentShape")
"""Variables that are bound beforehand and that a nested SELECT need not hand on."""


@dataclass(frozen=True)
class Query:
    """A query of a constraint or of a validator.

    Attributes:
        node: What has the query.
        form: ``select`` or ``ask``.
        value: The query as the shapes say it.
        owner: What messages call the shape or the component.
        bound: Names of the variables that are bound beforehand, but for `OPTIONAL`.
        pathless: Some shape that it is for has no path.
        prefixes: Its prefixes; None when some are declared out of our sight.
    """

    node: Subject
    form: str
    value: Literal
    owner: str
    bound: tuple[str, ...]
    pathless: bool
    prefixes: Mapping[str, str] | None = field(compare=False)

    @property
    def text(self) -> str:
        """The query itself."""
        return self.value.value

    def fault(self, said: str) -> Fault:
        """Return a fault of it, placed where the query is written."""
        return Fault(f"the query of {self.owner} {said}", self.node, sh(self.form), self.value)

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        """Kind and text of all but white space and comments; an IRI is of the kind ``iri``."""
        return [
            (piece.kind, piece.text[1:-1] if piece.kind == "iri" else piece.text)
            for piece in cut(self.text)
            if piece.kind not in ("space", "comment")
        ]

    def named(self, kind: str, text: str) -> str | None:
        """Return the IRI that a piece of the query stands for, or None when it is another."""
        prefix, _, local = text.partition(":")
        if kind == "iri":
            return text
        if kind == "prefix" and prefix in (self.prefixes or {}):
            return (self.prefixes or {})[prefix] + local.replace("\\", "")
        return None

    @cached_property
    def meets_any(self) -> bool:
        """True when it asks for any property, as ``$this ?property ?value`` does."""
        before, selecting = "", False
        for kind, text in self.pieces:
            selecting = text != "{" and (selecting or text.lower() == "select")
            if kind == before == "variable" and not selecting:
                return True
            before = kind
        return False


class Queries:
    """The queries of a shapes graph that an engine would run.

    Args:
        graph: The shapes graph.
        ontology: Declares prefixes too; None when it is not at hand.
    """

    def __init__(self, graph: ShapesGraph, ontology: DataSet | None = None) -> None:
        self._graph = graph
        self._known = ontology is not None
        self._places = (graph.data,) if ontology is None else (graph.data, ontology)
        self._declared: dict[Term, list[tuple[str, str]]] = {}
        self.all = [*self._of_shapes(), *self._of_components()]

    def _of_shapes(self) -> list[Query]:
        graph = self._graph
        found: dict[tuple[Term, Term], Query] = {}
        for shape, node in graph.said("sparql"):
            for query in self._queries(shape, node, "select", ("this",)):
                key = (query.node, query.value)
                pathless = not graph.is_property_shape(shape)
                pathless |= key in found and found[key].pathless
                found[key] = replace(found.get(key, query), pathless=pathless)
        return list(found.values())

    def _of_components(self) -> Iterator[Query]:
        for name, form in components.VALIDATORS.items():
            for component, node in self._graph.said(name):
                own = components.parameters(self._graph, component)
                bound = ("this", *(("value",) if form == "ask" else ()))
                names = (*bound, *map(components.variable, own))
                yield from self._queries(component, node, form, names)

    def _queries(
        self, owner: Subject, node: Term, form: str, bound: tuple[str, ...]
    ) -> Iterator[Query]:
        for value in self._graph.values(node, form):
            if is_text(value) and not isinstance(node, Literal):
                name = self._graph.name(owner)
                yield Query(node, form, value, name, bound, False, self._prefixes(node))

    def _prefixes(self, node: Subject) -> dict[str, str] | None:
        """Return the prefixes of a query; None when a place that declares them is not here."""
        found: dict[str, str] = {}
        for place in self.places(node):
            declared = self.declared(place)
            if not declared and not self._known:
                return None
            for prefix, namespace in declared:
                found.setdefault(prefix, namespace)
        return found

    def places(self, node: Subject) -> list[Term]:
        """Return what declares the prefixes of a query, or ought to; imported ones too."""
        named = self._graph.values(node, "prefixes")
        seen: dict[Term, None] = {}
        waiting = named[::-1]
        while waiting:
            place = waiting.pop()
            if place not in seen and not isinstance(place, Literal):
                seen[place] = None
                for data in self._places:
                    waiting += data.properties(place).get(IMPORTS, [])
        return [place for place in seen if place in named or self.declared(place)]

    def declared(self, place: Term) -> list[tuple[str, str]]:
        """Return the prefixes and namespaces that something declares."""
        if place not in self._declared:
            self._declared[place] = [pair for data in self._places for pair in _pairs(data, place)]
        return self._declared[place]


def is_text(value: Term) -> TypeGuard[Literal]:
    """Tell whether a value is a plain string, as a query must be."""
    return isinstance(value, Literal) and value.datatype.value == PREFIXES["xsd"] + "string"


def _pairs(data: DataSet, place: Term) -> Iterator[tuple[str, str]]:
    if isinstance(place, Literal):
        return
    for node in data.properties(place).get(sh("declare"), []):
        if isinstance(node, Literal):
            continue
        about = data.properties(node)
        for prefix in about.get(sh("prefix"), []):
            for namespace in about.get(sh("namespace"), []):
                if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                    yield prefix.value, namespace.value
