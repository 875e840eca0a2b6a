"""A query that is slow on large data brings a faster one that gives the same answer."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from drugfacts.query import hints
from drugfacts.query.questions import Question, questions

P = {"x": "urn:x:"}


@pytest.mark.parametrize(
    ("text", "faster"),
    [
        (
            "SELECT * { ?d a x:D FILTER NOT EXISTS { ?c x:p ?d ; x:q 7.25 } }",
            "SELECT * { ?d a x:D . MINUS { ?c x:p ?d ; x:q 7.25 } }",
        ),
        (
            "ASK { ?d a x:D . FILTER NOT EXISTS { ?c x:p/x:q ?d } . ?d x:l ?l }",
            "ASK { ?d a x:D .  ?d x:l ?l MINUS { ?c x:p/x:q ?d } }",
        ),
        (
            "ASK { { ?d a x:D filter not exists{?c x:p ?d,3.}} UNION { ?d a x:E } }",
            "ASK { { ?d a x:D .MINUS {?c x:p ?d,3.} } UNION { ?d a x:E } }",
        ),
    ],
)
def test_a_faster_form_is_shown(text: str, faster: str) -> None:
    assert hints.hint(text, P) == f"{hints.SLOW}this gives the same answer:\n{faster}"


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?d a x:D FILTER (NOT EXISTS { ?c x:p ?d ; x:q 1 }) }",
        "ASK { ?d a x:D FILTER NOT EXISTS { ?c x:p ?d ; x:q ?n FILTER (?n > 1) } }",
        "ASK { ?d a x:D FILTER NOT EXISTS { ?c x:p ?e ; x:q 1 } }",
        "ASK { ?d a x:D OPTIONAL { ?d x:e ?e FILTER NOT EXISTS { ?c x:p ?d ; x:q ?e } } }",
        "ASK { ?d a x:D FILTER EXISTS { { ?d x:e ?e FILTER NOT EXISTS { ?c x:p ?d ; x:q ?e } } } }",
        "ASK { ?s x:y ?z OPTIONAL { ?s x:p ?d } FILTER NOT EXISTS { ?c x:p ?d ; x:q 1 } }",
        "ASK { VALUES ?d { UNDEF } ?e a x:D FILTER NOT EXISTS { ?c x:p ?d ; x:q 1 } }",
    ],
)
def test_where_no_form_is_surely_the_same_the_hint_is_general(text: str) -> None:
    Store().query(text, prefixes=P)
    assert hints.hint(text, P) == hints.SLOW + hints.GENERAL


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?d a x:D FILTER NOT EXISTS { ?c x:p ?d } }",
        "ASK { ?d a x:D FILTER NOT EXISTS { ?c x:p ?d . } }",
        "ASK { ?d a x:D FILTER EXISTS { ?c x:p ?d ; x:q 1 } }",
        "ASK { ?d a x:D MINUS { ?c x:p ?d ; x:q 1 } }",
        "ASK { ?d x:says 'FILTER NOT EXISTS { ?a ?b ?c ; ?d ?e }' } # NOT EXISTS { ?a ?b ?c, ?d }",
    ],
)
def test_what_is_fast_brings_no_hint(text: str) -> None:
    assert hints.hint(text, P) is None


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_our_own_questions_are_in_the_fast_form(question: Question) -> None:
    assert hints.hint(question.text, {}) is None


NODES = [NamedNode(f"urn:x:n{n}") for n in range(4)]
TERM = st.sampled_from(["?a", "?b", "?c", "x:n0", "x:n1"])
PREDICATE = st.sampled_from(["x:n0", "x:n1", "x:n2", "?p", "x:n0/x:n1", "x:n1*"])
PATTERN = st.builds(lambda s, p, o: f"{s} {p} {o} .", TERM, PREDICATE, TERM)
BGP = st.lists(PATTERN, min_size=1, max_size=3).map(" ".join)
QUADS = st.lists(
    st.builds(Quad, *(st.sampled_from(NODES) for _ in range(3)), st.sampled_from(NODES[:1])),
    max_size=14,
)
AROUND = st.sampled_from(
    [
        "SELECT * {{ {0} FILTER NOT EXISTS {{ {1} }} {2} }}",
        "SELECT * {{ {0} OPTIONAL {{ {2} }} FILTER NOT EXISTS {{ {1} }} }}",
        "SELECT * {{ {{ {0} FILTER NOT EXISTS {{ {1} }} }} UNION {{ {2} }} }}",
        "SELECT ?a {{ GRAPH ?g {{ {0} FILTER NOT EXISTS {{ {1} }} }} {2} }}",
        "SELECT * {{ {0} FILTER NOT EXISTS {{ {1} }} . FILTER NOT EXISTS {{ {2} }} }}",
    ]
)


@given(quads=QUADS, around=AROUND, parts=st.tuples(BGP, BGP, BGP))
@settings(max_examples=600, deadline=None)
def test_the_form_that_is_shown_gives_the_same_answer(
    quads: list[Quad], around: str, parts: tuple[str, str, str]
) -> None:
    text = around.format(*parts)
    store = Store()
    store.extend(quads)
    store.extend(Quad(*quad.triple) for quad in quads[::2])
    hint = hints.hint(text, P)
    if hint is None or hint.endswith(hints.GENERAL):
        return
    assert rows(store, text) == rows(store, hint.partition("\n")[2])


def rows(store: Store, text: str) -> Counter[tuple[str, ...]]:
    found = store.query(text, prefixes=P)
    assert isinstance(found, QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return Counter(tuple(str(row[name]) for name in names) for row in found)
