"""Terms as rdflib's and back: nothing is changed on the way."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from drugfacts.graph.rdflib_adapter import Terms, to_rdflib

rdflib = pytest.importorskip("rdflib")
compare = pytest.importorskip("rdflib.compare")

XSD = "http://www.w3.org/2001/XMLSchema#"

TERMS = [
    NamedNode("urn:a"),
    NamedNode("https://example.org/é?x#y%20"),
    BlankNode("label-1"),
    Literal(""),
    Literal("text"),
    Literal('quoted "x" \\ \n\r\t'),
    Literal("Text", language="en"),
    Literal("Text", language="en-gb"),
    Literal("01", datatype=NamedNode(XSD + "integer")),
    Literal("1", datatype=NamedNode(XSD + "integer")),
    Literal("2.50", datatype=NamedNode(XSD + "decimal")),
    Literal("1E0", datatype=NamedNode(XSD + "double")),
    Literal("1", datatype=NamedNode(XSD + "boolean")),
    Literal("true", datatype=NamedNode(XSD + "boolean")),
    Literal(" 2026-02-30 ", datatype=NamedNode(XSD + "date")),
    Literal("P0Y", datatype=NamedNode(XSD + "duration")),
    Literal("x", datatype=NamedNode("urn:datatype")),
]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_a_term_comes_back_as_it_went(term: NamedNode | BlankNode | Literal) -> None:
    terms = Terms()
    assert terms.from_rdflib(terms.to_rdflib(term)) == term


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["integer", "decimal", "date", "string", "anyURI"]),
)
@settings(max_examples=200, deadline=None)
def test_any_lexical_form_comes_back_as_it_went(text: str, datatype: str) -> None:
    term = Literal(text, datatype=NamedNode(XSD + datatype))
    terms = Terms()
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    assert terms.from_rdflib(terms.to_rdflib(term)) == term


def test_terms_are_rdflibs_own() -> None:
    terms = Terms()
    assert terms.to_rdflib(NamedNode("urn:a")) == rdflib.URIRef("urn:a")
    assert terms.to_rdflib(BlankNode("b")) == rdflib.BNode("b")
    assert terms.to_rdflib(Literal("x")) == rdflib.Literal("x")
    assert terms.to_rdflib(Literal("x", language="en")) == rdflib.Literal("x", lang="en")
    number: Any = terms.to_rdflib(Literal("2.50", datatype=NamedNode(XSD + "decimal")))
    assert (str(number), number.datatype) == ("2.50", rdflib.XSD.decimal)


def test_equal_terms_become_one_object() -> None:
    terms = Terms()
    assert terms.to_rdflib(NamedNode("urn:a")) is terms.to_rdflib(NamedNode("urn:a"))


def test_a_graph_is_what_rdflib_reads() -> None:
    text = """
    @prefix e: <urn:e:> .
    e:a a e:C ; e:p 1 , 2.5 , "x"@en , "y" , [ e:q _:n ] , ( 1 2 ) . _:n e:r e:a .
    """
    graph = to_rdflib(quad.triple for quad in parse(text, RdfFormat.TURTLE))
    assert compare.isomorphic(graph, rdflib.Graph().parse(data=text))


def test_blank_nodes_keep_their_identity() -> None:
    node = BlankNode("same")
    first = to_rdflib([Triple(NamedNode("urn:a"), NamedNode("urn:p"), node)])
    second = to_rdflib([Triple(node, NamedNode("urn:p"), NamedNode("urn:b"))])
    assert next(first.objects()) == next(second.subjects())


def test_a_graph_answers_queries() -> None:
    triples = [
        Triple(NamedNode("urn:a"), NamedNode("urn:p"), Literal("x")),
        Triple(NamedNode("urn:b"), NamedNode("urn:p"), Literal("y")),
    ]
    rows: Any = to_rdflib(triples).query('SELECT ?s WHERE { ?s <urn:p> "x" }')
    assert [str(row[0]) for row in rows] == ["urn:a"]


def test_values_that_break_their_datatype_are_not_talked_of(
    capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    bad = [
        Literal("2026-13-01", datatype=NamedNode(XSD + "date")),
        Literal("none", datatype=NamedNode(XSD + "boolean")),
        Literal("x", datatype=NamedNode(XSD + "decimal")),
    ]
    graph = to_rdflib(Triple(NamedNode("urn:a"), NamedNode("urn:p"), value) for value in bad)
    assert len(graph) == 3
    assert capfd.readouterr() == ("", "")
    assert list(recwarn) == []


def test_the_logger_is_left_as_it_was() -> None:
    before = list(logging.getLogger("rdflib.term").filters)
    to_rdflib([])
    assert logging.getLogger("rdflib.term").filters == before
