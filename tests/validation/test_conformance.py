"""The W3C test suite for SHACL Core and SHACL-SPARQL, through our own command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from drugfacts.main import cli

if TYPE_CHECKING:
    from drugfacts.validation import engines

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SH = "http://www.w3.org/ns/shacl#"
SHT = "http://www.w3.org/ns/shacl-test#"
OURS = "https://w3id.org/drugfacts/docs/rules/"
VALIDATE = NamedNode(SHT + "Validate")
FAILURE = NamedNode(SHT + "Failure")

ABSENT = pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")

ENGINES: tuple[engines.Name, ...] = ("auto", "rust", "pyshacl", "compare")

REFUSED = {
    ("core/node/qualified-001", "pyshacl"): "a qualified value shape on a node shape",
    ("sparql/node/prefixes-001", "pyshacl"): "prefixes that come by owl:imports",
    ("sparql/pre-binding/shapesGraph-001", "pyshacl"): "$shapesGraph, an optional feature",
    ("sparql/node/sparql-002", "rust"): "a computed ?path, which it drops; auto takes pySHACL",
    ("sparql/node/sparql-003", "rust"): "a computed ?path, which it drops; auto takes pySHACL",
}
"""Tests whose shapes an engine refuses; passing over a part would check less than it says."""

WRONG = {
    ("core/property/uniqueLang-002", "pyshacl"): 'takes "1"^^xsd:boolean for true',
}
"""Tests that an engine fails."""

Broken = tuple[str, ...]


def files() -> list[Path]:
    """The files with a test: those that manifests name, and one that none does."""
    found = [SUITE / "sparql" / "component" / "nodeValidator-001.ttl"]
    waiting = [SUITE / "manifest.ttl"]
    while waiting:
        manifest = waiting.pop()
        included = [t for t in triples(manifest) if t.predicate.value == MF + "include"]
        waiting += [of_iri(t.object) for t in included]
        if any(t.predicate == RDF_TYPE and t.object == VALIDATE for t in triples(manifest)):
            found.append(manifest)
    return sorted(found)


def triples(path: Path) -> list[Triple]:
    text = path.read_text(encoding="utf-8")
    return [q.triple for q in parse(text, RdfFormat.TURTLE, base_iri=path.as_uri())]


def of_iri(graph: object) -> Path:
    assert isinstance(graph, NamedNode)
    return Path(graph.value.removeprefix("file://"))


def objects(graph: list[Triple], subject: object, name: str) -> list[object]:
    return [t.object for t in graph if t.subject == subject and t.predicate.value == name]


def shown(term: object, graph: list[Triple]) -> str:
    """Blank nodes have other labels in the expected results; a path is told by its steps."""
    if term is None:
        return ""
    if not isinstance(term, BlankNode):
        return str(term)
    inside = sorted(
        f"{t.predicate.value.rpartition('#')[2]} {shown(t.object, graph)}"
        for t in graph
        if t.subject == term and t.predicate.value.rpartition("#")[2] in PATH_TERMS
    )
    return f"[{' '.join(inside)}]"


PATH_TERMS = {
    *("first", "rest", "inversePath", "alternativePath"),
    *("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
}


def results(graph: list[Triple], report: object) -> list[Broken]:
    """Return the results of a report in the order of what they say, none left out."""
    names = ("sourceConstraintComponent", "resultSeverity", "focusNode", "resultPath", "value")
    found = []
    for result in objects(graph, report, SH + "result"):
        values = [next(iter(objects(graph, result, SH + name)), None) for name in names]
        shape = next(iter(objects(graph, result, SH + "sourceShape")), None)
        named = "" if isinstance(shape, BlankNode) else str(shape)
        found.append((named, *(shown(value, graph) for value in values)))
    return sorted(found)


def cases() -> list[object]:
    if not SUITE.is_dir():
        return [pytest.param(SUITE, "", "auto", marks=ABSENT)]
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
    names = [path.relative_to(SUITE).parts[0] for path in files()]
    assert (names.count("core"), names.count("sparql")) == (98, 23)


@pytest.mark.parametrize(("path", "name", "engine"), cases())
def test_results_are_those_of_the_suite(path: Path, name: str, engine: str) -> None:
    graph = triples(path)
    (test,) = [t.subject for t in graph if t.predicate == RDF_TYPE and t.object == VALIDATE]
    action = objects(graph, test, MF + "action")[0]
    expected = objects(graph, test, MF + "result")[0]
    data = of_iri(objects(graph, action, SHT + "dataGraph")[0])
    shapes = of_iri(objects(graph, action, SHT + "shapesGraph")[0])
    command = ["validate", str(data), "--shapes", str(shapes), "--engine", engine]
    done = CliRunner().invoke(cli, [*command, "--format", "turtle"])
    if (name, engine) in REFUSED or expected == FAILURE:
        assert done.exit_code == 3, done.output
        assert done.stdout == ""
        return
    report = [q.triple for q in parse(done.stdout, RdfFormat.TURTLE)]
    (node,) = [t.subject for t in report if t.object == NamedNode(SH + "ValidationReport")]
    found = [broken for broken in results(report, node) if OURS not in broken[1]]
    assert found == results(graph, expected)
    worst = {broken[2] for broken in found}
    nothing_checked = "no shape found anything to check" in done.stdout
    fails = bool(worst - {f"<{SH}Warning>", f"<{SH}Info>"}) or nothing_checked
    assert done.exit_code == int(fails)
