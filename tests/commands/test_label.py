"""``drugfacts label``: forms, filters, exit codes; short-cuts; versions of a label."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from drugfacts.commands.label import _OUTCOMES
from drugfacts.graph import read
from drugfacts.label.outcomes import Outcome
from drugfacts.main import cli
from drugfacts.terms import DF
from drugfacts.validation import engines

DAY = ("--as-of", "2026-11-22")
BASE = "https://example.org/facts/"
NO_ADVICE = "Nothing here is medical advice."
NOT_UNSAFE = "Label-silent and off-label do not mean unsafe"
ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["label", *map(str, arguments)])


HEAD = f"""@prefix df: <{DF.Drug.rpartition("#")[0]}#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATASET = f'<{BASE}dataset> a void:Dataset ; void:uriSpace "{BASE}" .\n'
CONDITIONS = f"""@prefix c: <{BASE}condition/> .
c:anxiety a df:Condition ; skos:prefLabel "anxiety"@en .
c:panic a df:Condition ; skos:prefLabel "panic"@en ; skos:broader c:anxiety .
c:cough a df:Condition ; skos:prefLabel "=cough"@en .
"""
UNITS = f'<{BASE}unit/mg> a df:Unit ; qudt:ucumCode "mg" ; skos:prefLabel "milligram"@en .\n'
DRUG = f"""@prefix c: <{BASE}condition/> .
@prefix d: <{BASE}drug/examplol#> .
<{BASE}drug/examplol> a df:Drug ; rdfs:label "examplol"@en .
d:use-panic a df:Indication ; df:about <{BASE}drug/examplol> ; df:condition c:panic .
d:use-cough a df:Indication ; df:about <{BASE}drug/examplol> ; df:condition c:cough .
d:dose a df:Dosing ; df:about <{BASE}drug/examplol> ; df:condition c:panic ;
    df:dailyDoseMax 6.0 ; df:doseUnit <{BASE}unit/mg> .
"""
LABEL = f"""@prefix c: <{BASE}condition/> .
@prefix label-us-examplol: <{BASE}label/us-examplol#> .
<{BASE}label/us-examplol> a df:Label ; dcterms:title "Examplol"@en ;
    dcterms:issued "{{issued}}"^^xsd:date ; df:labelVersion "{{version}}" ;
    df:setId "00000000-0000-0000-0000-000000000001" ; df:jurisdiction "US" ;
    df:completeFor df:Indication , df:Dosing , df:BoxedWarning ;
    df:ingredient <{BASE}drug/examplol> ; df:route <{BASE}route/oral> ;
    df:doseForm <{BASE}dose-form/tablet> .
label-us-examplol:section-uses a df:Section ; df:passageOf <{BASE}label/us-examplol> .
label-us-examplol:use a df:Indication ; df:about <{BASE}drug/examplol> ; df:condition c:{{use}} ;
    df:statedIn label-us-examplol:section-uses .
label-us-examplol:dose a df:Dosing ; df:about <{BASE}drug/examplol> ; df:dailyDoseMax {{most}} ;
    df:doseUnit <{BASE}unit/mg> ; df:statedIn label-us-examplol:section-uses .
"""
BOXED = f"""@prefix label-us-examplol: <{BASE}label/us-examplol#> .
label-us-examplol:boxed a df:BoxedWarning ; df:about <{BASE}drug/examplol> ;
    df:effect <{BASE}effect/abuse> ;
    df:statedIn label-us-examplol:section-uses .
<{BASE}effect/abuse> skos:prefLabel "abuse"@en .
"""


def label_text(issued: str, version: str, use: str, most: str) -> str:
    return LABEL.format(issued=issued, version=version, use=use, most=most)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    for name, text in {
        "dataset": DATASET,
        "condition": CONDITIONS,
        "unit": UNITS,
        "drug/examplol": DRUG,
        "label/us-examplol": label_text("2020-01-01", "1", "anxiety", "20.0"),
    }.items():
        path = folder / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text, encoding="utf-8")
    return folder


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The next version of the label, in a file that is in no data set."""
    path = tmp_path / "newer.ttl"
    text = label_text("2024-01-01", "2", "panic", "4.0") + BOXED
    path.write_text(HEAD + text, encoding="utf-8")
    return path


TABLE = """\
A claim is what a source says, not a fact. Nothing here is medical advice. Label-silent and off-label do not mean unsafe, and on-label does not mean safe: a verdict says only what a label states.

