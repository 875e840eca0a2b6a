"""The JSON-LD context covers the ontology, and the frame nests a drug as one would expect."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from drugfacts.terms import PREFIXES

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/drugfacts/"
DF = BASE + "ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
BUILT_IN = (RDF_TYPE, RDFS, OWL)
KEYS = {
    RDFS + "label": "name",
    "http://purl.org/dc/elements/1.1/creator": "author",
    "http://rdfs.org/ns/void#Dataset": "VoidDataset",
}

CONTEXT = json.loads((ROOT / "ontology" / "context.jsonld").read_bytes())["@context"]
FRAMES = sorted((ROOT / "ontology" / "frames").glob("*.jsonld"))
DATA = sorted((ROOT / "data").rglob("*.ttl"))
EXAMPLE = Path(__file__).with_name("examplazine.ttl")

Node: TypeAlias = dict[str, Any]


def triples(*paths: Path) -> list[Triple]:
    return [
        Triple(triple.subject, triple.predicate, triple.object)
        for path in paths
        for triple in parse(path=path)
    ]


ONTOLOGY = triples(ROOT / "ontology" / "drugfacts.ttl")


def declared(*kinds: str) -> list[str]:
    wanted = {NamedNode(kind if ":" in kind else OWL + kind) for kind in kinds}
    return sorted(
        {
            triple.subject.value
            for triple in ONTOLOGY
            if triple.predicate.value == RDF_TYPE
            and triple.object in wanted
            and isinstance(triple.subject, NamedNode)
        }
    )


CLASSES = declared("Class")
PROPERTIES = declared("AnnotationProperty", "DatatypeProperty", "ObjectProperty")
INDIVIDUALS = declared("NamedIndividual")


def key_of(iri: str) -> str:
    return KEYS.get(iri, iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :])


def lines(found: list[Triple]) -> set[str]:
    return set((serialize(found, format=RdfFormat.N_TRIPLES) or b"").decode().splitlines())


def expand(document: Node) -> list[Node]:
    from pyld import jsonld

    nodes: list[Node] = jsonld.expand({"@context": CONTEXT, **document})
    return nodes


def expanded(found: list[Triple]) -> list[Node]:
    from pyld import jsonld

    nquads = (serialize(found, format=RdfFormat.N_TRIPLES) or b"").decode()
    nodes: list[Node] = jsonld.from_rdf(nquads)
    return nodes


def compacted(found: list[Triple]) -> Node:
    from pyld import jsonld

    document: Node = jsonld.compact(expanded(found), CONTEXT, {"graph": True})
    return document


@cache
def compacted_data() -> Node:
    return compacted(triples(*DATA))


def framed(found: list[Triple], drug: str = "drug:examplazine") -> Node:
    from pyld import jsonld

    frame = json.loads((ROOT / "ontology" / "frames" / "drug.jsonld").read_bytes())
    whole = {"@context": CONTEXT, "id": drug, **frame}
    document: Node = jsonld.frame(expanded(found), whole)
    return document


def by_pyld(document: Node) -> set[str]:
    from pyld import jsonld

    return set(jsonld.to_rdf(document, {"format": "application/n-quads"}).splitlines())


def by_oxigraph(document: Node) -> set[str]:
    quads = parse(json.dumps(document).encode(), RdfFormat.JSON_LD)
    return lines([Triple(quad.subject, quad.predicate, quad.object) for quad in quads])


def by_rdflib(document: Node) -> set[str]:
    from rdflib import Graph

    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    text = graph.serialize(format="nt")
    found = parse(text, RdfFormat.N_TRIPLES)  # for one spelling of the literals
    return lines([Triple(triple.subject, triple.predicate, triple.object) for triple in found])


READERS = [by_pyld, by_oxigraph, by_rdflib]


def keys(value: object) -> set[str]:
    """Return every key anywhere in a document, the context left out."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    if isinstance(value, dict):
        inner = {key for k, item in value.items() if k != "@context" for key in keys(item)}
        return {*(set(value) - {"@context"}), *inner}
    return set()


# --- every term -------------------------------------------------------------------------


