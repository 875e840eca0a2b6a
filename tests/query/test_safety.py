"""Queries that reach out, change data or exhaust the engine are refused; others are not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from drugfacts.errors import DrugFactsError, LimitError, UsageError
from drugfacts.graph import read
from drugfacts.query import safety
from drugfacts.query.run import ask

INVENTED = Path(__file__).parents[1] / "invented"
U = "http://127.0.0.1:9/"

REACHING = {
    "plain": "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "small letters": "SELECT * { service <U> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }",
    "glued to a keyword": "PREFIX : <U> SELECT * { SERVICESILENT:b { ?s ?p ?o } }",
    "glued to a prefix": "PREFIX : <U> SELECT * { SERVICE:b { ?s ?p ?o } }",
    "a prefix of that name": "PREFIX : <U> PREFIX service: <urn:x> SELECT * { service:b { } }",
    "behind a number": "ASK { ?s ?p 1SERVICE<U>{} }",
    "behind a boolean": "ASK { ?s ?p trueSERVICE<U>{} }",
    "behind an empty local name": "PREFIX a: <urn:a> ASK { ?s ?p a:.SERVICE<U>{} }",
    "behind a language": "ASK { ?s ?p 'x'@en SERVICE<U>{} }",
    "behind a comment": "ASK { # a '\n SERVICE <U> {} }",
    "behind a comment that ends in a carriage return": "ASK { # a\rSERVICE <U> {} }",
    "behind an escaped quote": 'ASK { BIND ("\\u0022" AS ?z) SERVICE <U> {} }',
    "between strings": "ASK { BIND ('a\\'' AS ?z) SERVICE <U> { BIND ('b' AS ?y) } }",
    "behind a long string": 'ASK { BIND ("""a"b""" AS ?z) SERVICE <U> {} }',
    "behind an unclosed long string": "ASK { VALUES (?x ?y) { ('''a') } SERVICE <U> {} }",
    "in a comparison that looks like an IRI": (
        "SELECT * { VALUES ?x { <U> } ?a ?b ?c FILTER (1<?c)SERVICE?x#>\n { ?s ?p ?o } }"
    ),
    "after a comparison that looks like an IRI": (
        "SELECT * { VALUES ?x { <U> } ?a ?b ?c FILTER (1<?c#> '''\n) SERVICE ?x { } #'''\n }"
    ),
    "as code points": "ASK { \\u0053ERVICE <U> {} }",
    "after an operator": "ASK { ?s ?p ?o FILTER (?o<2) SERVICE <U> {} }",
}
DATASET = {
    "plain": "SELECT * FROM <U> { ?s ?p ?o }",
    "named": "SELECT * FROM NAMED <U> { ?s ?p ?o }",
    "glued": "ASKFROM<U>{ ?s ?p ?o }",
    "file": "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
}
UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/>",
    "PREFIX a: <urn:a>\nDROP ALL",
    "ASK { ?s ?p ?o } ; CLEAR ALL",
]
HARMLESS = [
    "SELECT ?service ?from { ?service ?from 'SERVICE <x>' }",
    'ASK { ?s ?p """FROM "x" SERVICE""" }',
    "ASK { ?s <http://www.w3.org/ns/sparql-service-description#feature> ?o } # FROM SERVICE",
    "PREFIX a: <urn:a> ASK { a:service a:from _:service . ?s ?p 'x'@from }",
    "PREFIX a: <urn:a> ASK { ?s a:b.service ?o }",
    "ASK { ?s ?p ?o FILTER (?o < 3 && ?o > 1) }",
    "ASK { ?s ?p ?o FILTER (?o<3&&?o>1) }",
    "ASK { ?s ?p 'it\\'s FROM here' , 'LOAD' }",
    'SELECT ("""a " FROM """ AS ?x) {}',
    'SELECT ("""a \\" \\n" SERVICE """ AS ?x) {}',
    "SELECT (COUNT(*) AS ?loads) { ?s ?p ?inserts }",
]


@pytest.mark.parametrize("text", REACHING.values(), ids=REACHING)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"SERVICE.* is refused"):
        safety.check(text, "-")


@pytest.mark.parametrize("text", DATASET.values(), ids=DATASET)
def test_from_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="FROM is refused, because nothing is fetched"):
        safety.check(text, "-")


@pytest.mark.parametrize("text", UPDATES)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is refused, because a query changes nothing"):
        safety.check(text, "-")


@pytest.mark.parametrize("text", HARMLESS)
def test_the_same_words_elsewhere_are_not_refused(text: str) -> None:
    safety.check(text, "-")
    Store().query(text)