examplol, labels of US
  dosing: at most 6 mg a day; condition: panic  within-label-dose
    us-examplol                                 within-label-dose  at most 6 mg a day against at most 20 mg a day (label-us-examplol:dose)
  indication: =cough                            off-label
    us-examplol                                 off-label          the label is recorded completely for claims of the kind indication, and this one is not among them and no broader or narrower one
  indication: panic                             on-label
    us-examplol                                 on-label           the label states anxiety

Labels
  us-examplol  US  set id 00000000-0000-0000-0000-000000000001  complete for: boxed warning, dosing, indication  version 1, of 2020-01-01, 6 years old on 2026-11-22; no newer version was looked at

3 verdicts: 1 on-label, 1 within-label-dose, 1 off-label
"""  # noqa: E501


def test_the_table(mine: Path) -> None:
    done = run("check", mine, *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == TABLE


@pytest.mark.parametrize("form", ["table", "json", "csv", "turtle", "trig"])
def test_every_form_says_that_it_is_no_advice_and_tells_the_age(mine: Path, form: str) -> None:
    done = run("check", mine, *DAY, "--format", form)
    assert done.exit_code == 0
    assert NO_ADVICE in done.stdout
    assert NOT_UNSAFE in done.stdout
    assert "no newer version was looked at" in done.stdout
    assert "6 years old on 2026-11-22" in done.stdout


def test_csv_is_safe_in_a_spreadsheet_and_each_row_is_whole(mine: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("check", mine, *DAY, "--format", "csv").stdout)))
    assert [(row["says"], row["outcome"]) for row in rows] == [
        ("at most 6 mg a day; condition: panic", "within-label-dose"),
        ("'=cough", "off-label"),
        ("panic", "on-label"),
    ]
    assert all(NO_ADVICE in row["notice"] for row in rows)
    assert {row["version"] for row in rows} == {"1"}


def test_json_has_all_that_is_known(mine: Path) -> None:
    document = json.loads(run("check", mine, *DAY, "--format", "json").stdout)
    use = next(v for v in document["verdicts"] if v["says"] == "panic")
    del use["why"]
    assert use == {
        "verdict": f"{BASE}verdict/examplol-use-panic--us-examplol",
        "drugs": [f"{BASE}drug/examplol"],
        "claim": f"{BASE}drug/examplol#use-panic",
        "kind": DF.Indication,
        "says": "panic",
        "outcome": "on-label",
        "label": f"{BASE}label/us-examplol",
        "jurisdiction": "US",
        "set_id": "00000000-0000-0000-0000-000000000001",
        "version": "1",
        "issued": "2020-01-01",
        "retrieved": None,
        "age_in_days": 2517,
        "age": "version 1, of 2020-01-01, 6 years old on 2026-11-22; "
        "no newer version was looked at",
        "replaced_by": None,
        "basis": [f"{BASE}label/us-examplol#use"],
        "missing_restrictions": [],
        "differing_restrictions": [],
        "not_given_by_the_label": [],
        "doses": None,
    }
    assert document["overall"][2] == {
        "claim": f"{BASE}drug/examplol#use-panic",
        "jurisdiction": "US",
        "outcome": "on-label",
        "verdicts": [f"{BASE}verdict/examplol-use-panic--us-examplol"],
    }


def broken(text: str, form: RdfFormat) -> list[str]:
    """Return the shapes that derived statements break."""
    triples = [quad.triple for quad in parse(text.encode(), format=form)]
    shapes = [*read.packaged("shapes").all_triples()]
    shapes += read.plain([ROOT / "ontology" / "prefixes.ttl"]).all_triples()
    return sorted({str(r.shape) for r in engines.run(triples, shapes, []).results})


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (("check", "--format", "turtle"), RdfFormat.TURTLE),
        (("check", "--format", "trig"), RdfFormat.TRIG),
        (("endorse",), RdfFormat.TRIG),
    ],
)
def test_what_is_derived_from_the_packaged_facts_keeps_to_the_shapes(
    arguments: tuple[str, ...], form: RdfFormat
) -> None:
    assert broken(run(*arguments, *DAY).stdout, form) == []


def test_the_verdicts_of_trig_stand_in_a_graph_with_the_day(mine: Path) -> None:
    quads = list(parse(run("check", mine, *DAY, "--format", "trig").stdout, format=RdfFormat.TRIG))
    graph = f"<{BASE}verdict/2026-11-22>"
    assert {str(q.graph_name) for q in quads if q.predicate.value == DF.outcome} == {graph}
    assert {str(q.subject) for q in quads if str(q.graph_name) == "DEFAULT"} == {graph}


@pytest.mark.parametrize(
    ("arguments", "claims"),
    [
        (("--kind", "Indication"), {"use-panic", "use-cough"}),
        (("--kind", "df:dosing"), {"dose"}),
        (("--kind", "Indication,Dosing"), {"use-panic", "use-cough", "dose"}),
        (("--drug", "examplol"), {"use-panic", "use-cough", "dose"}),
        (("--outcome", "off-label"), {"use-cough"}),
        (("--outcome", "off-label, on-label"), {"use-cough", "use-panic"}),
        (("--jurisdiction", "us"), {"use-panic", "use-cough", "dose"}),
        (("--outcome", "contradicted"), set()),
    ],
)
def test_filters(mine: Path, arguments: tuple[str, ...], claims: set[str]) -> None:
    done = run("check", mine, *DAY, "--format", "json", *arguments)
    assert done.exit_code == 0
    found = {v["claim"].partition("#")[2] for v in json.loads(done.stdout)["verdicts"]}
    assert found == claims


def test_an_outcome_that_nothing_has_is_said(mine: Path) -> None:
    done = run("check", mine, *DAY, "--outcome", "contradicted")
    assert done.stdout.endswith("no verdict fits what was asked\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail-on", "off-label"), 1),
        (("--fail-on", "contradicted,off-label"), 1),
        (("--fail-on", "contradicted"), 0),
        (("--fail-on", "off-label", "--outcome", "on-label"), 0),
        ((), 0),
    ],
)
def test_verdicts_fail_only_where_it_is_asked_for(
    mine: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert run("check", mine, *DAY, *arguments).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fail-on", "bad"), "'bad' is no outcome; name one of on-label, "),
        (("--outcome", "bad"), "'bad' is no outcome; name one of on-label, "),
        (("--kind", "Verdict"), "'Verdict' is no kind of claim; name one of Action, "),
        (("--drug", "nothing"), "'nothing' is no drug here; there are examplol.\n"),
        (
            ("--drug", "exampol"),
            "'exampol' is no drug here; did you mean examplol? There are examplol.\n",
        ),
        (("--drug", "condition:panic"), "'condition:panic' is no drug here; there are examplol.\n"),
        (("--as-of", "2026-02-30"), "'2026-02-30' is not a day"),
        (("--output", ""), "--output is empty"),
    ],
)
def test_wrong_usage(mine: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("check", mine, *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {said}")


@pytest.mark.parametrize("command", ["check", "endorse"])
@pytest.mark.parametrize("missing", ["drug/examplol.ttl", "label/us-examplol.ttl"])
def test_a_run_without_claims_or_labels_checked_nothing(
    mine: Path, command: str, missing: str
) -> None:
    (mine / missing).unlink()
    done = run(command, mine, *DAY)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("nothing was checked: there is no ")


@pytest.mark.parametrize("arguments", [("--jurisdiction", "DE"), ("--kind", "Risk")])
def test_a_filter_that_leaves_nothing_checked_nothing(
    mine: Path, arguments: tuple[str, ...]
) -> None:
    assert run("check", mine, *DAY, *arguments).exit_code == 1


def test_one_file_is_held_against_the_labels_of_its_data_set(mine: Path) -> None:
    done = run("check", mine / "drug" / "examplol.ttl", *DAY)
    assert (done.exit_code, done.stdout) == (0, TABLE)


def test_output_goes_to_a_file_outside_the_data_set(mine: Path, tmp_path: Path) -> None:
    done = run("check", mine, *DAY, "--format", "turtle", "--output", tmp_path / "out.ttl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{tmp_path / 'out.ttl'}: 3 verdicts\n"
    inside = run("check", mine, *DAY, "--format", "turtle", "--output", mine / "verdict.ttl")
    assert inside.exit_code == 2
    assert "where it would be taken for facts" in inside.stderr


def test_short_cuts_of_ones_own_facts(mine: Path) -> None:
    done = run("endorse", mine, *DAY)
    assert done.exit_code == 0
    assert NO_ADVICE in done.stdout
    assert done.stdout.endswith(
        "<https://example.org/facts/labelled-for/us-2026-11-22> {\n"
        "drug:examplol df:labelledFor condition:panic .\n\n"
        "label-us-examplol:use df:condition condition:anxiety .\n\n"
        "verdict:examplol-use-panic--us-examplol df:basis label-us-examplol:use .\n}\n"
    )


@pytest.mark.parametrize(
    "change",
    [
        "df:role <https://example.org/facts/role/add-on>",
        "df:population <https://example.org/facts/population/adult>",
        "df:polarity df:Denied",
        "df:reviewState <https://example.org/facts/review/overruled>",
    ],
)
def test_what_a_label_restricts_or_denies_gives_no_short_cut(mine: Path, change: str) -> None:
    """Not even where the claim keeps to the restriction and so is on label."""
    for name, old in (("drug/examplol", "c:panic"), ("label/us-examplol", "c:anxiety")):
        path = mine / f"{name}.ttl"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"df:condition {old}", f"{change} ; df:condition {old}", 1))
    done = run("endorse", mine, *DAY)
    assert "df:labelledFor" not in done.stdout


DIFF = """\
A claim is what a source says, not a fact. Nothing here is medical advice. Label-silent and off-label do not mean unsafe, and on-label does not mean safe: a verdict says only what a label states.