def test_every_class_is_covered() -> None:
    nodes = expand({"@graph": [{"id": iri, "type": key_of(iri)} for iri in CLASSES]})
    assert {node["@id"]: node["@type"] for node in nodes} == {iri: [iri] for iri in CLASSES}


def test_every_property_is_covered() -> None:
    properties = [*PROPERTIES, RDFS + "comment", RDFS + "label"]
    nodes = expand({"@graph": [{"id": iri, key_of(iri): "urn:value"} for iri in properties]})
    found = {node["@id"]: set(node) - {"@id"} for node in nodes}
    assert found == {iri: {iri} for iri in properties}


def test_every_individual_is_covered() -> None:
    nodes = expand({"@graph": [{"id": iri, "polarity": key_of(iri)} for iri in INDIVIDUALS]})
    found = {node["@id"]: node[DF + "polarity"] for node in nodes}
    assert found == {iri: [{"@id": iri}] for iri in INDIVIDUALS}


def test_context_names_only_declared_terms() -> None:
    known = {*CLASSES, *PROPERTIES, *INDIVIDUALS}
    for key, entry in CONTEXT.items():
        if key in PREFIXES or key == "@version":
            continue
        target = entry if isinstance(entry, str) else entry.get("@id", entry.get("@reverse"))
        if target.startswith("@"):
            continue
        prefix, _, name = target.partition(":")
        iri = PREFIXES[prefix] + name
        assert iri in known or iri.startswith(BUILT_IN), key


def test_a_prefix_is_in_the_context_unless_a_property_has_its_name() -> None:
    own_keys = {key_of(iri) for iri in PROPERTIES}
    for prefix, namespace in PREFIXES.items():
        if prefix in own_keys:
            scoped = [
                entry["@context"]
                for entry in CONTEXT.values()
                if isinstance(entry, dict) and prefix in entry.get("@context", {})
            ]
            assert scoped == [{prefix: {"@id": namespace, "@prefix": True}}], prefix
        else:
            assert CONTEXT[prefix] == namespace


def test_values_of_object_properties_are_nodes() -> None:
    other = "https://example.org/y"
    properties = declared("ObjectProperty")
    nodes = expand({"@graph": [{"id": iri, key_of(iri): other} for iri in properties]})
    found = {node["@id"]: node[node["@id"]] for node in nodes}
    assert found == {iri: [{"@id": other}] for iri in properties}


def test_values_read_as_people_write_them() -> None:
    document = {
        "id": "drug:examplazine#dosing-twice-daily",
        "type": "Dosing",
        "about": "drug:examplazine",
        "condition": "panic-disorder",
        "dailyDoseMax": "4.0",
        "doseUnit": "mg",
        "dosesPerDayMax": 2,
        "polarity": "Denied",
        "created": "2026-11-22",
        "comment": ["Invented."],
        "statedIn": ["source:a-guide#char-1-2"],
    }
    (node,) = expand(document)
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert node == {
        "@id": BASE + "drug/examplazine#dosing-twice-daily",
        "@type": [DF + "Dosing"],
        DF + "about": [{"@id": BASE + "drug/examplazine"}],
        DF + "condition": [{"@id": BASE + "condition/panic-disorder"}],
        DF + "dailyDoseMax": [{"@value": "4.0", "@type": xsd + "decimal"}],
        DF + "doseUnit": [{"@id": BASE + "unit/mg"}],
        DF + "dosesPerDayMax": [{"@value": 2, "@type": xsd + "integer"}],
        DF + "polarity": [{"@id": DF + "Denied"}],
        "http://purl.org/dc/terms/created": [{"@value": "2026-11-22", "@type": xsd + "date"}],
        RDFS + "comment": [{"@value": "Invented.", "@language": "en"}],
        DF + "statedIn": [{"@id": BASE + "source/a-guide#char-1-2"}],
    }


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("key", ["dosesPerDayMin", "start"])
def test_a_whole_number_may_be_a_string_or_a_json_number(reader: Any, key: str) -> None:
    readings = [reader({"@context": CONTEXT, "id": "urn:x", key: v}) for v in (7, "7")]
    assert readings[0] == readings[1]
    assert "nteger>" in str(readings[0])


