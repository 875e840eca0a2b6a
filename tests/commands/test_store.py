"""``drugfacts store``, and ``drugfacts query --store``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.query import hints

FACTS = "<urn:x:a> <urn:x:p> <urn:x:o> .\n<urn:x:b> <urn:x:p> <urn:x:o> .\n"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), input=stdin)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    facts, place = tmp_path / "facts.nt", tmp_path / "facts.store"
    facts.write_text(FACTS, encoding="utf-8")
    done = run("store", "build", facts, "--output", place)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{place}: 2 statements, 0 named graphs\n"
    return place


def test_info_tells_what_went_in(place: Path) -> None:
    done = run("store", "info", place)
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first.startswith("2 statements, 0 named graphs, written by pyoxigraph 0.5.")
    assert second.startswith(f"{place.parent / 'facts.nt'}: 2 statements, SHA-256 ")
    assert "no" in done.stderr
    assert '"statements": 2' in run("store", "info", place, "--format", "json").stdout


def test_a_store_is_asked(place: Path) -> None:
    done = run("query", "-", "--store", place, "--format", "csv", stdin="SELECT ?s { ?s ?p ?o }")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "s\nurn:x:a\nurn:x:b\n", "2 rows\n")


def test_rows_are_cut_and_told(place: Path) -> None:
    query = "SELECT ?s { ?s ?p ?o }"
    done = run("query", "-", "--store", place, "--max-rows", "1", "--format", "csv", stdin=query)
    assert (done.exit_code, done.stdout) == (4, "s\nurn:x:a\n")
    assert done.stderr == "1 row\ncut: there are more; raise --max-rows, or narrow the query.\n"
    assert run("query", "-", "--store", place, "--max-rows", "2", stdin=query).exit_code == 0


def test_a_slow_query_brings_a_hint_on_large_data_only(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "ASK { ?s ?p ?o FILTER NOT EXISTS { ?s ?a ?b . ?b ?c ?d } }"
    assert run("query", "-", "--store", place, stdin=query).stderr == ""
    monkeypatch.setattr(hints, "MANY", 2)
    done = run("query", "-", "--store", place, stdin=query)
    assert (done.exit_code, done.stdout) == (0, "true\n")
    assert done.stderr == (
        f"Hint: {hints.SLOW}this gives the same answer:\n"
        "ASK { ?s ?p ?o . MINUS { ?s ?a ?b . ?b ?c ?d } }\n"
    )


@pytest.mark.parametrize("more", [["data"], ["--derive", "verdicts"]])
def test_a_store_is_asked_alone(place: Path, more: list[str]) -> None:
    done = run("query", "-", *more, "--store", place, stdin="ASK {}")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "a store is asked alone" in done.stderr


def test_it_is_replaced_only_by_force(place: Path) -> None:
    facts = place.parent / "facts.nt"
    assert run("store", "build", facts, "--output", place).exit_code == 2
    assert run("store", "build", facts, "--output", place, "--force").exit_code == 0


def test_standard_input_and_a_format_are_taken(tmp_path: Path) -> None:
    place = tmp_path / "s"
    done = run("store", "build", "-", "--from", "ntriples", "--output", place, stdin=FACTS)
    assert done.exit_code == 0
    assert "-: 2 statements, SHA-256 not kept" in run("store", "info", place).stdout


def test_what_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run("store", "info", tmp_path / "none").exit_code == 2
    assert run("query", "-", "--store", tmp_path, stdin="ASK {}").exit_code == 2
    assert run("store", "build", tmp_path / "none.nt", "--output", tmp_path / "s").exit_code == 2
