"""The house rules of data/: path = IRI, no blank nodes, nothing undescribed, nothing unused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Values that a curator chooses from, whether or not a claim has needed them yet.
CHOICES = {"review"}


def _iris(triple: Triple) -> list[str]:
    terms = (triple.subject, triple.predicate, triple.object)
    return [term.value for term in terms if isinstance(term, NamedNode)]


def test_every_subject_belongs_to_its_document(
    documents: dict[str, list[Triple]], base: str
) -> None:
    for path, triples in documents.items():
        home = base + path
        for triple in triples:
            assert isinstance(triple.subject, NamedNode), f"{path}: a blank node"
            subject = triple.subject.value
            below = subject.removeprefix(f"{home}/")
            in_scheme = "/" not in path and below != subject and not set(below) & set("/#")
            assert subject == home or subject.startswith(f"{home}#") or in_scheme, subject


def test_no_object_is_a_blank_node(documents: dict[str, list[Triple]]) -> None:
    objects = [triple.object for triples in documents.values() for triple in triples]
    assert not [term for term in objects if type(term).__name__ == "BlankNode"]


def test_every_document_describes_what_it_is_called_after(
    documents: dict[str, list[Triple]], base: str
) -> None:
    for path, triples in documents.items():
        typed = {t.subject for t in triples if t.predicate.value == RDF_TYPE}
        assert NamedNode(base + path) in typed


def test_every_iri_of_the_base_is_described(documents: dict[str, list[Triple]], base: str) -> None:
    mentioned: set[str] = set()
    described: set[str] = set()
    for triples in documents.values():
        for triple in triples:
            mentioned |= {iri for iri in _iris(triple) if iri.startswith(base)}
            if triple.predicate.value == RDF_TYPE:
                described |= set(_iris(triple)[:1])
    terms = {iri for iri in mentioned if iri.startswith(f"{base}ontology#")}
    assert mentioned - terms <= described


def test_every_term_is_declared_in_the_ontology(
    documents: dict[str, list[Triple]], data_folder: Path, base: str
) -> None:
    ontology = data_folder.parent / "ontology" / "drugfacts.ttl"
    declared = {
        quad.subject.value
        for quad in parse(path=ontology, format=RdfFormat.TURTLE)
        if quad.predicate.value == RDF_TYPE and isinstance(quad.subject, NamedNode)
    }
    used = {
        iri
        for triples in documents.values()
        for triple in triples
        for iri in _iris(triple)
        if iri.startswith(f"{base}ontology#")
    }
    assert used <= declared


def test_every_concept_is_used_or_above_a_used_one(
    ask: Callable[[str], list[tuple[str, ...]]],
) -> None:
    unused = ask("""
        SELECT ?concept WHERE {
            ?concept skos:inScheme ?scheme .
            FILTER NOT EXISTS {
                ?used skos:broader* ?concept .
                ?thing ?property ?used .
                FILTER (?property NOT IN (skos:broader, skos:hasTopConcept))
            }
        }""")
    assert {concept for (concept,) in unused if concept.split(":")[0] not in CHOICES} == set()


def test_hierarchies_have_no_circle(ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    assert ask("SELECT ?concept WHERE { ?concept skos:broader+ ?concept }") == []


def test_top_concepts_are_those_without_a_broader_one(
    ask: Callable[[str], list[tuple[str, ...]]],
) -> None:
    listed = ask("SELECT ?concept WHERE { ?scheme skos:hasTopConcept ?concept }")
    without = ask("""
        SELECT ?concept WHERE {
            ?concept skos:inScheme ?scheme .
            FILTER NOT EXISTS { ?concept skos:broader ?broader }
        }""")
    assert listed == without


def test_each_claim_has_its_own_proposition(
    ask: Callable[[str], list[tuple[str, ...]]],
) -> None:
    rows = ask("""
        SELECT ?claim ?property ?value WHERE {
            ?claim df:statedIn ?passage ; ?property ?value .
            FILTER (?property NOT IN (df:statedIn, df:wording, rdfs:comment, dcterms:created))
        }""")
    said: dict[str, set[tuple[str, str]]] = {}
    for claim, name, value in rows:
        said.setdefault(claim, {("in", claim.split(":")[0])}).add((name, value))
    assert len({frozenset(pairs) for pairs in said.values()}) == len(said) > 0
