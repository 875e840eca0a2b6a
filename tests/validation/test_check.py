"""The whole check: what is reported on, in which order, and when it fails closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drugfacts.errors import InputError
from drugfacts.graph.dataset import DataSet
from drugfacts.model import Finding, Severity
from drugfacts.reporting import formats
from drugfacts.validation import Report, proof, validate

Make = Callable[..., DataSet]

SHAPES = """
dfsh:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property dfsh:Thing-p .
dfsh:Thing-p a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ; sh:message "Add ex:p." .
"""
ONTOLOGY = "ex:Small rdfs:subClassOf ex:Thing ."


def lines(report: Report) -> list[str]:
    return [line.removesuffix("\n") for line in formats.write("concise", report)]


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.rule != proof.IDLE]


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
    assert (report.documents, report.triples, report.shapes, report.focus_nodes) == (2, 5, 1, 2)
    assert report.summary() == (
        "checked 2 documents, 5 triples, 1 shape, 2 focus nodes: 1 violation, 0 warnings, 0 infos"
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
    found = [f.focus for f in check(make, data, shapes).findings if f.rule == "T"]
    assert found == ["https://example.org/vocabulary#y"]


def test_rules_on_documents_and_shapes_are_in_one_order(make: Make) -> None:
    data = make(
        {
            "drug/a.ttl": "drug:a a ex:Thing .\ndrug:b a ex:Thing ; ex:p df:none .",
            "drug/y.ttl": "",
        }
    )
    assert lines(check(make, data)) == [
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
    assert lines(report) == [
        "violation nothing-checked: no shape found anything to check; "
        "give the things a class of the ontology, such as df:Drug, or name other files."
    ]
    assert not report.conforms


def test_a_run_over_nothing_is_a_finding(make: Make) -> None:
    report = check(make, make(""))
    assert [finding.rule for finding in report.findings] == ["nothing-checked", "document-empty"]


GOOD = {"drug/g.ttl": "drug:g a ex:Thing ; ex:p 1 ."}


def test_a_document_that_no_shape_looks_at_is_a_finding(make: Make) -> None:
    data = make({**GOOD, "drug/x.ttl": "drug:x a ex:Other .", "drug/e.ttl": ""})
    assert [line for line in lines(check(make, data)) if "document-empty" not in line] == [
        "drug/x.ttl:2:1: violation document-unchecked: no shape looks at drug:x; "
        "give each thing a class of the ontology, such as df:Drug. (drug:x)"
    ]
    other = make({"drug/x.ttl": "drug:x a ex:Other ."}, GOOD)
    assert [f.rule for f in check(make, other).findings] == ["nothing-checked"]
    loose = make({**GOOD, "drug/x.ttl": "drug:x a ex:Other ."}, inside=False)
    assert check(make, loose).findings == ()


def test_things_that_no_shape_looks_at_are_one_finding_a_document(make: Make) -> None:
    """One thing that is looked at, such as by its label, does not speak for the rest."""
    body = "drug:g a ex:Thing ; ex:p 1 .\n" + "\n".join(
        f"<https://example.org/facts/drug/g#{name}> a ex:Other ." for name in "abc"
    )
    assert lines(check(make, make({"drug/g.ttl": body}))) == [
        "drug/g.ttl:3:1: violation document-unchecked: no shape looks at drug-g:a and 2 more of "
        "this file; give each thing a class of the ontology, such as df:Drug. (drug-g:a)"
    ]


def test_a_thing_without_a_class_is_a_finding(make: Make) -> None:
    body = "drug:x a ex:Thing ; ex:p 1 .\n<https://example.org/facts/drug/x#a> ex:p [] ."
    said = lines(check(make, make(body)))
    assert [line for line in said if "blank" not in line] == [
        "drug/x.ttl:3:1: violation document-untyped: drug-x:a has no class, so that it goes "
        "unchecked; give it one of the ontology, such as df:Drug or df:Condition. (drug-x:a)"
    ]
    assert check(make, make(body, inside=False)).findings == ()


def test_a_document_of_nothing_but_such_things_is_told_once(make: Make) -> None:
    data = make({**GOOD, "drug/x.ttl": "drug:x ex:p 1 ."})
    assert [f.rule for f in check(make, data).findings] == ["document-untyped"]


def test_a_missing_class_is_not_told_twice(make: Make) -> None:
    shapes = SHAPES + (
        "dfsh:P a sh:NodeShape ; sh:targetSubjectsOf ex:q ; sh:property dfsh:P-type . "
        "dfsh:P-type sh:path rdf:type ; sh:minCount 1 . dfsh:Thing-p sh:class ex:Thing ."
    )
    told = make(
        {"drug/g.ttl": "drug:g a ex:Thing ; ex:p drug:g .", "drug/x.ttl": "drug:x ex:q 1 ."}
    )
    assert rules(check(make, told, shapes)) == ["P-type"]
    used = make(
        {"drug/g.ttl": "drug:g a ex:Thing ; ex:p drug:x .", "drug/x.ttl": "drug:x ex:r 1 ."}
    )
    assert rules(check(make, used, shapes)) == ["document-untyped"]


def test_a_wrong_namespace_is_one_finding(make: Make) -> None:
    wrong = "<http://w3id.org/drugfacts/ontology#Thing>"
    shapes = SHAPES + "dfsh:Thing-p sh:class ex:Thing ."
    data = make(
        {"drug/g.ttl": "drug:g a ex:Thing ; ex:p drug:x .", "drug/x.ttl": f"drug:x a {wrong} ."}
    )
    (found,) = check(make, data, shapes).findings
    assert (found.rule, str(found.position)) == ("document-unknown-term", "drug/x.ttl:2:10")


@pytest.mark.parametrize("kind", ["sh:class ex:Thing", "sh:or ( [ sh:class ex:Thing ] )"])
def test_what_dangles_is_not_told_twice(make: Make, kind: str) -> None:
    shapes = SHAPES + f"dfsh:Thing-p {kind} ."
    data = make("drug:x a ex:Thing ; ex:p drug:none , ex:other .")
    found = [(f.rule, f.value) for f in check(make, data, shapes).findings]
    assert found == [
        ("Thing-p", "<https://example.org/vocabulary#other>"),
        ("document-dangling", "<https://example.org/facts/drug/none>"),
    ] or found == [
        ("document-dangling", "<https://example.org/facts/drug/none>"),
        ("Thing-p", "<https://example.org/vocabulary#other>"),
    ]


def test_what_dangles_is_not_asked_for_its_parts(make: Make) -> None:
    shapes = SHAPES + "dfsh:Thing sh:targetObjectsOf ex:p ."
    data = make("drug:x a ex:Thing ; ex:p drug:none .")
    assert [f.rule for f in check(make, data, shapes).findings] == ["document-dangling"]


def test_an_unknown_property_of_a_closed_shape_is_told_once(make: Make) -> None:
    shapes = SHAPES + "dfsh:Thing sh:closed true ; sh:ignoredProperties ( rdf:type ) ."
    data = make("drug:x a ex:Thing ; ex:p 1 ; df:none 1 .")
    assert [f.rule for f in check(make, data, shapes).findings] == ["document-unknown-term"]


@pytest.mark.parametrize(
    ("unread", "said"),
    [
        (("a.nt",), "1 file of the data set is not read, such as a.nt; only *.ttl is."),
        (("a.nt", "b.nq"), "2 files of the data set are not read, such as a.nt; only *.ttl is."),
        (
            ("a b.ttl",),
            "1 file of the data set is not read, such as a b.ttl; only *.ttl is, "
            "under a name that can be a part of an IRI.",
        ),
    ],
)
def test_files_that_are_not_read_are_remarked_on(
    make: Make, unread: tuple[str, ...], said: str
) -> None:
    data = replace(make("drug:x a ex:Thing ; ex:p 1 ."), unread=unread)
    report = check(make, data)
    assert (report.findings, report.remarks) == ((), (said,))


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
    assert lines(report) == []
    assert report.focus_nodes > 400
    assert report.shapes > 45
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
    assert (report.passes(), report.passes(Severity.WARNING)) == (passes, passes_strictly)
    assert report.conforms == passes


def test_a_finding_is_one_line_whatever_the_data_holds() -> None:
    finding = Finding("r", Severity.INFO, "urn:x", "", "", "two\nlines\x1b[31m and\ta tab")
    report = Report((finding,), 1, 1, 1, 1)
    assert lines(report) == ["info r: two lines[31m and a tab (urn:x)"]


def test_checking_changes_nothing_and_twice_is_the_same(make: Make) -> None:
    data, shapes, ontology = make("drug:x a ex:Thing ."), make({"s.ttl": SHAPES}), make(ONTOLOGY)
    before = [d.triples() for d in (data, shapes, ontology)]
    assert validate(data, shapes, ontology) == validate(data, shapes, ontology)
    assert [d.triples() for d in (data, shapes, ontology)] == before
