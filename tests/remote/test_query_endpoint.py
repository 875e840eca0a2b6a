"""``drugfacts query --endpoint``: what is asked, what is refused, and what servers do wrong."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from drugfacts.errors import InputError, LimitError
from drugfacts.main import cli
from drugfacts.remote import asking
from drugfacts.remote.address import address
from drugfacts.remote.login import Login

if TYPE_CHECKING:
    from pathlib import Path

    from tests.remote.conftest import Handler, Request, Serve

JSON = "application/sparql-results+json"
ONE = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:a"}}]}}'


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["query", *map(str, arguments)], input=stdin)


def asked(url: str, *arguments: str) -> Result:
    return run("-", "--endpoint", url, *arguments, stdin="SELECT ?x { ?x ?y ?z }")


@pytest.fixture
def filled(store: str) -> str:
    url = f"{store}/store"
    done = CliRunner().invoke(cli, ["export", "--to-endpoint", url, "--graph", "default"])
    assert done.exit_code == 0, done.stderr
    return f"{store}/query"


def test_a_named_question_is_asked_of_a_server(filled: str) -> None:
    done = run("brands", "--endpoint", filled)
    assert (done.exit_code, done.stderr) == (0, "2 rows\n")
    assert done.stdout == run("brands").stdout


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "markdown", "table"])
def test_rows_are_the_same_as_of_files_in_every_form(filled: str, form: str) -> None:
    text = "SELECT ?d ?n { ?d a df:Drug ; rdfs:label ?n } ORDER BY ?d"
    there = run("-", "--endpoint", filled, "--format", form, stdin=text)
    here = run("-", "--format", form, stdin=text)
    assert (there.exit_code, here.exit_code) == (0, 0)
    if form == "json":
        assert json.loads(there.stdout) == json.loads(here.stdout)
    else:
        assert there.stdout.split() == here.stdout.split()


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_statements_are_the_same_as_of_files(filled: str, form: str) -> None:
    text = "CONSTRUCT { ?d a df:Drug } WHERE { ?d a df:Drug }"
    there = run("-", "--endpoint", filled, "--format", form, stdin=text)
    here = run("-", "--format", form, stdin=text)
    assert there.exit_code == 0
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())


def test_yes_or_no(filled: str) -> None:
    done = run("-", "--endpoint", filled, stdin="ASK { drug:diazepam a df:Drug }")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "true\n", "")


def test_a_parameter_is_bound(filled: str) -> None:
    text = "SELECT ?b { ?c df:about ?drug ; df:brandName ?b }"
    done = run("-", "--endpoint", filled, "--param", "drug=drug:diazepam", stdin=text)
    assert (done.exit_code, done.stdout.split()[2:]) == (0, ["Valium"])


def test_more_rows_than_wanted_are_cut_and_told(filled: str) -> None:
    done = run("claimed-uses", "--endpoint", filled, "--max-rows", "2", "--format", "csv")
    assert (done.exit_code, len(done.stdout.splitlines())) == (4, 3)
    assert done.stderr == "2 rows\ncut: there are more; raise --max-rows, or narrow the query.\n"


def test_the_server_says_what_is_wrong_with_a_query(filled: str) -> None:
    done = run("-", "--endpoint", filled, stdin="SELECT nonsense")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(
        f"Error: {filled}: the server refuses the query (400): error at 1:"
    )


def test_what_is_sent(serve: Serve) -> None:
    told = serve((200, JSON, ONE))
    done = run("-", "--endpoint", f"{told.url}?key=1", stdin="SELECT ?x\n{ ?x a df:Drug, ex:y }")
    assert (done.exit_code, done.stdout) == (0, "x\n-----\nurn:a\n")
    (request,) = told.requests
    assert (request.method, request.path) == ("POST", "/sparql?key=1")
    assert request.query == (
        "PREFIX df: <https://w3id.org/drugfacts/ontology#> SELECT ?x\n{ ?x a df:Drug, ex:y }"
    )
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["accept"].startswith("application/sparql-results+json, ")
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    ("variables", "header"),
    [
        ({"TOKEN": "s3cret"}, "Bearer s3cret"),
        ({"USER": "me", "PASSWORD": "s3cret"}, "Basic bWU6czNjcmV0"),
    ],
)
def test_the_environment_says_who_asks(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], header: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"DRUGFACTS_ENDPOINT_{name}", value)
    told = serve((403, "text/plain", b"not you"))
    done = asked(told.url)
    assert told.requests[0].headers["authorization"] == header
    assert (done.exit_code, done.output) == (
        3,
        f"Error: {told.url}: the server refuses the query to this user (403): not you; ask its "
        "owner for the right.\n",
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"USER": "me"}, "DRUGFACTS_ENDPOINT_USER is set and DRUGFACTS_ENDPOINT_PASSWORD is not"),
        ({"TOKEN": "a", "USER": "b", "PASSWORD": "c"}, "are both set; unset one of them."),
        ({"TOKEN": "s3cret\nX: y"}, "holds a space or a sign that cannot be sent; correct it."),
        ({"USER": "a:b", "PASSWORD": "s3cret"}, "holds a sign that cannot be sent; correct it."),
    ],
)
def test_a_login_that_cannot_be_sent_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], said: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"DRUGFACTS_ENDPOINT_{name}", value)
    done = asked("http://127.0.0.1:9/")
    assert done.exit_code == 2
    assert said in done.stderr
    assert "s3cret" not in done.output


def test_no_secret_is_in_what_a_login_prints() -> None:
    assert repr(Login("s3cret", "", "")) == "Login()"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "'file:///etc/passwd' is no address of http or https"),
        ("ftp://h/x", "'ftp://h/x' is no address of http or https"),
        ("sparql", "'sparql' is no address of http or https"),
        ("http://me:s3cret@h/x", "an address must not hold a user or password"),
        ("http:///x", "'http:///x' is no address of a server"),
        ("http://h/x#y", "is no address of a server"),
        ("http://h/a b", "is no address of a server"),
        ("http://h:99999/", "'http://h:99999/' is no address"),
    ],
)
def test_what_is_no_address_is_refused(url: str, said: str) -> None:
    done = asked(url)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert "s3cret" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brands", "data"], "PATHS is for queries on files"),
        (["brands", "--derive", "verdicts"], "--derive is for queries on files"),
        (["--list"], "--list is for queries on files"),
        ([], "--endpoint needs a query"),
        (["none.rq"], "none.rq: does not exist; check the path."),
    ],
)
def test_what_does_not_go_with_an_endpoint(arguments: list[str], said: str) -> None:
    done = run(*arguments, "--endpoint", "http://127.0.0.1:9/")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_nobody_answers() -> None:
    done = asked("http://127.0.0.1:9/sparql")
    assert (done.exit_code, done.output) == (
        3,
        "Error: http://127.0.0.1:9/sparql: nobody answers there (connection refused); start the "
        "server, or check host and port.\n",
    )


@pytest.mark.parametrize(
    ("status", "kind", "body", "code", "said"),
    [
        (401, "", b"", 3, "wants to know who asks (401); set DRUGFACTS_ENDPOINT_USER and DRUG"),
        (404, "text/html", b"<h1>x</h1>", 3, "there is nothing at this address (404); check its"),
        (405, "", b"", 3, "the server takes no such request here (405); check the path."),
        (500, "text/plain", b"\nout of\x1b[31m luck\nat x", 3, "failed (500): out of[31m luck; "),
        (503, "", b"", 3, "the server is too busy (503); try again later."),
        (504, "", b"", 4, "the server gave up on the query (504); ask for less."),
        (413, "", b"", 4, "the query is too large for the server (413); send less at once."),
        (200, "text/html", b"<html>", 3, "answers with a web page, which is no result of a query"),
        (200, "", b"", 3, "answers with 'something unnamed', which is no result"),
        (200, JSON, ONE[:-9], 3, "the answer is cut off, or is no application/sparql-results+json"),
        (200, JSON, b"", 3, "the answer is cut off, or is no application/sparql-results+json"),
        (200, "text/turtle", b"<urn:a> <urn:b>", 3, "the answer is cut off, or is no text/turtle"),
    ],
)
def test_what_servers_say_is_told(
    serve: Serve, status: int, kind: str, body: bytes, code: int, said: str
) -> None:
    told = serve((status, kind, body))
    done = asked(told.url)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.startswith(f"Error: {told.url}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
    assert len(told.requests) == 1


@pytest.mark.parametrize("form", ["csv", "table"])
def test_an_answer_that_is_cut_off_is_told(serve: Serve, form: str) -> None:
    told = serve((200, JSON, ONE, {"Content_Length": "9999"}))
    done = asked(told.url, "--format", form)
    assert done.exit_code == 3
    assert done.stderr == (
        f"Error: {told.url}: the server broke off in the middle of its answer, or gave none; try "
        "again, or look into its log.\n"
    )


def test_an_answer_that_is_packed_is_refused(serve: Serve) -> None:
    told = serve((200, JSON, ONE, {"Content_Encoding": "gzip"}))
    assert "the answer is packed (gzip), which nobody asked for" in asked(told.url).stderr


def test_a_redirect_within_the_server_is_followed(serve: Serve) -> None:
    told = serve((307, "", b"", {"Location": "/other"}), (200, JSON, ONE))
    assert asked(told.url, "--format", "csv").stdout_bytes == b"x\r\nurn:a\r\n"
    assert [request.path for request in told.requests] == ["/sparql", "/other"]
    assert told.requests[1].query == "SELECT ?x { ?x ?y ?z }"


@pytest.mark.parametrize("place", ["http://localhost:{port}/x", "http://127.0.0.1:9/x"])
def test_a_redirect_to_another_server_is_not_followed(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_TOKEN", "s3cret")
    other = serve((200, JSON, ONE))
    there = place.format(port=other.url.split(":")[2].split("/")[0])
    told = serve((307, "", b"", {"Location": there}))
    done = asked(told.url)
    assert (done.exit_code, done.output) == (
        3,
        f"Error: {told.url}: leads to {there}, which is not followed; name that address if you "
        "trust it.\n",
    )
    assert other.requests == []


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_a_file_is_not_followed(serve: Serve, place: str) -> None:
    told = serve((302, "", b"", {"Location": place}))
    done = asked(told.url)
    assert (done.exit_code, done.stdout) == (3, "")
    assert "leads to what is no address of http or https, and is not followed." in done.stderr


def test_redirects_without_end(serve: Serve) -> None:
    told = serve((302, "", b"", {"Location": "/sparql"}))
    done = asked(told.url)
    assert (done.exit_code, len(told.requests)) == (3, 6)
    assert "leads elsewhere without end (302)" in done.stderr


def test_a_server_that_drips_is_left_in_time(serve: Serve) -> None:
    def drip(handler: Handler, _: Request) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not handler.server.told.over.wait(0.05):
            handler.wfile.write(b" ")

    start = time.monotonic()
    told = serve(drip)
    done = asked(told.url, "--timeout", "0.5")
    assert time.monotonic() - start < 5
    assert (done.exit_code, done.stdout) == (4, "")
    assert "there was no whole answer within 0.5 seconds; ask for less" in done.stderr


def test_a_server_that_drips_its_head_is_left_in_time(serve: Serve) -> None:
    def drip(handler: Handler, _: Request) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not handler.server.told.over.wait(0.05):
            handler.wfile.write(b"x")

    done = asked(serve(drip).url, "--timeout", "0.5")
    assert (done.exit_code, "no whole answer within 0.5 seconds" in done.stderr) == (4, True)


def test_a_server_that_says_nothing_is_left_in_time(serve: Serve) -> None:
    told = serve(lambda handler, _: handler.server.told.over.wait(30))
    done = asked(told.url, "--timeout", "0.3")
    assert (done.exit_code, "no whole answer within 0.3 seconds" in done.stderr) == (4, True)


def test_what_is_no_http_is_told(serve: Serve) -> None:
    told = serve(lambda handler, _: handler.wfile.write(b"SSH-2.0-x\r\n"))
    assert (asked(told.url).exit_code, "gave none" in asked(told.url).stderr) == (3, True)


class Pipe:
    """Takes what is written, and tells when the first of it came."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, text: bytes) -> int:
        self.size += len(text)
        return len(text)

    def flush(self) -> None:
        pass


