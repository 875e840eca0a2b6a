"""The benchmarks run, count right and print their tables; how fast they are is not tested."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from drugfacts.reporting.formats import MODULES

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def tables(tmp_path: Path, name: str, *arguments: str) -> list[list[list[str]]]:
    """Return the tables that a benchmark prints: rows of cells, heads first."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / name), *arguments],
        cwd=tmp_path,
        env={"PATH": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == [], "it left something behind"
    parts = done.stdout.rstrip("\n").split("\n\n")
    return [[line.split("\t") for line in part.split("\n")] for part in parts]


def check_numbers(rows: list[list[str]], texts: int, width: int) -> None:
    """Behind the first columns, all cells are numbers."""
    for row in rows:
        assert len(row) == width
        assert all(NUMBER.fullmatch(cell) for cell in row[texts:]), row


def test_validate_large_finds_what_was_planted(tmp_path: Path) -> None:
    arguments = ("300", "600", "--every", "1", "--repeats", "1", "--pyshacl-up-to", "600")
    ((heads, *rows),) = tables(tmp_path, "validate_large.py", *arguments)
    assert heads == [
        *("variant", "triples", "engine_s", "ours_s", "ours/engine", "engine_MB", "ours_MB"),
        *("ours/engine", "planted", "found", "pyshacl_s"),
    ]
    assert [row[0] for row in rows] == [
        *("N-Triples", "N-Triples", "blank nodes", "compressed (engine: not)", "Turtle"),
        "--coverage (engine: none)",
    ]
    assert [row[8] for row in rows] == [row[9] for row in rows]
    # Each of the 17 faults at least once.
    assert min(int(row[8]) for row in rows[1:5]) >= 17
    check_numbers(rows[:2], 1, 11)
    check_numbers([row[:-1] for row in rows[2:]], 1, 10)


def test_formats_has_a_row_for_each_format(tmp_path: Path) -> None:
    ((heads, *rows),) = tables(tmp_path, "formats.py", "50", "--repeats", "1")
    assert heads == ["format", "findings", "seconds", "times_loop", "MB", "output_MB"]
    assert [row[0] for row in rows] == ["(plain loop)", *MODULES]
    check_numbers(rows, 1, 6)


def test_positions_has_a_row_for_each_parser_and_number_of_keys(tmp_path: Path) -> None:
    parsers, locator = tables(tmp_path, "positions.py", "300", "--lines", "12000", "--repeats", "1")
    assert parsers[0] == ["format", "parser", "triples", "seconds", "triples_per_s", "ours/this"]
    assert [row[:2] for row in parsers[1:]] == [
        [form, parser]
        for form in ("Turtle", "TriG")
        for parser in ("ours, with places", "pyoxigraph", "rdflib")
    ]
    check_numbers(parsers[1:], 2, 6)
    assert locator[0] == ["lines", "wanted", "found", "seconds", "lines_per_s"]
    assert [row[1:3] for row in locator[1:]] == [["1", "1"], ["100", "100"], ["10000", "10000"]]
    check_numbers(locator[1:], 0, 5)


@pytest.mark.slow
def test_commands_has_a_row_for_each_job(tmp_path: Path) -> None:
    ((heads, *rows),) = tables(tmp_path, "commands.py", "1")
    assert heads == ["job", "ours_s", "peer_s", "ours/peer"]
    assert [row[0] for row in rows] == [
        *("--help", "explain Claim-about", "validate", "validate --engine pyshacl"),
        *("validate --format sarif", "export turtle", "export ntriples", "export nquads"),
        *("export trig", "export rdfxml", "export jsonld"),
    ]
    check_numbers(rows, 1, 4)


def test_derived_has_a_row_for_each_job(tmp_path: Path) -> None:
    ((heads, *rows),) = tables(tmp_path, "derived.py", "60", "4", "--repeats", "1")
    assert heads == ["job", "ours_s", "peer_s", "ours/peer"]
    jobs = [
        *("label check", "label check --format trig", "conflicts", "query verdicts-by-outcome"),
        *("query best-verdicts", "query endorsed-uses"),
    ]
    made_up = "60 claims, 4 labels"
    assert [row[0] for row in rows] == [
        *(f"packaged: {job}" for job in jobs),
        f"{made_up}: evidence check",
        *(f"{made_up}: {job}" for job in jobs),
    ]
    check_numbers(rows, 1, 4)


def test_convert_has_a_row_for_each_job_and_peer(tmp_path: Path) -> None:
    ((heads, *rows),) = tables(tmp_path, "convert.py", "300", "--repeats", "1")
    assert heads == ["job", "who", "seconds", "MB", "ours/theirs"]
    there, back = "in.nt to out.ttl", "in.ttl to out.nt"
    assert [row[:2] for row in rows] == [
        *([job, who] for job in (there, back) for who in ("drugfacts", "pyoxigraph", "rdflib")),
        ["in.nt in its one order", "drugfacts"],
        ["the packaged facts", "drugfacts"],
        ["the packaged facts", "rdfpipe"],
    ]
    check_numbers(rows, 2, 5)
