"""The root command: errors in one line, exit codes, pipes, and a light start."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from drugfacts.commands import COMMANDS
from drugfacts.errors import (
    DrugFactsError,
    InputError,
    LimitError,
    OutputError,
    UsageError,
)
from drugfacts.main import cli

ROOT = Path(__file__).parents[1]
HEAVY = {"pyoxigraph", "rdflib", "pyshacl", "pyld"}


def all_commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{path}{name} ")


EVERY = dict(all_commands(cli))


def drugfacts(*arguments: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-m", "drugfacts", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def shell(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli"), "PY": sys.executable, **variables}
    command = ["bash", "-o", "pipefail", "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), prog_name="drugfacts")


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let ``drugfacts format`` fail in the library."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("drugfacts.formatting.formatted", fail)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("x: is not there; check it."), 2, "x: is not there; check it."),
        (InputError("bad; mend it.", "a.ttl", 3, 14), 3, "a.ttl:3:14: bad; mend it."),
        (InputError("bad; mend it.", "a.ttl"), 3, "a.ttl: bad; mend it."),
        (InputError("bad; mend it."), 3, "bad; mend it."),
        (OutputError("x: cannot be written; move."), 3, "x: cannot be written; move."),
        (LimitError("too deep; split it."), 4, "too deep; split it."),
        (DrugFactsError("broken; report it."), 5, "broken; report it."),
        (MemoryError(), 4, "memory ran out; split the input into smaller files."),
        (KeyboardInterrupt(), 130, "stopped."),
        (EOFError(), 130, "stopped."),
        (click.FileError("f", "no"), 3, "Could not open file 'f': no"),
        (
            ValueError("what"),
            5,
            "internal error: ValueError: what; run again with --traceback and report it.",
        ),
        (
            RecursionError("deep"),
            5,
            "internal error: RecursionError: deep; run again with --traceback and report it.",
        ),
        (
            OSError(28, "No space left on device"),
            3,
            "standard output cannot be written (No space left on device); send it elsewhere.",
        ),
        (
            OSError(28, "No space left on device", "f"),
            5,
            "internal error: OSError: [Errno 28] No space left on device: 'f'; "
            "run again with --traceback and report it.",
        ),
    ],
)
def test_errors_are_one_line_with_their_exit_code(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drugfacts.main._drop_output", lambda: None)
    raising(monkeypatch, error)
    done = run("format", "--check")
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.strip() == f"Error: {said}"


def test_a_message_is_one_line_that_does_not_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raising(monkeypatch, UsageError("one\n  two \x1b[31m red \u202e \udcff end"))
    done = run("format", "--check")
    assert done.stderr == "Error: one two \\x1b[31m red \\u202e \\udcff end\n"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_traceback_shows_where_and_keeps_the_exit_code(
    place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(monkeypatch, InputError("bad; mend it."))
    arguments = ["format", "--check"]
    arguments.insert(place, "--traceback")
    done = run(*arguments)
    assert done.exit_code == 3
    lines = done.stderr.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-2:] == ["drugfacts.errors.InputError: bad; mend it.", "Error: bad; mend it."]


def test_without_traceback_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, ValueError("what"))
    assert "Traceback" not in run("format", "--check").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--nix"], "No such option '--nix'; see 'drugfacts --help'."),
        (["nix"], "No such command 'nix'; see 'drugfacts --help'."),
        (["format", "--nix"], "No such option '--nix'; see 'drugfacts format --help'."),
        (["evidence", "nix"], "No such command 'nix'; see 'drugfacts evidence --help'."),
        (["evidence", "cite"], "Missing option '--source'; see 'drugfacts evidence cite --help'."),
        (["init"], "Missing argument 'DIR'; see 'drugfacts init --help'."),
        (["init", "a", "b"], "Got unexpected extra argument (b); see 'drugfacts init --help'."),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    # Click's versions differ in quotation marks and in what they guess.
    plain = re.sub(r"[.;]? \(?Did you mean[^;]*", "", done.stderr)
    assert plain.replace(": --nix", " '--nix'") == f"Error: {said}\n"


@pytest.mark.parametrize("arguments", [[], ["evidence"]])
def test_no_command_shows_the_help(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: drugfacts")
    assert "\nCommands:\n" in done.stderr


@pytest.mark.parametrize("name", ["", *EVERY])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_every_command(name: str, option: str) -> None:
    done = run(*name.split(), option)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: drugfacts {name}".rstrip())
    assert "\\b" not in done.stdout


@pytest.mark.parametrize("name", EVERY)
def test_every_help_has_an_example_line_by_line(name: str) -> None:
    text = run(*name.split(), "--help").stdout
    example = re.search(r"\n  Example:\n((?:      .*\n)+)", text)
    assert example is not None, f"{name} shows no example"
    assert "drugfacts " in example[1]
    assert EVERY[name].get_short_help_str(limit=80)


def test_help_of_the_group_has_the_exit_codes() -> None:
    text = run("--help").stdout
    for code in range(6):
        assert re.search(rf"^    {code}  \w", text, re.MULTILINE)


def test_commands_are_those_of_the_design() -> None:
    assert {command.name for command in COMMANDS} == {
        "build", "validate", "export", "query", "show", "explain", "format", "evidence", "init",
        "shapes", "conflicts", "label", "report", "draw", "store",
    }  # fmt: skip
    assert set(cli.commands) == {command.name for command in COMMANDS}


def test_version() -> None:
    done = run("--version")
    assert done.exit_code == 0
    number = r"\d+(\.\d+)+\S*"
    pattern = rf"drugfacts {number} \(pyoxigraph {number}, pyshacl {number}, rdflib {number}\)\n"
    assert re.fullmatch(pattern, done.stdout)


@pytest.mark.parametrize(
    "arguments", [["--help"], *([*name.split(), "--help"] for name in EVERY)], ids=" ".join
)
def test_help_imports_no_heavy_module(arguments: list[str]) -> None:
    done = drugfacts(*arguments, options=("-X", "importtime"))
    assert done.returncode == 0
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "click" in names
    assert names & HEAVY == set()


def test_exit_codes_of_the_process(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a", encoding="utf-8")
    untidy = tmp_path / "untidy.ttl"
    untidy.write_text("<a:b>   a   <a:c> .\n", encoding="utf-8")
    for arguments, code in [
        (["--version"], 0),
        (["format", "--check", str(untidy)], 1),
        (["format", str(tmp_path / "none")], 2),
        (["format", str(broken)], 3),
    ]:
        done = drugfacts(*arguments)
        assert done.returncode == code, done.stderr
        assert len(done.stderr.splitlines()) <= 1


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "--version",
        "format --help",
        "export --format ntriples",
        "show diazepam",
        "query 'SELECT * { ?s ?p ?o }'",
    ],
)
def test_a_reader_that_leaves_is_no_fault(command: str, tmp_path: Path) -> None:
    query = tmp_path / "all.rq"
    query.write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    command = re.sub("'SELECT.*'", str(query), command)
    done = shell(f'"$PY" -m drugfacts {command} 2>"$ERR" | true', ERR=str(tmp_path / "err"))
    assert done.returncode == 0
    assert (tmp_path / "err").read_text(encoding="utf-8") in {"", f"{rows_in(tmp_path)}"}


def rows_in(folder: Path) -> str:
    """Return the remark of a query on its rows, if there is one."""
    text = (folder / "err").read_text(encoding="utf-8")
    return text if re.fullmatch(r"\d+ rows\n", text) else ""


@pytest.mark.parametrize("command", ["--help", "--version", "export --format ntriples"])
def test_a_full_disk_is_said_in_one_line(command: str) -> None:
    done = shell(f'"$PY" -m drugfacts {command} >/dev/full')
    assert done.returncode == 3
    assert done.stderr == (
        "Error: standard output cannot be written (No space left on device); send it elsewhere.\n"
    )


def test_closed_output_is_no_fault() -> None:
    done = shell('"$PY" -m drugfacts --version >&-')
    assert (done.returncode, done.stderr) == (0, "")


def test_output_does_not_depend_on_the_locale(tmp_path: Path) -> None:
    text = '<a:b> <a:c> "\u00e9 \u2026" .\n'
    (tmp_path / "x.ttl").write_text(text, encoding="utf-8")
    for variables in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}):
        done = subprocess.run(
            [sys.executable, "-m", "drugfacts", "format", "-"],
            input=text.encode(),
            env={**os.environ, "PYTHONPATH": str(ROOT / "cli"), **variables},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout.decode()) == (0, text)


def test_a_file_name_keeps_its_bytes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.ttl"
    Path(os.fsdecode(name)).write_text("<a:b>  a <a:c> .", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "drugfacts", "format", "--check", os.fsdecode(name)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "cli")},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, name + b"\n")


def test_interrupt(tmp_path: Path) -> None:
    script = (
        "import signal, sys\n"
        "from drugfacts import formatting\n"
        "from drugfacts.main import cli\n"
        "formatting.formatted = lambda paths: signal.raise_signal(signal.SIGINT)\n"
        "cli.main(['format', '--check'], prog_name='drugfacts')\n"
    )
    done = shell('"$PY" -c "$SCRIPT"', SCRIPT=script)
    assert done.returncode == 130
    assert done.stderr.strip() == "Error: stopped."


def test_errors_pass_when_a_caller_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, LimitError("too deep; split it."))
    with pytest.raises(LimitError):
        cli.main(["format", "--check"], standalone_mode=False)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("show diazepam >&-", "standard output is closed; send it somewhere."),
        ("query brands >&-", "standard output is closed; send it somewhere."),
        ("export - <&-", "standard input is closed; name a file, or open it."),
    ],
)
def test_a_closed_stream_that_is_needed_is_said_in_one_line(script: str, said: str) -> None:
    done = shell(f'"$PY" -m drugfacts {script}')
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"Error: {said}\n")


def test_a_working_folder_that_is_gone_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = shell(
        'cd "$HERE" && rmdir "$HERE" && "$PY" -m drugfacts show diazepam',
        HERE=str(tmp_path / "gone"),
    )
    said = "Error: the working folder is gone; change to one that is there.\n"
    assert (done.returncode, done.stderr) == (3, said)


def test_no_summary_of_a_command_is_cut() -> None:
    assert "..." not in run("--help").stdout.partition("Commands:")[2]
