"""``drugfacts export --to-endpoint``: what arrives, what is sent again, and what goes on."""

from __future__ import annotations

import json
from hashlib import md5
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, Store, parse

from drugfacts.errors import OutputError
from drugfacts.graph import read, write
from drugfacts.main import cli
from drugfacts.remote import uploading
from drugfacts.remote.address import address
from drugfacts.remote.chunks import Chunks, Digest
from drugfacts.remote.login import Login

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from tests.remote.conftest import Answering, Handler, Request, Serve

INVENTED = Path(__file__).parents[1] / "invented"
GRAPH = "https://example.org/graph"
TAKEN = (204, "", b"")


def export(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)], input=stdin)


def stored(url: str, graph: str | None = GRAPH) -> bytes:
    """Return what a store has in a graph, sorted."""
    place = urlsplit(url)
    connection = HTTPConnection(place.hostname or "", place.port)
    target = "/store?default" if graph is None else f"/store?graph={quote(graph, safe='')}"
    connection.request("GET", target, headers={"Accept": "application/n-triples"})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status == 404:
        return b""
    assert answer.status == 200
    return b"".join(sorted(text.splitlines(keepends=True)))


def kept(text: bytes) -> bytes:
    """Return statements as Oxigraph keeps them: it has one datatype for all integers."""
    one = Store()
    one.load(text, RdfFormat.N_TRIPLES)
    dumped = one.dump(format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))


