"""``drugfacts shapes mutate``: its lines, its exit codes, and the score of our own shapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

ROOT = Path(__file__).parents[2]
OWN = ("--shapes", "shapes.ttl", "--examples", "examples")

SHAPES = """\
@prefix ex: <https://example.org/terms#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:Person a sh:NodeShape ;
    sh:targetSubjectsOf ex:age ;
    sh:property ex:Person-age .

ex:Person-age a sh:PropertyShape ;
    sh:path ex:age ;
    sh:maxCount 1 .
"""
EXAMPLE = "@prefix ex: <https://example.org/terms#> .\n\nex:ada ex:age 36 "

TEXT = """\
examples/good.ttl:3:15: no-class ex:age: a negative number; 1 of 1 examples have it unnoticed; \
make a shape say what ex:age of such a thing must be
examples/good.ttl:3:15: no-class ex:age: a text in the place of its datatype; 1 of 1 examples \
have it unnoticed; make a shape say what ex:age of such a thing must be
examples/good.ttl:3:15: no-class ex:age: an IRI in the place of a literal; 1 of 1 examples have \
it unnoticed; make a shape say what ex:age of such a thing must be
examples/good.ttl:3:15: no-class ex:age: another datatype, xsd:double; 1 of 1 examples have it \
unnoticed; make a shape say what ex:age of such a thing must be
examples/good.ttl:3:15: no-class ex:age: no number at all; 1 of 1 examples have it unnoticed; \
make a shape say what ex:age of such a thing must be
data with survivors:
  no-class  0.166  1 of 6
rules by kind of change:
  drop      1.000  1 of 1
  flip      1.000  1 of 1
  link      1.000  1 of 1
  severity  1.000  1 of 1
  target    1.000  1 of 1
  weaken    1.000  1 of 1
data by kind of change:
  corrupt  0.000             0 of 5
  missing  nothing to count  0 of 0
  second   1.000             1 of 1
rules: 6 of 6 changes of the shapes noticed, 1.000
data: 1 of 6 changes of the good examples noticed, 0.166, below 0.9 \
(not counted: 1 free by the shapes)
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(SHAPES)
    Path("examples").mkdir()
    Path("examples/good.ttl").write_text(f"{EXAMPLE}.\n")
    Path("examples/bad--Person-age--two.ttl").write_text(f"{EXAMPLE}, 37 .\n")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["shapes", "mutate", *arguments], prog_name="drugfacts")


def test_survivors_and_scores_are_told_and_a_low_score_is_exit_1() -> None:
    done = run(*OWN)
    assert done.stdout == TEXT
    assert done.stderr == (
        "13 of 13 mutants held against 1 good and 1 bad examples: 7 of 12 noticed (0.583), "
        "0.9 missed\n"
    )
    assert done.exit_code == 1


def test_the_score_to_reach_can_be_set() -> None:
    assert run(*OWN, "--min-score", "0.16").exit_code == 0
    assert run(*OWN, "--min-score", "0.17").exit_code == 1


def test_json_has_the_same() -> None:
    done = run(*OWN, "--format", "json")
    found = json.loads(done.stdout)
    assert found["score"] == {"noticed": 7, "counted": 12, "value": 7 / 12}
    assert found["passes"] is False
    assert found["parts"]["rules"]["kinds"]["drop"] == {"noticed": 1, "counted": 1, "value": 1.0}
    assert found["parts"]["data"]["free"] == 1
    assert [m["change"] for m in found["free"]] == ["ex:age: no value"]
    assert [
        f"{m['where']}: {m['name']} {m['change']}; {m['advice']}" for m in found["survivors"]
    ] == (TEXT.splitlines()[:5])
    assert done.exit_code == 1


def test_own_shapes_need_own_examples() -> None:
    done = run("--shapes", "shapes.ttl")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--shapes needs --examples" in done.stderr


def test_an_unknown_shape_is_wrong_usage() -> None:
    done = run(*OWN, "--select", "Cat*")
    assert done.exit_code == 2
    assert "there is no shape Cat*; name one" in done.stderr


def test_a_sample_of_our_own_shapes_reaches_the_score() -> None:
    done = run("--select", "Drug*", "--sample", "150")
    assert done.exit_code == 0, done.stdout
    assert done.stderr.startswith("150 of ")
    assert str(ROOT) not in done.stdout


@pytest.mark.slow
def test_our_own_shapes_reach_the_score() -> None:
    done = run("--format", "json", "--min-score", "0.93")
    assert done.exit_code == 0, done.stdout
    found = json.loads(done.stdout)
    assert found["parts"]["rules"]["value"] >= 0.98
    assert found["invalid"] == []
    assert found["remarks"] == []
