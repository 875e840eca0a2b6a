"""Make the JSON-LD context out of the ontology and the prefix table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vocabulary import DF, RDFS, SKOS, XSD, Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BASE = "https://w3id.org/drugfacts/"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"

KEYS = {
    RDFS + "label": "name",  # `label` is the prefix of the collection of labels
    DC + "creator": "author",  # `creator` is dcterms:creator
    "http://rdfs.org/ns/void#Dataset": "VoidDataset",  # `Dataset` is dcat:Dataset
}
"""Terms that are not called by their local name, because that name is taken."""

BUILT_IN = [RDFS + "comment", RDFS + "label", RDFS + "seeAlso"]
"""Terms that are used and that OWL forbids to declare."""

ENGLISH = {
    DCTERMS + "description",
    DCTERMS + "title",
    RDFS + "comment",
    RDFS + "label",
    SKOS + "altLabel",
    SKOS + "definition",
    SKOS + "example",
    SKOS + "prefLabel",
    SKOS + "scopeNote",
    DF + "reason",
}
"""Texts. They are all in English, so that a value is a plain string."""

VALUE_TYPES = {
    DCTERMS + "created": XSD + "date",
    DCTERMS + "creator": "@id",
    DCTERMS + "issued": XSD + "date",
    DCTERMS + "license": "@id",
    RDFS + "seeAlso": "@id",
    DF + "unchecked": "@id",
    "http://www.w3.org/ns/oa#end": XSD + "nonNegativeInteger",
    "http://www.w3.org/ns/oa#start": XSD + "nonNegativeInteger",
    "https://schema.org/validThrough": XSD + "date",
}
"""What the values of reused properties are; for our own the ontology says it."""

BY_TERM = {"completeFor", "polarity"}
"""Our properties whose values are terms themselves, written by their short names."""

MANY = {
    *("altLabel", "broadMatch", "broader", "closeMatch", "comment", "completeFor"),
    *("exactMatch", "example", "hasTopConcept", "ingredient", "narrowMatch", "qualityMark"),
    *("reason", "related", "relatedMatch", "scopeNote", "seeAlso", "statedIn", "unchecked"),
}
"""Keys whose value is a list even when there is only one."""

REVERSE = {"claims": "df:about", "passages": "df:passageOf", "products": "df:ingredient"}
"""Keys that nest what points here. Nothing but a frame writes them, and the frame says
of which class they are: labels have ingredients too, and are no products."""


def context_document(vocabulary: Vocabulary) -> str:
    """Return ``context.jsonld``, one entry on a line."""
    entries = {key_of(term.iri): definition(term, vocabulary) for term in vocabulary.terms}
    for iri in BUILT_IN:
        entries[key_of(iri)] = definition(Term(iri, frozenset({"AnnotationProperty"})), vocabulary)
    for key, iri in REVERSE.items():
        entries[key] = {"@reverse": iri, "@container": "@set"}
    if len(entries) != len(vocabulary.terms) + len(BUILT_IN) + len(REVERSE):
        raise ValueError("Two terms have the same key; give one of them another in KEYS.")
    prefixes = {p: ns for p, ns in vocabulary.prefixes.items() if p not in entries}
    head = {"@version": 1.1, "id": "@id", "type": "@type", "included": "@included"}
    return document(
        [head, prefixes, dict(sorted(entries.items()))],
        {
            "id": f"{BASE}{vocabulary.version}/context.jsonld",
            "version": vocabulary.version,
        },
    )


def key_of(iri: str) -> str:
    """Return the key of a term."""
    return KEYS.get(iri, iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :])


def definition(term: Term, vocabulary: Vocabulary) -> object:
    """Return what the context says of one term."""
    short = shortened(term.iri, vocabulary)
    if not any(kind.endswith("Property") for kind in term.kinds):
        own_prefix = hidden_prefix(term, vocabulary)
        return {"@id": short, "@context": own_prefix} if own_prefix else short
    entry: dict[str, object] = {"@id": short}
    if term.iri in ENGLISH:
        entry["@language"] = "en"
    else:
        entry.update(value_type(term, vocabulary))
    if key_of(term.iri) in MANY:
        entry["@container"] = "@set"
    return entry if len(entry) > 1 else short


def value_type(term: Term, vocabulary: Vocabulary) -> dict[str, object]:
    """Return how the values of a property are read, as members of its definition."""
    if term.iri in VALUE_TYPES:
        kind = VALUE_TYPES[term.iri]
        return {"@type": kind if kind == "@id" else shortened(kind, vocabulary)}
    if term.own and term.name in BY_TERM:
        return {"@type": "@vocab"}
    if "ObjectProperty" in term.kinds:
        schemes = [s for t in vocabulary.terms if t.iri in term.ranges for s in t.schemes]
        if schemes:  # a slot for a concept: "oral" and not "https://.../route/oral"
            return {"@type": "@vocab", "@context": {"@vocab": schemes[0] + "/"}}
        return {"@type": "@id"}
    typed = term.ranges - {XSD + "string"}
    return {"@type": shortened(min(typed), vocabulary)} if typed else {}


def hidden_prefix(term: Term, vocabulary: Vocabulary) -> dict[str, object]:
    """Return the prefix of a concept's scheme where a property has taken its name.

    ``condition`` is the property in a claim. In a concept of class Condition, which has
    no such property, it is the prefix, so that ids are ``condition:...`` as in Turtle.
    """
    properties = {t.name for t in vocabulary.own_terms if is_property(t)}
    names = [scheme.removeprefix(BASE) for scheme in term.schemes]
    return {
        name: {"@id": f"{BASE}{name}/", "@prefix": True} for name in names if name in properties
    }


def is_property(term: Term) -> bool:
    """Tell whether a term is a property."""
    return any(kind.endswith("Property") for kind in term.kinds)


def shortened(iri: str, vocabulary: Vocabulary) -> str:
    """Return the CURIE of a term; each has a prefix in the table."""
    fitting = [(ns, p) for p, ns in vocabulary.prefixes.items() if iri.startswith(ns)]
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri.removeprefix(namespace)}"


def document(groups: Iterable[Mapping[str, object]], rest: Mapping[str, object]) -> str:
    """Write the entries one on a line, so that a diff shows terms."""
    lines = [
        f"    {json.dumps(key)}: {json.dumps(value)}"
        for group in groups
        for key, value in group.items()
    ]
    after = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in rest.items()]
    context = '  "@context": {\n' + ",\n".join(lines) + "\n  }"
    return "{\n" + ",\n".join([context, *after]) + "\n}\n"
