"""Prefixes whose names hold a keyword can be used, and none of them reaches out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from drugfacts.errors import LimitError, UsageError
from drugfacts.query import prefixes, safety
from drugfacts.query.asked import Asked, answer

HELD = Quad(NamedNode("urn:f:s"), NamedNode("urn:f:p"), Literal("held"))


def asked(text: str, **table: str) -> str:
    store = Store()
    store.add(HELD)
    return answer(store, Asked(text, form="csv", prefixes=table)).data.decode()


@pytest.mark.parametrize("prefix", ["fromage", "from", "xfromx", "service", "trueservice", "FROM"])
def test_a_prefix_that_holds_a_keyword_is_a_prefix(prefix: str) -> None:
    query = f"PREFIX {prefix}: <urn:f:> SELECT ?o {{ {prefix}:s {prefix}:p ?o }}"
    assert asked(query) == "o\r\nheld\r\n"


def test_a_prefix_of_the_data_may_hold_a_keyword() -> None:
    assert asked("SELECT ?o { fromage:s ?p ?o }", fromage="urn:f:") == "o\r\nheld\r\n"


def test_another_prefix_is_not_mixed_up() -> None:
    query = "PREFIX from: <urn:f:> PREFIX xrom: <urn:x:> SELECT ?o { from:s ?p ?o . xrom:s ?p ?o }"
    assert asked(query) == "o\r\n"


def test_places_in_the_text_stay_the_same() -> None:
    text = "PREFIX fromage: <urn:f:> ASK { 'fromage:s' fromage:s fromage:p }"
    other, table = prefixes.disarmed(text, {"service": "urn:s:", "a": "urn:a:"})
    assert len(other) == len(text)
    assert "'fromage:s' xromage:s xromage:p" in other
    assert table == {"service": "urn:s:", "a": "urn:a:"}


def test_an_undeclared_prefix_is_still_refused() -> None:
    with pytest.raises(UsageError, match="FROM in its name is refused"):
        asked("ASK { fromage:s ?p ?o }")


@pytest.mark.parametrize("deep", [1, 151, 400, 990])
@pytest.mark.parametrize("word", ["SERVICE <urn:x> {}", "GRAPH ?g { service<urn:x>{} }"])
def test_what_reaches_out_is_refused_however_deep_it_stands(word: str, deep: int) -> None:
    for opened, closed in (("{", "}"), ("{ {} UNION {", "} }"), ("FILTER EXISTS {", "}")):
        nested = "".join([opened * min(deep, 490), word, closed * min(deep, 490)])
        with pytest.raises(UsageError, match="SERVICE is refused"):
            asked(f"ASK {{ {nested} }}")


def test_parentheses_may_nest_deeper_than_150() -> None:
    query = "SELECT ?o { ?s ?p ?o FILTER (" + "(" * 300 + "true" + ")" * 300 + ") }"
    assert asked(query) == "o\r\nheld\r\n"
    with pytest.raises(LimitError, match="more than 1000 deep"):
        asked(query.replace("(" * 300, "(" * 1001))


WORDS = st.sampled_from(["FROM", "from named", "SERVICE", "Service silent", "LOAD", "\\u0046ROM"])
DISGUISES = st.sampled_from(
    [
        "'{} <urn:x> {{}}'",
        '"{} \\" \\\\"',
        '"""{}\n" """',
        "'''a ' {}'''",
        "'x'@en # {} <urn:x> {{}}\n",
        "<urn:x:{{0}}>",
    ]
)


@given(word=WORDS, disguise=DISGUISES, deep=st.integers(0, 300), brackets=st.booleans())
@settings(max_examples=150, deadline=None)
def test_words_in_texts_comments_and_iris_are_harmless_at_any_depth(
    word: str, disguise: str, deep: int, brackets: bool
) -> None:
    said = disguise.replace("{{0}}", word.replace(" ", "").replace("\\", "")).format(word)
    if "\\u0046" in said and not said.startswith("<"):
        said = said.replace("\\u0046", "F")
    before, after = ("{", "}") if brackets else ("", "")
    inside = f"BIND ({'(' * deep}{said}{')' * deep} AS ?x)"
    text = f"SELECT ?x {{ {before * deep}{inside}{after * deep} }}"
    safety.check(text, "-", safety.DEEPEST)


@given(word=WORDS, deep=st.integers(0, 300), name=st.text("abc", max_size=3))
@settings(max_examples=150, deadline=None)
def test_the_words_themselves_are_refused_at_any_depth(word: str, deep: int, name: str) -> None:
    text = f"SELECT ?x {{ {'{' * deep} ?{name}x ?y 1 . {word} <urn:x> {{}} {'}' * deep} }}"
    with pytest.raises(UsageError, match="is refused"):
        safety.check(text, "-", safety.DEEPEST)


@given(st.text("fromservicexq", min_size=3, max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_prefix_of_such_letters_finds_what_another_finds(prefix: str) -> None:
    store = Store()
    store.add(HELD)
    found = asked(f"PREFIX {prefix}: <urn:f:> SELECT ?o {{ {prefix}:s {prefix}:p ?o }}")
    plain = store.query("PREFIX z: <urn:f:> SELECT ?o { z:s z:p ?o }")
    assert isinstance(plain, QuerySolutions)
    assert found.split()[1:] == [row[0].value for row in plain]
