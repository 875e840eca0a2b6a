"""Every form of the list of conflicts: what it holds, and that it is the same every time."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from drugfacts import validation
from drugfacts.conflict import forms
from drugfacts.conflict.find import conflicts
from drugfacts.conflict.telling import Teller
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.terms import DF
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from pathlib import Path

    from drugfacts.conflict.told import Told

Build: TypeAlias = "Callable[..., DataSet]"
BASE = "https://example.org/facts/"
DAY = "2026-11-22"
NAME = "conflict:drug-x.a--drug-x.b"
TEXT = """
drug-x:a a df:PrimaryUse ; df:about drug:x ; df:condition condition:broad ;
    df:statedIn source-one:a ; df:wording condition:other .
drug-x:b a df:PrimaryUse ; df:about drug:x ; df:condition condition:other ;
    df:statedIn source-two:a .
"""
WHY = (
    "Each names another primary use, broad and other; neither includes the other, and each has "
    "a source that does not name the other."
)
SPITEFUL = TEXT + 'condition:broad skos:prefLabel "=1+1|<b>`\\u001b[31m"@en .'


def told(build: Build, text: str = TEXT) -> list[Told]:
    data = build(text)
    return Teller(data).all(conflicts(data))


def write(build: Build, form: str, text: str = TEXT) -> str:
    return forms.write(form, told(build, text), BASE, DAY)


def test_table(build: Build) -> None:
    assert write(build, "table") == (
        "1 conflict between claims, as of 2026-11-22\n"
        f"{NOTICE}\n"
        "\n"
        "examplazine, primary use: conflict of values\n"
        f"  {NAME}\n"
        "  broad  source:one [undated]\n"
        "  other  source:two\n"
        f"  Why: {WHY}\n"
    )


def test_markdown(build: Build) -> None:
    assert write(build, "markdown") == (
        f"# 1 conflict between claims, as of 2026-11-22\n\n{NOTICE}\n\n"
        f"## examplazine, primary use: conflict of values\n\n`{NAME}`\n\n"
        "| claim | says | stated by |\n| --- | --- | --- |\n"
        "| drug-x:a | broad | source:one \\[undated\\] |\n"
        "| drug-x:b | other | source:two |\n\n"
        f"{WHY}\n"
    )


def test_json(build: Build) -> None:
    found = json.loads(write(build, "json"))
    assert (found["notice"], found["as_of"], found["count"]) == (NOTICE, DAY, 1)
    (conflict,) = found["conflicts"]
    assert conflict["iri"] == f"{BASE}conflict/drug-x.a--drug-x.b"
    assert conflict["kinds"] == [DF.ValueConflict]
    assert conflict["claim_kind"] == DF.PrimaryUse
    assert conflict["drugs"] == [f"{BASE}drug/x"]
    assert conflict["why"] == [WHY]
    assert [side["iri"] for side in conflict["sides"]] == [f"{BASE}drug/x#a", f"{BASE}drug/x#b"]
    assert conflict["sides"][0]["wording"] == "other"
    assert conflict["sides"][0]["stated"] == [
        {
            "iri": f"{BASE}source/one",
            "name": "source:one",
            "title": "One",
            "kind": "article",
            "marks": "undated",
            "passages": ["source-one:a"],
        }
    ]


def test_csv(build: Build) -> None:
    (row,) = csv.DictReader(io.StringIO(write(build, "csv"), newline=""))
    assert row == {
        "conflict": f"{BASE}conflict/drug-x.a--drug-x.b",
        "kind": DF.ValueConflict,
        "claim_kind": DF.PrimaryUse,
        "drug": f"{BASE}drug/x",
        "claim": f"{BASE}drug/x#a",
        "says": "broad",
        "stated_by": f"{BASE}source/one",
        "other_claim": f"{BASE}drug/x#b",
        "other_says": "other",
        "other_stated_by": f"{BASE}source/two",
        "why": WHY,
        "as_of": DAY,
        "notice": NOTICE,
    }


def test_turtle_and_trig_say_the_same_and_say_when(build: Build) -> None:
    turtle = list(parse(write(build, "turtle"), RdfFormat.TURTLE))
    trig = list(parse(write(build, "trig"), RdfFormat.TRIG))
    assert {quad.triple for quad in turtle} == {quad.triple for quad in trig}
    graph = NamedNode(f"{BASE}conflict")
    inside = [quad for quad in trig if quad.graph_name == graph]
    assert {str(quad.subject) for quad in inside} == {f"<{BASE}conflict/drug-x.a--drug-x.b>"}
    assert {quad.subject for quad in trig if quad not in inside} == {graph}
    assert len(inside) == 5
    assert sum(f'"{DAY}"^^' in str(quad.object) for quad in trig) == 2
    assert any(NOTICE in str(quad.object) for quad in trig)


@pytest.mark.parametrize("form", forms.FORMATS)
def test_no_conflict_is_told_too(build: Build, form: str) -> None:
    written = forms.write(form, [], BASE, DAY)
    assert form == "csv" or NOTICE in written
    assert written.count("\n") >= 1


@pytest.mark.parametrize("form", forms.FORMATS)
def test_the_order_of_the_input_changes_nothing(build: Build, form: str) -> None:
    data = build(TEXT)
    straight = write(build, form)
    for seed in range(5):
        quads = [list(document.quads) for document in (*data.documents, *data.background)]
        for each in quads:
            random.Random(seed).shuffle(each)
        first, behind = (Document("f.ttl", tuple(each)) for each in quads)
        mixed = DataSet((first,), (behind,), BASE)
        found = Teller(mixed).all(conflicts(mixed))
        assert forms.write(form, found, BASE, DAY) == straight


def test_no_cell_is_a_formula_and_no_text_steers_a_terminal(build: Build) -> None:
    # The first label in English, by its text.
    spiteful = {form: write(build, form, SPITEFUL) for form in forms.FORMATS}
    (row,) = csv.DictReader(io.StringIO(spiteful["csv"], newline=""))
    assert row["says"].startswith("'=1+1|<b>")
    assert not any("\x1b" in spiteful[form] for form in ("table", "csv", "markdown"))
    assert "\\|\\<b\\>\\`" in spiteful["markdown"]


def test_what_is_written_keeps_the_shapes(build: Build, tmp_path: Path) -> None:
    from drugfacts.graph.read import read

    folder = tmp_path / "facts"
    folder.mkdir()
    head = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix void: <http://rdfs.org/ns/void#> . "
        "@prefix dcterms: <http://purl.org/dc/terms/> . "
    )
    (folder / "dataset.ttl").write_text(
        f'{head}<{BASE}dataset> a void:Dataset , dcat:Dataset ; dcterms:title "Invented"@en ; '
        'dcterms:description "Nothing in it is true."@en ; void:uriSpace '
        f'"{BASE}" ; dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .'
    )
    (folder / "conflict.ttl").write_text(write(build, "turtle"))
    report = validation.validate(read([folder / "conflict.ttl"]))
    rules = {finding.rule for finding in report.findings}
    # The claims themselves are not there, and what is derived belongs into no data set.
    aside = {"shape-without-focus-nodes"}
    assert rules - aside == {"document-dangling", "document-derived"}
    assert {work.focus_nodes for work in report.work if work.shape.endswith("#Conflict")} == {1}
