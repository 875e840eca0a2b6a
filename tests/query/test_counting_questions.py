"""Questions that count what the library counts: daily doses, best verdicts, labels."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode

from drugfacts.graph import read
from drugfacts.label.amounts import regimen
from drugfacts.label.regimen import daily_dose
from drugfacts.main import cli
from drugfacts.terms import DF

MINE = "https://example.org/facts/"
DAY = "2026-11-22"
HEAD = f"""@prefix df: <{DF.Drug.rpartition("#")[0]}#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <{MINE}> .
"""
STATED = "<source/s> a df:Article .\n<source/s#p> a df:Section ; df:passageOf <source/s> .\n"
NUMBERS = {
    "df:dosesPerDayMin": "1",
    "df:dosesPerDayMax": "3",
    "df:singleDoseMin": "5.0",
    "df:singleDoseMax": "7.0",
    "df:dailyDoseMin": "11.0",
    "df:dailyDoseMax": "2000.0",
}


def rows(*arguments: str | Path) -> list[list[str]]:
    command = ["query", "--format", "csv", *map(str, arguments)]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))[1:]


def test_a_daily_dose_is_the_one_that_label_check_compares(tmp_path: Path) -> None:
    """Every choice of numbers that a dosing of a product may state, each by its own source."""
    lines = [
        HEAD,
        '<unit/g> qudt:ucumCode "g" . <unit/mg> qudt:ucumCode "mg" .',
        "<product/p> a df:Product ; df:strengthAmount 0.5 ; df:strengthUnit <unit/g> .",
    ]
    choices = list(product((False, True), repeat=len(NUMBERS)))
    for number, choice in enumerate(choices):
        given = [f"{p} {v} ; " for (p, v), has in zip(NUMBERS.items(), choice, strict=True) if has]
        lines += [
            f"<source/s{number}> a df:Article .",
            f"<source/s{number}#p> a df:Section ; df:passageOf <source/s{number}> .",
            f"<drug/d#c{number}> a df:Dosing ; df:about <product/p> ; {''.join(given)}"
            f"df:doseUnit <unit/mg> ; df:statedIn <source/s{number}#p> .",
        ]
    path = tmp_path / "doses.ttl"
    path.write_text("\n".join(lines), encoding="utf-8")
    data = read.read([path])
    expected = {}
    for number in range(len(choices)):
        found = regimen(data, NamedNode(f"{MINE}drug/d#c{number}"), NamedNode(f"{MINE}product/p"))
        daily = daily_dose(found) if found else None
        if daily is not None:
            low, high = daily.amount.low, daily.amount.high
            (unit,) = {end.unit for end in (low, high) if end}
            bounds = (low and low.number, high and high.number)
            expected[f"{MINE}source/s{number}"] = (*bounds, f"{MINE}unit/{unit}")
    found_rows = {
        row[7]: (*(Decimal(cell) if cell else None for cell in row[4:6]), row[6])
        for row in rows("doses", path)
    }
    assert found_rows == expected
    assert (None, Decimal("2000.0"), f"{MINE}unit/mg") in expected.values()
    assert (Decimal("0.5"), Decimal("1.5"), f"{MINE}unit/g") in expected.values()


DRUG = """<drug/d> a df:Drug ; rdfs:label "examplol"@en .
<drug/d#use> a df:Indication ; df:about <drug/d> ; df:condition <condition/c> ;
    df:statedIn <source/s#p> ; df:doseForm <dose-form/gel> .
"""


def label(name: str, version: int, form: str, place: str, states: bool = False) -> str:
    jurisdiction = f'df:jurisdiction "{place}" ; ' if place else ""
    said = (
        f"<label/{name}> a df:Label ; df:ingredient <drug/d> ; {jurisdiction}"
        f'df:setId "set" ; df:labelVersion "{version}" ; df:doseForm <dose-form/{form}> ; '
        "df:completeFor df:Indication .\n"
        f"<label/{name}#p> a df:Section ; df:passageOf <label/{name}> .\n"
    )
    if states:
        said += (
            f"<label/{name}#use> a df:Indication ; df:about <drug/d> ; "
            f"df:condition <condition/c> ; df:statedIn <label/{name}#p> .\n"
        )
    return said


@pytest.mark.parametrize("place", ["US", ""])
@pytest.mark.parametrize(
    ("labels", "outcome"),
    [
        # The newer version is of a form that the claim does not mean.
        ([("old", 1, "gel", True), ("new", 2, "tablet", False)], "OnLabel"),
        ([("old", 1, "gel", True), ("new", 2, "gel", False)], "OffLabel"),
        (
            [("old", 1, "gel", False), ("mid", 2, "gel", True), ("new", 3, "tablet", False)],
            "OnLabel",
        ),
    ],
)
def test_a_replaced_version_counts_where_no_other_fits(
    tmp_path: Path, place: str, labels: list[tuple[str, int, str, bool]], outcome: str
) -> None:
    path = tmp_path / "facts.ttl"
    text = "".join(label(name, n, form, place, states) for name, n, form, states in labels)
    path.write_text(f"{HEAD}{STATED}{DRUG}{text}", encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["label", "check", str(path), "--format", "json", "--as-of", DAY]
    )
    (told,) = json.loads(done.stdout)["overall"]
    camel = "".join(part.capitalize() for part in told["outcome"].split("-"))
    assert camel == outcome
    found = rows("best-verdicts", path, "--as-of", DAY)
    assert found == [[f"{MINE}drug/d#use", place, f"{DF.Drug[:-4]}{outcome}"]]


def test_a_label_without_a_set_id_is_a_label(tmp_path: Path) -> None:
    path = tmp_path / "facts.ttl"
    path.write_text(
        f'{HEAD}<label/a> a df:Label ; df:ingredient <drug/d> ; df:labelVersion "1" .\n'
        '<label/b> a df:Label ; df:ingredient <drug/d> ; df:setId "set" .\n',
        encoding="utf-8",
    )
    assert rows("label-versions", path) == [
        [f"{MINE}label/a", f"{MINE}drug/d", "", "1", "", ""],
        [f"{MINE}label/b", f"{MINE}drug/d", "set", "", "", ""],
    ]