def endless(handler: Handler, _: Request) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["x"]},"results":{"bindings":[')
    row = b'{"x":{"type":"literal","value":"' + b"x" * 1000 + b'"}},'
    while not handler.server.told.over.is_set():
        handler.wfile.write(row * 100)


def test_a_huge_answer_ends_at_the_limit_and_is_not_held(serve: Serve) -> None:
    told, pipe = serve(endless), Pipe()
    wish = asking.Wish("SELECT * {}", "csv", most=20_000_000)
    with pytest.raises(LimitError, match="the answer is larger than 20000000 bytes; ask for less"):
        asking.ask(address(told.url), Login(), wish, pipe)  # type: ignore[arg-type]
    assert pipe.size > 15_000_000


def test_what_must_be_held_has_a_limit_of_its_own(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_HELD", 1_000_000)
    pipe = Pipe()
    with pytest.raises(LimitError, match="the answer is larger than 1000000 bytes; ask for less"):
        asking.ask(address(serve(endless).url), Login(), asking.Wish(""), pipe)  # type: ignore[arg-type]
    assert pipe.size == 0


def test_a_connection_is_refused_as_an_input_error() -> None:
    with pytest.raises(InputError) as caught:
        asking.ask(address("http://127.0.0.1:9/x"), Login(), asking.Wish(""), Pipe())  # type: ignore[arg-type]
    assert caught.value.path == "http://127.0.0.1:9/x"
