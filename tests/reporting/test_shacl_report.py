from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from drugfacts import iris
from drugfacts.graph import write
from drugfacts.graph.turtle.format import format_text
from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import formats
from drugfacts.reporting.report import Report
from drugfacts.terms import PREFIXES

SH = PREFIXES["sh"]
BASE = "https://example.org/facts/"
FOUND = Finding(
    "Drug-name",
    Severity.WARNING,
    "https://example.org/facts/drug/a",
    "<http://e/q>/^<http://e/r>",
    '"x"@en',
    "wrong; correct it.",
    Position("data/a.ttl", 3, 5),
    shape="_:b7",
    component=SH + "PatternConstraintComponent",
    level=SH + "Warning",
)


def turtle(*findings: Finding, base: str = "https://example.org/facts/") -> str:
    report = Report(findings, documents=1, triples=2, shapes=1, focus_nodes=1, base=base)
    return "".join(formats.write("turtle", report))


def store_of(text: str) -> Store:
    store = Store()
    store.load(text.encode(), RdfFormat.TURTLE)
    return store


def test_a_report() -> None:
    known = Finding(
        "document-empty",
        Severity.VIOLATION,
        "",
        "",
        "",
        "nothing; add it.",
        suppression=Suppression(Why.KNOWN),
    )
    assert (
        turtle(FOUND, known)
        == """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix drug: <https://example.org/facts/drug/> .
@prefix ptr: <http://www.w3.org/2009/pointers#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

[] a sh:ValidationReport ;
    rdfs:comment "checked 1 document, 2 triples, 1 shape, 1 focus node: 0 violations, 1 warning, \
0 infos (1 suppressed)" ;
    sh:conforms false ;
    sh:result
        [
            a sh:ValidationResult ;
            dcterms:identifier "Drug-name" ;
            dcterms:source [
                a ptr:LineCharPointer ;
                ptr:charNumber 5 ;
                ptr:lineNumber 3 ;
                ptr:reference [
                    dcterms:identifier "data/a.ttl"
                ]
            ] ;
            sh:focusNode drug:a ;
            sh:resultMessage "wrong; correct it." ;
            sh:resultPath (
                <http://e/q>
                [
                    sh:inversePath <http://e/r>
                ]
            ) ;
            sh:resultSeverity sh:Warning ;
            sh:sourceConstraintComponent sh:PatternConstraintComponent ;
            sh:sourceShape _:b0 ;
            sh:value "x"@en
        ] ,
        [
            a sh:ValidationResult ;
            dcterms:identifier "document-empty" ;
            rdfs:comment "known" ;
            sh:focusNode <https://example.org/facts/> ;
            sh:resultMessage "nothing; add it." ;
            sh:resultSeverity sh:Violation ;
            sh:sourceConstraintComponent <https://w3id.org/drugfacts/docs/rules/document-empty>
        ] .
"""
    )


def test_data_conform_when_nothing_counts() -> None:
    conforms = "    sh:conforms true"
    assert conforms in turtle()
    assert conforms in turtle(replace(FOUND, suppression=Suppression(Why.WAIVED, "later")))
    assert conforms not in turtle(replace(FOUND, severity=Severity.INFO))
    of_no_shape = replace(FOUND, component="", shape="")
    assert conforms not in turtle(of_no_shape)
    assert conforms in turtle(replace(of_no_shape, severity=Severity.INFO))


