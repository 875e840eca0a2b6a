"""``drugfacts export --profile``: what it writes, tells and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.graph import read
from drugfacts.main import cli
from drugfacts.profiles import catalogue
from drugfacts.text import NOTICE

INVENTED = Path(__file__).parents[1] / "invented"
DAY = "2026-11-22"
NAMES = [each.name for each in catalogue.profiles()]
FOLDERS = {"kgx": 5, "csvw": 3}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def test_the_names_of_the_command_are_those_of_the_catalogue() -> None:
    done = run("--profile", "none")
    assert done.exit_code == 2
    listed = ", ".join(f"'{name}'" for name in ["full", *NAMES])
    assert listed in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_is_written_and_tells_what_it_left_out(tmp_path: Path, name: str) -> None:
    output, dropped = tmp_path / "out", tmp_path / "dropped.json"
    done = run("--profile", name, "-o", output, "--as-of", DAY, "--dropped", dropped)
    assert (done.exit_code, done.stdout) == (0, "")
    made = catalogue.make(read.read(), name, DAY)
    *told, last = done.stderr.splitlines()
    assert told == made.remarks()
    assert last.endswith(f" as of {DAY}. {NOTICE}")
    assert dropped.read_bytes() == made.account(name, DAY)
    if name in FOLDERS:
        found = {path.name: path.read_bytes() for path in output.iterdir()}
        assert found == dict(made.files)
        assert len(found) == FOLDERS[name]
    else:
        assert output.read_bytes() == made.files[""]


def test_the_account_says_of_each_thing_how_often_and_why(tmp_path: Path) -> None:
    dropped = tmp_path / "dropped.json"
    done = run(INVENTED, "--profile", "flat", "--as-of", DAY, "--dropped", dropped)
    assert done.exit_code == 0
    assert json.loads(dropped.read_bytes()) == {
        "profile": "flat",
        "as_of": DAY,
        "written": 0,
        "dropped": [
            {"what": "claim", "kind": kind, "reason": reason, "count": count}
            for kind, reason, count in (
                ("adverse effect", "no label endorses it without restriction", 1),
                ("dosing", "no label endorses it without restriction", 1),
                ("indication", "no label endorses it without restriction", 3),
                ("indication", "stated by a label itself, and no verdict is on it", 1),
            )
        ],
    }


def test_a_profile_of_one_file_goes_to_standard_output() -> None:
    done = run("--profile", "flat", "--drug", "clonazepam", "--as-of", DAY)
    assert done.exit_code == 0
    head, *edges = done.stdout.splitlines()
    assert head.startswith("subject\tpredicate\tobject\tclaim\t")
    assert {edge.split("\t")[4] for edge in edges} == {"clonazepam"}
    assert {edge.split("\t")[-1] for edge in edges} == {DAY}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--profile", "kgx"), "--profile kgx writes several files; name a folder with --output."),
        (
            ("--profile", "flat", "--format", "turtle"),
            "--profile flat has a form of its own; leave out --format.",
        ),
        (
            ("--profile", "flat", "--hash"),
            "--profile flat has a form of its own; leave out --hash.",
        ),
        (
            ("--as-of", DAY),
            "--as-of and --dropped are for profiles; name one with --profile.",
        ),
        (("--profile", "flat", "--output", ""), "--output is empty; name a file, or - for"),
        (("--profile", "flat", "--drug", "clonazepan"), "did you mean clonazepam?"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_no_claim_is_nothing_to_export(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("<urn:a> a <urn:B> .\n")
    output = tmp_path / "out.tsv"
    done = run(tmp_path / "empty.ttl", "--profile", "flat", "--output", output)
    assert done.exit_code == 1
    assert done.stderr == (
        "nothing to export: no edges are here; name files with some, or leave PATHS out for the "
        "facts that ship with the package.\n"
    )
    assert not output.exists()


def test_a_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_bytes((INVENTED / "drug" / "otherol.ttl").read_bytes())
    done = run(mine, "--profile", "rdf12", "--output", mine)
    assert done.exit_code == 2
    assert "is one of the files that are read" in done.stderr
