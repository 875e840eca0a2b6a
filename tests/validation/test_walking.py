"""Paths lead where SPARQL's lead, and only the statements on the way matter."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse

from drugfacts.graph.dataset import DataSet, Document
from drugfacts.validation.walking import Walker

SH = "http://www.w3.org/ns/shacl#"
PATH = NamedNode(SH + "path")
SHAPE = NamedNode("urn:S")
NODES = [NamedNode(f"urn:n{n}") for n in range(4)]
MARKS = {
    "inversePath": "(^{})",
    "zeroOrMorePath": "({}*)",
    "oneOrMorePath": "({}+)",
    "zeroOrOnePath": "({}?)",
}
PREFIXES = f"@prefix sh: <{SH}> . @prefix : <urn:> . "


class Path(NamedTuple):
    """A path, as shapes have it and as SPARQL has it."""

    turtle: str
    sparql: str


def data_of(triples: list[Triple]) -> DataSet:
    return DataSet((Document("d.ttl", tuple(Quad(*triple) for triple in triples)),))


def shapes_of(path: str) -> DataSet:
    quads = tuple(parse(f"{PREFIXES} :S sh:path {path} .", RdfFormat.TURTLE))
    return DataSet((Document("s.ttl", quads),))


def walked(shapes: DataSet, data: DataSet, start: list[Any]) -> tuple[set[Any], set[Any]]:
    (path,) = shapes.properties(SHAPE)[PATH]
    values, over = Walker(data, shapes).walk(path, start)
    assert len(values) == len(set(values)), "each value once"
    return set(values), over


def asked(path: str, data: DataSet, start: NamedNode) -> set[Any]:
    store = Store()
    store.extend(Quad(*triple) for triple in data.all_triples())
    # It lets a path of no steps end only at a node that the store knows.
    store.extend(Quad(node, NamedNode("urn:known"), node) for node in NODES)
    found: Any = store.query(f"SELECT ?v {{ {start} {path} ?v }}")
    return {row["v"] for row in found}


def paths() -> st.SearchStrategy[Path]:
    def deeper(inner: st.SearchStrategy[Path]) -> st.SearchStrategy[Path]:
        several = st.lists(inner, min_size=2, max_size=3)
        return st.one_of(
            several.map(lambda steps: _joined(steps, "( {} )", "/")),
            several.map(lambda steps: _joined(steps, "[ sh:alternativePath ( {} ) ]", "|")),
            st.builds(_marked, inner, st.sampled_from(sorted(MARKS))),
        )

    return st.recursive(
        st.sampled_from([Path(":p", "<urn:p>"), Path(":q", "<urn:q>")]), deeper, max_leaves=4
    )


def _joined(steps: list[Path], form: str, sign: str) -> Path:
    return Path(
        form.format(" ".join(step.turtle for step in steps)),
        f"({sign.join(step.sparql for step in steps)})",
    )


def _marked(step: Path, name: str) -> Path:
    return Path(f"[ sh:{name} {step.turtle} ]", MARKS[name].format(step.sparql))


GRAPHS = st.lists(
    st.builds(
        Triple,
        st.sampled_from(NODES),
        st.sampled_from([NamedNode("urn:p"), NamedNode("urn:q")]),
        st.sampled_from(NODES),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(paths(), GRAPHS)
def test_a_path_leads_where_sparql_leads(path: Path, triples: list[Triple]) -> None:
    shapes, data = shapes_of(path.turtle), data_of(triples)
    assert walked(shapes, data, NODES[:1])[0] == asked(path.sparql, data, NODES[0])


@settings(max_examples=300, deadline=None)
@given(paths(), GRAPHS)
def test_what_a_path_does_not_walk_over_does_not_matter(path: Path, triples: list[Triple]) -> None:
    shapes = shapes_of(path.turtle)
    values, over = walked(shapes, data_of(triples), NODES[:2])
    assert over <= {(t.subject, t.predicate, t.object) for t in triples}
    assert walked(shapes, data_of([Triple(*each) for each in over]), NODES[:2])[0] == values


@pytest.mark.parametrize(
    ("path", "values", "over"),
    [
        (":p", {"n1"}, {"n0 p n1"}),
        ("[ sh:inversePath :p ]", set(), set()),
        ("( :p :q )", {"n2"}, {"n0 p n1", "n1 q n2"}),
        ("( :p :p )", set(), {"n0 p n1"}),
        ("[ sh:zeroOrOnePath :p ]", {"n0", "n1"}, {"n0 p n1"}),
        ("[ sh:inversePath ( :q :r ) ]", set(), set()),
    ],
)
def test_the_statements_on_the_way(path: str, values: set[str], over: set[str]) -> None:
    data = data_of(
        [
            Triple(NODES[0], NamedNode("urn:p"), NODES[1]),
            Triple(NODES[1], NamedNode("urn:q"), NODES[2]),
        ]
    )
    found, way = walked(shapes_of(path), data, NODES[:1])
    assert {value.value.removeprefix("urn:") for value in found} == values
    assert {" ".join(str(term.value).removeprefix("urn:") for term in each) for each in way} == over


def test_what_is_no_path_leads_nowhere() -> None:
    walker = Walker(data_of([]), shapes_of("[ ]"))
    assert walker.walk(BlankNode("x"), NODES) == ([], set())
