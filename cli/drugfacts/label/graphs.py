"""Verdicts, and the short-cuts that labels endorse, as statements in RDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from drugfacts.graph import write
from drugfacts.label.verdicts import place
from drugfacts.label.words import NOTICES
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.label.endorsed import Endorsed
    from drugfacts.label.verdicts import Verdict
    from drugfacts.label.words import Words

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_DATE = NamedNode(PREFIXES["xsd"] + "date")
_CREATED, _TITLE, _DESCRIPTION = (
    NamedNode(PREFIXES["dcterms"] + name) for name in ("created", "title", "description")
)
_BASIS, _CONDITION = NamedNode(DF.basis), NamedNode(DF.condition)
_VERDICTS = "Verdicts of claims against labels"
_REPLACED = NamedNode(PREFIXES["dcterms"] + "isReplacedBy")
_DERIVED = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_ENTITY = NamedNode(PREFIXES["prov"] + "Entity")


def turtle(verdicts: Iterable[Verdict], words: Words, base: str) -> bytes:
    """Return verdicts as Turtle, with a head that has the day and the notice."""
    return write.turtle(_verdicts(verdicts, words, base), base)


def trig(verdicts: Iterable[Verdict], words: Words, base: str) -> bytes:
    """Return verdicts as TriG: in a graph of their own, named by the day."""
    return write.trig(verdict_quads(verdicts, words, base), base)


def verdict_quads(verdicts: Iterable[Verdict], words: Words, base: str) -> list[Quad]:
    """Return verdicts in a graph of their own, named by the day, and its head beside it."""
    graph = NamedNode(f"{base}verdict/{words.as_of}")
    body = _body(verdicts, words)
    return [*_in_graph(_head(graph, _VERDICTS, words), None), *_in_graph(body, graph)]


def shortcuts(found: Endorsed, words: Words, base: str) -> bytes:
    """Return short-cuts as TriG: one named graph for each jurisdiction, with the day."""
    return write.trig(shortcut_quads(found, words, base), base)


def shortcut_quads(found: Endorsed, words: Words, base: str) -> list[Quad]:
    """Return short-cuts in one named graph for each jurisdiction, with the day.

    Beside the edges stand the claims of the labels that their verdicts rest on, each with the
    condition that it states, so that an edge to a narrower one can be told from it. The
    default graph says of each graph when it was derived, from which verdicts, and what was
    held back. Where no label endorses anything, nothing but the notice is in it.
    """
    quads: list[Quad] = []
    places = {each.jurisdiction for each in found.edges}
    places |= {each.jurisdiction for each in found.held_back}
    for where in sorted(places) or [""]:
        name = f"{place(where)}-{words.as_of}" if where else words.as_of
        graph = NamedNode(f"{base}labelled-for/{name}")
        title = f"What labels of {where} state without restriction" if where else "Nothing endorsed"
        held = [words.held_back(each) for each in found.held_back if each.jurisdiction == where]
        head = _head(graph, title, words, _held_back(held))
        body = []
        for each in found.edges:
            if each.jurisdiction == where:
                edge = (NamedNode(each.drug), NamedNode(DF.labelledFor), NamedNode(each.condition))
                body.append(Triple(*edge))
                head += [Triple(graph, _DERIVED, NamedNode(iri)) for iri in each.verdicts]
                for verdict, claim, condition in each.stated:
                    body.append(Triple(NamedNode(verdict), _BASIS, NamedNode(claim)))
                    body.append(Triple(NamedNode(claim), _CONDITION, NamedNode(condition)))
        quads += [*_in_graph(head, None), *_in_graph(body, graph)]
    return quads


def _held_back(reasons: Sequence[str]) -> str:
    """Return how many short-cuts were held back and why, or ""."""
    said = " ".join(f"{reason[:1].upper()}{reason[1:]}" for reason in reasons)
    return f" Held back: {len(reasons)}. {said}" if reasons else ""


def _verdicts(verdicts: Iterable[Verdict], words: Words, base: str) -> list[Triple]:
    graph = NamedNode(f"{base}verdict/{words.as_of}")
    return [*_head(graph, _VERDICTS, words), *_body(verdicts, words)]


def _body(verdicts: Iterable[Verdict], words: Words) -> list[Triple]:
    """Return the statements on verdicts, and on labels that a later version replaced."""
    shown = list(verdicts)
    replaced = {each.label.iri: each.newer for each in shown if each.label and each.newer}
    found = [triple for verdict in shown for triple in _verdict(verdict, words)]
    found += [Triple(NamedNode(old), _REPLACED, NamedNode(new)) for old, new in replaced.items()]
    return found


def _verdict(verdict: Verdict, words: Words) -> list[Triple]:
    node, found = NamedNode(verdict.iri), verdict.found
    age = f" The label: {words.age_of(verdict)}." if verdict.label else ""
    comment = f"{words.why(verdict)}.{age}"
    comment = f"{comment[:1].upper()}{comment[1:]}"
    said = [
        Triple(node, _TYPE, NamedNode(DF.Verdict)),
        Triple(node, NamedNode(DF.onClaim), NamedNode(verdict.claim.iri)),
        Triple(node, NamedNode(DF.outcome), NamedNode(verdict.outcome.term)),
        Triple(node, _CREATED, Literal(words.as_of, datatype=_DATE)),
        Triple(node, _COMMENT, Literal(comment, language="en")),
    ]
    if verdict.label is not None:
        said.append(Triple(node, NamedNode(DF.againstLabel), NamedNode(verdict.label.iri)))
    elif verdict.jurisdiction:
        said.append(Triple(node, NamedNode(DF.jurisdiction), Literal(verdict.jurisdiction)))
    missing = NamedNode(DF.missingRestriction)
    said += [Triple(node, _BASIS, NamedNode(iri)) for iri in found.basis]
    said += [Triple(node, missing, NamedNode(value)) for _, value in found.missing]
    return said


def _head(graph: NamedNode, title: str, words: Words, more: str = "") -> list[Triple]:
    return [
        Triple(graph, _TYPE, _ENTITY),
        Triple(graph, _CREATED, Literal(words.as_of, datatype=_DATE)),
        Triple(graph, _TITLE, Literal(title, language="en")),
        Triple(graph, _DESCRIPTION, Literal(f"{NOTICES}{more}", language="en")),
    ]


def _in_graph(triples: Iterable[Triple], graph: NamedNode | None) -> list[Quad]:
    place = graph or DefaultGraph()
    return [Quad(t.subject, t.predicate, t.object, place) for t in triples]
