"""A user's program is checked against our types, and wrong use is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import drugfacts

RIGHT = """
from datetime import date
from decimal import Decimal

import drugfacts
from drugfacts.api import Claim, Thing

facts: drugfacts.Facts = drugfacts.load("a.ttl")
claims: list[Claim] = facts.claims(drug="x", kind="Onset")
start: int | None = claims[0].evidence[0].start
labels: list[str] = [each.label for each in claims[0].object if isinstance(each, Thing)]
outcome: str = facts.verdicts(as_of=date(2026, 11, 22))[0].outcome
texts: list[str] = facts.query("SELECT * {}", dose=Decimal(1), drug=claims[0].about).values("x")
fine: bool = facts.validate().conforms
"""
WRONG = {
    "drugfacts.load(1)": "[arg-type]",
    "drugfacts.load().verdicts()": "[call-arg]",
    "drugfacts.load().claims()[0].drg": "[attr-defined]",
    'drugfacts.load().query("", dose=0.5)': "[arg-type]",
}


def mypy(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "mine.py").write_text(text, encoding="utf-8")
    source = Path(drugfacts.__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "mine.py"],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_program_passes_and_mistakes_are_found(tmp_path: Path) -> None:
    wrong = "".join(f"{line}\n" for line in WRONG)
    done = mypy(tmp_path, RIGHT + wrong)
    errors = [line for line in done.stdout.splitlines() if line.startswith("mine.py:")]
    first = RIGHT.count("\n") + 1
    assert [line.split(":")[1] for line in errors] == [str(first + n) for n in range(len(WRONG))], (
        done.stdout
    )
    assert [line.split()[-1] for line in errors] == list(WRONG.values())


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(drugfacts.__file__).parent / "py.typed").is_file()
