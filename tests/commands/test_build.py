"""``drugfacts build``: what it prints and how it exits."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.scaffold import scaffold

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("mine"))
    return tmp_path / "mine"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["build", *arguments], prog_name="drugfacts")


def test_it_lists_the_files_and_says_what_it_checked() -> None:
    done = run("mine", "--output", "site")
    assert done.exit_code == 0
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == [
        "site/drugfacts.ttl",
        "site/drugfacts.jsonld",
        "site/drug/examplol.ttl",
        "site/drug/examplol.jsonld",
    ]
    assert all(row[2] == "triples" and row[4] == "bytes" for row in rows)
    assert [int(row[3]) for row in rows] == [Path(row[0]).stat().st_size for row in rows]
    assert re.fullmatch(
        r"checked \d+ documents, \d+ triples, \d+ shapes, \d+ focus nodes: "
        r"0 violations, 0 warnings, 0 infos",
        done.stderr.splitlines()[-1],
    )


def test_the_folder_is_out_by_default() -> None:
    assert run("mine").exit_code == 0
    assert Path("out/drugfacts.ttl").is_file()


def test_violations_are_printed_and_nothing_is_written(mine: Path) -> None:
    (mine / "drug" / "examplol.ttl").rename(mine / "drug" / "other.ttl")
    done = run("mine")
    assert done.exit_code == 1
    assert "violation document-place: this file describes drug:other only" in done.stdout
    assert done.stderr.splitlines()[-1] == "nothing written: correct the violations first"
    assert not Path("out").exists()


def test_warnings_are_talk_when_files_are_listed(mine: Path) -> None:
    (mine / "drug" / "empty.ttl").touch()
    done = run("mine")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 4
    assert done.stderr.startswith("mine/drug/empty.ttl:1:1: warning document-empty: ")


def test_a_run_that_checks_nothing_writes_nothing() -> None:
    Path("x.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    done = run("x.ttl")
    assert done.exit_code == 1
    assert done.stdout.startswith("violation nothing-checked: ")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("missing",), 2, "missing: does not exist; check the path."),
        (
            ("empty",),
            3,
            "empty: this folder holds no *.ttl file; name the folder with your Turtle.",
        ),
        (
            ("broken.ttl",),
            3,
            "broken.ttl:1:9: the prefix zzz: is not declared; add '@prefix zzz: <…> .' at the top.",
        ),
        (("latin.ttl",), 3, "latin.ttl:1:3: byte 0xe9 is not UTF-8; save the file as UTF-8."),
        (
            ("mine", "--output", "file"),
            3,
            "file/drugfacts.ttl: cannot be written (File exists); "
            "choose another place or change its permissions.",
        ),
        (
            ("mine", "-o", "mine/out"),
            2,
            "mine/out/drugfacts.ttl: lies in the data set of mine, where it would be taken "
            "for facts; choose a place outside with --output.",
        ),
        (("mine", "-o", ""), 2, "--output is empty; name a folder to write to."),
        (("mine/drug",), 2, "build takes whole data sets; name the folder mine."),
        (
            ("mine/drug/examplol.ttl",),
            2,
            "build takes whole data sets; name the folder mine.",
        ),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, said: str
) -> None:
    Path("empty").mkdir()
    Path("broken.ttl").write_text("<urn:a> zzz:b 1 .")
    Path("latin.ttl").write_bytes("# é".encode("latin-1"))
    Path("file").write_text("kept")
    before = sorted(Path().rglob("*"))
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", f"Error: {said}\n")
    assert sorted(Path().rglob("*")) == before
    assert Path("file").read_text() == "kept"


def test_the_same_facts_give_the_same_bytes_in_every_process() -> None:
    contents = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "C.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "cli"),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
        }
        command = [sys.executable, "-m", "drugfacts", "build", "mine", "--output", f"out{seed}"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        files = sorted(p for p in Path(f"out{seed}").rglob("*") if p.is_file())
        contents.add(tuple(path.read_bytes() for path in files))
    assert len(contents) == 1


def test_help_shows_an_example() -> None:
    done = run("--help")
    assert done.exit_code == 0
    assert "  Example:\n      drugfacts build\n" in done.stdout
    assert "[default: out]" in done.stdout


def test_files_of_an_earlier_build_are_named_and_kept(mine: Path) -> None:
    Path("out/drug").mkdir(parents=True)
    for name in ("gone.ttl", "gone.jsonld", "notes.txt"):
        Path("out/drug", name).write_text("kept")
    done = run("mine")
    assert done.stderr.splitlines()[-1] == (
        "left from before: out/drug/gone.jsonld, out/drug/gone.ttl"
    )
    assert Path("out/drug/gone.ttl").read_text() == "kept"
    assert "left from before" not in run("mine", "-o", "new").stderr


def test_in_the_folder_of_the_data_set_another_output_is_asked_for(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    done = run(".")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: out/drugfacts.ttl: lies in the data set of this folder, where it would be "
        "taken for facts; choose a place outside with --output.\n",
    )
