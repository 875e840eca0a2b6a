"""The README tells the truth: its commands print what it shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_commands_of_the_readme_print_what_it_shows() -> None:
    command = [sys.executable, str(ROOT / ".ci" / "readme.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ran = int(done.stdout.split()[0])
    assert ran >= 12


def test_readme_shows_every_command() -> None:
    from drugfacts.commands import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [command.name for command in COMMANDS if f"$ drugfacts {command.name}" not in text]
    assert missing == []


def test_turtle_of_the_readme_stands_in_the_data() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```turtle\n(.*?)```", text, re.DOTALL)
    data = (ROOT / "data" / "drug" / "clonazepam.ttl").read_text(encoding="utf-8")
    assert shown
    assert [block for block in shown if block not in data] == []


def test_readme_has_no_placeholder() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^[A-Z]{5,}$", text, re.MULTILINE) == []
