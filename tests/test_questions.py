"""Each competency question has a title, an answer that people checked, and two engines agree."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from drugfacts.graph import read, write
from drugfacts.main import cli
from drugfacts.query import safety
from drugfacts.query.questions import Question, questions
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

GOLDEN = Path(__file__).parent / "questions"
QUESTIONS = questions()
NAMES = [question.name for question in QUESTIONS]

EXPECTED = {
    "actions", "adverse-effects", "advertising-sources", "advice", "boxed-topics-unmentioned",
    "brands", "claimed-uses", "claims-for-both-drugs", "contraindications",
    "differing-qualifiers", "doses", "driving", "identifiers", "indications-on-labels",
    "interactions", "label-versions", "mechanisms", "off-label-candidates", "precautions",
    "primary-use-disagreement", "risks-and-circumstances", "single-witness", "sources",
    "unchecked-passages", "withdrawal-effects",
}  # fmt: skip


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")


def test_every_question_has_an_answer_and_every_answer_a_question() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.csv")) == NAMES
    assert set(NAMES) >= EXPECTED


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_a_question_is_written_as_the_others(question: Question) -> None:
    lines = question.text.splitlines()
    assert re.fullmatch(r"# title: [A-Z].+[?)]", lines[0])
    assert re.fullmatch(r"# answer: [a-z].+[^.]", lines[1])
    assert all(len(line) <= 160 for line in lines[2:])
    declared = dict(re.findall(r"(?m)^PREFIX ([a-z-]+): <(.+)>$", question.text))
    body = question.text[question.text.index("\nSELECT") :]
    used = {p for p in PREFIXES if re.search(rf"(?<![\w?:-]){p}:[A-Za-z]", body)}
    assert declared == {prefix: PREFIXES[prefix] for prefix in used}
    assert list(declared) == sorted(declared)
    assert safety.is_ordered(question.text)
    # Two patterns in one NOT EXISTS are slow in the engine.
    inside = re.findall(r"NOT EXISTS \{([^}]*)\}", question.text)
    assert [pattern for pattern in inside if ";" in pattern or " . " in pattern.strip()] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_one_that_was_checked(name: str) -> None:
    done = CliRunner().invoke(cli, ["query", name, "--format", "csv"])
    assert done.exit_code == 0
    assert done.stdout.replace("\r\n", "\n") == golden(name)
    rows = golden(name).count("\n") - 1
    assert rows > 0
    assert done.stderr == f"{rows} row{'' if rows == 1 else 's'}\n"


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_listed(name: str) -> None:
    listed = CliRunner().invoke(cli, ["query", "--list"]).stdout
    title = next(question.title for question in QUESTIONS if question.name == name)
    assert re.search(rf"(?m)^{name} +{re.escape(title)}$", listed)


@cache
def by_rdflib() -> Graph:
    from rdflib import Graph

    triples = [*read.read().all_triples(), *read.packaged("ontology").all_triples()]
    return Graph().parse(data=write.ntriples(triples), format="nt")


def plain(value: str) -> str:
    """Return a value whose form does not tell which engine wrote it: 2 and 2.0 are equal."""
    if re.fullmatch(r"[+-]?[0-9]+\.[0-9]+", value):
        try:
            return format(Decimal(value).normalize(), "f")
        except InvalidOperation:
            return value
    return value


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_another_engine_answers_the_same(question: Question) -> None:
    found = by_rdflib().query(question.text).serialize(format="csv")
    assert found is not None
    mine, theirs = (
        [[plain(value) for value in row] for row in csv.reader(io.StringIO(text))]
        for text in (golden(question.name), found.decode())
    )
    assert theirs[0] == mine[0]
    assert Counter(map(tuple, theirs[1:])) == Counter(map(tuple, mine[1:]))
