"""Probes: what the engine counts for itself is what is counted in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from drugfacts.errors import InputError
from drugfacts.graph import read
from drugfacts.validation import engines
from drugfacts.validation.engines import ntriples, rust, targets

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"
ABSENT = pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"


def streamed(folder: Path, data: list[Triple], shapes: list[Triple]) -> engines.Outcome:
    path = folder / "data.nt"
    path.write_text(ntriples.text(data))
    blanks = ntriples.blank_nodes(data)
    return engines.run_file(path, shapes, lambda numbers: {n: blanks[n] for n in numbers})


def assert_counted(folder: Path, data: list[Triple], shapes: list[Triple]) -> None:
    declared = targets.declared(shapes)
    found = targets.focus_nodes(declared, data)
    outcome = streamed(folder, data, shapes)
    assert outcome.work == {shape: len(nodes) for shape, nodes in found.items()}
    assert list(outcome.work) == list(found)
    assert outcome.count == len(frozenset().union(*found.values()))
    assert outcome.triples == len(set(data))
    assert set(outcome.results) == set(rust.Engine(shapes).check(data))


def test_the_packaged_facts_are_counted(tmp_path: Path) -> None:
    data = [*read.read().all_triples(), *read.packaged("ontology").all_triples()]
    shapes = engines.with_prefixes(read.packaged("shapes").all_triples(), data)
    assert_counted(tmp_path, data, shapes)


def cases() -> list[object]:
    if not SUITE.is_dir():
        return [pytest.param(SUITE, marks=ABSENT)]
    found = [path for path in sorted(SUITE.rglob("*.ttl")) if path.name != "manifest.ttl"]
    return [pytest.param(path, id=path.relative_to(SUITE).as_posix()) for path in found]


@pytest.mark.parametrize("path", cases())
def test_graphs_of_the_suite_are_counted(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    graph = [quad.triple for quad in parse(text, RdfFormat.TURTLE, base_iri=path.as_uri())]
    try:
        rust.Engine(graph).check(graph)
    except InputError:
        return
    assert_counted(tmp_path, graph, graph)


SHAPES = [NamedNode(f"urn:S{n}") for n in range(3)]
CLASSES = [NamedNode(f"urn:C{n}") for n in range(3)]
NODES = [*(NamedNode(f"urn:n{n}") for n in range(3)), Literal("x"), Literal('"\\\n', language="en")]
SUBJECTS = [*NODES[:3], BlankNode("x"), BlankNode("y")]
PROPERTIES = [NamedNode("urn:p"), NamedNode("urn:q")]
TYPE, BELOW = NamedNode(RDF + "type"), NamedNode(RDFS + "subClassOf")


def triples(subjects: list[Any], predicates: list[Any], values: list[Any]) -> Any:
    made = st.builds(
        Triple, st.sampled_from(subjects), st.sampled_from(predicates), st.sampled_from(values)
    )
    return st.lists(made, max_size=6)


def sh(name: str) -> NamedNode:
    return NamedNode(SH + name)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.tuples(
        triples(SHAPES, [sh("targetNode")], NODES),
        triples(SHAPES, [sh("targetClass")], CLASSES),
        triples(SHAPES, [sh("targetSubjectsOf"), sh("targetObjectsOf")], PROPERTIES),
        triples(SHAPES, [TYPE], [NamedNode(RDFS + "Class")]),
    ),
    st.tuples(
        triples(SUBJECTS, [TYPE], CLASSES + SHAPES),
        triples(CLASSES + SHAPES, [BELOW], CLASSES + SHAPES),
        triples(SUBJECTS, PROPERTIES, [*NODES, *SUBJECTS]),
    ),
    st.sampled_from([None, True, False]),
)
def test_made_up_graphs_are_counted(
    tmp_path: Path,
    aimed: tuple[list[Triple], ...],
    said: tuple[list[Triple], ...],
    switched_off: bool | None,
) -> None:
    shapes = [triple for some in aimed for triple in some]
    shapes += [Triple(shape, TYPE, NamedNode(SH + "NodeShape")) for shape in SHAPES]
    shapes += [Triple(shape, sh("nodeKind"), sh("IRI")) for shape in SHAPES]
    if switched_off is not None:
        shapes.append(Triple(SHAPES[0], sh("deactivated"), Literal(switched_off)))
    assert_counted(tmp_path, [triple for some in said for triple in some], shapes)


def test_a_blank_shape_is_counted(tmp_path: Path) -> None:
    shape = BlankNode("shape")
    shapes = [
        Triple(shape, sh("targetSubjectsOf"), PROPERTIES[0]),
        Triple(shape, sh("nodeKind"), sh("Literal")),
    ]
    data = [Triple(BlankNode("shape"), PROPERTIES[0], Literal(1))]
    assert_counted(tmp_path, data, shapes)
    (result,) = streamed(tmp_path, data, shapes).results
    assert (result.shape, result.focus) == (shape, BlankNode("shape"))


def test_data_may_speak_of_the_node_of_probes(tmp_path: Path) -> None:
    probe = NamedNode("urn:x-drugfacts:probe")
    shapes = [
        Triple(SHAPES[0], sh("targetSubjectsOf"), PROPERTIES[0]),
        Triple(SHAPES[0], sh("nodeKind"), sh("Literal")),
    ]
    data = [Triple(probe, PROPERTIES[0], Literal(1))]
    assert_counted(tmp_path, data, shapes)
    assert [result.focus for result in streamed(tmp_path, data, shapes).results] == [probe]


@pytest.mark.parametrize("count", [0, 1, 3000])
def test_many_statements_are_counted(tmp_path: Path, count: int) -> None:
    data = [Triple(NamedNode(f"urn:n{n}"), PROPERTIES[0], Literal(n)) for n in range(count)]
    shapes = [
        Triple(SHAPES[0], sh("targetSubjectsOf"), PROPERTIES[0]),
        Triple(SHAPES[0], sh("nodeKind"), sh("IRI")),
    ]
    assert_counted(tmp_path, data, shapes)
    assert streamed(tmp_path, data, shapes).count == count
