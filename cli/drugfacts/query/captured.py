"""What captured texts tell, as RDF: who is one witness, and what became of passages.

Both are said in terms of others, PROV and Web Annotation, as they stand in no data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from drugfacts.conflict.find import named
from drugfacts.conflict.triples import day
from drugfacts.terms import PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.conflict.witnesses import Witnessed
    from drugfacts.evidence.outcomes import Result

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_CREATED, _TITLE, _DESCRIPTION, _SUBJECT = (
    NamedNode(PREFIXES["dcterms"] + name) for name in ("created", "title", "description", "subject")
)
_ENTITY, _COLLECTION, _MEMBER = (
    NamedNode(PREFIXES["prov"] + name) for name in ("Entity", "Collection", "hadMember")
)
_ANNOTATION, _MOTIVATED, _ASSESSING, _TARGET, _BODY = (
    NamedNode(PREFIXES["oa"] + name)
    for name in ("Annotation", "motivatedBy", "assessing", "hasTarget", "bodyValue")
)


def witness_quads(claims: Iterable[Witnessed], base: str, as_of: str) -> list[Quad]:
    """Return the witnesses of claims: a collection of sources for each, in a named graph.

    Args:
        claims: The claims with their witnesses.
        base: Base IRI of the data set.
        as_of: The day of the comparison, ``YYYY-MM-DD``.
    """
    graph = NamedNode(f"{base}witness/{as_of}")
    quads = _head(graph, "Sources that count as one witness of a claim", as_of)
    for claim in claims:
        for number, group in enumerate(claim.groups, start=1):
            node = NamedNode(f"{base}witness/{named(claim.claim, base)}--{number}")
            quads.append(Quad(node, _TYPE, _COLLECTION, graph))
            quads.append(Quad(node, _SUBJECT, NamedNode(claim.claim), graph))
            quads += [Quad(node, _MEMBER, NamedNode(source), graph) for source in group]
    return quads


def evidence_quads(results: Iterable[Result], base: str, as_of: str) -> list[Quad]:
    """Return what became of passages: an annotation for each, in a named graph.

    Args:
        results: The outcomes.
        base: Base IRI of the data set.
        as_of: The day of the check, ``YYYY-MM-DD``.
    """
    graph = NamedNode(f"{base}evidence/{as_of}")
    quads = _head(graph, "Passages held against the captured texts", as_of)
    for result in results:
        passage = result.passage.node
        if isinstance(passage, NamedNode):
            node = NamedNode(f"{base}evidence/{named(passage.value, base)}")
            quads += [
                Quad(node, _TYPE, _ANNOTATION, graph),
                Quad(node, _MOTIVATED, _ASSESSING, graph),
                Quad(node, _TARGET, passage, graph),
                Quad(node, _BODY, Literal(str(result.outcome)), graph),
            ]
    return quads


def _head(graph: NamedNode, title: str, as_of: str) -> list[Quad]:
    """Return what is said of a graph beside it: what it holds, of which day, what it is not."""
    said = (
        (_TYPE, _ENTITY),
        (_TITLE, Literal(title, language="en")),
        (_CREATED, day(as_of)),
        (_DESCRIPTION, Literal(f"Derived, and written by no hand. {NOTICE}", language="en")),
    )
    return [Quad(graph, predicate, value, DefaultGraph()) for predicate, value in said]