old us-examplol: version 1, of 2020-01-01, 6 years old on 2026-11-22; replaced by the new one, which was looked at too
new us-examplol: version 2, of 2024-01-01, 2 years old on 2026-11-22; no newer version was looked at

What changed
  version:  1 → 2
  date:     2020-01-01 → 2024-01-01
  Boxed topic added: abuse
  Indication narrowed: anxiety → panic
  Maximum daily dose lowered, for any use: 20 mg → 4 mg

1 of 3 claims on the drug change their verdict
  dosing: at most 6 mg a day; condition: panic  within-label-dose  →  beyond-label-dose; at most 6 mg a day against at most 4 mg a day (label-us-examplol:dose)
"""  # noqa: E501


def test_versions_of_a_label(mine: Path, newer: Path) -> None:
    done = run("diff", "us-examplol", newer, mine, *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == DIFF


def test_versions_backwards(mine: Path, newer: Path) -> None:
    lines = run("diff", newer, mine / "label" / "us-examplol.ttl", mine, *DAY).stdout.splitlines()
    assert "  Boxed topic removed: abuse" in lines
    assert "  Indication broadened: panic → anxiety" in lines
    assert "  Maximum daily dose raised, for any use: 4 mg → 20 mg" in lines
    assert "beyond-label-dose  →  within-label-dose; " in lines[-1]


def test_versions_as_json_and_markdown(mine: Path, newer: Path) -> None:
    document: dict[str, Any] = json.loads(
        run("diff", "us-examplol", newer, mine, *DAY, "--format", "json").stdout
    )
    assert [(c["what"], c["says"]) for c in document["changes"]] == [
        ("added", ["Boxed topic added: abuse"]),
        ("narrowed", ["Indication narrowed: anxiety → panic"]),
        ("dose changed", ["Maximum daily dose lowered, for any use: 20 mg → 4 mg"]),
    ]
    assert [(v["claim"].partition("#")[2], v["old"], v["new"]) for v in document["verdicts"]] == [
        ("dose", "within-label-dose", "beyond-label-dose")
    ]
    assert NO_ADVICE in document["notice"]
    text = run("diff", "us-examplol", newer, mine, *DAY, "--format", "markdown").stdout
    assert "## What changed\n\n- version: 1 → 2\n" in text
    assert "- Indication narrowed: anxiety → panic\n" in text
    assert "| claim | before | after |" in text


def test_the_same_version_has_no_changes(mine: Path) -> None:
    done = run("diff", "us-examplol", "us-examplol", mine, *DAY)
    assert done.exit_code == 0
    assert "0 of 3 claims on the drug change their verdict" in done.stdout


TWO_MAXIMA = """label-us-examplol:one df:singleDoseMax {most} ; df:doseUnit <{base}unit/mg> ;
    a df:Dosing ; df:about <{base}drug/examplol> ; df:withFood <{base}food/{food}> ;
    df:statedIn label-us-examplol:section-uses .
