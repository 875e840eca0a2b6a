"""Where labels of one jurisdiction disagree on a use, no short-cut is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from drugfacts.label.endorsed import endorse
from drugfacts.label.records import Facts
from drugfacts.label.verdicts import derive
from drugfacts.main import cli
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Hierarchy, Label

Beside = Callable[..., Path]
BASE = "https://example.org/facts/"
DAY = "2026-11-22"
NO_POPULATION = ("    df:population df-population:adult ;\n", "")
OTHER_SET = ("00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001")
FORBIDS = ("indication-blue-hiccups a df:Indication", "contra-blue-hiccups a df:Contraindication")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.fixture
def disagreeing(own: Path, beside: Beside) -> Path:
    """Two labels of one jurisdiction: one states a use, the other contraindicates it."""
    beside("xx-examplol-yes", NO_POPULATION)
    beside("xx-examplol-no", NO_POPULATION, OTHER_SET, FORBIDS)
    (own / "label" / "xx-examplol-tablet.ttl").unlink()
    return own


HELD = (
    "examplol is not written as labelled for blue hiccups in XX: another label contraindicates "
    "or denies that use (label-xx-examplol-no:contra-blue-hiccups)."
)


def test_no_edge_where_another_label_contraindicates_the_use(disagreeing: Path) -> None:
    done = run("label", "endorse", disagreeing, "--as-of", DAY)
    assert done.exit_code == 0
    assert done.stderr == f"held back: {HELD}\n"
    quads = list(parse(done.stdout, format=RdfFormat.TRIG))
    assert [q for q in quads if q.predicate.value == DF.labelledFor] == []
    (told,) = [
        q.object.value
        for q in quads
        if q.predicate.value == PREFIXES["dcterms"] + "description"
        and q.subject.value == f"{BASE}labelled-for/xx-{DAY}"
    ]
    assert told.endswith(f" Held back: 1. {HELD[0].upper()}{HELD[1:]}")


def test_the_question_says_what_was_held_back(disagreeing: Path) -> None:
    done = run("query", "endorsed-uses", disagreeing, "--as-of", DAY, "--format", "csv")
    assert len(done.stdout.splitlines()) == 1
    assert f"held back: {HELD}" in done.stderr


def test_nothing_held_back_is_not_told() -> None:
    done = run("label", "endorse", "--as-of", DAY)
    assert done.stderr == ""
    assert "Held back" not in done.stdout


def test_with_output_the_count_is_told(disagreeing: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.trig"
    done = run("label", "endorse", disagreeing, "--as-of", DAY, "--output", out)
    assert done.stderr == f"held back: {HELD}\n{out}: 0 short-cuts\n"


def asked(order: Hierarchy, claims: list[Claim], *labels: Label) -> tuple[list[str], list[str]]:
    """Return the conditions of edges, and of what was held back."""
    facts = Facts(tuple(claims), labels, order)
    found = endorse(derive(facts, BASE, DAY), facts, DAY)
    edges, held = (
        [each.condition.rpartition("/")[2] for each in side]
        for side in (found.edges, found.held_back)
    )
    return edges, held


Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("opposing", "more", "held"),
    [
        ({"kind": DF.Contraindication, "condition": "panic"}, {}, True),
        ({"kind": DF.Contraindication, "condition": "anxiety"}, {}, True),
        ({"denied": True, "condition": "panic"}, {}, True),
        ({"kind": DF.Contraindication, "condition": "panic-with-fear"}, {}, False),
        ({"kind": DF.Contraindication, "condition": "panic", "population": "child"}, {}, False),
        ({"kind": DF.Contraindication, "condition": "panic"}, {"jurisdiction": "DE"}, False),
        ({"kind": DF.Contraindication, "condition": "panic"}, {"drug": f"{BASE}drug/b"}, False),
        ({"kind": DF.Contraindication, "condition": "panic"}, {"issued": "2026-11-23"}, False),
        ({"kind": DF.Contraindication, "condition": "panic"}, {"issued": "2026-11-22"}, True),
    ],
)
def test_what_holds_an_edge_back(
    claim: Make, label: Make, order: Any, opposing: dict[str, Any], more: dict[str, str], held: bool
) -> None:
    yes = label(claim("s", condition="panic", document="label/yes"), name="yes")
    no = label(claim("s", document="label/no", **opposing), name="no", **more)
    edges, held_back = asked(order, [claim("x", condition="panic")], yes, no)
    assert (edges, held_back) == (([], ["panic"]) if held else (["panic"], []))


def test_a_replaced_version_holds_nothing_back(claim: Make, label: Make, order: Any) -> None:
    old = claim("s", DF.Contraindication, condition="panic", document="label/v1")
    new = claim("s", condition="panic", document="label/v2")
    labels = (
        label(old, name="v1", set_id="1", issued="2026-01-01"),
        label(new, name="v2", set_id="1", issued="2026-02-01"),
    )
    assert asked(order, [claim("x", condition="panic")], *labels) == (["panic"], [])


def test_an_edge_has_no_route_so_a_label_of_another_route_counts(
    claim: Make, label: Make, order: Any
) -> None:
    yes = label(claim("s", condition="panic", document="label/yes"), name="yes")
    no = label(
        claim("s", DF.Contraindication, condition="panic", document="label/no"),
        name="no",
        routes=("intravenous",),
    )
    one = claim("x", condition="panic", route="oral")
    assert asked(order, [one], yes, no) == ([], ["panic"])