def test_every_result_is_one_of_shacl(odd_report: Report) -> None:
    """One focus node, one severity, one component, and at most one path: as W3C has it."""
    store = store_of("".join(formats.write("turtle", odd_report)))
    ask = """
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?result (COUNT(DISTINCT ?focus) AS ?foci) (COUNT(DISTINCT ?level) AS ?levels)
            (COUNT(DISTINCT ?component) AS ?components) (COUNT(DISTINCT ?path) AS ?paths)
        WHERE {
            ?result a sh:ValidationResult .
            OPTIONAL { ?result sh:focusNode ?focus }
            OPTIONAL { ?result sh:resultSeverity ?level }
            OPTIONAL { ?result sh:sourceConstraintComponent ?component }
            OPTIONAL { ?result sh:resultPath ?path }
        }
        GROUP BY ?result
    """
    rows = list(store.query(ask))  # type: ignore[arg-type]
    details = sum(1 for _ in store.quads_for_pattern(None, NamedNode(SH + "detail"), None))
    assert details == 2
    assert len(rows) == len(odd_report.findings) + details
    for row in rows:
        assert [int(row[name].value) for name in ("foci", "levels", "components")] == [1, 1, 1]
        assert int(row["paths"].value) <= 1


def test_one_label_of_two_graphs_is_two_nodes_and_of_one_graph_is_one() -> None:
    blank = replace(FOUND, focus="_:b7", value="_:b7")
    store = store_of(turtle(blank, replace(blank, rule="Drug-other")))
    nodes = {
        name: {q.object for q in store.quads_for_pattern(None, NamedNode(SH + name), None)}
        for name in ("focusNode", "value", "sourceShape")
    }
    assert len(nodes["focusNode"]) == 1
    assert nodes["focusNode"] == nodes["value"]
    assert nodes["sourceShape"].isdisjoint(nodes["focusNode"])
    assert len(nodes["sourceShape"]) == 1


def test_many_blank_nodes_that_are_alike_are_written() -> None:
    alike = [replace(FOUND, focus=f"_:n{number % 400}", rule="r") for number in range(800)]
    store = store_of(turtle(*alike))
    foci = {q.object for q in store.quads_for_pattern(None, NamedNode(SH + "focusNode"), None)}
    assert len(foci) == 400


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_the_layout_is_the_canonical_one_of_the_whole(count: int) -> None:
    """Results are written one by one; that must not show, whatever a text in them holds."""
    texts = ("ends in .", '"" ,\n        [', '"""\r\n', "last first", "ends in .")
    inner = replace(FOUND, shape="", message="two\nlines")
    found = [
        replace(FOUND, shape="", message=text, times=1 + number % 2, details=(inner,) * number)
        for number, text in enumerate(texts[:count])
    ]
    text = turtle(*found)
    whole = [quad.triple for quad in store_of(text)]
    declared = {"ptr": "http://www.w3.org/2009/pointers#"}
    assert text == write.turtle(whole, "https://example.org/facts/", declared).decode()


def test_a_formatted_report_is_the_report(report: Report, odd_report: Report) -> None:
    """`drugfacts format` changes nothing, but that it puts blank nodes with labels in order."""
    for each in (report, odd_report):
        named = [
            replace(f, focus=f.focus.replace("_:", "urn:"), value="", shape="", details=())
            for f in each.findings
        ]
        text = "".join(formats.write("turtle", replace(each, findings=tuple(named))))
        assert "sh:result" in text
        assert "_:" not in text
        formatted = format_text(text, None, iris.prefixes(BASE), BASE)
        assert formatted == text


def test_what_rdf_1_1_has_no_term_for_is_told_as_text() -> None:
    odd = replace(FOUND, value='"x"@ar--rtl', path="<http://e/q>/…")
    store = store_of(turtle(odd, base=""))
    (value,) = store.quads_for_pattern(None, NamedNode(SH + "value"), None)
    assert value.object == Literal('"x"@ar--rtl')
    assert not list(store.quads_for_pattern(None, NamedNode(SH + "resultPath"), None))
    comments = [
        q.object.value
        for q in store.quads_for_pattern(None, NamedNode(PREFIXES["rdfs"] + "comment"), None)
        if isinstance(q.object, Literal)
    ]
    assert "result path: <http://e/q>/…" in comments


def test_without_a_base_a_blank_node_stands_for_the_data() -> None:
    nowhere = replace(FOUND, focus="", shape="")
    text = turtle(nowhere, replace(nowhere, rule="other"), base="")
    assert text.count("sh:focusNode _:b0 ;") == 2
