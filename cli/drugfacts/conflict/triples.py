"""Conflicts as RDF: derived, dated, and named alike in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from drugfacts.conflict.find import COLLECTION
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drugfacts.conflict.told import Told

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_CREATED = NamedNode(PREFIXES["dcterms"] + "created")
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
_DESCRIPTION = NamedNode(PREFIXES["dcterms"] + "description")
_ENTITY = NamedNode(PREFIXES["prov"] + "Entity")
_BETWEEN = NamedNode(DF.between)


def graph_name(base: str) -> NamedNode:
    """Return the name of the graph of the conflicts of a data set."""
    return NamedNode(base + COLLECTION)


def head(base: str, as_of: str) -> Iterator[Triple]:
    """Yield what is said of the graph itself: its title, its day, and what it is not."""
    graph = graph_name(base)
    yield Triple(graph, _TYPE, _ENTITY)
    yield Triple(graph, _TITLE, Literal("Claims that cannot both hold", language="en"))
    yield Triple(graph, _CREATED, day(as_of))
    yield Triple(
        graph, _DESCRIPTION, Literal(f"Derived, and written by no hand. {NOTICE}", language="en")
    )


def of(told: Iterable[Told], as_of: str) -> Iterator[Triple]:
    """Yield the statements of conflicts.

    Args:
        told: The conflicts.
        as_of: The day for which they were derived, ``YYYY-MM-DD``.
    """
    for each in told:
        node = NamedNode(each.iri)
        for kind in each.kinds:
            yield Triple(node, _TYPE, NamedNode(kind))
        yield Triple(node, _CREATED, day(as_of))
        yield Triple(node, _DESCRIPTION, Literal(" ".join(each.why), language="en"))
        for side in each.sides:
            yield Triple(node, _BETWEEN, NamedNode(side.iri))


def turtle_triples(told: Iterable[Told], base: str, as_of: str) -> list[Triple]:
    """Return all of it for a format without named graphs."""
    return [*head(base, as_of), *of(told, as_of)]


def quads(told: Iterable[Told], base: str, as_of: str) -> list[Quad]:
    """Return the conflicts in their graph, and what is said of that beside it."""
    graph = graph_name(base)
    return [
        *(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in head(base, as_of)),
        *(Quad(t.subject, t.predicate, t.object, graph) for t in of(told, as_of)),
    ]


def day(as_of: str) -> Literal:
    """Return a day as RDF writes it."""
    return Literal(as_of, datatype=NamedNode(PREFIXES["xsd"] + "date"))
