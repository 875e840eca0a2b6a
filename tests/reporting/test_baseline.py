"""Baselines: known findings do not fail, new ones do, and those that are gone are told."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.graph.parsing import parse_text
from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import baseline
from drugfacts.reporting.baseline import Baseline, Identity
from drugfacts.reporting.report import Fixed

DRUG = "https://example.org/drug/x"
MIN = "http://www.w3.org/ns/shacl#MinCountConstraintComponent"


def finding(
    rule: str = "Drug-label", line: int = 1, value: str = "", focus: str = DRUG, **more: Any
) -> Finding:
    place = Position("drug/x.ttl", line, 1)
    return Finding(
        rule, Severity.VIOLATION, focus, "<http://x/p>", value, "Mend it.", place, **more
    )


def written(tmp_path: Path, *findings: Finding) -> Path:
    path = tmp_path / "known.json"
    path.write_text(baseline.text(findings), encoding="utf-8")
    return path


def test_the_file_is_sorted_with_a_finding_on_each_line() -> None:
    found = [
        finding("Drug-label", value='"ä\u202e"@de', component=MIN),
        finding("Drug-atcCode", focus="_:b7", value="_:b8"),
        finding("Drug-atcCode", line=9, focus="_:b9", value="_:b1"),
    ]
    assert (
        baseline.text(found)
        == """\
{
  "version": 1,
  "findings": [
    {"rule": "Drug-atcCode", "focus": "_:", "path": "<http://x/p>", "value": "_:", \
"component": "", "count": 2},
    {"rule": "Drug-label", "focus": "https://example.org/drug/x", "path": "<http://x/p>", \
"value": "\\"ä\\u202e\\"@de", \
"component": "http://www.w3.org/ns/shacl#MinCountConstraintComponent", "count": 1}
  ]
}
"""
    )


def test_the_file_of_no_findings_can_be_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert path.read_text() == '{\n  "version": 1,\n  "findings": []\n}\n'
    assert baseline.read(path) == Baseline({})


def test_what_is_waived_or_always_counts_is_not_written() -> None:
    waived = finding("Drug-label", suppression=Suppression(Why.WAIVED, "why", "who", "2027-01-01"))
    known = finding("Drug-unii", suppression=Suppression(Why.KNOWN))
    found = [waived, known, finding("nothing-checked"), finding("engines-differ")]
    entries = json.loads(baseline.text(found))["findings"]
    assert [entry["rule"] for entry in entries] == ["Drug-unii"]


def test_warnings_and_infos_are_written_too() -> None:
    found = [replace(finding(rule), severity=s) for rule, s in zip("abc", Severity, strict=True)]
    entries = json.loads(baseline.text(found))["findings"]
    assert [entry["rule"] for entry in entries] == ["a", "b", "c"]


def test_a_fourth_of_three_known_is_new_whatever_its_place_or_message(tmp_path: Path) -> None:
    three = [finding(line=line) for line in (1, 2, 3)]
    known = baseline.read(written(tmp_path, *three))
    four = [replace(finding(line=line), message="Other words.") for line in (40, 30, 20, 10)]
    found, fixed = known.apply(four)
    assert [f.counts for f in found] == [True, False, False, False]
    assert [f.suppression for f in found[1:]] == [Suppression(Why.KNOWN)] * 3
    assert [replace(f, suppression=None) for f in found] == four
    assert fixed == ()


@pytest.mark.parametrize(
    "other",
    [
        finding("Drug-unii"),
        finding(focus="https://example.org/drug/y"),
        finding(value='"x"'),
        finding(component=MIN),
        replace(finding(), path=""),
    ],
)
def test_what_differs_in_rule_focus_path_value_or_component_is_new(other: Finding) -> None:
    known = Baseline({baseline.identity(finding()): 1})
    found, fixed = known.apply([other])
    assert found == (other,)
    assert fixed == (Fixed("Drug-label", DRUG, "<http://x/p>", ""),)


def test_a_run_of_some_rules_does_not_tell_the_others_fixed() -> None:
    known = Baseline({baseline.identity(finding(rule)): 1 for rule in ("a", "b")})
    assert known.apply([], rules={"b"})[1] == (Fixed("b", DRUG, "<http://x/p>", ""),)


def test_a_run_over_one_file_does_not_tell_what_others_describe_fixed() -> None:
    known = Baseline(
        {
            baseline.identity(finding(focus=focus)): 1
            for focus in (DRUG, "https://example.org/drug/y", "https://example.org/gone", "_:b")
        }
    )
    texts = {"x": "<https://example.org/drug/x> a <http://x/C>.", "y": "[] a <http://x/C>."}
    texts["y"] += "<https://example.org/drug/y> a <http://x/C>."
    x, y = (Document(n, parse_text(t, RdfFormat.TURTLE, n)[0]) for n, t in texts.items())
    away = baseline.elsewhere(DataSet((x,), (y,)))
    assert away == {"https://example.org/drug/y", "_:"}
    assert [f.focus for f in known.apply([], elsewhere=away)[1]] == [
        DRUG,
        "https://example.org/gone",
    ]
    assert baseline.elsewhere(DataSet((x, y))) == frozenset()


def test_what_is_waived_is_neither_known_nor_fixed() -> None:
    known = Baseline({baseline.identity(finding()): 1})
    waived = finding(suppression=Suppression(Why.WAIVED, "why", "who", "2027-01-01"))
    assert known.apply([waived]) == ((waived,), ())
    found, fixed = known.apply([waived, finding(line=2)])
    assert found == (waived, finding(line=2, suppression=Suppression(Why.KNOWN)))
    assert fixed == ()


def test_what_always_counts_is_never_known() -> None:
    empty = finding("nothing-checked")
    assert Baseline({baseline.identity(empty): 1}).apply([empty]) == ((empty,), ())


# --- the file as people and merges leave it ------------------------------------------------

ENTRY = '{"rule": "a", "focus": "f", "path": "", "value": "", "component": "", "count": 1}'


def read(tmp_path: Path, text: str) -> Baseline:
    path = tmp_path / "known.json"
    path.write_bytes(text.encode())
    return baseline.read(path)


def whole(*entries: str) -> str:
    return '{"version": 1, "findings": [\n' + ",\n".join(entries) + "\n]}"


def test_an_entry_that_is_there_twice_counts_twice(tmp_path: Path) -> None:
    assert read(tmp_path, whole(ENTRY, ENTRY)).counts == {Identity("a", "f", "", "", ""): 2}


FIELDS = "no finding, which has rule, focus, path, value, component and count"
NO_BASELINE = 'no baseline, which is an object with a list "findings"'


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "1:1", "not JSON (expecting value)"),
        ('{"version": 1,\n "findings": [', "2:15", "not JSON (expecting value)"),
        (whole(ENTRY, "<<<<<<< ours"), "3:1", "not JSON (expecting value)"),
        ("[]", "1:1", NO_BASELINE),
        ("{}", "1:1", NO_BASELINE),
        ('{"version": 1, "findings": {}}', "1:1", NO_BASELINE),
        ('{"findings": []}', "1:1", 'not of version 1, as "version" should say'),
        (
            '{"findings": [ {"version": [3]} , 2 ],\n  "version": 2}',
            "2:14",
            'not of version 1, as "version" should say',
        ),
        (
            '{"version": true, "findings": []}',
            "1:13",
            'not of version 1, as "version" should say',
        ),
        (whole(ENTRY, "3"), "3:1", FIELDS),
        (whole(ENTRY, " " + ENTRY.replace("count", "cuont")), "3:2", FIELDS),
        (whole(ENTRY.replace('"f"', "7")), "2:1", 'no finding, as its "focus" is not text'),
        *(
            (
                whole(ENTRY.replace("1}", f"{count}}}")),
                "2:1",
                'no finding, as its "count" is not a whole number from 1',
            )
            for count in ("0", "-1", "1.0", "true", '"1"', "NaN")
        ),
        (
            whole(ENTRY.replace('"a"', '"nothing-checked"')),
            "2:1",
            "nothing-checked, which cannot be known",
        ),
        (whole("1" * 5000), "1:1", "not for us: it holds an endless number"),
    ],
)
def test_a_broken_file_is_an_error_at_its_place(
    tmp_path: Path, text: str, place: str, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert str(caught.value) == (
        f"{tmp_path / 'known.json'}:{place}: this is {said}; "
        "correct it, or write the baseline anew."
    )


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"known\.json: does not exist; check the path\."):
        baseline.read(tmp_path / "known.json")


def test_a_file_that_is_too_long_or_too_deep_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LimitError):
        read(tmp_path, "[" * 100_000)
    monkeypatch.setattr(baseline, "MAX_LENGTH", 30)
    with pytest.raises(LimitError, match="is longer than 30 characters"):
        read(tmp_path, whole(ENTRY))


# --- what holds of all findings ------------------------------------------------------------

findings = st.builds(
    finding,
    rule=st.sampled_from(["Drug-label", "Drug-unii", "document-place"]),
    line=st.integers(1, 4),
    value=st.sampled_from(["", '"x"', "_:b0", "_:b1"]),
    focus=st.sampled_from([DRUG, "_:b2", "_:b3"]),
    component=st.sampled_from(["", MIN]),
    suppression=st.sampled_from([None, None, Suppression(Why.WAIVED, "r", "a", "2027-01-01")]),
)
many = st.lists(findings, max_size=12)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("baselines")


@given(many)
def test_what_was_written_suppresses_all_and_nothing_is_fixed(
    folder: Path, found: list[Finding]
) -> None:
    known = baseline.read(written(folder, *found))
    marked, fixed = known.apply(found)
    assert not any(f.counts for f in marked)
    assert fixed == ()
    assert baseline.text(marked) == baseline.text(found)


@given(many, st.data())
def test_exactly_what_is_removed_is_told_fixed(
    folder: Path, found: list[Finding], data: st.DataObject
) -> None:
    known = baseline.read(written(folder, *found))
    open_ones = [n for n, f in enumerate(found) if f.counts]
    gone = data.draw(st.sets(st.sampled_from(open_ones))) if open_ones else set()
    # Where a finding of the same identity is waived, one cannot tell which of them is gone.
    waived = {baseline.identity(f) for f in found if not f.counts}
    gone = {n for n in gone if baseline.identity(found[n]) not in waived}
    _, fixed = known.apply([f for n, f in enumerate(found) if n not in gone])
    names = [baseline.identity(found[n]) for n in gone]
    expected = Counter(Fixed(n.rule, n.focus, n.path, n.value) for n in names)
    assert Counter(fixed) == expected


@given(many, many, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_twice_is_as_good_as_once(
    folder: Path, old: list[Finding], new: list[Finding], random: Any
) -> None:
    known = baseline.read(written(folder, *old))
    assert baseline.text(random.sample(old, len(old))) == baseline.text(old)
    marked, fixed = known.apply(new)
    mixed, fixed_too = known.apply(random.sample(new, len(new)))
    assert Counter(marked) == Counter(mixed)
    assert fixed == fixed_too
    assert known.apply(marked) == (marked, fixed)
    assert [replace(f, suppression=None) for f in marked] == [
        replace(f, suppression=None) for f in new
    ]
