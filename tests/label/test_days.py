"""A verdict has a day: what was no label then counts for nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.label import ages
from drugfacts.label.records import Facts, Label
from drugfacts.label.verdicts import derive
from drugfacts.main import cli
from drugfacts.terms import DF

Beside = Callable[..., Path]
BASE = "https://example.org/facts/"
USE = ("--kind", "Indication")
UNRESTRICTED = ("    df:population df-population:adult ;\n", "")
SECOND = (
    ('"2026-01-01"^^xsd:date ;\n    dcterms:title', '"2026-06-01"^^xsd:date ;\n    dcterms:title'),
    ('df:labelVersion "1"', 'df:labelVersion "2"'),
    UNRESTRICTED,
)
NOT_YET = "xx-examplol-tablet-2: version 2, of 2026-06-01, not yet issued on 2026-03-01"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.fixture
def two(own: Path, beside: Beside) -> Path:
    """Version 2, of 2026-06-01, states a use without the restriction of version 1."""
    beside("xx-examplol-tablet-2", *SECOND)
    return own


def counting(where: Path, day: str) -> dict[str, str]:
    done = run("label", "check", where, *USE, "--as-of", day, "--format", "json")
    assert done.exit_code == 0
    return {
        each["claim"].partition("#")[2]: each["outcome"]
        for each in json.loads(done.stdout)["overall"]
    }


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-03-01", "on-label-restricted"),
        ("2026-05-31", "on-label-restricted"),
        ("2026-06-01", "on-label"),
        ("2026-11-22", "on-label"),
    ],
)
def test_a_version_counts_from_its_day_on(two: Path, day: str, outcome: str) -> None:
    assert counting(two, day)["indication-blue-hiccups"] == outcome


def test_a_version_replaces_none_before_its_day(two: Path) -> None:
    table = run("label", "check", two, *USE, "--as-of", "2026-03-01").stdout
    assert "(replaced)" not in table
    assert "59 days old on 2026-03-01; no newer version was looked at\n" in table
    later = run("label", "check", two, *USE, "--as-of", "2026-06-01").stdout
    assert "xx-examplol-tablet (replaced)" in later


def test_what_is_not_yet_there_is_shown_with_its_date(two: Path) -> None:
    done = run("label", "check", two, *USE, "--as-of", "2026-03-01")
    (line,) = [x for x in done.stdout.splitlines() if "xx-examplol-tablet-2" in x]
    assert line.startswith("  xx-examplol-tablet-2 (not yet)  XX  set id ")
    assert line.endswith("  version 2, of 2026-06-01, not yet issued on 2026-03-01")
    text = run("label", "check", two, "--as-of", "2026-03-01", "--format", "json").stdout
    document = json.loads(text)
    assert document["not_yet"] == [
        {
            "label": f"{BASE}label/xx-examplol-tablet-2",
            "jurisdiction": "XX",
            "set_id": "00000000-0000-4000-8000-000000000000",
            "version": "2",
            "issued": "2026-06-01",
            "retrieved": None,
            "age": "version 2, of 2026-06-01, not yet issued on 2026-03-01",
        }
    ]
    assert all("tablet-2" not in (each["label"] or "") for each in document["verdicts"])


@pytest.mark.parametrize("arguments", [("check", "--format", form) for form in
    ("csv", "turtle", "trig")] + [("endorse",)])  # fmt: skip
def test_what_has_no_place_for_it_says_it_beside(two: Path, arguments: tuple[str, ...]) -> None:
    done = run("label", arguments[0], two, *arguments[1:], "--as-of", "2026-03-01")
    assert done.exit_code == 0
    assert done.stderr == f"{NOT_YET}; it counts for nothing.\n"
    assert "xx-examplol-tablet-2" not in done.stdout


def test_no_edge_names_a_day_before_the_label(two: Path) -> None:
    before = run("label", "endorse", two, "--as-of", "2026-03-01")
    assert "labelledFor" not in before.stdout
    after = run("label", "endorse", two, "--as-of", "2026-06-01")
    assert "drug:examplol df:labelledFor condition:blue-hiccups ." in after.stdout
    assert after.stderr == ""


def test_the_question_on_endorsed_uses_goes_by_the_day(two: Path) -> None:
    asked = ("query", "endorsed-uses", two, "--format", "csv", "--as-of")
    before, after = (run(*asked, day).stdout.splitlines() for day in ("2026-03-01", "2026-06-01"))
    assert len(before) == 1
    assert len(after) == 2
    assert "xx-examplol-tablet-2" in after[1]


def test_a_claim_is_explained_by_the_labels_of_the_day(two: Path) -> None:
    asked = ("explain", "drug-examplol:indication-blue-hiccups", "--as-of", "2026-03-01")
    done = run(*asked, two)
    assert "In XX, on-label-restricted counts" in done.stdout
    assert f"The label {NOT_YET}; it counts for nothing." in " ".join(done.stdout.split())


def test_without_a_label_of_that_day_nothing_was_checked(own: Path) -> None:
    done = run("label", "check", own, "--as-of", "2025-12-31")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "nothing was checked: no label of these drugs was there on 2025-12-31 yet; "
        "ask for a later day with --as-of.\n"
    )


def test_an_undated_label_counts_from_its_capture_on() -> None:
    """Nothing shows that it was there before someone looked at it."""
    asked = ("label", "endorse", "--as-of")
    assert "labelledFor" not in run(*asked, "2000-01-01").stdout
    assert "labelledFor" not in run(*asked, "2012-08-27").stdout
    done = run(*asked, "2000-01-01")
    assert (
        "us-clonazepam-tablet: version unknown, undated, captured on 2012-08-28, "
        "not yet captured on 2000-01-01; it counts for nothing.\n"
    ) in done.stderr
    assert (
        "drug:clonazepam df:labelledFor condition:panic-disorder"
        in run(*asked, "2012-08-28").stdout
    )


@pytest.mark.parametrize(
    ("given", "not_yet"),
    [
        ({"issued": "2026-06-02"}, True),
        ({"issued": "2026-06-01"}, False),
        ({"issued": "2026-05-31", "retrieved": "2026-07-01"}, False),
        ({"issued": "2026-06-02", "retrieved": "2026-05-31"}, True),
        ({"retrieved": "2026-06-02"}, True),
        ({"retrieved": "2026-06-01"}, False),
        ({"issued": "2026-13-45", "retrieved": "2026-06-02"}, True),
        ({"issued": "2026-13-45"}, False),
        ({}, False),
    ],
)
def test_the_day_of_a_label(
    label: Callable[..., Label], given: dict[str, str], not_yet: bool
) -> None:
    assert ages.not_yet(label(**given), "2026-06-01") is not_yet


def test_verdicts_of_no_day_look_at_every_label(
    label: Callable[..., Label], claim: Callable[..., object], order: object
) -> None:
    facts = Facts((claim("x", condition="panic"),), (label(issued="2026-06-01"),), order)  # type: ignore[arg-type]
    assert [v.outcome for v in derive(facts, BASE)] == ["off-label"]
    assert [v.outcome for v in derive(facts, BASE, "2026-03-01")] == ["label-unavailable"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"issued": "2026-13-45"},
            "version unknown, dated '2026-13-45', which has no day that can be read",
        ),
        (
            {"issued": "2026-13-45", "retrieved": "2025-11-22"},
            "version unknown, dated '2026-13-45', which has no day that can be read, "
            "captured on 2025-11-22, at least 1 year old on 2026-11-22",
        ),
        (
            {"retrieved": "soon"},
            "version unknown, undated, captured on 'soon', which has no day that can be read",
        ),
    ],
)
def test_a_broken_date_is_no_day(
    label: Callable[..., Label], given: dict[str, str], said: str
) -> None:
    assert ages.described(label(**given), "2026-11-22").partition(";")[0] == said


def test_a_broken_date_is_told_and_replaces_nothing(own: Path, beside: Beside) -> None:
    beside("xx-examplol-tablet-2", (SECOND[0][0], SECOND[0][1].replace("06-01", "13-45")))
    done = run("label", "check", own, *USE, "--as-of", "2026-11-22")
    assert "(replaced)" not in done.stdout
    assert "version 1, dated '2026-13-45', which has no day that can be read; " in done.stdout
    assert DF.Label not in done.stdout
