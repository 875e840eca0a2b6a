"""JSON-LD that reads anywhere offline, in a fixed order, and that loses nothing."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from drugfacts import resources
from drugfacts.errors import InputError
from drugfacts.export import jsonld
from drugfacts.export.formats import Format, export
from drugfacts.export.subset import of_drug
from drugfacts.graph import read, write

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

BASE = "https://example.org/facts/"
DF = "https://w3id.org/drugfacts/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
S, P = NamedNode("https://example.org/facts/drug/s"), NamedNode("https://example.org/v#p")
INVENTED = Path(__file__).parents[1] / "invented"
CONTEXT = json.loads((resources.folder("ontology") / "context.jsonld").read_bytes())["@context"]
DRUGS = ["diazepam", "clonazepam"]


@cache
def packaged() -> DataSet:
    return read.read()


def by_oxigraph(data: bytes) -> bytes:
    return write.ntriples(quad.triple for quad in parse(data, format=RdfFormat.JSON_LD))


def by_rdflib(data: bytes) -> bytes:
    from rdflib import Graph

    text = Graph().parse(data=data, format="json-ld").serialize(format="nt", encoding="utf-8")
    return write.ntriples(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))


def by_pyld(data: bytes) -> bytes:
    from pyld import jsonld as pyld

    text = pyld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    return write.ntriples(quad.triple for quad in parse(text, format=RdfFormat.N_QUADS))


READERS = [by_oxigraph, by_rdflib, by_pyld]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # inside rdflib
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("drug", [None, *DRUGS])
def test_all_packaged_facts_come_back(drug: str | None, reader: Any) -> None:
    quads = packaged().quads() if drug is None else of_drug(packaged(), drug)
    data = export(packaged(), Format.JSONLD, drug)
    assert reader(data) == write.ntriples(list(quads))


@pytest.mark.parametrize("drug", [None, "examplazine", "otherol"])
def test_facts_under_another_base_come_back(drug: str | None) -> None:
    data = read.read([INVENTED])
    quads = data.quads() if drug is None else of_drug(data, drug)
    assert by_oxigraph(export(data, Format.JSONLD, drug)) == write.ntriples(list(quads))


@pytest.mark.parametrize("drug", [None, *DRUGS])
def test_the_context_is_written_in_and_covers_every_key(drug: str | None) -> None:
    text = export(packaged(), Format.JSONLD, drug).decode()
    document = json.loads(text)
    assert next(iter(document)) == "@context"
    assert document["@context"] == CONTEXT
    assert keys({**document, "@context": None}) <= {*CONTEXT, "@context", "@graph", "included"}
    assert '"ns1' not in text
    assert "null" not in text


def keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    if isinstance(value, dict):
        return {*value, *(key for item in value.values() for key in keys(item))}
    return set()


def test_the_exact_text_of_a_small_graph() -> None:
    drug = NamedNode("https://w3id.org/drugfacts/drug/x")
    text = jsonld.compacted(
        [
            Triple(drug, NamedNode(DF + "rxcui"), Literal("1")),
            Triple(drug, NamedNode(RDF + "type"), NamedNode(DF + "Drug")),
            Triple(drug, P, Literal("v")),
            Triple(
                drug,
                NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
                Literal("é x", language="en"),
            ),
        ],
        declared={"v": "https://example.org/v#", "unused": "https://example.org/unused#"},
    ).decode()
    head, _, rest = text.partition('  "@graph": ')
    assert head.startswith('{\n  "@context": {\n    "@version": 1.1,\n    "id": "@id",\n')
    assert head.endswith('    "v": "https://example.org/v#"\n  },\n')
    assert rest == (
        "[\n"
        "    {\n"
        '      "id": "drug:x",\n'
        '      "type": "Drug",\n'
        '      "name": "é x",\n'
        '      "rxcui": "1",\n'
        '      "v:p": "v"\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_unknown_namespaces_without_a_prefix_stay_in_full() -> None:
    document = json.loads(jsonld.compacted([Triple(S, P, S)], base="https://example.org/none/"))
    assert document["@graph"] == [{"id": S.value, P.value: {"id": S.value}}]


def test_prefixes_of_collections_stand_for_the_base_of_the_data() -> None:
    document = json.loads(export(read.read([INVENTED]), Format.JSONLD, "otherol"))
    assert document["@context"]["drug"] == BASE + "drug/"
    assert document["id"] == "drug:otherol"
    assert document["claims"][0]["id"] == "drug:otherol#indication-panic-disorder"


def test_a_drug_nests_products_claims_passages_and_titles() -> None:
    document = json.loads(export(read.read([INVENTED]), Format.JSONLD, "examplazine"))
    assert list(document) == [
        *("@context", "id", "type", "name", "atcCode", "exactMatch", "rxcui", "unchecked"),
        *("claims", "included", "products"),
    ]
    assert [claim["id"] for claim in document["claims"]] == [
        "drug:examplazine#adverse-drowsiness",
        "drug:examplazine#indication-epilepsy-intravenous",
        "drug:examplazine#indication-panic-disorder",
        "label:us-examplazine#indication-anxiety-disorder",
    ]
    (product,) = document["products"]
    assert product["name"] == "examplazine 5 mg tablet"
    (dosing,) = product["claims"]
    assert dosing["dosesPerDayMax"] == 3
    assert dosing["statedIn"] == [
        {
            "id": "source:guide#char-70-90",
            "type": "Span",
            "end": 90,
            "normalisedDigest": "3" * 64,
            "spanDigest": "3" * 64,
            "start": 70,
            "passageOf": {
                "id": "source:guide",
                "type": "Article",
                "title": "A guide",
                "qualityMark": ["anonymous", "undated"],
            },
        }
    ]
    whole = {node["id"]: node for node in document["included"]}
    assert whole["source:leaflet"]["author"] == "A. Writer"
    assert whole["label:us-examplazine"]["setId"].startswith("01234567-")
    assert "drug:examplazine" not in whole


@pytest.mark.parametrize("drug", DRUGS)
def test_every_claim_of_the_drug_is_nested_with_its_sources(drug: str) -> None:
    document = json.loads(export(packaged(), Format.JSONLD, drug))
    claims = [*document["claims"], *(c for p in document["products"] for c in p["claims"])]
    node = NamedNode(f"https://w3id.org/drugfacts/drug/{drug}")
    products = packaged().subjects_of(DF + "ingredient", node)
    about = [c for t in (node, *products) for c in packaged().subjects_of(DF + "about", t)]
    assert len(claims) == len(about)
    for claim in claims:
        assert all(p["passageOf"]["title"] for p in claim["statedIn"]), claim["id"]


def test_blank_nodes_survive_framing() -> None:
    drug = NamedNode(BASE + "drug/x")
    triples = [
        Triple(drug, NamedNode(RDF + "type"), NamedNode(DF + "Drug")),
        Triple(drug, P, BlankNode("b")),
        Triple(BlankNode("b"), P, Literal("urn:blank:c14n0")),
        Triple(BlankNode("b"), P, BlankNode("b")),
    ]
    data = jsonld.framed(triples, drug.value, BASE)
    assert by_oxigraph(data) == write.ntriples(triples)


def test_an_iri_that_reads_like_a_name_with_a_prefix_is_refused() -> None:
    triples = [Triple(NamedNode("mesh:D003975"), P, Literal("v"))]
    with pytest.raises(InputError) as caught:
        jsonld.compacted(triples)
    assert str(caught.value) == (
        "<mesh:D003975> reads like a name with the prefix mesh:, which JSON-LD would take it "
        "for; write the IRI in full, or use another format."
    )


def test_a_triple_as_value_is_refused() -> None:
    with pytest.raises(InputError, match="JSON-LD cannot hold a triple as a value"):
        jsonld.compacted([Triple(S, P, Triple(S, P, S))])


PREDICATES = st.sampled_from(
    [P, NamedNode(RDF + "type"), NamedNode(RDF + "first")]
    + [
        NamedNode(DF + name)
        for name in ("condition", "created", "dosesPerDayMin", "rxcui", "polarity")
    ]
    + [NamedNode(f"http://purl.org/dc/terms/{name}") for name in ("created", "title")]
)
NODES = st.one_of(
    st.sampled_from("xyz").map(BlankNode),
    st.sampled_from(
        [
            S.value,
            DF + "Denied",
            DF + "Condition",
            DF,
            "https://w3id.org/drugfacts/condition/epilepsy",
            "https://w3id.org/drugfacts/condition/a/b#c",
            "https://w3id.org/drugfacts/condition/",
            "urn:x:y",
            "mailto:a@b",
            "HTTP://example.org/%20?q=1#@type",
            RDF + "nil",
        ]
    ).map(NamedNode),
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(Literal, TEXTS, language=st.sampled_from(["en", "EN", "de-CH", "x-y"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(kind)),
        st.sampled_from(
            [
                "2.0",
                "2",
                "0",
                "-0",
                "-3",
                "9" * 15,
                "9" * 16,
                "1e3",
                "1.0E0",
                "+07",
                "true",
                "1",
                "",
                "NaN",
                '{"a": 1}',
                '"',
                "9" * 30,
            ]
        ),
        st.sampled_from(
            [XSD + kind for kind in ("decimal", "double", "integer", "boolean", "date", "anyURI")]
            + [RDF + "JSON", RDF + "XMLLiteral", "urn:kind"]
        ),
    ),
)
TRIPLES = st.builds(Triple, NODES, PREDICATES, st.one_of(NODES, LITERALS))


@given(triples=st.lists(TRIPLES, max_size=8))
@settings(max_examples=150, deadline=None)
def test_odd_values_come_back(triples: list[Triple]) -> None:
    data = jsonld.compacted(triples, BASE, {"v": "https://example.org/v#"})
    assert by_oxigraph(data) == write.ntriples(triples)


@given(triples=st.lists(TRIPLES, max_size=6))
@settings(max_examples=100, deadline=None)
def test_odd_values_come_back_when_framed(triples: list[Triple]) -> None:
    drug = Triple(S, NamedNode(RDF + "type"), NamedNode(DF + "Drug"))
    data = jsonld.framed([drug, *triples], S.value, BASE)
    assert by_oxigraph(data) == write.ntriples([drug, *triples])


def test_the_entries_that_matter_give_the_same_as_the_whole_context() -> None:
    from pyld import jsonld as pyld

    nodes = jsonld.expanded(packaged().triples())
    whole = pyld.compact(nodes, CONTEXT, {"skipExpansion": True, "graph": True})
    ours = json.loads(export(packaged(), Format.JSONLD))
    assert ours["@graph"] == whole["@graph"]


def test_quads_of_the_default_graph_are_what_is_exported() -> None:
    quads = [Quad(S, P, Literal("1", language="en"))]
    assert by_oxigraph(jsonld.compacted(write.triples_of(quads))) == write.ntriples(quads)
