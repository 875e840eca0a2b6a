"""The form for a terminal, to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drugfacts.errors import UsageError
from drugfacts.model import Position
from drugfacts.reporting import formats
from drugfacts.reporting.excerpts import excerpt
from drugfacts.reporting.formats.text import wrapped
from drugfacts.reporting.report import Report

EXPECTED = Path(__file__).parent / "expected"
OneFinding = Callable[..., Report]


def written(name: str, report: Report, **options: str | bool) -> str:
    return "".join(formats.write(name, report, **options))


def test_text(report: Report) -> None:
    assert written("text", report) == (EXPECTED / "report.txt").read_text(encoding="utf-8")


def test_text_by_drug_starts_with_the_drugs(report: Report) -> None:
    assert headings(written("text", report, group="drug")) == {
        "drug:empty": 1,
        "drug:examplol": 3,
        "javascript:alert(1)": 1,
        "elsewhere": 3,
    }


def test_text_by_rule_names_the_file_of_each_finding(report: Report) -> None:
    text = written("text", report, group="rule")
    assert headings(text) == {
        "Drug-identifier": 1,
        "Drug-name": 2,
        "Indication-condition": 2,
        "document-empty": 1,
        "nothing-checked": 1,
        "shape-without-name": 1,
    }
    assert "\n  data/drug/examplol.ttl:12:15  violation  Indication-condition\n" in text


def headings(text: str) -> dict[str, int]:
    """Return how many findings stand below each heading, in the order of the text."""
    counts: dict[str, int] = {}
    for line in text.partition("\n\nfixed: ")[0].splitlines():
        if line and not line.startswith(" "):
            counts[line] = 0
        elif re.match(r"  \S", line):
            counts[list(counts)[-1]] += 1
    return counts


def test_text_of_an_unknown_group_is_refused(nothing: Report) -> None:
    with pytest.raises(UsageError) as caught:
        written("text", nothing, group="colour")
    assert str(caught.value) == (
        "findings are not grouped by 'colour'; use one of file, drug, rule."
    )


def test_text_of_nothing_is_nothing(nothing: Report) -> None:
    assert written("text", nothing) == ""


def test_text_tells_coverage_also_when_nothing_was_found(nothing: Report) -> None:
    assert written("text", replace(nothing, unseen=())) == (
        "shapes that ran, and their focus nodes: none\n"
        "\n"
        "statements that no shape looked at, by predicate: none\n"
        "\n"
    )


def test_text_in_colour(one: OneFinding) -> None:
    report = one(position=Position("a.ttl", 3, 5), excerpt="<a> <b> <c> .")
    assert written("text", report, colour=True) == (
        "\x1b[1ma.ttl\x1b[0m\n"
        "  \x1b[1m3:5\x1b[0m  \x1b[33mwarning\x1b[0m  a-rule\n"
        "      it is wrong; correct it.\n"
        "      \x1b[2m   3 |\x1b[0m <a> <b> <c> .\n"
        "      \x1b[2m     |\x1b[0m     \x1b[33m^\x1b[0m\n"
        "      \x1b[2mfocus\x1b[0m  urn:a\n"
        "\n"
        "\x1b[1m0 violations, 1 warning, 0 infos\x1b[0m\n"
    )


def test_text_in_colour_says_the_same(report: Report) -> None:
    coloured = written("text", report, colour=True)
    assert re.sub(r"\x1b\[[0-9;]+m", "", coloured) == written("text", report)


def test_text_dims_what_is_suppressed(report: Report) -> None:
    lines = written("text", report, colour=True).splitlines()
    at = next(n for n, line in enumerate(lines) if "30:1" in line)
    assert lines[at : at + 3] == [
        "  \x1b[2m30:1\x1b[0m  \x1b[2mviolation\x1b[0m  \x1b[2mIndication-condition\x1b[0m",
        "      \x1b[2man indication has a condition; add df:condition.\x1b[0m",
        "      \x1b[2mknown (baseline)\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("line", "col", "caret"),
    [
        ("a b", 3, "  ^"),
        ("\tb", 2, "    ^"),
        ("薬 b", 3, "   ^"),
        ("e\u0301 b", 4, "  ^"),
        ("\x1b b", 3, "       ^"),
        ("\u200b b", 3, "       ^"),
    ],
    ids=["plain", "tab", "wide", "combining", "control", "unseen"],
)
def test_the_caret_stands_below_the_place(line: str, col: int, caret: str, one: OneFinding) -> None:
    text = written("text", one(position=Position("a.ttl", 1, col), excerpt=line))
    assert text.splitlines()[4] == f"           | {caret}"


@pytest.mark.parametrize("col", [0, 4, 500])
def test_there_is_no_caret_where_the_place_is_not_shown(col: int, one: OneFinding) -> None:
    text = written("text", one(position=Position("a.ttl", 1, col), excerpt="a b"))
    assert "         1 | a b\n      focus" in text


@pytest.mark.parametrize("col", [1, 100, 160, 161, 250, 400])
@pytest.mark.parametrize("shortened", [True, False])
def test_a_long_line_is_shown_around_the_place(col: int, shortened: bool, one: OneFinding) -> None:
    line = "-" * (col - 1) + "#" + "-" * (400 - col)
    line = excerpt(line, col) if shortened else line
    text = written("text", one(position=Position("a.ttl", 1, col), excerpt=line))
    source, below = text.splitlines()[3:5]
    assert source.index("#") == below.index("^")
    assert len(source) <= 100


def test_a_value_that_is_the_focus_node_is_not_said_twice(one: OneFinding) -> None:
    assert "value" not in written("text", one(value="<urn:a>"))
    assert "      value  <urn:b>\n" in written("text", one(value="<urn:b>"))


def test_messages_are_wrapped_and_words_are_not_broken() -> None:
    assert list(wrapped("one two\tthree\n4567890123456 薬薬 a", 9)) == [
        "one two",
        "three",
        "4567890123456",
        "薬薬 a",
    ]
    assert list(wrapped(" \n", 9)) == []
