"""Verdicts, conflicts and short-cuts are refused among the facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from drugfacts.graph import read
from drugfacts.main import cli
from drugfacts.model import Severity
from drugfacts.validation.derived import RULE, derived

INVENTED = Path(__file__).parents[1] / "invented"
BASE = "https://example.org/facts/"
HEAD = f"@prefix df: <https://w3id.org/drugfacts/ontology#> .\n@prefix d: <{BASE}> .\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return shutil.copytree(INVENTED, tmp_path / "mine")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("<x> a df:Verdict .", "df:Verdict makes this a verdict"),
        ("<x> df:onClaim <y> .", "df:onClaim makes this a verdict"),
        ("<x> df:againstLabel <y> .", "df:againstLabel makes this a verdict"),
        ("<x> df:outcome df:OnLabel .", "df:outcome makes this a verdict"),
        ("<x> df:basis <y> .", "df:basis makes this a verdict"),
        ("<x> df:missingRestriction <y> .", "df:missingRestriction makes this a verdict"),
        ("<x> a df:Conflict .", "df:Conflict makes this a conflict"),
        ("<x> a df:AdviceConflict .", "df:AdviceConflict makes this a conflict"),
        ("<x> a df:ExclusionConflict .", "df:ExclusionConflict makes this a conflict"),
        ("<x> a df:NegationConflict .", "df:NegationConflict makes this a conflict"),
        ("<x> a df:RangeConflict .", "df:RangeConflict makes this a conflict"),
        ("<x> a df:ValueConflict .", "df:ValueConflict makes this a conflict"),
        ("<x> df:between <y> .", "df:between makes this a conflict"),
        ("<x> df:labelledFor <y> .", "df:labelledFor makes this a short-cut"),
    ],
)
def test_each_of_them_is_found_where_it_stands(mine: Path, statement: str, said: str) -> None:
    file = mine / "drug" / "third.ttl"
    file.write_text(HEAD + statement, encoding="utf-8")
    (found,) = derived(read.read([file]))
    assert (found.rule, found.severity) == (RULE, Severity.VIOLATION)
    assert found.focus == f"{BASE}drug/x"
    assert found.message.startswith(said)
    column = 7 if " a df:" in statement else 5
    assert str(found.position) == f"{file}:3:{column}"


def test_a_thing_is_told_once(mine: Path) -> None:
    file = mine / "drug" / "third.ttl"
    file.write_text(f"{HEAD}<x> a df:Verdict ; df:onClaim <y> ; df:outcome df:OnLabel .")
    assert len(list(derived(read.read([file])))) == 1


def test_what_is_outside_a_data_set_is_what_the_commands_write(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.ttl"
    file.write_text(HEAD + "d:x a df:Verdict .")
    assert list(derived(read.read([file]))) == []


def test_the_facts_hold_none() -> None:
    assert list(derived(read.read())) == []
    assert list(derived(read.read([INVENTED]))) == []


def test_the_check_fails(mine: Path) -> None:
    """A short-cut that somebody typed would be read as a fact."""
    file = mine / "drug" / "examplazine.ttl"
    text = file.read_text(encoding="utf-8")
    line = f"<{BASE}drug/examplazine> df:labelledFor <{BASE}condition/x> .\n"
    file.write_text(f"{text}\n{line}", encoding="utf-8")
    done = CliRunner().invoke(cli, ["validate", str(mine), "--select", RULE, "--format", "concise"])
    assert done.exit_code == 1
    number = len(text.splitlines()) + 2
    assert f"{file}:{number}:" in done.stdout
    assert "violation document-derived: df:labelledFor makes this a short-cut" in done.stdout
    assert CliRunner().invoke(cli, ["validate", str(INVENTED), "--select", RULE]).exit_code == 0
