"""What ``label diff`` says of the two labels themselves, and of names that stand for none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

Beside = Callable[..., Path]
DAY = ("--as-of", "2026-11-22")
ISSUED = '"2026-01-01"^^xsd:date ;\n    dcterms:title'
NEWER = (
    (ISSUED, ISSUED.replace("01-01", "06-01")),
    ('df:labelVersion "1"', 'df:labelVersion "2"'),
)
OTHER_SET = ("00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001")
NO_SET = ('    df:setId "00000000-0000-4000-8000-000000000000" .', "    .")
OLD, NEW = "xx-examplol-tablet", "xx-examplol-tablet-2"
BACKWARDS = (
    "The old one, xx-examplol-tablet-2, is newer than the new one: what follows is told "
    "backwards; name it second."
)


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["label", "diff", *map(str, arguments), *DAY])


@pytest.fixture
def two(own: Path, beside: Beside) -> Path:
    beside(NEW, *NEWER)
    return own


def head(done: Result) -> list[str]:
    assert done.exit_code == 0, done.output
    lines: list[str] = done.stdout.split("\n\n")[1].splitlines()
    return lines


def test_the_newer_argument_is_named(two: Path) -> None:
    first, second = head(diff(OLD, NEW, two))
    assert first == (
        f"old {OLD}: version 1, of 2026-01-01, 325 days old on 2026-11-22; replaced by the new "
        "one, which was looked at too"
    )
    assert second == (
        f"new {NEW}: version 2, of 2026-06-01, 174 days old on 2026-11-22; no newer version was "
        "looked at"
    )


def test_the_wrong_order_is_remarked(two: Path) -> None:
    first, second, remark = head(diff(NEW, OLD, two))
    assert first.endswith("; no newer version was looked at")
    assert second.endswith("; replaced by the old one, which was looked at too")
    assert remark == BACKWARDS
    document = json.loads(diff(NEW, OLD, two, "--format", "json").stdout)
    assert document["remarks"] == [BACKWARDS]
    assert document["new"]["age"].endswith("; replaced by the old one, which was looked at too")
    assert f"\n- {BACKWARDS}\n" in diff(NEW, OLD, two, "--format", "markdown").stdout.replace(
        "\\", ""
    )


def test_in_the_right_order_there_is_no_remark(two: Path) -> None:
    document = json.loads(diff(OLD, NEW, two, "--format", "json").stdout)
    assert document["remarks"] == []
    assert document["old"]["age"].endswith("; replaced by the new one, which was looked at too")


def test_files_with_one_and_the_same_label_are_told_apart(own: Path, tmp_path: Path) -> None:
    before = own / "label" / "xx-examplol-tablet.ttl"
    text = before.read_text(encoding="utf-8")
    for old, new in NEWER:
        text = text.replace(old, new)
    after = tmp_path / "after.ttl"
    after.write_text(text, encoding="utf-8")
    assert head(diff(before, after, own))[0].endswith("; replaced by the new one, which was "
                                                      "looked at too")  # fmt: skip
    assert len(head(diff(after, before, own))) == 3


def test_a_third_version_that_is_later_is_named(two: Path, beside: Beside) -> None:
    third = ((ISSUED, ISSUED.replace("01-01", "07-01")), ('Version "1"', 'Version "3"'))
    beside("xx-examplol-tablet-3", *third)
    first, second = head(diff(OLD, NEW, two))
    for line in (first, second):
        assert line.endswith("; replaced by xx-examplol-tablet-3, which was looked at too")


def test_the_same_version_twice(own: Path) -> None:
    for line in head(diff(OLD, OLD, own)):
        assert line.endswith("; no newer version was looked at")


def test_two_labels_are_not_two_versions(own: Path, beside: Beside) -> None:
    beside(NEW, *NEWER, OTHER_SET)
    first, second, remark = head(diff(OLD, NEW, own))
    assert first.endswith("; no newer version was looked at")
    assert second.endswith("; no newer version was looked at")
    assert remark == (
        "These are two labels and not two versions of one, as their set ids differ: what "
        "follows tells how they differ, and not what changed."
    )


def test_labels_of_two_places_are_not_two_versions(own: Path, beside: Beside) -> None:
    beside(NEW, *NEWER, ('df:jurisdiction "XX"', 'df:jurisdiction "YY"'))
    remark = head(diff(OLD, NEW, own))[2]
    assert remark.startswith("These are two labels and not two versions of one, as their ")
    assert "jurisdictions differ" in remark


@pytest.mark.parametrize("without", [("set",), ("set", "other")])
def test_without_a_set_id_nobody_knows(own: Path, beside: Beside, without: tuple[str, ...]) -> None:
    beside(NEW, *NEWER, NO_SET)
    names = [OLD, NEW]
    if len(without) == 2:
        beside("xx-examplol-tablet-3", NO_SET)
        names = ["xx-examplol-tablet-3", NEW]
    remark = head(diff(*names, own))[2]
    assert (
        remark == "Nobody knows whether these are two versions of one label: a set id is unknown."
    )


def test_control_characters_of_a_label_do_not_steer_the_terminal(own: Path, beside: Beside) -> None:
    bad = (
        ('df:labelVersion "1"', 'df:labelVersion "1<i>\\u001B[5m"'),
        (OTHER_SET[0], "0\\u001B[5m\\u202E-1"),
        ('df:jurisdiction "XX"', 'df:jurisdiction "X\\u001B[5m"'),
    )
    beside(NEW, *bad)
    for done in (
        diff(OLD, NEW, own),
        diff(OLD, NEW, own, "--format", "markdown"),
        diff(OLD, NEW, own, "--format", "json"),
        *(
            CliRunner().invoke(cli, ["label", "check", str(own), "--format", form, *DAY])
            for form in ("table", "json", "csv", "turtle", "trig")
        ),
        CliRunner().invoke(cli, ["label", "endorse", str(own), *DAY]),
        CliRunner().invoke(cli, ["label", "check", str(own), "--as-of", "2025-01-01"]),
    ):
        assert "\x1b" not in done.output
        assert "\u202e" not in done.output
    assert "version 1<i>[5m, of 2026-01-01" in diff(OLD, NEW, own).stdout
    assert "1<i>[5m" in diff(OLD, NEW, own).stdout.split("What changed")[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "nofile.ttl",
            "nofile.ttl: there is no such file; the labels here are xx-examplol-tablet.",
        ),
        (
            "folder/no",
            "folder/no: there is no such file; the labels here are xx-examplol-tablet.",
        ),
        (
            "xx-exampol-tablet",
            "nothing is called 'xx-exampol-tablet'; did you mean xx-examplol-tablet? "
            "The labels here are xx-examplol-tablet.",
        ),
        ("nothing", "nothing is called 'nothing'; the labels here are xx-examplol-tablet."),
        (
            "drug:examplol",
            "drug:examplol: is neither a file nor a label; the labels here are xx-examplol-tablet.",
        ),
    ],
)
def test_a_name_that_is_no_label_is_answered_with_the_labels(
    own: Path, name: str, said: str
) -> None:
    for arguments in ((name, OLD), (OLD, name)):
        done = diff(*arguments, own)
        assert done.exit_code == 2
        assert done.stderr == f"Error: {said}\n"


def test_a_folder_is_no_file_with_a_label(own: Path) -> None:
    done = diff(own / "label", OLD, own)
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "label: is a folder; name a file with one label, or a label: xx-examplol-tablet.\n"
    )


def test_without_labels_none_is_listed(own: Path) -> None:
    (own / "label" / "xx-examplol-tablet.ttl").unlink()
    done = diff("nothing", "nobody", own)
    assert done.stderr == (
        "Error: nothing is called 'nothing'; the data hold no label: name a file with one.\n"
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            ("dailyDoseMax 20.0", "dailyDoseMax 20.0 , 40.0"),
            "df:dailyDoseMax is 20.0, 40.0, no one number above zero",
        ),
        (
            ("dailyDoseMax 20.0 ;\n    df:doseUnit df-unit:mg", "dailyDoseMax 20.0 ;\n    "
             "df:doseUnit <https://example.org/facts/unit/none>"),
            "an amount has no unit with a UCUM code",
        ),
    ],
)  # fmt: skip
def test_a_dose_that_cannot_be_read_any_more_is_told(
    own: Path, beside: Beside, change: tuple[str, str], fault: str
) -> None:
    beside(NEW, *NEWER, change)
    lines = diff(OLD, NEW, own).stdout.splitlines()
    assert (
        f"  Dose, for any use: at most 20 mg a day → not readable ({fault}) (label-{NEW}:"
        "dosing-maximum)"
    ) in lines
    assert "1 of 8 claims on the drug change their verdict" in lines
    assert "beyond-label-dose  →  not-comparable; of the label " in lines[-1]
    back = diff(NEW, OLD, own).stdout
    assert (
        f"  Dose, for any use: not readable ({fault}) → at most 20 mg a day (label-{NEW}:"
        "dosing-maximum)\n"
    ) in back
    numbers = [
        number
        for each in json.loads(diff(OLD, NEW, own, "--format", "json").stdout)["changes"]
        for number in each["numbers"]
    ]
    assert numbers == [
        {
            "name": "dose",
            "way": "not readable",
            "old": "at most 20 mg a day",
            "new": f"not readable ({fault})",
        }
    ]


def test_a_dose_that_is_new_and_cannot_be_read_is_told_as_such(own: Path, beside: Beside) -> None:
    reversed_ = ("df:singleDoseMin 5.0", "df:singleDoseMin 9.0 ; df:population df-population:adult")
    beside(NEW, *NEWER, reversed_)
    text = diff(OLD, NEW, own).stdout
    assert (
        "  Dose added: not readable (the least single dose, 9 mg, is above the most, 5 mg), for "
        "population: adults\n"
    ) in text
