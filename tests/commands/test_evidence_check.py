"""``drugfacts evidence check`` and ``evidence show``: lines, exit codes, changes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.text import NOTICE

CAPTURE = Path("mine/captures/examplol-overview.txt")
SOURCE = Path("mine/source/examplol-overview.ttl")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evidence", *arguments], prog_name="drugfacts")


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["init", "mine"]).exit_code == 0
    return tmp_path / "mine"


def move() -> None:
    CAPTURE.write_bytes(b"New.\n" + CAPTURE.read_bytes())


def test_a_new_data_set_is_exact() -> None:
    done = run("check", "mine")
    assert done.exit_code == 0
    lines = [line.split() for line in done.stdout.splitlines() if line]
    assert lines[0][:3] == ["source", "exact", "normalised"]
    assert lines[0][3:] == ["moved", "missing", "uncheckable", "capture"]
    assert lines[-1][0] == "all"
    assert lines[-1][2:] == ["0", "0", "0", "0"]
    assert done.stderr.splitlines()[0] == NOTICE
    assert done.stderr.endswith(": 0 violations, 0 warnings, 0 infos\n")


def test_captures_may_be_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mine" / "captures").rename(tmp_path / "texts")
    assert run("check", "mine").exit_code == 1
    assert run("check", "mine", "--captures", "texts").exit_code == 0
    assert run("check", "mine", "--captures", "none").exit_code == 2


@pytest.mark.parametrize(
    "command", [["evidence", "check"], ["evidence", "witnesses"], ["report"]], ids=" ".join
)
def test_a_file_is_no_folder_of_captures(command: list[str]) -> None:
    for paths in (["mine"], []):
        done = CliRunner().invoke(cli, [*command, *paths, "--captures", str(CAPTURE)])
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == (
            f"Error: {CAPTURE}: is no folder; name the folder with the captures.\n"
        )


def test_a_capture_in_another_encoding_is_told_by_what_it_is() -> None:
    CAPTURE.write_bytes(CAPTURE.read_text(encoding="utf-8").encode("utf-16"))
    done = run("check", "mine")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"Error: {CAPTURE}: is not UTF-8 (byte 0xff at byte 0); "
        "offsets count characters of UTF-8, so capture the text anew.\n"
    )


def test_the_packaged_facts_without_captures_were_not_checked() -> None:
    done = run("check", "--format", "concise")
    assert done.exit_code == 1
    assert "violation nothing-checked: no passage could be held against a capture" in done.stdout


def test_invented_words_never_pass() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    digest = next(line for line in text.splitlines() if "df:spanDigest" in line).split('"')[1]
    SOURCE.write_text(text.replace(digest, "0" * 64), encoding="utf-8")
    done = run("check", "mine", "--format", "concise")
    assert done.exit_code == 1
    line = next(line for line in done.stdout.splitlines() if "violation evidence-missing" in line)
    path, row, column, _ = line.split(":", 3)
    assert path == str(SOURCE)
    assert (
        SOURCE.read_text(encoding="utf-8")
        .splitlines()[int(row) - 1][int(column) - 1 :]
        .startswith("oa:start")
    )


def test_the_same_findings_in_all_forms() -> None:
    move()
    rules = json.loads(run("check", "mine", "--format", "json").stdout)
    names = sorted(each["rule"] for each in rules["findings"])
    assert set(names) == {"evidence-capture-changed", "evidence-moved"}
    rows = list(csv.DictReader(io.StringIO(run("check", "mine", "--format", "csv").stdout)))
    assert sorted(row["rule"] for row in rows) == names
    assert any(remark.startswith("outcomes of ") for remark in rules["remarks"])
    for form in ("sarif", "junit", "github", "markdown", "html", "turtle", "json-lines"):
        assert "evidence-moved" in run("check", "mine", "--format", form).stdout


def test_warnings_fail_when_asked() -> None:
    move()
    assert run("check", "mine").exit_code == 0
    assert run("check", "mine", "--strict").exit_code == 1
    assert run("check", "mine", "--strict", "--ignore", "evidence-*").exit_code == 2
    ignored = ("--ignore", "evidence-moved", "--ignore", "evidence-capture-changed")
    assert run("check", "mine", "--strict", *ignored).exit_code == 0


def test_a_baseline() -> None:
    move()
    run("check", "mine", "--write-baseline", "known.json")
    assert run("check", "mine", "--strict", "--baseline", "known.json").exit_code == 0


def test_output_and_statistics() -> None:
    move()
    done = run("check", "mine", "--output", "out.txt")
    assert done.stdout == ""
    assert Path("out.txt").read_text(encoding="utf-8").startswith("source ")
    assert "evidence-moved" in run("check", "mine", "--statistics").stdout


def test_diff_changes_nothing_and_fix_does_what_it_shows() -> None:
    move()
    before = {path: path.read_bytes() for path in Path("mine").rglob("*.ttl")}
    diff = run("check", "mine", "--diff")
    assert diff.exit_code == 1
    assert {path: path.read_bytes() for path in Path("mine").rglob("*.ttl")} == before
    fixed = run("check", "mine", "--fix")
    assert fixed.exit_code == 0
    assert fixed.stdout.startswith(diff.stdout)
    assert "2 files changed" in fixed.stderr
    after = {path: path.read_bytes() for path in Path("mine").rglob("*.ttl")}
    assert {str(path) for path in after if after[path] != before[path]} == {
        "mine/drug/examplol.ttl",
        str(SOURCE),
    }
    Path("changes").write_text(diff.stdout, encoding="utf-8")
    back = ["patch", "-p0", "-R", "-i", "changes"]
    subprocess.run(back, check=True, capture_output=True)
    assert {path: path.read_bytes() for path in Path("mine").rglob("*.ttl")} == before


def test_a_repaired_data_set_is_valid_and_tells_of_the_capture_only() -> None:
    move()
    run("check", "mine", "--fix")
    done = run("check", "mine", "--format", "concise")
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["evidence-capture-changed:"]
    assert CliRunner().invoke(cli, ["validate", "mine", "--strict"]).exit_code == 0
    assert run("check", "mine", "--diff").stdout == ""
    again = run("check", "mine", "--fix")
    assert "0 files changed" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fix"], "need files or folders that can change"),
        (["-", "--diff"], "need files or folders that can change"),
        (["mine", "--fix", "--diff"], "choose one"),
        (["mine", "--fix", "--format", "json"], "name a file for the findings with --output"),
        (["mine", "--diff", "--statistics"], "name a file for the findings with --output"),
    ],
)
def test_what_does_not_go_together(arguments: list[str], said: str) -> None:
    done = run("check", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("examplol-overview.txt", b"caf\xe9", 3, "is not UTF-8"),
        ("examplol-overview.json", b'{"set_id": ', 3, "begins as JSON and is none"),
        ("examplol-overview.json", b'{"a":' + b"[" * 200_000, 4, "is nested too deeply"),
        (
            "examplol-overview.xml",
            b"<!DOCTYPE a [<!ENTITY b 'c'>]><document xmlns='urn:hl7-org:v3'/>",
            3,
            "a document type (DOCTYPE) is not read",
        ),
        ("examplol-overview.txt", b"x" * (4 * 1024 * 1024 + 1), 4, "is larger than"),
        ("examplol-overview.txt", b"e" + b"\xcc\x81" * 999, 4, "combining marks in a row"),
    ],
)
def test_hostile_captures_are_one_line(name: str, content: bytes, code: int, said: str) -> None:
    CAPTURE.unlink()
    CAPTURE.with_name(name).write_bytes(content)
    done = run("check", "mine")
    assert (done.exit_code, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"Error: mine/captures/{name}")
    assert said in done.stderr


def test_show_prints_the_words_of_a_claim() -> None:
    done = run("show", "drug-examplol:indication-blue-hiccups", "mine")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1] == NOTICE
    assert lines[3].endswith("  exact")
    assert lines[4].startswith(f"  {CAPTURE}:")
    assert "[" in lines[5]
    assert "blue hiccups" in lines[5]


def test_show_exits_with_1_when_no_words_are_there() -> None:
    CAPTURE.unlink()
    assert run("show", "source:examplol-overview", "mine").exit_code == 1
    assert run("show", "nothing-like-it", "mine").exit_code == 2


def test_a_check_that_takes_too_long_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as slow:
        slow.setattr("drugfacts.evidence.check.Checker.all", lambda _: time.sleep(5))
        done = run("check", "mine", "--timeout", "0.01")
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr == (
        "Error: the check took longer than 0.01 seconds; check fewer files at once, or give it "
        "more --timeout.\n"
    )
    assert run("check", "mine", "--timeout", "60").exit_code == 0
    assert run("check", "mine", "--timeout", "0").exit_code == 2
