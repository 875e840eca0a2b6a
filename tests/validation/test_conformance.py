"""The W3C test suite for SHACL Core and SHACL-SPARQL, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from drugfacts.errors import InputError
from drugfacts.validation import engines

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SH = "http://www.w3.org/ns/shacl#"
SHT = "http://www.w3.org/ns/shacl-test#"
VALIDATE = NamedNode(SHT + "Validate")
FAILURE = NamedNode(SHT + "Failure")

ABSENT = pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")

ENGINES: tuple[engines.Name, ...] = ("rust", "pyshacl")

REFUSED = {
    ("core/node/qualified-001", "pyshacl"): "a qualified value shape on a node shape",
    ("sparql/node/prefixes-001", "pyshacl"): "prefixes that come by owl:imports",
    ("sparql/pre-binding/shapesGraph-001", "pyshacl"): "$shapesGraph, an optional feature",
}
"""Tests whose shapes an engine refuses; passing over a part would check less than it says."""

WRONG = {
    ("core/property/uniqueLang-002", "pyshacl"): 'takes "1"^^xsd:boolean for true',
    ("sparql/pre-binding/unsupported-sparql-004", "rust"): "runs what is to be refused",
}
"""Tests that an engine fails."""


def files() -> list[Path]:
    """The files that hold tests; others hold the graphs of one."""
    found = (path for path in sorted(SUITE.rglob("*.ttl")) if path.name != "manifest.ttl")
    return [path for path in found if "sht:Validate" in path.read_text(encoding="utf-8")]


def triples(path: Path) -> list[Triple]:
    text = path.read_text(encoding="utf-8")
    return [q.triple for q in parse(text, RdfFormat.TURTLE, base_iri=path.as_uri())]


def of_iri(graph: object) -> Path:
    assert isinstance(graph, NamedNode)
    return Path(graph.value.removeprefix("file://"))


def objects(graph: list[Triple], subject: object, name: str) -> list[object]:
    return [t.object for t in graph if t.subject == subject and t.predicate.value == name]


def shown(term: object) -> str:
    """Blank nodes have other labels in the expected results than in the graphs."""
    return "" if term is None else "_:" if isinstance(term, BlankNode) else str(term)


def expected(graph: list[Triple], report: object) -> set[tuple[str, ...]]:
    names = ("sourceShape", "sourceConstraintComponent", "resultSeverity")
    found = set()
    for result in objects(graph, report, SH + "result"):
        values = [
            next(iter(objects(graph, result, SH + name)), None)
            for name in (*names, "focusNode", "resultPath", "value")
        ]
        found.add(tuple(shown(value) for value in values))
    return found


def cases() -> list[object]:
    if not SUITE.is_dir():
        return [pytest.param(SUITE, "", "rust", marks=ABSENT)]
    found: list[object] = []
    for path in files():
        name = path.relative_to(SUITE).with_suffix("").as_posix()
        for engine in ENGINES:
            wrong = WRONG.get((name, engine))
            marks = [pytest.mark.xfail(reason=f"{engine} {wrong}")] if wrong else []
            found.append(pytest.param(path, name, engine, id=f"{name}-{engine}", marks=marks))
    return found


@ABSENT
def test_the_suite_is_whole() -> None:
    assert len(files()) == 121


@pytest.mark.parametrize(("path", "name", "engine"), cases())
def test_results_are_those_of_the_suite(path: Path, name: str, engine: engines.Name) -> None:
    graph = triples(path)
    tests = [t.subject for t in graph if t.predicate == RDF_TYPE and t.object == VALIDATE]
    assert tests, "a file without a test would pass unseen"
    for test in tests:
        action = objects(graph, test, MF + "action")[0]
        report = objects(graph, test, MF + "result")[0]
        data = triples(of_iri(objects(graph, action, SHT + "dataGraph")[0]))
        # Both may be one file: blank nodes must then be the same ones.
        same = objects(graph, action, SHT + "dataGraph") == objects(
            graph, action, SHT + "shapesGraph"
        )
        shapes = data if same else triples(of_iri(objects(graph, action, SHT + "shapesGraph")[0]))
        if (name, engine) in REFUSED or report == FAILURE:
            with pytest.raises(InputError):
                engines.run(data, shapes, engine=engine)
            continue
        outcome = engines.run(data, shapes, engine=engine)
        found = {
            tuple(
                shown(term)
                for term in (
                    result.shape,
                    NamedNode(result.component),
                    NamedNode(result.severity),
                    result.focus,
                    result.path,
                    result.value,
                )
            )
            for result in outcome.results
        }
        assert found == expected(graph, report)
