"""Targets: the focus nodes of the W3C suite and of made-up graphs are those of pySHACL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from drugfacts.graph.rdflib_adapter import Terms, to_rdflib
from drugfacts.validation.engines import targets

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"
ABSENT = pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def ours(shapes: list[Triple], data: list[Triple]) -> dict[object, frozenset[object]]:
    found = targets.focus_nodes(targets.declared(shapes), data)
    return {shape: frozenset(nodes) for shape, nodes in found.items() if nodes}


def theirs(shapes: list[Triple], data: list[Triple]) -> dict[object, frozenset[object]]:
    from pyshacl import ShapesGraph

    terms = Terms()
    graph = to_rdflib(data, terms)
    found: dict[object, frozenset[object]] = {}
    shape: Any
    for shape in ShapesGraph(to_rdflib(shapes, terms)).shapes:
        nodes = {terms.from_rdflib(node) for node in shape.focus_nodes(graph)}
        if nodes and not shape.deactivated:
            found[terms.from_rdflib(shape.node)] = frozenset(nodes)
    return found


def cases() -> list[object]:
    if not SUITE.is_dir():
        return [pytest.param(SUITE, marks=ABSENT)]
    found = [path for path in sorted(SUITE.rglob("*.ttl")) if path.name != "manifest.ttl"]
    return [pytest.param(path, id=path.relative_to(SUITE).as_posix()) for path in found]


@pytest.mark.parametrize("path", cases())
def test_focus_nodes_of_the_suite_are_those_of_pyshacl(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    graph = [quad.triple for quad in parse(text, RdfFormat.TURTLE, base_iri=path.as_uri())]
    assert ours(graph, graph) == theirs(graph, graph)


SHAPES = [NamedNode(f"urn:S{n}") for n in range(3)]
CLASSES = [NamedNode(f"urn:C{n}") for n in range(3)]
NODES = [*(NamedNode(f"urn:n{n}") for n in range(3)), Literal("x"), Literal("x", language="en")]
PROPERTIES = [NamedNode("urn:p"), NamedNode("urn:q")]
TYPE, BELOW = NamedNode(RDF + "type"), NamedNode(RDFS + "subClassOf")


def triples(subjects: list[Any], predicates: list[Any], values: list[Any]) -> Any:
    made = st.builds(
        Triple, st.sampled_from(subjects), st.sampled_from(predicates), st.sampled_from(values)
    )
    return st.lists(made, max_size=6)


def sh(*names: str) -> list[NamedNode]:
    return [NamedNode(SH + name) for name in names]


@settings(max_examples=200, deadline=None)
@given(
    st.tuples(
        triples(SHAPES, sh("targetNode"), NODES),
        triples(SHAPES, sh("targetClass"), CLASSES),
        triples(SHAPES, sh("targetSubjectsOf", "targetObjectsOf"), PROPERTIES),
        triples(SHAPES, sh("deactivated"), [Literal(True), Literal(False)]),
        triples(SHAPES, [TYPE], [NamedNode(RDFS + "Class")]),
        triples(NODES[:3], [TYPE], CLASSES + SHAPES),
        triples(CLASSES + SHAPES, [BELOW], CLASSES + SHAPES),
        triples(NODES[:3], PROPERTIES, NODES),
    )
)
def test_focus_nodes_of_made_up_graphs_are_those_of_pyshacl(
    parts: tuple[list[Triple], ...],
) -> None:
    switches = {triple.subject: triple for triple in parts[3]}
    shapes = [*parts[0], *parts[1], *parts[2], *switches.values(), *parts[4]]
    shapes += [Triple(shape, TYPE, NamedNode(SH + "NodeShape")) for shape in SHAPES]
    data = [*parts[5], *parts[6], *parts[7]]
    assert ours(shapes, data) == theirs(shapes, data)
