"""Places of blank nodes, and of documents that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode

from drugfacts.graph.dataset import DataSet, parts
from drugfacts.graph.read import read
from drugfacts.model import Position


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def data_of(name: str, text: str) -> DataSet:
    Path(name).write_text(text, encoding="utf-8")
    return read([name])


MENTIONED = {
    "x.ttl": "<urn:a> <urn:p> 1 ,\n  []  .",
    "y.ttl": "<urn:a> <urn:p> 1 ,\n  _:x .",
    "x.trig": "<urn:g> { <urn:a> <urn:p> 1 ,\n  [ ] }",
    "x.nt": "<urn:a> <urn:p> <urn:b> .\n<urn:a><urn:p>_:x .",
    "x.nq": "<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p>\t_:x <urn:g> .",
    "x.jsonld": '{"@id": "urn:a",\n  "urn:p": {}}',
}


@pytest.mark.parametrize("name", MENTIONED)
def test_a_node_that_nothing_is_said_about_is_where_it_is_mentioned(name: str) -> None:
    text = MENTIONED[name]
    data = data_of(name, text)
    (node,) = {quad.object for quad in data.quads() if isinstance(quad.object, BlankNode)}
    line = text.split("\n")[1]
    col = next(line.index(mark) for mark in ("[", "_:x", "{}") if mark in line) + 1
    assert data.locate(node) == Position(name, 2, col)
    assert data.locate(node, NamedNode("urn:none")) == Position(name, 2, col)


def test_a_node_with_statements_is_where_the_first_one_is() -> None:
    data = data_of("x.ttl", "<urn:a> <urn:p> _:x .\n_:x <urn:q> 1 .\n_:x <urn:q> 2 .")
    assert data.locate(BlankNode("x")) == Position("x.ttl", 2, 1)


def test_a_list_begins_at_its_bracket() -> None:
    data = data_of("x.ttl", "<urn:a> <urn:p>\n  ( <urn:b>\n   <urn:c> ) .")
    (head,) = data.values(NamedNode("urn:a"), "urn:p")
    assert isinstance(head, BlankNode)
    assert data.locate(head) == Position("x.ttl", 2, 3)
    rest = data.values(head, "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")[0]
    assert isinstance(rest, BlankNode)
    assert data.locate(rest) == Position("x.ttl", 3, 4)


def test_labels_of_the_text_stay_in_every_format() -> None:
    for name, text in {
        "x.jsonld": '{"@id": "_:mine", "urn:p": {"urn:q": 1}}',
        "x.trig": "_:mine <urn:p> [ <urn:q> 1 ] .",
        "x.nq": '_:mine <urn:p> _:b1 <urn:g> .\n_:b1 <urn:q> "1" .',
    }.items():
        data = data_of(name, text)
        labels = {str(quad.subject) for quad in data.quads()}
        assert labels == {"_:mine", "_:b1"}, name


def test_a_label_of_a_graph_is_its_own_in_each_document() -> None:
    Path("a.trig").write_text("_:g { _:x <urn:p> 1 }")
    Path("b.trig").write_text("_:g { _:x <urn:p> [ <urn:p> 2 ] }")
    data = read(["a.trig", "b.trig"])
    assert len({quad.graph_name for quad in data.quads()}) == 2
    assert [data.locate(*parts(quad)) for quad in data.quads()] == [
        Position("a.trig", 1, 19),
        Position("b.trig", 1, 19),
        Position("b.trig", 1, 29),
    ]


def test_of_rdf_xml_only_the_file_is_known() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:">'
        '<rdf:Description rdf:about="urn:a"><e:b><rdf:Description e:c="x"/></e:b>'
        "</rdf:Description></rdf:RDF>"
    )
    data = data_of("x.rdf", text)
    assert {data.locate(*parts(quad)) for quad in data.quads()} == {Position("x.rdf")}


def test_relative_iris_of_each_format_have_places() -> None:
    head = (
        "<https://example.org/facts/dataset> a <http://rdfs.org/ns/void#Dataset> ;\n"
        '    <http://rdfs.org/ns/void#uriSpace> "https://example.org/facts/" .\n'
    )
    Path("dataset.ttl").write_text(head)
    for name, text in {
        "d.ttl": "<#a> <#p> <x> .",
        "d.trig": "<g> { <#a> <#p> <x> }",
        "d.jsonld": '{"@id": "#a", "https://example.org/facts/d#p": {"@id": "x"}}',
    }.items():
        data = data_of(name, text)
        (quad,) = data.quads()
        place = data.locate(*parts(quad))
        assert place is not None
        where = '{"@id": "x"' if name == "d.jsonld" else "<x>"
        assert place == Position(name, 1, text.index(where) + 1)
