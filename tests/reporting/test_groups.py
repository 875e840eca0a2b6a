"""Groups of findings: their headings, their order, and the order in each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drugfacts.model import Finding, Position, Severity
from drugfacts.reporting.groups import by_file, grouped
from drugfacts.reporting.report import Report


def finding(focus: str, path: str = "", line: int = 1, rule: str = "rule") -> Finding:
    where = Position(path, line) if path else None
    return Finding(rule, Severity.INFO, focus, "", "", "is said.", where)


def report(*focus_nodes: str, base: str = "https://a.de/") -> Report:
    findings = tuple(finding(focus) for focus in focus_nodes)
    return Report(findings, documents=1, triples=1, shapes=1, focus_nodes=1, base=base)


def test_files_stand_in_order_and_what_is_in_none_comes_last() -> None:
    found = [finding("urn:a"), finding("urn:b", "b"), finding("urn:a", "a"), finding("urn:c", "b")]
    groups = by_file(found)
    assert {name: [each.focus for each in group] for name, group in groups.items()} == {
        "a": ["urn:a"],
        "b": ["urn:b", "urn:c"],
        "elsewhere": ["urn:a"],
    }
    assert list(groups) == ["a", "b", "elsewhere"]


def test_findings_of_a_group_stand_in_the_order_of_places() -> None:
    found = [finding("urn:a", "a", 9), finding("urn:a", "a", 10), finding("urn:a", "a", 2)]
    lines = [each.position.line for each in by_file(found)["a"] if each.position]
    assert lines == [2, 9, 10]


def test_a_file_that_is_called_elsewhere_loses_nothing() -> None:
    assert len(by_file([finding("urn:a"), finding("urn:b", "elsewhere")])["elsewhere"]) == 2


@pytest.mark.parametrize(
    ("focus", "heading"),
    [
        ("https://a.de/drug/x", "drug:x"),
        ("https://a.de/drug/x#claim-1", "drug:x"),
        ("https://a.de/label/y#claim-1", "label:y"),
        ("https://a.de/condition/z", "condition:z"),
        ("https://other.de/thing#it", "https://other.de/thing"),
        ("urn:thing", "urn:thing"),
        ("#it", ""),
        ("_:b1", "elsewhere"),
        ('"a#b"@en', "elsewhere"),
        ("<< <urn:a> <urn:b> <urn:c> >>", "elsewhere"),
        ("", "elsewhere"),
    ],
)
def test_the_drug_is_the_document_of_the_focus_node(focus: str, heading: str) -> None:
    assert list(grouped(report(focus), "drug")) == [heading]


def test_drugs_come_first() -> None:
    names = ("_:b", "https://a.de/condition/z", "https://a.de/drug/y", "https://a.de/drug/x#c")
    assert list(grouped(report(*names), "drug")) == [
        "drug:x",
        "drug:y",
        "condition:z",
        "elsewhere",
    ]


def test_data_without_a_base_have_documents_too() -> None:
    names = ("https://a.de/drug/y#1", "https://a.de/drug/y#2")
    assert list(grouped(report(*names, base=""), "drug")) == ["https://a.de/drug/y"]


def test_rules_stand_in_order() -> None:
    found = (finding("urn:a", rule="b"), finding("urn:a", rule="a"))
    assert list(grouped(replace(report(), findings=found), "rule")) == ["a", "b"]