def lines(count: int) -> str:
    return "".join(f'<urn:s{n}> <urn:p> "ö {n}"@en .\n' for n in range(count))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait for nothing, and tell how long it would have been."""
    pauses: list[float] = []
    monkeypatch.setattr(uploading, "_backoff", lambda number: 0.0)
    monkeypatch.setattr("time.sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("chunk", ["1000", "100000"])
def test_the_packaged_facts_arrive_whole(store: str, chunk: str) -> None:
    url = f"{store}/store"
    done = export("--to-endpoint", url, "--graph", GRAPH, "--chunk", chunk)
    facts = write.ntriples(read.read().triples())
    count, chunks = facts.count(b"\n"), 1 + facts.count(b"\n") // int(chunk)
    assert (done.exit_code, done.stdout) == (0, "")
    plural = "chunk" if chunks == 1 else "chunks"
    assert done.stderr == f"{url}: {count} statements in {chunks} {plural}, graph {GRAPH}\n"
    assert stored(store) == kept(facts)


def test_one_drug_of_a_data_set_goes_into_the_default_graph(store: str) -> None:
    options = ("--drug", "otherol", "--to-endpoint", f"{store}/store", "--graph", "default")
    done = export(INVENTED, *options)
    assert (done.exit_code, done.stderr[-20:]) == (0, ", the default graph\n")
    here = export(INVENTED, "--drug", "otherol", "--format", "ntriples")
    assert stored(store, None) == kept(here.stdout_bytes)


def test_a_graph_is_replaced_or_added_to(store: str, tmp_path: Path) -> None:
    first, second = tmp_path / "1.nt", tmp_path / "2.nt"
    first.write_text(lines(3), encoding="utf-8")
    second.write_text("<urn:new> <urn:p> <urn:o> .\n", encoding="utf-8")
    options = ("--to-endpoint", f"{store}/store", "--graph", GRAPH, "--chunk", "2")
    assert export(first, *options).exit_code == 0
    assert export(second, *options, "--append").exit_code == 0
    assert stored(store).count(b"\n") == 4
    assert export(second, *options).exit_code == 0
    assert stored(store) == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.nt", "2.nt"]


def test_standard_input_arrives(store: str) -> None:
    done = export("-", "--to-endpoint", f"{store}/store", "--graph", GRAPH, stdin=lines(5))
    assert (done.exit_code, stored(store).decode()) == (0, lines(5))


def test_nothing_empties_a_graph(store: str, tmp_path: Path) -> None:
    empty, full = tmp_path / "empty.nt", tmp_path / "full.nt"
    empty.write_text("", encoding="utf-8")
    full.write_text(lines(2), encoding="utf-8")
    options = ("--to-endpoint", f"{store}/store", "--graph", GRAPH)
    assert [export(full, *options).exit_code, export(empty, *options).exit_code] == [0, 0]
    assert stored(store) == b""


def test_blank_nodes_become_iris_that_hold_over_chunks(store: str, tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    text = "".join(f"_:x <urn:p{n}> _:y .\n" for n in range(4)) + '<urn:a> <urn:p> "_:z" .\n'
    path.write_text(text, encoding="utf-8")
    options = ("--to-endpoint", f"{store}/store", "--graph", GRAPH, "--chunk", "1")
    assert export(path, *options).stderr.splitlines()[1] == (
        "blank nodes have IRIs there (/.well-known/genid/), so that no chunk can double them."
    )
    once = stored(store)
    assert export(path, *options, "--append").exit_code == 0
    assert stored(store) == once
    subjects = {line.split()[0] for line in once.splitlines()}
    assert len(subjects) == 2
    assert all(s == b"<urn:a>" or b"//example.org/.well-known/genid/" in s for s in subjects)
    assert b'"_:z"' in once


def test_blank_nodes_of_two_inputs_stay_apart(store: str, tmp_path: Path) -> None:
    for name in ("1", "2"):
        path = tmp_path / f"{name}.nt"
        path.write_text(f'_:x <urn:p> "{name}" .\n', encoding="utf-8")
        options = ("--to-endpoint", f"{store}/store", "--graph", GRAPH, "--append")
        assert export(path, *options).exit_code == 0
    assert len({line.split()[0] for line in stored(store).splitlines()}) == 2


def test_the_first_chunk_is_put_and_the_others_are_posted(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text(lines(5), encoding="utf-8")
    told = serve(TAKEN)
    assert export(path, "--to-endpoint", told.url, "--graph", GRAPH, "--chunk", "2").exit_code == 0
    target = "/sparql?graph=https%3A%2F%2Fexample.org%2Fgraph"
    assert [(request.method, request.path) for request in told.requests] == [
        ("PUT", target),
        ("POST", target),
        ("POST", target),
    ]
    assert {request.headers["content-type"] for request in told.requests} == {"text/turtle"}
    assert b"".join(request.body for request in told.requests).decode() == lines(5)


@pytest.mark.parametrize(
    ("failing", "wait"),
    [
        (lambda handler, _: handler.give(500), 0.0),
        (lambda handler, _: handler.give(503, Retry_After="7"), 7.0),
        (lambda handler, _: handler.give(429, Retry_After="999"), 30.0),
        (lambda handler, _: handler.wfile.write(b"HTTP/1.1 2"), 0.0),
        (lambda handler, _: None, 0.0),
    ],
)
def test_what_fails_for_a_while_is_sent_again(
    serve: Serve, tmp_path: Path, quick: list[float], failing: Answering, wait: float
) -> None:
    path = tmp_path / "a.nt"
    path.write_text(lines(3), encoding="utf-8")

    def closing(handler: Handler, request: Request) -> None:
        handler.close_connection = True
        failing(handler, request)

    told = serve(TAKEN, closing, closing, TAKEN)
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH, "--chunk", "2")
    assert (done.exit_code, done.stderr) == (
        0,
        f"{told.url}: 3 statements in 2 chunks, graph {GRAPH}\n",
    )
    assert [request.method for request in told.requests] == ["PUT", "POST", "POST", "POST"]
    assert len({request.body for request in told.requests[1:]}) == 1
    assert quick == [wait, wait]


def test_what_fails_for_good_ends_after_some_tries(
    serve: Serve, tmp_path: Path, quick: list[float]
) -> None:
    path = tmp_path / "a.nt"
    path.write_text(lines(3), encoding="utf-8")
    told = serve((500, "text/plain", b"no room"))
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH)
    assert (done.exit_code, len(told.requests), len(quick)) == (3, 6, 5)
    assert done.stderr == (
        f"Error: {told.url}: the server failed (500): no room; try again, or look into its log.\n"
    )


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (400, 3, "the server refuses the data (400)"),
        (401, 3, "the server wants to know who asks (401)"),
        (404, 3, "there is nothing at this address (404)"),
        (413, 4, "the data is too large for the server (413)"),
    ],
)
def test_what_is_refused_is_not_sent_again(
    serve: Serve, tmp_path: Path, status: int, code: int, said: str
) -> None:
    path = tmp_path / "a.nt"
    path.write_text(lines(3), encoding="utf-8")
    told = serve((status, "", b""))
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH)
    assert (done.exit_code, len(told.requests)) == (code, 1)
    assert said in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["a.nt"]


def test_waiting_takes_longer_each_time() -> None:
    pauses = [[uploading._backoff(n) for _ in range(50)] for n in range(1, 6)]
    assert all(max(one) <= min(other) for one, other in pairwise(pauses))
    assert max(pauses[-1]) <= 8


def test_an_upload_goes_on_where_it_was_interrupted(
    serve: Serve, tmp_path: Path, quick: list[float]
) -> None:
    path, state = tmp_path / "a.nt", tmp_path / "a.nt.upload"
    path.write_text(lines(6), encoding="utf-8")
    told = serve(TAKEN, TAKEN, (400, "", b""), TAKEN)
    options = ("--to-endpoint", f"{told.url}?key=s3cret", "--graph", GRAPH, "--chunk", "2")
    done = export(path, *options)
    assert (done.exit_code, len(told.requests)) == (3, 3)
    assert done.stderr.endswith(
        f" 2 chunks are taken; the same command goes on from there ({state}).\n"
    )
    assert json.loads(state.read_text(encoding="utf-8"))["done"] == 2
    assert "s3cret" not in state.read_text(encoding="utf-8")
    again = export(path, *options)
    assert again.stderr == (
        f"{told.url}: 6 statements in 3 chunks, 2 of them before, graph {GRAPH}\n"
    )
    sent = [request.body.decode() for request in told.requests]
    assert sent[2] == sent[3]
    assert (len(sent), "".join(sent[:3])) == (4, lines(6))
    assert not state.exists()


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        ((), lines(7), "and the input has changed since; delete it to begin anew"),
        (("--append",), lines(6), "and it went elsewhere or in another way; delete it"),
        (("--chunk", "3"), lines(6), "and it went elsewhere or in another way; delete it"),
        (("--graph", "urn:other"), lines(6), "and it went elsewhere or in another way; delete it"),
    ],
)
def test_another_upload_does_not_go_on(
    serve: Serve, tmp_path: Path, arguments: tuple[str, ...], text: str, said: str
) -> None:
    path, state = tmp_path / "a.nt", tmp_path / "mine.json"
    path.write_text(lines(6), encoding="utf-8")
    told = serve(TAKEN, (400, "", b""))
    options = ("--to-endpoint", told.url, "--graph", GRAPH, "--chunk", "2", "--state", state)
    assert export(path, *options).exit_code == 3
    path.write_text(text, encoding="utf-8")
    done = export(path, *options, *arguments)
    assert (done.exit_code, len(told.requests)) == (2, 2)
    assert done.stderr.startswith(f"Error: {state}: is of an upload that was interrupted, {said}")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "done": "x"}', "\udcff"])
def test_a_broken_state_is_told(serve: Serve, tmp_path: Path, text: str) -> None:
    path, state = tmp_path / "a.nt", tmp_path / "a.nt.upload"
    path.write_text(lines(1), encoding="utf-8")
    state.write_bytes(text.encode(errors="surrogateescape"))
    told = serve(TAKEN)
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH)
    assert (done.exit_code, told.requests) == (3, [])
    assert done.stderr == (
        f"Error: {state}: is no state of an upload; delete it to begin anew, or name another "
        "with --state.\n"
    )


def test_an_input_that_changes_meanwhile_is_told(serve: Serve) -> None:
    told, texts = serve(TAKEN), iter([lines(2), lines(3)])

    def produce(output: IO[bytes]) -> None:
        output.write(next(texts).encode())

    measured = Digest()
    produce(measured)  # type: ignore[arg-type]
    wish = uploading.Load(address(told.url), Login(), GRAPH)
    with pytest.raises(OutputError, match="the input changed while it was sent; send it once more"):
        uploading.load(wish, produce, measured)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to-endpoint", "http://127.0.0.1:9/"], "--to-endpoint needs --graph IRI"),
        (["--to-endpoint", "http://127.0.0.1:9/", "--graph", "x"], "--graph 'x' is no IRI"),
        (["--to-endpoint", "x", "--graph", GRAPH], "'x' is no address of http or https"),
        (["--graph", GRAPH], "--graph goes with --to-endpoint; name the address too."),
        (["--append"], "--append goes with --to-endpoint; name the address too."),
        (["--chunk", "5"], "--chunk goes with --to-endpoint; name the address too."),
        (
            ["--to-endpoint", "http://h/", "--graph", GRAPH, "--format", "turtle"],
            "--format is for files; leave it out, or leave out --to-endpoint.",
        ),
        (
            ["--to-endpoint", "http://h/", "--graph", GRAPH, "-o", "x.ttl"],
            "--output is for files; leave it out, or leave out --to-endpoint.",
        ),
    ],
)
def test_what_does_not_go_together(arguments: list[str], said: str) -> None:
    done = export(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_named_graphs_are_refused(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    told = serve(TAKEN)
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH)
    assert (done.exit_code, told.requests) == (3, [])
    assert "the data have named graphs, such as <urn:g>" in done.stderr


def test_digest_login(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As RFC 7616 has it, and Virtuoso wants it."""
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_USER", "Mufasa")
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_PASSWORD", "Circle of Life")
    path = tmp_path / "a.nt"
    path.write_text(lines(4), encoding="utf-8")
    challenge = (
        'Digest realm="a, b", nonce="n0nce", qop="auth,auth-int", opaque="op", algorithm=MD5'
    )
    told = serve((401, "", b"", {"WWW_Authenticate": challenge}), TAKEN)
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH, "--chunk", "2")
    assert done.exit_code == 0, done.stderr
    first, *rest = told.requests
    assert first.headers["authorization"].startswith("Basic ")
    for count, request in enumerate(rest, start=1):
        header = request.headers["authorization"]
        said = dict(
            part.split("=", 1) for part in header.removeprefix("Digest ").split(", ") if "=" in part
        )
        own = said["cnonce"].strip('"')

        def h(text: str) -> str:
            return md5(text.encode()).hexdigest()

        expected = h(
            f"{h('Mufasa:a, b:Circle of Life')}:n0nce:{count:08x}:{own}:auth:"
            f"{h(f'{request.method}:{request.path}')}"
        )
        assert said["response"].strip('"') == expected
        assert said["nc"] == f"{count:08x}"
    assert [request.method for request in rest] == ["PUT", "POST"]


