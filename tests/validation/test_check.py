"""The whole check: what is reported on, in which order, and when it fails closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drugfacts.errors import InputError
from drugfacts.graph.dataset import DataSet
from drugfacts.model import Finding, Severity
from drugfacts.validation import Report, validate

Make = Callable[..., DataSet]

SHAPES = """
dfsh:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property dfsh:Thing-p .
dfsh:Thing-p a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ; sh:message "Add ex:p." .
"""
ONTOLOGY = "ex:Small rdfs:subClassOf ex:Thing ."


def check(make: Make, data: DataSet, shapes: str = SHAPES) -> Report:
    return validate(data, make({"shapes.ttl": shapes}), make(ONTOLOGY))


def test_a_report_counts_what_was_done(make: Make) -> None:
    data = make(
        {
            "drug/x.ttl": "drug:x a ex:Small , ex:Thing . drug:x a ex:Small .",
            "drug/y.ttl": "drug:y a ex:Thing ; ex:p 1 .",
        },
        {"drug/z.ttl": "drug:z a ex:Thing ."},
    )
    report = check(make, data)
    assert (report.documents, report.triples, report.shapes, report.focus_nodes) == (2, 4, 2, 2)
    assert report.summary() == (
        "checked 2 documents, 4 triples, 2 shapes, 2 focus nodes: 1 violation, 0 warnings, 0 infos"
    )


def test_the_background_is_looked_at_but_not_reported_on(make: Make) -> None:
    shapes = SHAPES + "dfsh:Thing-p sh:class ex:Thing ."
    data = make("drug:x a ex:Thing ; ex:p drug:z .", {"drug/z.ttl": "drug:z a ex:Thing ."})
    report = check(make, data, shapes)
    assert (report.findings, report.focus_nodes) == ((), 1)


def test_what_is_mentioned_and_not_described_is_reported_on(make: Make) -> None:
    shapes = (
        "dfsh:T a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:class ex:Thing ; sh:message 'No.' ."
    )
    data = make("drug:x ex:p ex:y , drug:z .", {"drug/z.ttl": "drug:z a ex:Other ."})
    assert [f.focus for f in check(make, data, shapes).findings] == [
        "https://example.org/vocabulary#y"
    ]


def test_rules_on_documents_and_shapes_are_in_one_order(make: Make) -> None:
    data = make(
        {
            "drug/a.ttl": "drug:a a ex:Thing .\ndrug:b a ex:Thing ; ex:p df:none .",
            "drug/y.ttl": "",
        }
    )
    assert check(make, data).lines() == [
        "drug/a.ttl:2:1: violation Thing-p: Add ex:p. (drug:a)",
        "drug/a.ttl:3:1: violation document-place: this file describes drug:a only; "
        "move the subject to drug/b.ttl, or correct the IRI. (drug:b)",
        "drug/a.ttl:3:26: violation document-unknown-term: df:none is not declared in the "
        "ontology; correct the name. (drug:b)",
        "drug/y.ttl:1:1: warning document-empty: the file states nothing; "
        "describe drug:y in it, or delete it. (drug:y)",
    ]


def test_a_run_that_checked_nothing_is_a_finding(make: Make) -> None:
    report = check(make, make("drug:x a ex:Other ."))
    assert report.lines() == [
        "violation nothing-checked: no shape found anything to check; "
        "give the things a class of the ontology, such as df:Drug, or name other files."
    ]
    assert not report.conforms


def test_a_run_over_nothing_is_a_finding(make: Make) -> None:
    report = check(make, make(""))
    assert [finding.rule for finding in report.findings] == ["nothing-checked", "document-empty"]


def test_without_shapes_there_is_no_report(make: Make) -> None:
    with pytest.raises(InputError, match="there is no shape; name files that hold some"):
        check(make, make("drug:x a ex:Thing ."), "ex:x a ex:Thing .")


def test_files_outside_any_data_set_are_remarked_on(make: Make) -> None:
    data = make({f"{name}.ttl": "drug:x a ex:Thing ; ex:p 1 ." for name in "abcd"}, inside=False)
    assert check(make, data).remarks == (
        "a.ttl, b.ttl, c.ttl and others: in no data set (no folder above holds a dataset.ttl "
        "that states a base), so the place was not checked.",
    )
    assert check(make, make("drug:x a ex:Thing ; ex:p 1 .")).remarks == ()


def test_the_packaged_facts_pass() -> None:
    from drugfacts.graph.read import read

    report = validate(read())
    assert report.lines() == []
    assert report.focus_nodes > 400
    assert report.shapes > 150
    assert report.remarks == ()


def _report(*severities: Severity) -> Report:
    findings = tuple(Finding("r", s, "", "", "", "m") for s in severities)
    return Report(findings, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("severities", "passes", "passes_strictly"),
    [
        ((), True, True),
        ((Severity.INFO,), True, True),
        ((Severity.WARNING,), True, False),
        ((Severity.VIOLATION,), False, False),
    ],
)
def test_what_passes(severities: tuple[Severity, ...], passes: bool, passes_strictly: bool) -> None:
    report = _report(*severities)
    assert (report.passes(), report.passes(strict=True)) == (passes, passes_strictly)
    assert report.conforms == passes


def test_a_finding_is_one_line_whatever_the_data_holds() -> None:
    finding = Finding("r", Severity.INFO, "urn:x", "", "", "two\nlines\x1b[31m and\ta tab")
    report = Report((finding,), 1, 1, 1, 1)
    assert report.lines() == ["info r: two lines[31m and a tab (urn:x)"]


def test_checking_changes_nothing_and_twice_is_the_same(make: Make) -> None:
    data, shapes, ontology = make("drug:x a ex:Thing ."), make({"s.ttl": SHAPES}), make(ONTOLOGY)
    before = [d.triples() for d in (data, shapes, ontology)]
    assert validate(data, shapes, ontology) == validate(data, shapes, ontology)
    assert [d.triples() for d in (data, shapes, ontology)] == before
