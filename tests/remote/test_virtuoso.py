"""Virtuoso, as Debian ships it: another store, with another kind of login."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from drugfacts.main import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.remote.conftest import Begin

GRAPH = "https://example.org/graph"
PASSWORD = "dba"
"""That of a new server."""

pytestmark = [pytest.mark.slow, pytest.mark.outside]


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory, begin: Begin) -> Iterator[str]:
    """The address of a server with the user dba, which holds nothing."""
    command = shutil.which("virtuoso-t")
    if command is None:
        pytest.skip("virtuoso is not here")
    folder = tmp_path_factory.mktemp("virtuoso")

    def configured(http: int, sql: int) -> list[str]:
        _configure(folder, http, sql)
        return [command, "+foreground", "+configfile", "virtuoso.ini"]

    with begin(configured, folder) as port:
        yield f"http://127.0.0.1:{port}"


def _configure(folder: Path, http: int, sql: int) -> None:
    (folder / "virtuoso.ini").write_text(
        f"""
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
""",
        encoding="utf-8",
    )


def run(*arguments: str | Path, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, [*map(str, arguments)], input=stdin)
    return done.exit_code, done.stdout, done.stderr


def test_facts_go_there_and_are_asked(
    virtuoso: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store, endpoint = f"{virtuoso}/sparql-graph-crud-auth", f"{virtuoso}/sparql"
    path = tmp_path / "a.nt"
    texts = ["ä", "\U0001f600", 'say \\"x\\"', "two\\nlines", "back\\\\slash"]
    path.write_text(
        "".join(f'<urn:s{n}> <urn:p> "{text}"@en .\n' for n, text in enumerate(texts))
        + "".join(f"_:a <urn:q{n}> _:b .\n" for n in range(5)),
        encoding="utf-8",
    )
    options = ("export", path, "--to-endpoint", store, "--graph", GRAPH, "--chunk", "2")
    code, _, said = run(*options)
    assert (code, "the server wants to know who asks (401)" in said) == (3, True)
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_USER", "dba")
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_PASSWORD", "wrong")
    assert run(*options)[0] == 3
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_PASSWORD", PASSWORD)
    code, _, said = run(*options)
    assert (code, said.splitlines()[0]) == (0, f"{store}: 10 statements in 5 chunks, graph {GRAPH}")
    monkeypatch.delenv("DRUGFACTS_ENDPOINT_USER")
    monkeypatch.delenv("DRUGFACTS_ENDPOINT_PASSWORD")
    text = f"SELECT ?o FROM <{GRAPH}> {{ ?s <urn:p> ?o }} ORDER BY ?s"
    code, rows, _ = run("query", "-", "--endpoint", endpoint, "--format", "tsv", stdin=text)
    assert (code, rows.splitlines()[1:]) == (0, [f'"{text}"@en' for text in texts])
    count = f"SELECT (COUNT(DISTINCT ?s) AS ?n) FROM <{GRAPH}> {{ ?s ?p ?o }}"
    done = run("query", "-", "--endpoint", endpoint, "--format", "csv", stdin=count)
    assert done[:2] == (0, "n\r\n6\r\n") or done[:2] == (0, "n\n6\n")


def test_the_packaged_facts_are_asked_as_at_home(
    virtuoso: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_USER", "dba")
    monkeypatch.setenv("DRUGFACTS_ENDPOINT_PASSWORD", PASSWORD)
    store, endpoint = f"{virtuoso}/sparql-graph-crud-auth", f"{virtuoso}/sparql"
    options = ("--to-endpoint", store, "--graph", "https://example.org/facts")
    assert run("export", *options)[0] == 0
    there, here = run("query", "brands", "--endpoint", endpoint), run("query", "brands")
    assert there == here
    code, _, said = run("query", "-", "--endpoint", endpoint, stdin="SELECT nonsense")
    assert (code, "the server refuses the query (400)" in said) == (3, True)