def test_a_wrong_password_is_told(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_USER", "me")
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_PASSWORD", "s3cret")
    path = tmp_path / "a.nt"
    path.write_text(lines(1), encoding="utf-8")
    told = serve((401, "", b"", {"WWW_Authenticate": 'Digest realm="r", nonce="n", qop="auth"'}))
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH)
    assert (done.exit_code, len(told.requests)) == (3, 3)
    assert "the server does not let this user in (401); check DRUGFACTS_ENDPOINT_" in done.stderr
    assert "s3cret" not in done.output


def test_a_server_that_hides_how_it_asks_is_asked_as_nobody(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Virtuoso names no kind of login to who comes with the wrong kind."""
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_USER", "me")
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_PASSWORD", "s3cret")
    path = tmp_path / "a.nt"
    path.write_text(lines(1), encoding="utf-8")
    challenge = 'Digest realm="r", nonce="n", algorithm="SHA-256", qop="auth"'
    told = serve((401, "", b""), (401, "", b"", {"WWW_Authenticate": challenge}), TAKEN)
    done = export(path, "--to-endpoint", told.url, "--graph", GRAPH)
    assert done.exit_code == 0, done.stderr
    kinds = [request.headers.get("authorization", "").split(" ")[0] for request in told.requests]
    assert kinds == ["Basic", "", "Digest"]
    assert done.stderr == f"{told.url}: 1 statement in 1 chunk, graph {GRAPH}\n"


def test_a_login_that_others_can_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> Iterator[None]:
        raise OSError("no network in tests")

    monkeypatch.setattr("http.client.HTTPConnection.request", nobody)
    monkeypatch.setattr(uploading, "TRIES", 1)
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_TOKEN", "s3cret")
    done = export("--to-endpoint", "http://h.example/", "--graph", GRAPH)
    assert done.stderr.startswith(
        "http://h.example/: user and password go unencrypted; use https if the server has it.\n"
    )
    assert "s3cret" not in done.stderr


TERM = st.sampled_from(["<urn:a>", "_:b", "_:b-0", '"_:b"', '"\\"_:c"', '"x"@en'])


@given(st.lists(st.tuples(TERM.filter(lambda t: t[0] != '"'), TERM)), st.integers(1, 5),
       st.integers(1, 40))  # fmt: skip
def test_chunks_keep_all_and_name_blank_nodes(
    pairs: list[tuple[str, str]], count: int, size: int
) -> None:
    text = "".join(f"{s} <urn:p> {o} .\n" for s, o in pairs).encode()
    taken: list[bytes] = []
    chunks = Chunks(count, "http://h/", taken.append)
    for start in range(0, len(text), size):
        chunks.write(text[start : start + size])
    chunks.close()
    assert [chunk.count(b"\n") for chunk in taken] == [
        min(count, len(pairs) - done) for done in range(0, len(pairs), count)
    ]
    named = list(parse(b"".join(taken), RdfFormat.N_TRIPLES))
    before = list(parse(text, RdfFormat.N_TRIPLES))
    assert len(named) == len(before)
    for one, other in zip(before, named, strict=True):
        for old, new in ((one.subject, other.subject), (one.object, other.object)):
            if isinstance(old, BlankNode):
                assert str(new).startswith("<http://h/")
            else:
                assert new == old
    assert len({q.subject for q in named}) == len({q.subject for q in before})


def test_a_chunk_is_not_larger_than_its_limit() -> None:
    taken: list[bytes] = []
    chunks = Chunks(10_000, None, taken.append)
    line = b'<urn:a> <urn:b> "' + b"x" * 1_000_000 + b'" .\n'
    for _ in range(20):
        chunks.write(line)
    chunks.close()
    assert [len(chunk) // len(line) for chunk in taken] == [8, 8, 4]


def test_no_file_is_left_in_the_working_folder(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert export("--to-endpoint", f"{store}/store", "--graph", GRAPH).exit_code == 0
    assert list(tmp_path.iterdir()) == []