def test_the_place_of_the_word_is_named() -> None:
    with pytest.raises(UsageError) as caught:
        safety.check("ASK {\n  SERVICE <urn:x> {}\n}", "my.rq")
    assert str(caught.value) == (
        "my.rq:2:3: SERVICE is refused, because nothing is fetched; name the files as PATHS."
    )


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """Yield an address on this machine and what was sent to it."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(50)
    heard: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            heard.append(client.recv(1000))
            client.close()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", heard
    server.close()


def test_nothing_is_ever_fetched(listener: tuple[str, list[bytes]]) -> None:
    address, heard = listener
    data = read.read([INVENTED])
    for text in (*REACHING.values(), *DATASET.values(), *UPDATES):
        with pytest.raises(DrugFactsError):
            ask(data, text.replace("<U>", f"<{address}>").replace(U, address))
    assert heard == []


def test_the_listener_hears_the_engine(listener: tuple[str, list[bytes]]) -> None:
    """Without this the test above could pass for a wrong reason."""
    address, heard = listener
    with pytest.raises(OSError, match=r"."):
        Store().query(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
    assert len(heard) == 1


PIECES = st.sampled_from(
    [
        *("SERVICE", "service", "?x", "$y", "<urn:i>", "<U>", "a:", "a:b", ":c", "_:d", "1", "2.5"),
        *("'", '"', "'''", '"""', "\\", "\\u0022", "#", "#>", "\n", " ", " ", ".", ";", ","),
        *("{", "}", "{}", "(", ")", "<", ">", "<?x", "=", "&&", "FILTER(", "VALUES ?x {", "true"),
        *("@en", "^^", "BIND(", " AS ?z)", "OPTIONAL", "SILENT", "?s ?p ", "-", "/", "|", "[", "]"),
    ]
)


@given(pieces=st.lists(PIECES, max_size=14))
@settings(max_examples=1000, deadline=None)
def test_no_mix_of_tokens_that_the_engine_takes_reaches_out(pieces: list[str]) -> None:
    """What is let through and parses holds no SERVICE that the engine would call."""
    middle = "".join(pieces)
    text = f"PREFIX a: <urn:a> PREFIX : <urn:c> ASK {{ {middle}SERVICE<urn:i>{{}} }}"
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(3)))
    try:
        safety.check(text, "-")
    except UsageError:
        return
    # The check saw no keyword, so it stands in a string, an IRI, a comment or a name:
    # then the engine must parse the text just as well with another word in its place.
    other = text.replace("}SERVICE<urn:i>{} }", "}SERVIKE<urn:i>{} }")
    assert parses(store, text) == parses(store, other)


def parses(store: Store, text: str) -> bool:
    try:
        found = store.query(text)
    except SyntaxError:
        return False
    except OSError:
        return True
    return isinstance(found, QueryBoolean)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER (" + "(" * 101 + "1" + ")" * 101 + ") }",
        "ASK " + "{" * 101 + "}" * 101,
        "ASK { ?s ?p " + "(" * 5000 + ")" * 5000 + " }",
        "ASK { ?s ?p " + "[" * 101 + "]" * 101 + " }",
    ],
    ids=["expression", "groups", "lists", "nodes"],
)
def test_deep_nesting_is_a_limit(text: str) -> None:
    with pytest.raises(LimitError, match="brackets are nested more than 100 deep"):
        safety.check(text, "-")


def test_a_long_query_is_a_limit() -> None:
    with pytest.raises(LimitError, match="longer than 50000 characters"):
        safety.check("ASK {} #" + "x" * 50_000, "-")


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("SELECT * { ?s ?p ?o } ORDER BY ?s", True),
        ("SELECT * { ?s ?p ?o } order\nby ?s", True),
        ("SELECT * { { SELECT * { ?s ?p ?o } ORDER BY ?s } }", False),
        ("SELECT * { ?s ?p 'ORDER BY ?s' } # ORDER BY ?s", False),
        ("SELECT * { ?order ?by ?o }", False),
    ],
)
def test_only_an_order_of_the_outermost_rows_counts(text: str, ordered: bool) -> None:
    assert safety.is_ordered(text) is ordered


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ASK {\n ?s nope:x ?o }",
            "q.rq:2:5: the prefix nope: is not declared; add a PREFIX line for it.",
        ),
        ("SELECT *\n WHERE { ?a ?b ", "q.rq:2:16: the query cannot break off here; complete it."),
        (
            "ASK { ?s ?p } }",
            "q.rq:1:7: the syntax breaks at or shortly after '?s'; correct the query.",
        ),
        (
            "ASKED { }",
            "q.rq:1:1: the syntax breaks at or shortly after 'ASKED'; correct the query.",
        ),
        (
            "ASK {} ; ASK {}",
            "q.rq:1:8: the syntax breaks at or shortly after ';'; correct the query.",
        ),
        ("ASK { ?s ?p 'x\n' }", "q.rq:1:15: the query cannot break off here; complete it."),
        (
            "ASK { ?s ?p ?o FILTER (?o !) }",
            "q.rq:1:23: the syntax breaks at or shortly after '(?o'; correct the query.",
        ),
        (
            "SELECT ?x { } GROUP BY ?y",
            "q.rq:1:26: SELECT names a variable that is not grouped by; add it to GROUP BY.",
        ),
        ("", "q.rq:1:1: the query cannot break off here; complete it."),
    ],
)
def test_broken_sparql_is_placed(text: str, said: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        Store().query(text + safety.PADDING)
    error = safety.syntax_error(caught.value, text, "q.rq")
    assert (str(error), error.exit_code) == (said, 3)
