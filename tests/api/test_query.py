"""Queries of the API: typed rows, and values that change no query."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

import drugfacts
from drugfacts.api import Rows
from drugfacts.errors import InputError, LimitError, UsageError

if TYPE_CHECKING:
    from drugfacts.api.rows import Given

INVENTED = Path(__file__).parents[1] / "invented"
FACTS = drugfacts.load(INVENTED)
XSD = "http://www.w3.org/2001/XMLSchema#"
ECHO = "SELECT ?x { BIND(?given AS ?x) }"


def test_rows_are_terms_by_column_and_sorted() -> None:
    rows = FACTS.query("SELECT ?drug ?name { ?drug a df:Drug ; rdfs:label ?name }")
    assert rows.variables == ("drug", "name")
    assert [dict(row) for row in rows] == [
        {
            "drug": NamedNode(f"https://example.org/facts/drug/{name}"),
            "name": Literal(name, language="en"),
        }
        for name in ("examplazine", "otherol")
    ]
    assert (len(rows), rows.values("name")) == (2, ["examplazine", "otherol"])
    assert repr(rows) == "Rows(drug, name; 2 rows)"
    assert rows[1:].values("name") == ["otherol"]


def test_what_is_unbound_is_left_out() -> None:
    rows = FACTS.query("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) } }")
    assert [set(row) for row in rows] == [{"a"}]
    assert rows.values("b") == []


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="'b' is no column; name one of a"):
        Rows(("a",), []).values("b")


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("drug:otherol", NamedNode("https://example.org/facts/drug/otherol")),
        ("<urn:x>", NamedNode("urn:x")),
        ("nothing:otherol", Literal("nothing:otherol")),
        ("panic disorder", Literal("panic disorder")),
        (Literal("drug:otherol"), Literal("drug:otherol")),
        (NamedNode("urn:x"), NamedNode("urn:x")),
        (7, Literal("7", datatype=NamedNode(f"{XSD}integer"))),
        (True, Literal("true", datatype=NamedNode(f"{XSD}boolean"))),
        (Decimal("1E+1"), Literal("10", datatype=NamedNode(f"{XSD}decimal"))),
        (date(2026, 1, 2), Literal("2026-01-02", datatype=NamedNode(f"{XSD}date"))),
    ],
)
def test_a_value_is_bound_as_a_term(value: Given, term: NamedNode | Literal) -> None:
    assert FACTS.query(ECHO, given=value)[0]["x"] == term


def test_a_claim_s_things_can_be_given() -> None:
    claim = FACTS.claims(drug="otherol")[0]
    rows = FACTS.query("SELECT ?c { ?c df:about ?drug }", drug=claim.about)
    assert claim.iri in rows.values("c")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_changes_what_is_asked(text: str) -> None:
    (row,) = FACTS.query(ECHO, given=Literal(text))
    assert row["x"] == Literal(text)


@pytest.mark.parametrize("text", ['" } #', "\\u0022 } #", "'''", '"""', "} SERVICE <u:x> {", "\\"])
def test_hostile_texts_stay_texts(text: str) -> None:
    assert FACTS.query(ECHO, given=text)[0]["x"] == Literal(text)


def test_a_float_is_refused() -> None:
    with pytest.raises(UsageError, match=r"0\.5 is no value for a query; give text, a Decimal"):
        FACTS.query(ECHO, given=0.5)  # type: ignore[arg-type]


def test_a_relative_iri_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'<x>' is no IRI .*; write it in full"):
        FACTS.query(ECHO, given="<x>")


def test_a_value_without_its_variable_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^drg: is no variable of the query; it has c, drug"):
        FACTS.query("SELECT ?c { ?c df:about ?drug }", drg="drug:otherol")


def test_a_variable_that_is_selected_can_be_given() -> None:
    rows = FACTS.query("SELECT ?drug ?c { ?c df:about ?drug }", drug="drug:otherol")
    assert set(rows.values("drug")) == {"https://example.org/facts/drug/otherol"}


def test_a_variable_is_also_given_within_a_filter() -> None:
    sparql = "SELECT (COUNT(?c) AS ?n) { ?c df:about ?d FILTER(?d = ?drug) }"
    assert FACTS.query(sparql, drug="drug:otherol").values("n") == ["1"]


def test_what_the_query_computes_cannot_be_given() -> None:
    with pytest.raises(UsageError, match=r"^n: the query computes one of these itself"):
        FACTS.query("SELECT ?n { BIND(1 AS ?n) }", n=2)


def test_each_form_has_its_method() -> None:
    with pytest.raises(UsageError, match=r"is no SELECT; use ask\(\) or construct\(\)"):
        FACTS.query("ASK {}")
    with pytest.raises(UsageError, match=r"is no ASK; use query\(\) or construct\(\)"):
        FACTS.ask("SELECT * {}")
    with pytest.raises(UsageError, match=r"is no CONSTRUCT or DESCRIBE; use query\(\) or ask\(\)"):
        FACTS.construct("ASK {}")


def test_construct_gives_triples_in_order() -> None:
    made = FACTS.construct("CONSTRUCT { ?d a <urn:x> } WHERE { ?d a df:Drug }")
    assert [str(triple.subject) for triple in made] == [
        "<https://example.org/facts/drug/examplazine>",
        "<https://example.org/facts/drug/otherol>",
    ]


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://x/> {} }", "SELECT * FROM <u:x> {}"])
def test_nothing_is_fetched(text: str) -> None:
    with pytest.raises(UsageError, match="is refused, because nothing is fetched"):
        FACTS.query(text)


def test_broken_sparql_has_its_place() -> None:
    with pytest.raises(InputError) as caught:
        FACTS.query("SELECT ?x {\n ?x ?y }")
    assert (caught.value.path, caught.value.line) == ("query", 2)


def test_a_query_that_runs_away_is_a_limit() -> None:
    facts = drugfacts.load()
    facts.seconds = 0.1
    sparql = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?g) }"
    with pytest.raises(LimitError, match=r"took longer than 0\.1 seconds; join fewer things"):
        facts.query(sparql)
