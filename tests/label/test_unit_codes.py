"""Units as people write them: what the table holds, and how to say the rest in UCUM."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from drugfacts.label.doses import judge
from drugfacts.label.units import EXPONENTS, unknown
from drugfacts.main import cli
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Hierarchy

ROOT = Path(__file__).parents[2]
WITHIN, BEYOND, NOT = "within-label-dose", "beyond-label-dose", "not-comparable"
DAY = ("--as-of", "2026-11-22")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("mcg", "'mcg' is no UCUM code of the table; write 'ug'"),
        ("µg", "'µg' is no UCUM code of the table; write 'ug'"),
        ("\u03bcg", "'\u03bcg' is no UCUM code of the table; write 'ug'"),
        ("MCG/KG", "'MCG/KG' is no UCUM code of the table; write 'ug/kg'"),
        ("MG", "'MG' is no UCUM code of the table; write 'mg'"),
        (" mg", "' mg' is no UCUM code of the table; write 'mg'"),
        ("mg/d", "'mg/d' is no UCUM code of the table; write 'mg'"),
        ("mg/kg/day", "'mg/kg/day' is no UCUM code of the table; write 'mg/kg'"),
        ("IU", "'IU' is no UCUM code of the table; write '[IU]'"),
        ("ML", "'ML' is no UCUM code of the table; write 'mL'"),
        ("[drp]", "'[drp]' is no UCUM code of the table, and compares with its like only"),
        ("", "'' is no UCUM code of the table, and compares with its like only"),
        ("mg", ""),
        ("ml", ""),
        ("[iU]/kg", ""),
        ("ug/m2", ""),
    ],
)
def test_what_to_write_for_a_code_that_the_table_does_not_hold(code: str, said: str) -> None:
    assert unknown(code) == said


def test_every_code_of_the_table_is_known() -> None:
    codes = [code for units in EXPONENTS.values() for code in units]
    assert [unknown(code + per) for code in codes for per in ("", "/kg", "/m2")] == [""] * (
        3 * len(codes)
    )


Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome", "why"),
    [
        (
            {"daily": "2000 mcg"},
            {"daily": "..4 mg"},
            NOT,
            "'mcg' is no UCUM code of the table; write 'ug'",
        ),
        (
            {"daily": "2 mg"},
            {"daily": "..4 MG"},
            NOT,
            "'MG' is no UCUM code of the table; write 'mg'",
        ),
        (
            {"daily": "2 mg/d"},
            {"daily": "..4 mcg"},
            NOT,
            "'mg/d' is no UCUM code of the table; write 'mg'; "
            "'mcg' is no UCUM code of the table; write 'ug'",
        ),
        ({"daily": "2 mcg"}, {"daily": "..4 mcg"}, WITHIN, ""),
        ({"single": "500 mg"}, {"daily": "..20 mg"}, BEYOND, ""),
        ({"single": "20.1..30 mg"}, {"daily": "..20 mg"}, BEYOND, ""),
        ({"single": "0.5 g"}, {"single": "..9 mg", "times": "..2"}, BEYOND, ""),
        (
            {"single": "20 mg"},
            {"daily": "..20 mg"},
            NOT,
            "the claim gives a single dose only, the label a daily dose only",
        ),
        (
            {"single": "10..30 mg"},
            {"daily": "..20 mg"},
            NOT,
            "the claim gives a single dose only, the label a daily dose only",
        ),
        (
            {"single": "..30 mg"},
            {"daily": "..20 mg"},
            NOT,
            "the claim gives a single dose only, the label a daily dose only",
        ),
        (
            {"single": "500 mL"},
            {"daily": "..20 mg"},
            NOT,
            "the claim gives a single dose only, the label a daily dose only",
        ),
        (
            {"single": "500 mg"},
            {"daily": "5.. mg"},
            NOT,
            "the claim gives a single dose only, the label a daily dose only",
        ),
    ],
)
def test_codes_and_one_dose_that_is_more_than_a_day(
    claim: Make,
    label: Make,
    regimen: Make,
    order: Hierarchy,
    ours: dict[str, str],
    theirs: dict[str, str],
    outcome: str,
    why: str,
) -> None:
    one = claim("dose", DF.Dosing, regimen=regimen(**ours))
    other = claim("dose", DF.Dosing, document="label/us-examplol", regimen=regimen(**theirs))
    found = judge(one, other, label(other), order)
    assert (found.outcome, found.why) == (outcome, why)


def changed(own: Path, *changes: tuple[str, str]) -> list[str]:
    """Return the lines of the table on doses after the claim on a dose was changed."""
    path = own / "drug" / "examplol.ttl"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["label", "check", str(own), "--kind", "dosing", *DAY])
    assert done.exit_code == 0
    return [
        re.sub(" {2,}", " | ", line.strip())
        for line in done.stdout.splitlines()
        if "xx-examplol-tablet:" in line
    ]


NO_TIMES = ("    df:dosesPerDayMax 3 ;\n    df:dosesPerDayMin 2 ;\n", "")


def test_one_dose_that_is_more_than_a_day_is_told(own: Path) -> None:
    lines = changed(
        own, NO_TIMES, ("singleDoseMax 10.0", "singleDoseMax 500"), ("Min 5.0", "Min 500")
    )
    assert lines[0] == (
        "xx-examplol-tablet | beyond-label-dose | 500 mg a dose against at most 20 mg a day: one "
        "dose is already above the label's most a day (label-xx-examplol-tablet:dosing-maximum)"
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (
            [NO_TIMES, ("singleDoseMax 10.0", "singleDoseMax 4.0")],
            "the least single dose, 5 mg, is above the most, 4 mg",
        ),
        (
            [("df:dosesPerDayMin 2 ;", "df:dosesPerDayMin 7 ;")],
            "the least doses a day, 7, are above the most, 3",
        ),
        (
            [
                NO_TIMES,
                ("df:singleDoseMax 10.0", "df:dailyDoseMax 1.0"),
                ("df:singleDoseMin 5.0", "df:dailyDoseMin 2.0"),
            ],
            "the least daily dose, 2 mg, is above the most, 1 mg",
        ),
    ],
)
def test_a_range_the_wrong_way_round_is_never_within(
    own: Path, changes: list[tuple[str, str]], why: str
) -> None:
    lines = changed(own, *changes)
    assert [line.split(" | ")[1] for line in lines] == [NOT, NOT]
    assert all(line.split(" | ")[2].startswith(f"{why} (label-xx-") for line in lines)


def test_a_range_of_a_label_the_wrong_way_round(own: Path) -> None:
    path = own / "label" / "xx-examplol-tablet.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("dailyDoseMax 20.0", "dailyDoseMax 20.0 ; df:dailyDoseMin 30.0"))
    lines = changed(own)
    assert (
        "not-comparable | of the label the least daily dose, 30 mg, is above the most" in lines[0]
    )


def test_the_units_of_the_page_are_units_of_a_data_set(own: Path) -> None:
    """What docs/label.md gives to copy is taken as it stands."""
    page = (ROOT / "docs" / "label.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```turtle\n(# unit\.ttl\n.*?)```", page, flags=re.DOTALL)
    (own / "unit.ttl").write_text(example, encoding="utf-8")
    checked = CliRunner().invoke(cli, ["validate", str(own)])
    assert checked.exit_code == 0, checked.output
    lines = changed(
        own,
        NO_TIMES,
        ("df:doseUnit df-unit:mg", "df:doseUnit <https://example.org/facts/unit/g>"),
        ("df:singleDoseMax 10.0", "df:singleDoseMax 0.005"),
        ("df:singleDoseMin 5.0", "df:singleDoseMin 0.005"),
    )
    assert "within-label-dose | 0.005 g a dose against 5 mg a dose" in lines[1]
