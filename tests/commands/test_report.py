"""``drugfacts report``: exit codes, and where the page goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["report", *map(str, arguments)])


def test_to_standard_output() -> None:
    done = run("--as-of", "2026-11-22")
    assert done.exit_code == 0
    assert done.stdout.startswith('<!doctype html>\n<html lang="en">')
    assert done.stdout.endswith("</html>\n")
    assert done.stderr == ""


def test_to_a_file_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    output = tmp_path / "out" / "report.html"
    done = run("--as-of", "2026-11-22", "--output", output)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{output}: the report for 2026-11-22\n"
    assert output.read_text(encoding="utf-8") == run("--as-of", "2026-11-22").stdout


def test_no_claims(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    output = tmp_path / "report.html"
    done = run(tmp_path / "x.ttl", "--output", output)
    assert done.exit_code == 1
    assert done.stderr == (
        "nothing to report: there is no claim outside labels; name files with claims, "
        "or leave PATHS out for the facts that ship with the package.\n"
    )
    assert not output.exists()


def test_claims_without_any_label(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "<urn:d> a df:Drug .\n"
        "<urn:d:x> a df:Indication ; df:about <urn:d> ; df:condition <urn:c> .\n"
    )
    done = run(tmp_path / "x.ttl")
    assert done.exit_code == 0
    assert "There is no label here" in done.stdout
    assert "label-unavailable" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--as-of", "yesterday"], 2, "yesterday"),
        (["--output", ""], 2, "--output is empty"),
        (["--captures", "nowhere"], 2, "nowhere"),
        (["missing.ttl"], 2, "missing.ttl"),
        (["--output", "/dev/null/report.html"], 3, "cannot be written"),
    ],
)
def test_wrong_usage(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert said in done.stderr
    assert done.stdout == ""


def test_captures_that_are_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("something else")
    done = run("--captures", tmp_path)
    assert done.exit_code == 3
    assert "holds the text of none of the sources" in done.stderr


def test_it_never_replaces_what_it_reads(tmp_path: Path) -> None:
    facts = tmp_path / "facts.ttl"
    facts.write_text("<urn:a> <urn:b> <urn:c> .")
    done = run(facts, "--output", facts)
    assert done.exit_code == 2
    assert facts.read_text() == "<urn:a> <urn:b> <urn:c> ."
