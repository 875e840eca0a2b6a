"""``drugfacts validate --watch``: a real process over files that change."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from drugfacts.errors import InputError
from drugfacts.main import cli
from drugfacts.model import Finding, Severity
from drugfacts.reporting.report import Report
from drugfacts.scaffold import scaffold
from drugfacts.validation import watching

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a line that does not come is missing; slow machines are no fault."""

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://e/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:S-p .
ex:S-p sh:path ex:p ; sh:minCount 1 ; sh:message "Add ex:p." .
"""
GOOD = "@prefix ex: <http://e/> .\nex:a a ex:C ; ex:p 1 .\n"
BAD = "@prefix ex: <http://e/> .\nex:a a ex:C .\n"


class Watcher:
    """A process that watches, and the lines that it wrote.

    Args:
        folder: Where it runs.
        arguments: What it watches.
    """

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "drugfacts", "validate", *arguments, "--watch"]
        self.process = subprocess.Popen(
            [*command, "--format", "concise"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "cli")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def turn(self) -> list[str]:
        """Return the lines of the next turn, which ends with its summary or its error."""
        lines: list[str] = []
        while True:
            # The two streams are one here, and what is told first may come last.
            line = self._lines.get(timeout=PATIENCE)
            lines.append(line)
            if line.startswith(("Error: ", "checked ")):
                return sorted(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s.ttl").write_text(SHAPES)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "d.ttl").write_text(GOOD)
    return tmp_path


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    started = Watcher(folder, "data", "--shapes", "s.ttl")
    yield started
    started.process.kill()
    started.process.wait()


def write(path: Path, text: str) -> None:
    """Write a file as editors do, so that nobody sees half of it."""
    draft = path.with_suffix(".part")
    draft.write_text(text)
    draft.replace(path)


def summary(documents: int, triples: int, nodes: int, violations: int) -> str:
    said = "document" if documents == 1 else "documents"
    focus = "focus node" if nodes == 1 else "focus nodes"
    wrong = "violation" if violations == 1 else "violations"
    return (
        f"checked {documents} {said}, {triples} triple{'s' * (triples != 1)}, 1 shape, "
        f"{nodes} {focus}: {violations} {wrong}, 0 warnings, 0 infos"
    )


def test_what_changes_is_told(folder: Path, watcher: Watcher) -> None:
    data = folder / "data"
    assert watcher.turn() == [summary(1, 2, 1, 0)]
    write(data / "d.ttl", BAD)
    found = "data/d.ttl:2:1: violation ex:S-p: Add ex:p. (ex:a)"
    assert watcher.turn() == ["changed: data/d.ttl", summary(1, 1, 1, 1), f"new: {found}"]
    write(data / "d.ttl", "@prefix ex: <http://e/> .\n\n\nex:a a ex:C .\n")
    # What only moved is neither new nor fixed.
    assert watcher.turn() == ["changed: data/d.ttl", summary(1, 1, 1, 1)]
    write(data / "d.ttl", GOOD)
    moved = found.replace(":2:1:", ":4:1:")
    assert watcher.turn() == ["changed: data/d.ttl", summary(1, 2, 1, 0), f"fixed: {moved}"]


def test_a_broken_file_is_told_and_it_goes_on(folder: Path, watcher: Watcher) -> None:
    data = folder / "data"
    assert watcher.turn() == [summary(1, 2, 1, 0)]
    write(data / "d.ttl", GOOD.replace(" .\nex", ""))
    assert watcher.turn()[0].startswith("Error: data/d.ttl:")
    write(data / "d.ttl", BAD)
    assert watcher.turn() == [
        "changed: data/d.ttl",
        summary(1, 1, 1, 1),
        "new: data/d.ttl:2:1: violation ex:S-p: Add ex:p. (ex:a)",
    ]


def test_files_come_and_go(folder: Path, watcher: Watcher) -> None:
    data = folder / "data"
    assert watcher.turn() == [summary(1, 2, 1, 0)]
    write(data / "e.nt", "<http://e/e> a <http://e/C> .".replace(" a ", f" <{TYPE}> "))
    assert watcher.turn() == [
        "changed: data/e.nt",
        summary(2, 3, 2, 1),
        "new: data/e.nt:1:1: violation ex:S-p: Add ex:p. (ex:e)",
    ]
    (data / "e.nt").unlink()
    assert watcher.turn() == [
        "changed: data/e.nt",
        summary(1, 2, 1, 0),
        "fixed: data/e.nt:1:1: violation ex:S-p: Add ex:p. (ex:e)",
    ]
    (data / "d.ttl").unlink()
    assert watcher.turn() == [
        "Error: data: this folder holds no RDF file; name the folder with your data."
    ]
    write(data / "d.ttl", GOOD)
    assert watcher.turn() == ["changed: data/d.ttl", summary(1, 2, 1, 0)]


def test_shapes_are_watched_too(folder: Path, watcher: Watcher) -> None:
    assert watcher.turn() == [summary(1, 2, 1, 0)]
    write(folder / "s.ttl", SHAPES.replace("sh:minCount 1", "sh:minCount 2"))
    assert watcher.turn() == [
        "changed: s.ttl",
        summary(1, 2, 1, 1),
        "new: data/d.ttl:2:15: violation ex:S-p: Add ex:p. (ex:a)",
    ]
    write(folder / "s.ttl", "")
    assert watcher.turn() == ["Error: there is no shape; name files that hold some."]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(watcher: Watcher, number: signal.Signals) -> None:
    assert watcher.turn() == [summary(1, 2, 1, 0)]
    watcher.process.send_signal(number)
    expected = 130 if number == signal.SIGINT else -signal.SIGTERM
    assert watcher.process.wait(timeout=PATIENCE) == expected


def test_of_a_data_set_the_rest_is_watched(tmp_path: Path) -> None:
    """A file behind the named one may change what is found in it."""
    scaffold(tmp_path / "mine")
    started = Watcher(tmp_path, "mine/drug/examplol.ttl")
    try:
        assert any(line.endswith(": 0 violations, 0 warnings, 0 infos") for line in started.turn())
        (tmp_path / "mine" / "condition.ttl").unlink()
        lines = started.turn()
        assert "changed: mine/condition.ttl" in lines
        assert any(line.startswith("new: mine/drug/examplol.ttl:") for line in lines)
    finally:
        started.process.kill()
        started.process.wait()


def test_an_empty_folder_is_told_and_watched(folder: Path) -> None:
    (folder / "empty").mkdir()
    started = Watcher(folder, "empty")
    try:
        assert started.turn() == [
            "Error: empty: this folder holds no *.ttl file; name the folder with your Turtle."
        ]
        write(folder / "empty" / "d.ttl", BAD)
        assert "changed: empty/d.ttl" in started.turn()
    finally:
        started.process.kill()
        started.process.wait()


@pytest.mark.parametrize("paths", [[], ["-"], ["d.ttl", "-"]])
def test_what_cannot_change_is_not_watched(
    paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.ttl").write_text(GOOD)
    done = CliRunner().invoke(cli, ["validate", *paths, "--watch"], input=b"")
    assert (done.exit_code, done.stdout, done.stderr) == (
        2,
        "",
        "Error: --watch needs files or folders that can change; name some.\n",
    )


TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def finding(focus: str, message: str = "m") -> Finding:
    return Finding("r", Severity.VIOLATION, focus, "", "", message)


def report(*findings: Finding) -> Report:
    return Report(findings, 1, 1, 1, 1)


def test_turns_compare_with_the_last_check_that_worked(tmp_path: Path) -> None:
    """An error takes nothing away and adds nothing; the same thing twice counts twice."""
    path = tmp_path / "d.ttl"
    path.write_text("")
    said: list[Report | InputError] = [
        report(finding("a"), finding("b")),
        InputError("broken"),
        report(finding("a"), finding("a", "other words")),
    ]
    left = iter(said)

    def check() -> Report:
        found = next(left)
        if isinstance(found, InputError):
            raise found
        return found

    def wait() -> None:
        path.write_text(path.read_text() + "#")

    turns = watching.turns(check, [str(path)], wait)
    first, broken, last = next(turns), next(turns), next(turns)
    assert (first.changed, first.new, first.gone) == ((), (finding("a"), finding("b")), ())
    assert (broken.report, broken.new, broken.gone) == (said[1], (), ())
    assert (last.new, last.gone) == ((finding("a", "other words"),), (finding("b"),))
    assert last.changed == (os.path.relpath(path),)