# --- round trips ------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS)
def test_example_survives_the_round_trip(reader: Any) -> None:
    found = triples(EXAMPLE)
    assert reader(compacted(found)) == lines(found)


@pytest.mark.parametrize("reader", READERS)
def test_data_survives_the_round_trip(reader: Any) -> None:
    assert reader(compacted_data()) == lines(triples(*DATA))


def test_every_key_in_compacted_data_is_a_plain_term() -> None:
    document = {"example": compacted(triples(EXAMPLE)), "data": compacted_data()}
    assert {key for key in keys(document) if ":" in key or key.startswith("@")} <= {"@graph"}


def test_concepts_are_written_as_in_turtle() -> None:
    concept = NamedNode(BASE + "condition/panic-disorder")
    broader = NamedNode(BASE + "condition/anxiety-disorder")
    found = [
        Triple(concept, NamedNode(RDF_TYPE), NamedNode(DF + "Condition")),
        Triple(concept, NamedNode(PREFIXES["skos"] + "broader"), broader),
    ]
    (node,) = compacted(found)["@graph"]
    assert node == {
        "id": "condition:panic-disorder",
        "type": "Condition",
        "broader": ["condition:anxiety-disorder"],
    }


def test_a_concept_may_be_called_like_a_term() -> None:
    found = [
        Triple(
            NamedNode("https://example.org/claim"),
            NamedNode(DF + "condition"),
            NamedNode(BASE + "condition/" + slug),
        )
        for slug in ("change", "drug", "name", "condition", "plain")
    ]
    assert by_pyld(compacted(found)) == lines(found)


# --- the frame --------------------------------------------------------------------------


@pytest.mark.parametrize("path", FRAMES, ids=lambda path: path.stem)
def test_frames_name_only_terms_of_the_context(path: Path) -> None:
    frame = json.loads(path.read_bytes())
    assert "@context" not in frame, "the context is filled in when the frame is used"
    used = {key for key in keys(frame) if not key.startswith("@")}
    assert used <= set(CONTEXT)
    (node,) = expand({"id": "urn:x", "type": sorted(types(frame))})
    assert set(node["@type"]) <= set(CLASSES)


def types(value: object) -> set[str]:
    if isinstance(value, list):
        return {kind for item in value for kind in types(item)}
    if isinstance(value, dict):
        own = value.get("type", [])
        inner = {kind for item in value.values() for kind in types(item)}
        return {*([own] if isinstance(own, str) else own), *inner}
    return set()


def test_frame_nests_claims_passages_and_titles() -> None:
    document = framed(triples(EXAMPLE))
    assert document["id"] == "drug:examplazine"
    assert document["name"] == "examplazine"
    claims = {claim["id"].partition("#")[2]: claim for claim in document["claims"]}
    assert list(claims) == [
        "effect-drowsiness",
        "indication-panic-disorder",
        "risk-loss-of-effect",
    ]
    guide = {
        "id": "source:examplazine-guide",
        "type": "Article",
        "qualityMark": ["anonymous"],
    }
    assert claims["indication-panic-disorder"] == {
        "id": "drug:examplazine#indication-panic-disorder",
        "type": "Indication",
        "about": "drug:examplazine",
        "comment": ["An invented claim."],
        "condition": "panic-disorder",
        "created": "2026-11-22",
        "reviewState": "unreviewed",
        "wasAttributedTo": "agent:drugfacts-curators",
        "wording": "may",
        "statedIn": [
            {
                "id": "source:examplazine-guide#char-10-25",
                "type": "Span",
                "start": "10",
                "end": "25",
                "spanDigest": "aa",
                "normalisedDigest": "ab",
                "passageOf": {**guide, "title": "A guide to examplazine"},
            },
            {
                "id": "source:examplazine-guide#char-30-40",
                "type": "Span",
                "start": "30",
                "end": "40",
                "spanDigest": "bb",
                "passageOf": {**guide, "title": "A guide to examplazine"},
            },
        ],
    }


def test_frame_nests_products_with_their_claims_and_no_label_among_them() -> None:
    document = framed(triples(EXAMPLE))
    (product,) = document["products"]
    assert product["type"] == "Product"
    assert (product["strengthAmount"], product["strengthUnit"]) == ("2.0", "mg")
    (claim,) = product["claims"]
    assert claim["type"] == "Dosing"
    assert (claim["dosesPerDayMin"], claim["dosesPerDayMax"]) == ("1", "3")


