"""``drugfacts show``: plain and piped alike, with the exit codes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

INVENTED = Path(__file__).parents[1] / "invented"
CARD = (
    "otherol (drug:otherol), drug\n"
    "A claim is what a source says, not a fact. Nothing here is medical advice.\n"
    "\n"
    "Identifiers\n"
    "  RxNorm concept identifier  54321\n"
    "\n"
    "Indication: 1 claim\n"
    "  panic disorder  1 article: leaflet\n"
    "\n"
    "Sources\n"
    "  leaflet  A leaflet  carries advertising\n"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["show", *map(str, arguments)])


def test_a_card_is_on_standard_output() -> None:
    done = run("otherol", INVENTED)
    assert (done.exit_code, done.stdout, done.stderr) == (0, CARD, "")


def test_packaged_facts_are_shown_without_paths() -> None:
    done = run("diazepam")
    assert done.exit_code == 0
    assert done.stdout.startswith("diazepam (drug:diazepam), drug\nA claim is what a source says")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("diazpam", "nothing is called 'diazpam'; did you mean drug:diazepam?"),
        (
            "indication-panic-disorder",
            "'indication-panic-disorder' names several things: "
            "drug-clonazepam:indication-panic-disorder, drug-diazepam:indication-panic-disorder, "
            "label-us-clonazepam-tablet:indication-panic-disorder; name one of them in full.",
        ),
    ],
)
def test_unknown_and_ambiguous_names_are_wrong_usage(name: str, said: str) -> None:
    done = run(name)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")


def on_a_terminal(**environment: str) -> str:
    """Return what the command writes to a terminal."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "drugfacts", "show", "otherol", str(INVENTED)],
        stdout=follower,
        env={"PYTHONPATH": ":".join(sys.path), "TERM": "xterm", **environment},
    )
    assert process.wait() == 0
    os.close(follower)
    written = os.read(leader, 100_000).decode().replace("\r\n", "\n")
    os.close(leader)
    return written


def test_headings_are_bold_on_a_terminal_unless_colour_is_unwanted() -> None:
    bold = on_a_terminal()
    assert "\x1b[1mIdentifiers\x1b[0m\n" in bold
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == CARD
    assert on_a_terminal(NO_COLOR="1") == CARD


def test_help_shows_examples() -> None:
    assert "drugfacts show condition:panic-disorder" in run("--help").stdout
