from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("init", "mine").exit_code == 0
    return tmp_path / "mine"


def test_init_prints_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("init", "mine", "--base", "https://example.com/", "--drug", "Testol")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "mine/README.md",
        "mine/agent/curators.ttl",
        "mine/agent/xx-regulator.ttl",
        "mine/captures/testol-overview.txt",
        "mine/captures/xx-testol-tablet.txt",
        "mine/condition.ttl",
        "mine/dataset.ttl",
        "mine/drug/testol.ttl",
        "mine/label/xx-testol-tablet.ttl",
        "mine/product/testol-5mg-tablet.ttl",
        "mine/source/testol-overview.ttl",
    ]
    assert done.stderr == "All of it is invented. Start with mine/README.md\n"
    assert all((tmp_path / line).is_file() for line in done.stdout.splitlines())
    again = run("init", "mine", "--drug", "Testol")
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr == (
        "Error: mine/README.md: stands there already; name a new or empty folder.\n"
    )


def test_wrong_base(tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "mine"), "--base", "example.org")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: 'example.org' is no base IRI; give one such as "
        "'https://example.org/facts/', with a slash at its end.\n"
    )


@pytest.mark.parametrize("option", ["--base", "--drug"])
def test_an_empty_option_is_not_left_out(option: str, tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "mine"), option, "")
    assert done.exit_code == 2
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("init", str(tmp_path / "file" / "mine"))
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"Error: {tmp_path}/file/mine/README.md: cannot be written (")


def test_it_validates_without_a_finding(mine: Path) -> None:
    done = run("validate", "mine", "--strict")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 violations, 0 warnings, 0 infos" in done.stderr


@pytest.mark.parametrize("options", [["--base", "https://zz.example.com/x/"], ["--drug", "X 2"]])
def test_other_names_validate_too(options: list[str], tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    assert run("init", folder, *options).exit_code == 0
    done = run("validate", folder, "--strict")
    assert (done.exit_code, done.stdout) == (0, "")
    assert run("format", folder, "--check").exit_code == 0


def test_it_builds(mine: Path, tmp_path: Path) -> None:
    done = run("build", "mine", "--output", "out")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "out" / "drugfacts.ttl").stat().st_size > 5_000
    assert (tmp_path / "out" / "drugfacts.jsonld").stat().st_size > 5_000


def test_it_is_shown(mine: Path) -> None:
    done = run("show", "examplol", "mine")
    assert done.exit_code == 0, done.stderr
    for words in ("blue hiccups", "Madeupex", "drowsiness", "denied: dizziness", "alcohol"):
        assert words in done.stdout


def test_it_is_queried(mine: Path, tmp_path: Path) -> None:
    question = tmp_path / "q.rq"
    question.write_text(
        "SELECT (COUNT(?claim) AS ?n) { ?claim df:about drug:examplol }", encoding="utf-8"
    )
    done = run("query", str(question), "mine", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == ["n", "11"]


def test_it_is_canonical(mine: Path) -> None:
    done = run("format", "mine", "--check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "0 of 8 files would change\n"


def test_the_loop_of_its_readme_works(mine: Path, tmp_path: Path) -> None:
    """Does what the README of the data set says, word by word, in a real shell."""
    readme = (mine / "README.md").read_text(encoding="utf-8")
    blocks = dict.fromkeys(re.findall(r"   ```(sh|turtle)\n(.*?)   ```\n", readme, re.DOTALL))
    cite, claim, check, build = (re.sub("^   ", "", text, flags=re.M) for _, text in blocks)
    program = tmp_path / "bin" / "drugfacts"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m drugfacts "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "cli"),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
    }

    def shell(script: str) -> subprocess.CompletedProcess[str]:
        command = ["/bin/sh", "-ec", script]
        return subprocess.run(
            command, cwd=mine, env=environment, capture_output=True, text=True, check=False
        )

    cited = shell(cite)
    assert cited.returncode == 0, cited.stderr
    place = re.search(r"in the claim: df:statedIn (\S+)", cited.stderr)
    assert place is not None
    assert place[1] in claim
    with (mine / "drug" / "examplol.ttl").open("a", encoding="utf-8") as stream:
        stream.write(claim)
    checked = shell(check)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.splitlines() == [
        "formatted drug/examplol.ttl",
        "formatted source/examplol-overview.ttl",
    ]
    assert "0 violations, 0 warnings, 0 infos" in checked.stderr
    built = shell(build)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "out" / "drugfacts.ttl").is_file()
    assert "precaution-driving" in (mine / "drug" / "examplol.ttl").read_text(encoding="utf-8")
