"""Read the ontology and the prefix table for the generator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple, parse

if TYPE_CHECKING:
    from pathlib import Path

DF = "https://w3id.org/drugfacts/ontology#"
ONTOLOGY = NamedNode("https://w3id.org/drugfacts/ontology")
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

Subject: TypeAlias = NamedNode | BlankNode | Triple


@dataclass(frozen=True)
class Term:
    """A class, property or individual that the ontology declares."""

    iri: str
    kinds: frozenset[str]
    """Local names of its OWL types, such as ``ObjectProperty``."""
    definition: str = ""
    ranges: frozenset[str] = frozenset()
    """IRIs of its ranges; anonymous classes are left out."""
    schemes: tuple[str, ...] = ()
    """For a class of concepts, where they are listed (rdfs:seeAlso)."""

    @property
    def own(self) -> bool:
        """Tell whether the term is ours, and not one of a reused vocabulary."""
        return self.iri.startswith(DF)

    @property
    def name(self) -> str:
        """Return the local name."""
        return self.iri[max(self.iri.rfind("#"), self.iri.rfind("/")) + 1 :]


@dataclass(frozen=True)
class Vocabulary:
    """What ``ontology/drugfacts.ttl`` and ``ontology/prefixes.ttl`` say."""

    version: str
    prefixes: dict[str, str]
    terms: tuple[Term, ...]

    @property
    def own_terms(self) -> tuple[Term, ...]:
        """Return the terms of our namespace, in IRI order."""
        return tuple(term for term in self.terms if term.own)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the terms, in IRI order, and the prefixes, in the order of their names."""
    store = Store()
    for name in ("drugfacts.ttl", "prefixes.ttl"):
        store.extend(
            Quad(triple.subject, triple.predicate, triple.object)
            for triple in parse(path=folder / name)
        )
    prefixes = {
        text(store, quad.subject, SH + "prefix"): text(store, quad.subject, SH + "namespace")
        for quad in store.quads_for_pattern(None, NamedNode(SH + "prefix"), None)
    }
    subjects = {
        quad.subject
        for quad in store.quads_for_pattern(None, TYPE, None)
        if isinstance(quad.subject, NamedNode) and is_term(store, quad.subject)
    }
    return Vocabulary(
        version=text(store, ONTOLOGY, OWL + "versionInfo"),
        prefixes=dict(sorted(prefixes.items())),
        terms=tuple(
            term(store, subject) for subject in sorted(subjects, key=lambda node: node.value)
        ),
    )


def is_term(store: Store, subject: NamedNode) -> bool:
    """Tell whether a subject is ours, or declared as a class or property of others."""
    kinds = {node.value for node in objects(store, subject, TYPE.value)}
    return subject.value.startswith(DF) or any(
        kind.startswith(OWL) and kind.endswith(("Property", "Class")) for kind in kinds
    )


def term(store: Store, subject: NamedNode) -> Term:
    """Return what the ontology says of one term."""
    kinds = (node.value for node in objects(store, subject, TYPE.value))
    ranges = objects(store, subject, RDFS + "range")
    return Term(
        iri=subject.value,
        kinds=frozenset(kind.removeprefix(OWL) for kind in kinds),
        definition=text(store, subject, SKOS + "definition"),
        ranges=frozenset(node.value for node in ranges if isinstance(node, NamedNode)),
        schemes=tuple(node.value for node in objects(store, subject, RDFS + "seeAlso")),
    )


def objects(store: Store, subject: Subject, predicate: str) -> list[NamedNode | Literal]:
    """Return the named and literal objects of a property."""
    found = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return [quad.object for quad in found if isinstance(quad.object, NamedNode | Literal)]


def text(store: Store, subject: Subject, predicate: str) -> str:
    """Return the one value of a property as text, or nothing when it has none."""
    values = objects(store, subject, predicate)
    if len(values) > 1:
        raise ValueError(f"{subject} has {len(values)} values of {predicate}; keep one.")
    return values[0].value if values else ""
