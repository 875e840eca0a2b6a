"""Findings: their rule, severity, path, value, message and place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drugfacts.graph.dataset import DataSet
from drugfacts.model import Finding, Position, Severity
from drugfacts.reporting.report import Report
from drugfacts.validation import proof, validate

Make = Callable[..., DataSet]

VIEW = (
    "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property dfsh:Thing-p . "
    "dfsh:Thing-p a sh:PropertyShape ; sh:path ex:p ;"
)


def found(make: Make, data: str, shapes: str) -> list[Finding]:
    report = validate(
        make(data, inside=False), make({"shapes.ttl": shapes}), make("ex:Thing a owl:Class .")
    )
    return [finding for finding in report.findings if finding.rule != proof.IDLE]


def test_all_parts_of_a_finding(make: Make) -> None:
    data = "drug:x a ex:Thing ;\n    ex:p 1 , 2 ."
    (finding,) = found(make, data, VIEW + ' sh:maxInclusive 1 ; sh:message "Too much; halve it." .')
    assert finding == Finding(
        rule="Thing-p",
        severity=Severity.VIOLATION,
        focus="https://example.org/facts/drug/x",
        path="<https://example.org/vocabulary#p>",
        value='"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        message="Too much; halve it.",
        position=Position("drug/x.ttl", 3, 14),
        shape="<https://w3id.org/drugfacts/shapes#Thing-p>",
        component="http://www.w3.org/ns/shacl#MaxInclusiveConstraintComponent",
        level="http://www.w3.org/ns/shacl#Violation",
        excerpt="    ex:p 1 , 2 .",
    )


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("sh:Violation", Severity.VIOLATION),
        ("sh:Warning", Severity.WARNING),
        ("sh:Info", Severity.INFO),
        ("ex:Odd", Severity.VIOLATION),
    ],
)
def test_severities(make: Make, name: str, severity: Severity) -> None:
    shapes = VIEW + f" sh:minCount 1 ; sh:severity {name} ."
    assert [f.severity for f in found(make, "drug:x a ex:Thing .", shapes)] == [severity]


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        ("dfsh:Drug-rxcui", "Drug-rxcui"),
        ("ex:Mine", "ex:Mine"),
        ("<http://schema.example/x>", "http://schema.example/x"),
        ("<https://schema.org/Drug>", "schema:Drug"),
    ],
)
def test_the_rule_is_the_name_of_the_shape(make: Make, shape: str, rule: str) -> None:
    shapes = f"{shape} sh:targetClass ex:Thing ; sh:path ex:p ; sh:minCount 1 ."
    assert [f.rule for f in found(make, "drug:x a ex:Thing .", shapes)] == [rule]


@pytest.mark.parametrize(
    ("shapes", "rule"),
    [
        (
            "dfsh:S sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
            "S/ex:p",
        ),
        ("[] sh:targetClass ex:Thing ; sh:path ex:p ; sh:minCount 1 .", "shape-without-name/ex:p"),
    ],
)
def test_a_shape_without_a_name_goes_by_the_one_it_is_part_of(
    make: Make, shapes: str, rule: str
) -> None:
    assert [f.rule for f in found(make, "drug:x a ex:Thing .", shapes)] == [rule]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("df:about", "df:about"),
        ("( df:about df:rxcui )", "df:about/df:rxcui"),
        ("[ sh:inversePath df:about ]", "^df:about"),
        ("[ sh:alternativePath ( df:rxcui df:unii ) ]", "df:rxcui|df:unii"),
        ("( df:about [ sh:alternativePath ( df:rxcui df:unii ) ] )", "df:about/(df:rxcui|df:unii)"),
        ("[ sh:zeroOrMorePath df:about ]", "df:about*"),
        ("[ sh:oneOrMorePath ( df:about df:unii ) ]", "(df:about/df:unii)+"),
        ("[ sh:zeroOrOnePath [ sh:inversePath df:about ] ]", "(^df:about)?"),
        ("( [ sh:inversePath df:about ] df:unii )", "^df:about/df:unii"),
    ],
)
def test_paths_read_as_in_sparql(make: Make, path: str, text: str) -> None:
    shapes = f"dfsh:S sh:targetClass ex:Thing ; sh:path {path} ; sh:minCount 3 ."
    (finding,) = found(make, "drug:x a ex:Thing .", shapes)
    assert Report((), 0, 0, 0, 0).short_path(finding.path) == text


@pytest.mark.parametrize(
    ("constraint", "message"),
    [
        ("sh:minCount 1", "has no value of ex:p; add one."),
        ("sh:hasValue df:Drug", "df:Drug is not among the values of ex:p; add it."),
        (
            "sh:minCount 0 ; sh:not [ sh:minCount 0 ; sh:path ex:p ]",
            "",
        ),
    ],
)
def test_a_shape_without_a_message_says_what_it_asks(
    make: Make, constraint: str, message: str
) -> None:
    findings = found(make, "drug:x a ex:Thing .", VIEW + f" {constraint} .")
    assert [f.message for f in findings] == ([message] if message else [])


def test_a_value_that_breaks_a_shape_without_a_message(make: Make) -> None:
    (finding,) = found(make, "drug:x a ex:Thing ; ex:p 1 .", VIEW + " sh:in ( 2 3 ) .")
    assert finding.message == "1 is not one of 2 and 3; choose one of these."


# Places


@pytest.mark.parametrize(
    ("constraint", "place"),
    [
        ("sh:nodeKind sh:IRI", "3:17"),  # the value
        ("sh:maxCount 1", "3:5"),  # the property
        ("sh:minCount 5", "3:5"),
    ],
)
def test_the_place_is_as_exact_as_can_be(make: Make, constraint: str, place: str) -> None:
    data = 'drug:x a ex:Thing ;\n    ex:p ex:o , "v" .'
    (finding,) = found(make, data, VIEW + f" {constraint} .")
    assert str(finding.position) == f"drug/x.ttl:{place}"


def test_what_is_missing_is_placed_at_the_subject(make: Make) -> None:
    (finding,) = found(make, "\n  drug:x a ex:Thing .", VIEW + " sh:minCount 1 .")
    assert str(finding.position) == "drug/x.ttl:3:3"


def test_a_value_behind_two_steps_is_placed_at_the_first(make: Make) -> None:
    shapes = "dfsh:S sh:targetClass ex:Thing ; sh:path ( ex:p ex:q ) ; sh:nodeKind sh:IRI ."
    data = "drug:x a ex:Thing ; ex:p ex:o . ex:o ex:q 1 ."
    (finding,) = found(make, data, shapes)
    assert str(finding.position) == "drug/x.ttl:2:21"


def test_what_a_query_names_is_where_to_look(make: Make) -> None:
    shapes = """
    dfsh:S sh:targetClass ex:Thing ; sh:sparql [ sh:message "Not here; move it." ; sh:select
        "SELECT $this ?value WHERE { ?value <https://example.org/vocabulary#of> $this }" ] .
    """
    (finding,) = found(make, "drug:x a ex:Thing .\ndrug:y ex:of drug:x .", shapes)
    assert (str(finding.position), finding.focus) == (
        "drug/x.ttl:3:1",
        "https://example.org/facts/drug/x",
    )


def test_what_nobody_describes_is_placed_where_it_is_mentioned(make: Make) -> None:
    shapes = "dfsh:S sh:targetObjectsOf ex:p ; sh:path ex:q ; sh:minCount 1 ."
    data = 'drug:x ex:p ex:missing , "text" .'
    assert [(f.focus, str(f.position)) for f in found(make, data, shapes)] == [
        ("https://example.org/vocabulary#missing", "drug/x.ttl:2:13"),
        ('"text"', "drug/x.ttl:2:26"),
    ]


CLOSED = (
    "dfsh:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:closed true ; sh:message 'Take it out.' ;"
    "  sh:ignoredProperties ( rdf:type rdfs:comment ) ; sh:property dfsh:S-label ."
    "dfsh:S-label a sh:PropertyShape ; sh:path rdfs:label ."
    "dfsh:T a sh:PropertyShape ; sh:targetClass ex:Other ; sh:path rdfs:seeAlso ; sh:minCount 1 ."
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rdfs:lable", "rdfs:lable is not a term of the shapes; did you mean rdfs:label?"),
        ("rdfs:coment", "rdfs:coment is not a term of the shapes; did you mean rdfs:comment?"),
        ("rdfs:seeAlsa", "rdfs:seeAlsa is not a term of the shapes; did you mean rdfs:seeAlso?"),
        ("owl:label", "owl:label is not a term of the shapes; did you mean rdfs:label?"),
        ("rdfs:seeAlso", "rdfs:seeAlso does not belong here."),
        (
            "ex:zzz",
            "ex:zzz is not a term of the shapes.",
        ),
    ],
)
def test_a_closed_shape_names_the_property(make: Make, name: str, said: str) -> None:
    (finding,) = found(make, f"drug:x a ex:Thing ;\n  {name} 1 .", CLOSED)
    assert finding.message == f"{said} Take it out."
    assert str(finding.position) == f"drug/x.ttl:3:{4 + len(name)}"


def test_a_closed_shape_without_a_message_says_it_in_whole_sentences(make: Make) -> None:
    shapes = "dfsh:S sh:targetClass ex:Thing ; sh:closed true ."
    kind, other = found(make, "drug:x a ex:Thing ;\n  ex:zzz 1 .", shapes)
    assert kind.message == (
        "rdf:type is not allowed, as the shape is closed and does not list it; "
        "add it to sh:ignoredProperties of the shape, or take it out."
    )
    assert other.message == (
        "ex:zzz is not a term of the shapes. The shape is closed and does not list this "
        "property; take it out, or correct its name."
    )
