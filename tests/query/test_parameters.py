"""Values are bound as terms, whatever they hold; what is no term is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from drugfacts.errors import InputError, UsageError
from drugfacts.query import parameters, questions
from drugfacts.query.asked import Asked, Format, answer
from drugfacts.terms import PREFIXES

TABLE = {"x": "urn:x:", "xsd": PREFIXES["xsd"]}
XSD = PREFIXES["xsd"]
DATA = """
@prefix x: <urn:x:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:a x:name "anna" , "Anna"@en ; x:size 3 ; x:kind x:big ; x:born "2001-02-03"^^xsd:date .
x:b x:name "bert" ; x:size 4 ; x:kind x:big .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.load(DATA, RdfFormat.TURTLE)
    return found


def ask(store: Store, text: str, form: Format = "csv", **given: str) -> list[str]:
    return answer(store, Asked(text, form=form, prefixes=TABLE, given=given)).data.decode().split()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("s", "x:a"),
        ("s", "<urn:x:a>"),
        ("s", "urn:x:a"),
        ("o", '"anna"'),
        ("o", "'anna'"),
        ("o", '"Anna"@en'),
        ("o", "3"),
        ("o", '"3"^^xsd:integer'),
        ("o", "2001-02-03"),
    ],
)
def test_every_kind_of_term_is_bound(store: Store, name: str, value: str) -> None:
    found = ask(store, "SELECT DISTINCT ?s { ?s ?p ?o }", form="csv", **{name: value})
    assert found == ["s", "urn:x:a"]


def test_a_value_counts_inside_of_groups_and_branches(store: Store) -> None:
    query = "SELECT ?k (COUNT(*) AS ?n) { ?s x:kind ?k } GROUP BY ?k"
    assert ask(store, query, s="x:a") == ["k,n", "urn:x:big,1"]
    assert ask(store, query) == ["k,n", "urn:x:big,2"]
    branches = "SELECT ?o { { ?s x:size ?o } UNION { ?s x:kind ?o } }"
    assert ask(store, branches, s="x:b") == ["o", "4", "urn:x:big"]
    assert ask(store, "ASK { ?s x:size 4 }", s="x:a") == ["false"]


def test_statements_take_values_too(store: Store) -> None:
    lines = ["<urn:x:a>", "<urn:x:size>", f'"3"^^<{XSD}integer>', "."]
    for query in (
        "CONSTRUCT { ?s x:size ?o } WHERE { ?s x:size ?o }",
        "CONSTRUCT WHERE { ?s x:size ?o }",
    ):
        assert ask(store, query, "ntriples", s="x:a") == lines
    assert len(ask(store, "DESCRIBE ?s", "ntriples", s="x:b")) == 12
    assert len(ask(store, "DESCRIBE ?s { ?s ?p ?o }", "ntriples", s="x:b")) == 12


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"z": "1"}, "--param z: is no variable of the query; it has s, p, o."),
        ({"s": "nope:a"}, "--param s: the prefix nope: is not known; write the IRI as <IRI>."),
        ({"s": "<urn:x a>"}, "--param s: '<urn:x a>' is not a term; write "),
        ({"s": '"open'}, "--param s: '\"open' is not a term; write "),
        ({"s": ""}, "--param s: '' is not a term; write "),
        ({"s": '"a" } DROP ALL #'}, "is not a term; write "),
        ({"s": "x:a } UNION { ?s ?p ?o"}, "is not a term; write "),
        ({"s": '"x"^^nope:y'}, "--param s: the prefix nope: is not known"),
        ({"s": '"\\q"'}, "--param s: '\"\\q\"' is not a term; write "),
    ],
)
def test_what_cannot_be_bound_is_wrong_usage(
    store: Store, given: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        ask(store, "SELECT ?s { ?s ?p ?o }", form="csv", **given)
    assert said in str(caught.value)


def test_what_the_query_computes_cannot_be_given(store: Store) -> None:
    with pytest.raises(UsageError, match="--param t: the query computes one of these itself"):
        ask(store, "SELECT ?t { ?s ?p ?o BIND (STR(?o) AS ?t) }", t="1")


def test_a_broken_query_is_placed_as_it_was_written(store: Store) -> None:
    with pytest.raises(InputError) as caught:
        ask(store, "SELECT ?s { ?s ?p } }", s="x:a")
    assert str(caught.value).startswith("-:1:13: the syntax breaks at or shortly after '?s'")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(
    "\"'\\}{<>#?u0022n\n\r ", max_size=20
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_found_by_its_value_and_nothing_else(text: str) -> None:
    store = Store()
    mine, other = NamedNode("urn:mine"), NamedNode("urn:other")
    store.add(Quad(mine, other, Literal(text), DefaultGraph()))
    store.add(Quad(other, other, Literal(text + "x"), DefaultGraph()))
    store.add(Quad(other, other, BlankNode(), DefaultGraph()))
    escaped = str(Literal(text))
    found = ask(store, "SELECT ?s { ?s ?p ?o }", o=escaped)
    assert found == ["s", "urn:mine"]


@given(st.text(max_size=25))
@settings(max_examples=400, deadline=None)
def test_any_value_is_a_term_or_wrong_usage(value: str) -> None:
    try:
        term = parameters.term(value, TABLE, "v")
    except UsageError:
        return
    assert isinstance(term, NamedNode | Literal)


def test_pairs_are_split_at_the_first_sign() -> None:
    assert parameters.pairs(("a=b=c", "?d= 1 ")) == {"a": "b=c", "d": "1"}
    for wrong in (("a",), ("a=1", "a=2"), ("=1",)):
        with pytest.raises(UsageError, match="--param"):
            parameters.pairs(wrong)


HEAD = (
    "# title: t\n# answer: a\n# param: drug, required: the drug asked about\n# param: day: a day\n"
)


def test_a_query_declares_what_it_needs() -> None:
    text = f"{HEAD}SELECT * {{ ?drug ?p ?day }}"
    questions.check_needs(text, "q.rq", {"drug"})
    with pytest.raises(UsageError) as caught:
        questions.check_needs(text, "q.rq", {"day"})
    assert str(caught.value) == (
        "q.rq: needs a value for drug (the drug asked about); give it with --param drug=VALUE."
    )
    questions.check_needs("ASK {}\n# param: drug, required: not in the head", "q.rq", ())
    with pytest.raises(InputError, match=r"q\.rq:1: is no parameter"):
        questions.check_needs("# param: a b c\nASK {}", "q.rq", ())
