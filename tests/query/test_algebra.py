"""How a query is read, with real counts."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.query.algebra import HEAD, explained
from drugfacts.query.asked import Asked
from drugfacts.query.questions import Question, questions

TABLE = {"x": "urn:x:", "xsd": "http://www.w3.org/2001/XMLSchema#"}


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.load("@prefix x: <urn:x:> . x:a x:p 1, 2, 3 ; x:q 1 . x:b x:p 4 .", RdfFormat.TURTLE)
    return found


def said(store: Store, text: str, **given: str) -> list[str]:
    told = explained(store, Asked(text, prefixes=TABLE, given=given)).decode()
    assert told.startswith(HEAD)
    return told.removeprefix(HEAD).splitlines()


def test_patterns_stand_by_what_they_match(store: Store) -> None:
    query = "SELECT ?s { ?z x:p 4 . ?s x:p ?o ; x:q ?n ; x:p/x:q ?m OPTIONAL { ?s ?p 3 } } LIMIT 2"
    assert said(store, query) == [
        "SelectQuery",
        "  Slice from 0, at most 2",
        "    Project ?s",
        "      LeftJoin",
        "        BGP",
        '          ?z x:p "4"^^xsd:integer  (1)',
        "          ?s x:q ?n  (1)",
        "          ?s x:p ?o  (4)",
        "          ?s x:p/x:q ?m  (a path, not counted)",
        "        BGP",
        '          ?s ?p "3"^^xsd:integer  (1)',
    ]


def test_a_value_is_part_of_what_is_read(store: Store) -> None:
    lines = said(store, "SELECT ?o { ?s x:p ?o FILTER (?o > 1) }", s="x:b")
    assert lines[:4] == ["SelectQuery", "  Project ?o", "    Filter ?o", "      Join"]
    assert "          values ?s" in lines


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_our_own_questions_can_be_explained(question: Question) -> None:
    found = explained(Store(), Asked(question.text)).decode()
    assert "  BGP\n" in found
    assert "<function" not in found


def test_what_cannot_be_explained_says_so(store: Store) -> None:
    with pytest.raises(LimitError, match="nests too deeply to be explained"):
        said(store, "ASK { FILTER (" + "(" * 400 + "1" + ")" * 400 + ") }")
    with pytest.raises(UsageError, match="SERVICE is refused"):
        said(store, "ASK { SERVICE <urn:x> {} }")
    with pytest.raises(InputError, match="-:1:5: "):
        said(store, "ASK nope")
    with pytest.raises(InputError, match=r"can be asked but not explained, as it is not SPARQL"):
        said(store, "SELECT (TRIPLE(1,2,3) AS ?x) { BIND (<<( x:a x:b x:c )>> AS ?y) }")
