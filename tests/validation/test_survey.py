"""What is told of data that are not held is what is told of data that are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from drugfacts.errors import InputError
from drugfacts.graph import read
from drugfacts.graph.dataset import parts
from drugfacts.graph.places import pieces, stream
from drugfacts.validation import engines
from drugfacts.validation.engines import ntriples, rust, targets
from drugfacts.validation.survey import Survey, survey

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"
ABSENT = pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"


def looked_at(path: Path, shapes: list[Triple]) -> Survey:
    return survey(path, targets.declared(shapes), (PROPERTIES[1], TYPE), (b"<urn:n1>", b"{"))


def assert_counted(folder: Path, data: list[Triple], shapes: list[Triple]) -> None:
    path = folder / "data.nt"
    path.write_text(ntriples.text(data))
    assert_seen(path, data, shapes)
    blanks = ntriples.blank_nodes(data)
    results = engines.run_file(path, shapes, lambda numbers: {n: blanks[n] for n in numbers})
    assert set(results) == set(rust.Engine([*shapes, *targets.implicit(shapes)]).check(data))


def assert_seen(path: Path, data: list[Triple], shapes: list[Triple]) -> None:
    declared = targets.declared(shapes)
    found = targets.focus_nodes(declared, data)
    seen = looked_at(path, shapes)
    assert seen.work == {shape: len(nodes) for shape, nodes in found.items()}
    assert list(seen.work) == list(found)
    assert seen.focus_nodes == len(frozenset().union(*found.values()))
    assert seen.statements == len(data)
    text = path.read_bytes()
    terms = {str(term).encode() for triple in data for term in parts(triple)}
    said = {word for word in (b"<urn:n1>", b"{") if any(word in term for term in terms)}
    assert said <= seen.words <= said | {word for word in (b"<urn:n1>", b"{") if word in text}
    assert seen.predicates == {t.predicate for t in data} & {PROPERTIES[1], TYPE}
    wanted = {parts(triple) for triple in data}
    places = seen.index.find(wanted)
    assert places == stream.find(path, wanted)
    assert places.keys() == wanted


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


@pytest.mark.parametrize("kind", ["targetSubjectsOf", "targetObjectsOf"])
@pytest.mark.parametrize("of", [TYPE, BELOW])
def test_what_makes_classes_may_be_a_target_itself(
    tmp_path: Path, kind: str, of: NamedNode
) -> None:
    shapes = [Triple(SHAPES[0], sh(kind), of), Triple(SHAPES[0], sh("targetClass"), CLASSES[0])]
    first, second = NamedNode("urn:n0"), NamedNode("urn:n1")
    data = [
        Triple(first, TYPE, CLASSES[0]),
        Triple(second, TYPE, CLASSES[1]),
        Triple(second, TYPE, CLASSES[0]),
        Triple(CLASSES[1], BELOW, CLASSES[2]),
    ]
    (focus,) = targets.focus_nodes(targets.declared(shapes), data).values()
    end = "subject" if kind == "targetSubjectsOf" else "object"
    assert focus == {first, second, *(getattr(t, end) for t in data if t.predicate == of)}
    assert_counted(tmp_path, data, shapes)


@pytest.mark.parametrize("count", [0, 1, 3000])
def test_many_statements_are_counted(tmp_path: Path, count: int) -> None:
    data = [Triple(NamedNode(f"urn:n{n}"), PROPERTIES[0], Literal(n)) for n in range(count)]
    shapes = [
        Triple(SHAPES[0], sh("targetSubjectsOf"), PROPERTIES[0]),
        Triple(SHAPES[0], sh("nodeKind"), sh("IRI")),
    ]
    path = tmp_path / "data.nt"
    path.write_text(ntriples.text(data))
    assert looked_at(path, shapes).work == {SHAPES[0]: count}
    assert looked_at(path, shapes).statements == count


AIMED = [
    Triple(SHAPES[0], sh("targetClass"), CLASSES[0]),
    Triple(SHAPES[1], sh("targetSubjectsOf"), PROPERTIES[0]),
    Triple(SHAPES[2], sh("targetObjectsOf"), PROPERTIES[0]),
]
WRITTEN = ["<urn:C0>", "<urn:C1>", "<urn:n1>", "<urn:\\u006E1>", "_:x", "_:x.y", "<urn:é>"]
NAMES = [f"<{RDF}type>", f"<{RDFS}subClassOf>", "<urn:p>", "<urn:q>", "<urn:\\U00000070>"]
TEXTS = [
    '"x"',
    f'" <{RDF}type> <urn:C0> ."',
    '"<urn:p>"@en',
    '"\\u0061"',
    '"a"',
    '"{"^^<urn:p>',
    '"a"^^<http://www.w3.org/2001/XMLSchema#string>',
]
ENDS = ["\n", "\r\n", "\r", " # <urn:p>\n", "\n\n", "\n# <urn:a> <urn:p> <urn:a> .\n", "\n \t\n"]
written = st.builds(
    lambda lead, s, p, o, gap, stop, end: f"{lead}{s}{gap}{p}{gap}{o}{stop}.{end}",
    st.sampled_from(["", "", " ", "\t"]),
    st.sampled_from(WRITTEN),
    st.sampled_from(NAMES),
    st.sampled_from([*WRITTEN, *WRITTEN, *TEXTS]),
    st.sampled_from([" ", " ", " ", "\t", "  "]),
    st.sampled_from([" ", " ", "", "\t"]),
    st.sampled_from(ENDS),
)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(written, max_size=12).map("".join), st.integers(1, 300), st.booleans())
def test_lines_that_are_written_anyhow(tmp_path: Path, text: str, size: int, cut: bool) -> None:
    text = text.rstrip("\r\n") if cut else text
    path = tmp_path / "data.nt"
    path.write_bytes(text.encode())
    data = [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_CHUNK", size)
        assert_seen(path, data, AIMED)


@pytest.mark.parametrize("end", [".\n", " .\n", "."])
def test_no_blank_need_stand_before_the_full_stop(tmp_path: Path, end: str) -> None:
    path = tmp_path / "data.nt"
    lines = [f"<urn:n{n}> <{RDF}type> <urn:C0>" for n in range(9)]
    path.write_text((end.strip("\n") + "\n").join(lines) + end)
    assert looked_at(path, AIMED).work[SHAPES[0]] == 9


def test_a_word_is_found_behind_escapes(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    for name in ("urn:n1", "urn:\\u006E1", "urn:\\U0000006E1"):
        path.write_text(f'<{name}> <urn:x> "\\u00e9" .\n')
        assert looked_at(path, AIMED).words == {b"<urn:n1>"}
    path.write_text('<urn:n2> <urn:x> "\\u00e9" .\n')
    assert looked_at(path, AIMED).words == frozenset()


def test_what_is_no_statement_is_a_syntax_error_where_it_has_to_be_parsed(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    path.write_text(f"<urn:a> <{RDF}type> nonsense .\n")
    with pytest.raises(SyntaxError):
        looked_at(path, AIMED)
