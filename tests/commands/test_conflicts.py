"""``drugfacts conflicts`` and ``drugfacts evidence witnesses``: options, outputs, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.commands.conflicts import FORMATS
from drugfacts.conflict import forms
from drugfacts.main import cli
from drugfacts.scaffold import scaffold
from drugfacts.text import NOTICE

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "invented"
DAY = "2026-11-22"
PAIR = "drug-clonazepam.primary-use-anxiety--drug-clonazepam.primary-use-epilepsy"
REMARK = f"1 conflict between claims, as of {DAY}. {NOTICE}\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


def conflicts(*arguments: str | Path) -> Result:
    return run("conflicts", "--as-of", DAY, *arguments)


def test_the_packaged_facts_have_one_conflict() -> None:
    done = conflicts()
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:2] == [f"1 conflict between claims, as of {DAY}", NOTICE]
    assert lines[3] == "clonazepam, primary use: conflict of values"
    assert lines[4] == f"  conflict:{PAIR}"


def test_a_conflict_fails_only_when_asked() -> None:
    assert conflicts("--fail-on-conflict").exit_code == 1
    assert conflicts("--fail-on-conflict", "--drug", "diazepam").exit_code == 0
    assert conflicts(INVENTED, "--fail-on-conflict").exit_code == 0


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--drug", "clonazepam"], 1),
        (["--drug", "drug:clonazepam", "--kind", "PrimaryUse"], 1),
        (["--drug", "diazepam"], 0),
        (["--drug", "diazepam", "--drug", "clonazepam"], 1),
        (["--kind", "primary-use"], 1),
        (["--kind", "df:PrimaryUse", "--kind", "Risk"], 1),
        (["--kind", "primary use"], 1),
        (["--kind", "Indication"], 0),
    ],
)
def test_filters(options: list[str], count: int) -> None:
    done = conflicts("--format", "json", *options)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["count"] == count


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--drug", "clonazepan"], "'clonazepan' is no drug here; did you mean clonazepam?"),
        (["--drug", "condition:epilepsy"], "'condition:epilepsy' is no drug here; there are clona"),
        (["--kind", "PrimaryUze"], "'PrimaryUze' is no kind of claim; use one of PrimaryUse."),
        (["--kind", "Drug"], "'Drug' is no kind of claim; use one of "),
        (["--as-of", "today"], "'today' is not a day; write it as YYYY-MM-DD"),
        (["missing"], "missing: does not exist"),
    ],
)
def test_wrong_usage(options: list[str], said: str) -> None:
    done = run("conflicts", *options)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("form", forms.FORMATS)
def test_every_form_says_that_it_is_no_advice(form: str) -> None:
    done = conflicts("--format", form)
    assert NOTICE in done.stdout
    assert done.stderr == ("" if form == "table" else REMARK)


def test_the_forms_are_those_of_the_library() -> None:
    assert FORMATS == forms.FORMATS


@pytest.mark.parametrize("form", forms.FORMATS)
def test_the_hash_seed_changes_nothing(form: str) -> None:
    written = set()
    for seed in ("1", "2"):
        line = [sys.executable, "-m", "drugfacts", "conflicts", "--as-of", DAY, "--format", form]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli"), "PYTHONHASHSEED": seed}
        done = subprocess.run(line, env=environment, capture_output=True, check=True)
        written.add(done.stdout)
    assert len(written) == 1


def test_output_goes_to_a_file_and_not_over_the_input(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    shutil.copytree(INVENTED, facts)
    target = tmp_path / "conflicts.trig"
    done = conflicts("--format", "trig", "--output", target)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", REMARK)
    assert target.read_text(encoding="utf-8") == conflicts("--format", "trig").stdout
    over = facts / "dataset.ttl"
    before = over.read_bytes()
    done = conflicts(over, "--format", "turtle", "--output", over)
    assert done.exit_code != 0
    assert over.read_bytes() == before


def test_without_a_day_it_is_that_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drugfacts.commands.reports.today", lambda: "2031-01-02")
    assert run("conflicts").stdout.startswith("1 conflict between claims, as of 2031-01-02\n")


def test_witnesses_of_invented_facts(tmp_path: Path) -> None:
    facts, captures = tmp_path / "facts", tmp_path / "captures"
    shutil.copytree(INVENTED, facts)
    captures.mkdir()
    import hashlib

    text = "It settles the yellow umbrellas of the mind and nobody quarrels with a heron."
    digest = hashlib.sha256(text.encode()).hexdigest()
    (captures / "any.txt").write_text(text, encoding="utf-8")
    for path in (facts / "source").glob("*.ttl"):
        said = path.read_text(encoding="utf-8").replace("0" * 64, digest).replace("4" * 64, digest)
        path.write_text(said, encoding="utf-8")
    done = run("evidence", "witnesses", facts, "--captures", captures)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1] == NOTICE
    assert "guide and leaflet  100 %  copied  14 words at char-0-76 and char-0-76\n" in done.stdout
    assert "drug-examplazine:adverse-drowsiness" in done.stdout
    assert "1 witness, 2 sources  guide = leaflet\n" in done.stdout
    assert "heron" not in done.stdout
    as_json = run("evidence", "witnesses", facts, "--captures", captures, "--format", "json")
    assert NOTICE in as_json.stderr
    assert json.loads(as_json.stdout)["pairs"][0]["share"] == "1"


def test_witnesses_without_any_text_fail(tmp_path: Path) -> None:
    done = run("evidence", "witnesses", "--captures", tmp_path)
    assert done.exit_code == 3
    assert "holds the text of none of the sources" in done.stderr
    assert run("evidence", "witnesses", "--captures", tmp_path / "x").exit_code == 2
    done = run("evidence", "witnesses")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: no folder here holds captured texts; name the folder that does with --captures.\n",
    )


def test_witnesses_take_the_captures_of_the_data_set(tmp_path: Path) -> None:
    scaffold(tmp_path / "mine")
    done = run("evidence", "witnesses", tmp_path / "mine")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("2 sources compared, 0 without their text; ")
    named = ("--captures", tmp_path / "mine" / "captures")
    assert run("evidence", "witnesses", tmp_path / "mine", *named).stdout == done.stdout