def test_frame_tells_all_of_each_source_once() -> None:
    sources = {source["id"]: source for source in framed(triples(EXAMPLE))["included"]}
    assert list(sources) == ["label:us-examplazine-tablet", "source:examplazine-guide"]
    assert sources["label:us-examplazine-tablet"]["completeFor"] == ["Indication", "Risk"]
    assert sources["source:examplazine-guide"]["qualityMark"] == ["anonymous"]


def test_frame_writes_no_empty_value_for_what_is_not_known() -> None:
    bare = [t for t in triples(EXAMPLE) if not t.predicate.value.endswith(("title", "Of"))]
    assert "null" not in json.dumps(framed(bare))


@pytest.mark.parametrize("reader", READERS)
def test_framed_drug_survives_the_round_trip(reader: Any) -> None:
    found = triples(EXAMPLE)
    assert reader(framed(found)) == lines(found)


def around(drug: str, found: list[Triple]) -> list[Triple]:
    """Return the triples of a drug, its products, the claims and what states them."""
    nodes: set[object] = {NamedNode(drug)}
    nodes |= {
        t.subject
        for t in found
        if t.predicate.value == DF + "ingredient"
        and t.object in nodes
        and Triple(t.subject, NamedNode(RDF_TYPE), NamedNode(DF + "Product")) in found
    }
    nodes |= {t.subject for t in found if t.predicate.value == DF + "about" and t.object in nodes}
    for step in ("statedIn", "passageOf"):
        nodes |= {t.object for t in found if t.predicate.value == DF + step and t.subject in nodes}
    return [triple for triple in found if triple.subject in nodes]


@pytest.mark.parametrize("drug", ["clonazepam", "diazepam"])
def test_a_real_drug_is_framed_without_loss(drug: str) -> None:
    found = around(f"{BASE}drug/{drug}", triples(*DATA))
    document = framed(found, f"drug:{drug}")
    assert by_pyld(document) == lines(found)
    assert document["claims"]
    for claim in document["claims"]:
        assert {"id", "type", "statedIn"} <= set(claim)
        assert all(passage["passageOf"]["title"] for passage in claim["statedIn"])


# --- the page about the model -----------------------------------------------------------

PAGE = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (text,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert isinstance(text, str)
    return text


def test_the_examples_of_the_page_say_the_same_in_turtle_and_in_json() -> None:
    table = {
        **PREFIXES,
        "drug-examplazine": BASE + "drug/examplazine#",
        "source-examplazine-guide": BASE + "source/examplazine-guide#",
    }
    head = "".join(f"@prefix {prefix}: <{ns}> .\n" for prefix, ns in table.items())
    quads = parse(head + block("turtle"), RdfFormat.TURTLE)
    found = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    example = json.loads(block("json"))
    assert by_pyld({"@context": CONTEXT, **example}) == lines(found)
    shown = framed(found)
    shown.pop("@context")
    shown["included"] = [shown["included"]]  # a keyword cannot be told to be a list of one
    assert shown == example


def test_the_page_names_every_kind_of_claim_and_only_declared_terms() -> None:
    kinds = {
        triple.subject.value
        for triple in ONTOLOGY
        if triple.predicate.value == RDFS + "subClassOf"
        and triple.object == NamedNode(DF + "Claim")
        and isinstance(triple.subject, NamedNode)
    }
    rows = re.findall(r"^\| `df:(\w+)` \|", PAGE, flags=re.MULTILINE)
    assert {DF + name for name in rows} == kinds
    pages = [PAGE, *(p.read_text("utf-8") for p in (ROOT / "docs" / "adr").glob("000[123]-*.md"))]
    named = {DF + name for page in pages for name in re.findall(r"(?<![-\w])df:(\w+)", page)}
    assert named - {DF + n for n in ("hasCondition", "hasEffect", "hasRoute")} <= {
        *CLASSES,
        *PROPERTIES,
        *INDIVIDUALS,
    }
