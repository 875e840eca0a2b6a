"""What the shells are offered, by the protocol of each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("pyoxigraph", "rdflib", "pyshacl", "pyld", "rich")
SHELLS = ["bash", "zsh", "fish"]

QUESTIONS = sorted(path.stem for path in (ROOT / "ontology" / "questions").glob("*.rq"))
DRUGS = sorted(path.stem for path in (ROOT / "data" / "drug").glob("*.ttl"))
SOURCES = sorted(
    path.stem for folder in ("source", "label") for path in (ROOT / "data" / folder).glob("*.ttl")
)


def drugfacts(variables: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-m", "drugfacts"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli"), **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def asked(shell: str, *words: str) -> dict[str, str]:
    """Return the variables with which a shell asks how the last word may go on."""
    typed = " ".join(("drugfacts", *words))
    variables = {"_DRUGFACTS_COMPLETE": f"{shell}_complete", "COMP_WORDS": typed}
    variables["COMP_CWORD"] = words[-1] if shell == "fish" else str(len(words))
    return variables


def offered(shell: str, *words: str) -> list[tuple[str, str]]:
    """Return type and value of each offer."""
    done = drugfacts(asked(shell, *words))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.rstrip("\n").splitlines()
    if shell == "zsh":  # three lines for each: type, value, help
        return list(zip(lines[::3], lines[1::3], strict=False))
    pairs = [line.split("\t")[0].partition(",") for line in lines]
    return [(kind, value) for kind, _, value in pairs]


def values(shell: str, *words: str) -> list[str]:
    return [value for kind, value in offered(shell, *words) if kind == "plain"]


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_for_the_shells(shell: str) -> None:
    done = drugfacts({"_DRUGFACTS_COMPLETE": f"{shell}_source"})
    assert done.returncode == 0
    assert "_drugfacts_completion" in done.stdout
    assert f"_DRUGFACTS_COMPLETE={shell}_complete" in done.stdout


def test_the_line_of_the_readme_works_in_bash(tmp_path: Path) -> None:
    program = tmp_path / "drugfacts"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m drugfacts "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(_DRUGFACTS_COMPLETE=bash_source drugfacts)"; complete -p drugfacts;'
        "COMP_WORDS=(drugfacts export --drug di); COMP_CWORD=3;"
        '_drugfacts_completion drugfacts; echo "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}:{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli"), "PATH": path}
    done = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "complete -o nosort -F _drugfacts_completion drugfacts",
        "diazepam",
    ]


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_and_options(shell: str) -> None:
    assert values(shell, "va") == ["validate"]
    assert values(shell, "format", "--c") == ["--check"]
    assert values(shell, "evidence", "") == ["check", "cite", "show", "witnesses"]


@pytest.mark.parametrize("shell", SHELLS)
def test_names_of_questions(shell: str) -> None:
    assert QUESTIONS
    assert values(shell, "query", "") == QUESTIONS
    first = QUESTIONS[0]
    assert first in values(shell, "query", first[:4])


@pytest.mark.parametrize("shell", SHELLS)
def test_a_query_may_be_a_file(shell: str) -> None:
    assert offered(shell, "query", "./zz") == [("file", "./zz")]


@pytest.mark.parametrize("shell", SHELLS)
def test_names_of_drugs(shell: str) -> None:
    assert DRUGS == ["clonazepam", "diazepam"]
    assert values(shell, "show", "") == DRUGS
    assert values(shell, "show", "cl") == ["clonazepam"]
    assert values(shell, "export", "--drug", "d") == ["diazepam"]


@pytest.mark.parametrize("shell", SHELLS)
def test_names_of_sources(shell: str) -> None:
    assert len(SOURCES) == 10
    assert values(shell, "evidence", "cite", "--source", "") == SOURCES
    labels = [name for name in SOURCES if name.startswith("us-")]
    assert values(shell, "evidence", "cite", "--source", "us-") == labels


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("words", [("validate", "x"), ("format", "x"), ("init", "x")])
def test_paths_are_files(shell: str, words: tuple[str, str]) -> None:
    assert offered(shell, *words) == [("file", "x")]


def test_no_heavy_module_is_imported() -> None:
    done = drugfacts(asked("bash", "evidence", "cite", "--source", ""), "-X", "importtime")
    assert done.stdout
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()
    }
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_names_of_the_folder_that_is_named(tmp_path: Path) -> None:
    for name in ("drug/minol.ttl", "source/page.ttl", "label/leaflet.ttl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    mine = str(tmp_path)
    assert values("bash", "export", mine, "--drug", "") == ["minol"]
    assert values("bash", "evidence", "cite", mine, "--source", "") == ["leaflet", "page"]
    assert values("bash", "export", "none", "--drug", "") == DRUGS