"""


def test_a_lowered_single_maximum_beside_a_daily_one_changes_the_verdict(
    mine: Path, tmp_path: Path
) -> None:
    """Two doses of a label for the same use are two doses."""
    drug = mine / "drug" / "examplol.ttl"
    text = drug.read_text(encoding="utf-8").replace("df:dailyDoseMax 6.0", "df:dailyDoseMax 5.0")
    text = text.replace("df:dailyDoseMax 5.0", "df:dailyDoseMax 5.0 ; df:singleDoseMax 5.0")
    drug.write_text(text, encoding="utf-8")
    prefix = f"@prefix label-us-examplol: <{BASE}label/us-examplol#> .\n"
    paths = []
    for name, most, food in (("old", "10.0", "with"), ("new", "4.0", "without")):
        path = tmp_path / f"{name}.ttl"
        said = label_text("2024-01-01", "1", "anxiety", "10.0")
        more = TWO_MAXIMA.format(most=most, base=BASE, food=food)
        path.write_text(HEAD + prefix + said + more, encoding="utf-8")
        paths.append(path)
    done = run("diff", *paths, mine, *DAY)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert "  Maximum single dose lowered, for any use: 10 mg → 4 mg" in lines
    assert "  Dose changed, for any use: with food: food:with → food:without" in lines
    assert "1 of 3 claims on the drug change their verdict" in lines
    assert "within-label-dose  →  beyond-label-dose; 5 mg a dose" not in done.stdout
    assert "within-label-dose  →  beyond-label-dose; at most 5 mg a dose" in lines[-1]


def test_the_dose_for_the_old_goes_before_the_one_for_all(mine: Path) -> None:
    """The reason says which dose was taken."""
    old = f"df:population <{BASE}population/old>"
    drug, label = mine / "drug" / "examplol.ttl", mine / "label" / "us-examplol.ttl"
    text = drug.read_text(encoding="utf-8")
    drug.write_text(text.replace("df:dailyDoseMax", f"{old} ; df:dailyDoseMax"), encoding="utf-8")
    with label.open("a", encoding="utf-8") as file:
        file.write(
            f"label-us-examplol:dose-old a df:Dosing ; df:about <{BASE}drug/examplol> ; {old} ;\n"
            f"    df:dailyDoseMax 5.0 ; df:doseUnit <{BASE}unit/mg> ;\n"
            "    df:statedIn label-us-examplol:section-uses .\n"
        )
    done = run("check", mine, *DAY, "--kind", "Dosing", "--format", "json")
    found = json.loads(done.stdout)
    assert [(v["outcome"], v["why"]) for v in found["verdicts"]] == [
        (
            "not-comparable",
            "the label gives a dose for something narrower, and the claim keeps to that "
            "(label-us-examplol:dose; compared with label-us-examplol:dose-old)",
        ),
        (
            "beyond-label-dose",
            "at most 6 mg a day against at most 5 mg a day (label-us-examplol:dose-old)",
        ),
    ]
    assert [each["outcome"] for each in found["overall"]] == ["beyond-label-dose"]


def test_a_qualifier_that_is_text_is_told_with_its_place(mine: Path) -> None:
    drug = mine / "drug" / "examplol.ttl"
    text = drug.read_text(encoding="utf-8")
    drug.write_text(text.replace("df:condition c:panic", 'df:population "adults"', 1))
    for command in ("check", "endorse"):
        done = run(command, mine, *DAY)
        assert done.exit_code == 3
        assert f'examplol.ttl:11:98: {BASE}drug/examplol#use-panic: df:population is "adults"' in (
            done.stderr
        )


def test_versions_of_which_nothing_tells_the_latest_all_count(mine: Path) -> None:
    label = mine / "label" / "us-examplol.ttl"
    text = label.read_text(encoding="utf-8")
    other = text.replace("label/us-examplol", "label/us-other").replace("df:labelVersion", "df:x")
    other = other.replace('dcterms:issued "2020-01-01"', 'dcterms:y "2020-01-01"')
    (mine / "label" / "us-other.ttl").write_text(other, encoding="utf-8")
    done = run("check", mine, *DAY)
    assert done.exit_code == 0
    assert done.stdout.count("; nothing tells which of its versions here is the latest") == 2
    assert "(replaced)" not in done.stdout


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("nothing", "nothing is called 'nothing'"),
        ("drug:examplol", "drug:examplol: is neither a file nor a label"),
    ],
)
def test_a_version_that_is_no_label(mine: Path, newer: Path, old: str, said: str) -> None:
    done = run("diff", old, newer, mine, *DAY)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_file_holds_one_label(mine: Path, newer: Path) -> None:
    done = run("diff", mine / "drug" / "examplol.ttl", newer, mine, *DAY)
    assert done.exit_code == 2
    assert "examplol.ttl: holds 0 labels; name a file with one." in done.stderr


def test_labels_of_different_drugs_are_no_versions() -> None:
    done = run("diff", "us-klonopin", "us-valium", *DAY)
    assert done.exit_code == 2
    assert "are labels of different drugs" in done.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv", "turtle", "trig"])
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "drugfacts", "label", "check", "--format", form, *DAY],
            env={**os.environ, "PYTHONPATH": str(ROOT / "cli"), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def test_the_outcomes_of_the_options_are_all() -> None:
    assert list(_OUTCOMES) == [str(outcome) for outcome in Outcome]


def test_text_that_steers_a_terminal_is_not_printed(mine: Path) -> None:
    path = mine / "condition.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('"panic"', '"pa\\u001B[31mnic"'))
    assert "\x1b" not in run("check", mine, *DAY).stdout


@pytest.fixture
def low(mine: Path) -> Path:
    """The data set with a least dose on the label, which the claimed one is below."""
    file = mine / "label" / "us-examplol.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("df:dailyDoseMax", "df:dailyDoseMin 8.0 ; df:dailyDoseMax"))
    return mine


@pytest.mark.parametrize("form", ["table", "json", "csv", "turtle", "trig"])
def test_a_dose_below_the_least_of_a_label_is_told_in_every_form(low: Path, form: str) -> None:
    done = run("check", low, *DAY, "--kind", "Dosing", "--format", form)
    assert done.exit_code == 0
    said = (
        "t most 6 mg a day against 8 to 20 mg a day, and all of it is below the label's least a day"
    )
    assert said in done.stdout
    assert ("within-label-dose" in done.stdout) == (form in ("table", "json", "csv"))
    assert ("df:WithinLabelDose" in done.stdout) == (form in ("turtle", "trig"))


def test_json_tells_a_dose_below_the_least_apart(low: Path, mine: Path) -> None:
    done = run("check", low, *DAY, "--kind", "Dosing", "--format", "json")
    (verdict,) = json.loads(done.stdout)["verdicts"]
    assert verdict["outcome"] == "within-label-dose"
    assert [each["below_least"] for each in verdict["doses"]] == [
        "all of it is below the label's least a day"
    ]


def test_one_verdict_is_counted_as_one(mine: Path, tmp_path: Path) -> None:
    done = run("check", mine, *DAY, "--kind", "Dosing")
    assert done.stdout.splitlines()[-1] == "1 verdict: 1 within-label-dose"


def test_trig_says_which_label_a_later_version_replaced(mine: Path) -> None:
    later = LABEL.format(issued="2024-01-01", version="2", use="panic", most="4.0")
    (mine / "label" / "us-examplol-2.ttl").write_text(
        HEAD + later.replace("us-examplol", "us-examplol-2"), encoding="utf-8"
    )
    done = run("check", mine, *DAY, "--format", "trig")
    found = [
        (quad.subject.value, quad.object.value, quad.graph_name.value)
        for quad in parse(done.stdout, RdfFormat.TRIG)
        if quad.predicate.value.endswith("isReplacedBy")
    ]
    assert found == [
        (f"{BASE}label/us-examplol", f"{BASE}label/us-examplol-2", f"{BASE}verdict/2026-11-22")
    ]
