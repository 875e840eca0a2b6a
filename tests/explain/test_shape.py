"""Explanations of shapes: from the shape, the ontology and the examples that test it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.explain import forms, layout
from drugfacts.explain.rules import Rules

if TYPE_CHECKING:
    from drugfacts.explain.model import Rule

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "shapes"
MARKS = ("# <- wrong", "# <- right", "# <- missing", "# …")

GOLDEN = """\
Dosing-withFood (violation)
with food of a dosing, shapes/dosing.ttl:LINE:1, <https://w3id.org/drugfacts/shapes#Dosing-withFood>

Problem
  A dosing has at most one relation to food, a df:FoodRelation of the data.

Why it matters
  Doses are what readers act on and what is held against the maximum of a label; each number
  must be a number, in order, of one unit and of one thing.

  The value is a concept and not a truth value, because both ways can be allowed.

What it asks
  held against  every dosing (df:Dosing)
  along         df:withFood
  asks for      at most one value
                each value is a food relation (df:FoodRelation)

  df:Dosing        A claim about how much of a drug is taken, how often, how it is taken, or by
                   what the dose is chosen.
  df:withFood      The relation of a dosing to how it is timed against meals.
  df:FoodRelation  A concept for how the taking of a drug is timed against meals.

Wrong
  tests/shapes/dosing/bad--Dosing-withFood--not-a-food-relation.ttl: not a food relation

    drug-examplol:dosing-first a df:Dosing ;
        # …
        df:statedIn source-examplol-page:char-10-40 ;
        df:withFood effect:first-effect ;  # <- wrong
        df:wording wording:may .

  Also wrong: two.

Right
  tests/shapes/dosing/good.ttl

    drug-examplol:dosing-first a df:Dosing ;
        # …
        df:statedIn source-examplol-page:char-10-40 ;
        df:withFood food:first-food ;  # <- right
        df:wording wording:may .

How to fix
  Keep one df:withFood, write another claim for another value, and add the concept where it is
  missing.
"""


@cache
def rules() -> Rules:
    return Rules()


def explained(name: str) -> Rule:
    found = rules().explain(name)
    assert found is not None
    return found


def names() -> list[str]:
    return sorted(rules().catalogue.rules())


def line_of(shape: str, file: str) -> int:
    lines = (ROOT / file).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f"dfsh:{shape} a "))


def test_a_shape_is_explained_in_full() -> None:
    shown = forms.text(layout.of_rule(explained("Dosing-withFood")))
    line = line_of("Dosing-withFood", "shapes/dosing.ttl")
    assert shown == GOLDEN.replace("LINE", str(line))


def test_all_rules_are_those_that_have_bad_examples() -> None:
    assert names() == sorted({path.stem.split("--")[1] for path in EXAMPLES.glob("*/bad--*.ttl")})


@pytest.mark.parametrize("name", names())
def test_every_shape_has_a_problem_a_reason_a_fix_and_examples(name: str) -> None:
    rule = explained(name)
    assert re.fullmatch(r"[A-Z].*\.", rule.problem)
    assert re.match(
        r"(Add|Cite|Compute|Copy|Correct|Give|Keep|Make|Move|Name|Point|Remove|Rename|Use|Write) ",
        rule.fix,
    )
    assert rule.fix.endswith(".")
    assert rule.why
    assert all(re.fullmatch(r"[A-Z].*[.)]", text) for text in rule.why)
    assert rule.asks
    assert rule.scope
    assert rule.severity in {"violation", "warning"}
    assert rule.iri == f"https://w3id.org/drugfacts/shapes#{name}"
    assert re.fullmatch(r"shapes/[a-z-]+\.ttl:\d+:1", rule.place)
    (wrong,), (right,) = rule.wrong, rule.right
    assert any(mark in line for line in (*wrong.turtle, *right.turtle) for mark in MARKS[:3])
    assert len(wrong.turtle) < 20
    assert f"{name}--" in wrong.file


@pytest.mark.parametrize("name", names())
def test_examples_are_lines_of_the_files_that_are_run(name: str) -> None:
    rule = explained(name)
    for example in (*rule.wrong, *rule.right):
        lines = (ROOT / example.file).read_text(encoding="utf-8").split("\n")
        bare = [re.sub(r"  # <- \w+$", "", line) for line in example.turtle]
        shown = [line for line in bare if line.strip() not in {*MARKS, ""}]
        assert shown
        assert set(shown) <= set(lines)
    whys = {path.stem.split("--")[2] for path in EXAMPLES.glob(f"*/bad--{name}--*.ttl")}
    told = {rule.wrong[0].why, *rule.also_wrong}
    assert told == {why.replace("-", " ") for why in whys}


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        (
            "Claim-reviewState",
            (
                "exactly one value",
                "each value is a review state (df:ReviewState)",
                "each value matches /review/(unreviewed|reviewed|overruled)$",
            ),
        ),
        (
            "AdverseEffect-incidencePercent",
            (
                "at most one value",
                "each value is a decimal number, at least 0.0 and at most 100.0",
            ),
        ),
        ("Claim-polarity", ("at most one value", "each value is one of df:Asserted, df:Denied")),
        ("Claim-type", ("exactly one value that is a kind of claim",)),
        (
            "Claim-wasAttributedTo",
            ("exactly one value", "each value is an organisation or is a person"),
        ),
        ("SeeAlso-seeAlso", ("each value is an IRI", "each value matches ^https?://")),
        ("Unchecked", ("its query finds nothing",)),
        ("ClaimIri", ("it matches #[a-z0-9]+(-[a-z0-9]+)*$",)),
    ],
)
def test_constraints_are_told_in_words(name: str, asks: tuple[str, ...]) -> None:
    assert explained(name).asks == asks


@pytest.mark.parametrize(
    "name",
    [
        "Claim-reviewState",
        "dfsh:Claim-reviewState",
        "https://w3id.org/drugfacts/shapes#Claim-reviewState",
        "<https://w3id.org/drugfacts/shapes#Claim-reviewState>",
        "claim-reviewstate",
        " Claim-reviewState ",
    ],
)
def test_a_shape_is_found_by_name_curie_and_iri(name: str) -> None:
    assert explained(name).name == "Claim-reviewState"


def test_a_shape_that_holds_others_lists_them() -> None:
    rule = explained("Claim")
    assert rule.severity == ""
    assert ("Claim-about", "A claim is about exactly one thing.") in rule.parts
    assert "Claim (holds other rules)\n" in forms.text(layout.of_rule(rule))


def test_a_shape_that_serves_others_names_them() -> None:
    rule = explained("IsCounted")
    assert rule.used_by == ("IsInNeedOfWording",)
    assert forms.text(layout.of_rule(rule)).startswith("IsCounted (serves other shapes)\n")


def test_the_nearest_names_are_known() -> None:
    assert rules().explain("Claim-reviewStat") is None
    assert rules().nearest("Claim-reviewStat") == ["Claim-reviewState"]
    assert rules().nearest("document-dangeling")[0] == "document-dangling"
    assert rules().nearest("zzz") == []
