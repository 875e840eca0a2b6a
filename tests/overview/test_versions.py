"""Versions of labels on the page: what was replaced, when, and in which measure doses compare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]

Make = Callable[..., str]
Made = Callable[[Path, dict[str, str]], Path]

UNIT = '<unit/mg> a df:Unit ; qudt:ucumCode "mg" ; skos:prefLabel "milligram"@en .'
DRUG = '<drug/d> a df:Drug ; rdfs:label "examplol"@en .\n'


def claim(name: str, doses: str) -> str:
    return f"<drug/d#{name}> a df:Dosing ; df:about <drug/d> ; {doses} df:doseUnit <unit/mg> .\n"


def label(name: str, issued: str, doses: str, set_id: str = "set") -> str:
    said = (
        f'<label/{name}> a df:Label ; df:ingredient <drug/d> ; df:jurisdiction "US" ; '
        f'df:setId "{set_id}" ; dcterms:issued "{issued}"^^xsd:date .\n'
        f"<label/{name}#p> a df:Section ; df:passageOf <label/{name}> .\n"
    )
    if doses:
        said += (
            f"<label/{name}#dose> a df:Dosing ; df:about <drug/d> ; {doses} "
            f"df:doseUnit <unit/mg> ; df:statedIn <label/{name}#p> .\n"
        )
    return said


def page(make: Make, made: Made, root: Path, claims: str, *labels: str) -> html.HtmlElement:
    files = {"unit": UNIT, "drug/d": DRUG + claims}
    files |= {f"label/{n}": text for n, text in enumerate(labels)}
    return html.document_fromstring(make(str(made(root, files))))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def table(tree: html.HtmlElement, caption: str) -> list[list[str]]:
    (found,) = tree.xpath(f"//table[caption='{caption}']")
    return [[text(cell) for cell in row] for row in found.findall("tbody/tr")]


def test_the_maximum_of_a_replaced_label_is_marked_as_such(
    make: Make, made: Made, tmp_path: Path
) -> None:
    tree = page(
        make, made, tmp_path, claim("c", "df:dailyDoseMax 15 ;"),
        label("old", "2020-01-01", "df:dailyDoseMax 20 ;"),
        label("new", "2022-01-01", "df:dailyDoseMax 10 ;"),
        label("future", "2027-01-01", "df:dailyDoseMax 40 ;", "other"),
    )  # fmt: skip
    rows = {row[0]: row for row in table(tree, "Doses a day")}
    assert list(rows) == ["new", "old (replaced)", "claim"], "not yet issued on the day: not drawn"
    assert rows["old (replaced)"][2] == "at most 20 mg"
    assert "beyond-label-dose new" in rows["claim"][3]
    assert "within-label-dose old (replaced)" in rows["claim"][3]
    figure = tree.xpath("//section[@aria-labelledby='doses']//figure")[0]
    lanes = [text(each) for each in figure.find_class("who")]
    assert lanes[1].startswith("old (replaced) ")
    drawn = [e.get("class") for e in figure.xpath(".//div[@class='lane']//*[self::rect]")]
    assert drawn == ["bar label", "bar label replaced", "bar claimed"]
    assert "a label gave that a later version replaced" in text(figure)


def test_nothing_is_said_of_replaced_labels_where_there_are_none(
    make: Make, made: Made, tmp_path: Path
) -> None:
    tree = page(
        make, made, tmp_path, claim("c", "df:dailyDoseMax 15 ;"),
        label("new", "2022-01-01", "df:dailyDoseMax 10 ;"),
    )  # fmt: skip
    assert "replaced" not in text(tree.xpath("//section[@aria-labelledby='doses']")[0])


def test_a_verdict_stands_with_the_measure_that_it_was_made_in(
    make: Make, made: Made, tmp_path: Path
) -> None:
    doses = "df:singleDoseMax 2 ; df:dosesPerDayMax 3 ;"
    tree = page(
        make, made, tmp_path, claim("c", doses),
        label("daily", "2022-01-01", "df:dailyDoseMax 4 ;", "daily"),
        label("single", "2022-01-01", "df:singleDoseMax 5 ;", "single"),
        label("both", "2022-01-01", "df:singleDoseMax 2 ; df:dailyDoseMax 4 ;", "both"),
    )  # fmt: skip
    (day,) = [row[3] for row in table(tree, "Doses a day") if row[0] == "claim"]
    (dose,) = [row[3] for row in table(tree, "Doses a dose") if row[0] == "claim"]
    said = [part.split()[:2] for part in day.split("▲") if part]
    assert said == [["beyond-label-dose", "both"], ["beyond-label-dose", "daily"]]
    said = [part.split()[:2] for part in dose.split("●") if part]
    assert said == [["within-label-dose", "both"], ["within-label-dose", "single"]]


def test_versions_within_one_year_are_marked_by_months(
    make: Make, made: Made, tmp_path: Path
) -> None:
    tree = page(
        make, made, tmp_path, claim("c", "df:dailyDoseMax 15 ;"),
        label("old", "2026-03-10", ""), label("new", "2026-08-01", ""),
    )  # fmt: skip
    axis = tree.xpath("//section[@aria-labelledby='labels']//div[@class='lane axis']")[0]
    assert text(axis.find_class("who")[0]) == "month"
    marks = [each.text for each in axis.iter("text")]
    assert marks == ["2026-03", "2026-05", "2026-07", "2026-09", "2026-11"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-13-45",), "No label has a day that can be read."),
        (
            ("2026-13-45", "2024-10-31"),
            "The dated versions of labels are of 2024-10-31; of others the day cannot be read.",
        ),
        (
            ("2024-10-31", "2020-01-01"),
            "The dated versions of labels are of 2020-01-01 to 2024-10-31.",
        ),
    ],
)
def test_only_days_that_can_be_read_head_the_page(
    make: Make, made: Made, tmp_path: Path, days: tuple[str, ...], said: str
) -> None:
    labels = [label(f"l{n}", day, "", f"set{n}") for n, day in enumerate(days)]
    tree = page(make, made, tmp_path, claim("c", "df:dailyDoseMax 15 ;"), *labels)
    (notice,) = tree.find_class("notice")
    assert said in text(notice)
    assert "2026-13-45" not in text(notice)
