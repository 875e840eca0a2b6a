"""The rows for spreadsheets, to the letter."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from drugfacts.reporting import formats
from drugfacts.reporting.report import Report

EXPECTED = Path(__file__).parent / "expected"
OneFinding = Callable[..., Report]


def written(name: str, report: Report, **options: str | bool) -> str:
    return "".join(formats.write(name, report, **options))


def test_csv(report: Report) -> None:
    text = written("csv", report)
    assert text.replace("\r\n", "\n") == (EXPECTED / "report.csv").read_text(encoding="utf-8")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(report.findings) + 1


def test_csv_is_read_back_with_a_row_for_each_finding(report: Report) -> None:
    rows = list(csv.DictReader(StringIO(written("csv", report), newline="")))
    assert [row["focus"] for row in rows] == [finding.focus for finding in report.findings]
    assert [row["suppressed"] for row in rows if row["suppressed"]] == ["waived", "known"]


def test_csv_of_nothing_has_heads(nothing: Report) -> None:
    assert written("csv", nothing) == (
        "rule,severity,file,line,col,focus,result_path,value,message,source_shape,component,"
        "suppressed,reason\r\n"
    )


@pytest.mark.parametrize(
    ("message", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\t=1", "'    =1"),
        ("\r=1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=1", "a=1"),
        ("-", "-"),
        ("a\r\nb\nc", "a b c"),
    ],
)
def test_csv_runs_no_formula(message: str, cell: str, one: OneFinding) -> None:
    (row,) = csv.DictReader(StringIO(written("csv", one(message=message)), newline=""))
    assert row["message"] == cell
