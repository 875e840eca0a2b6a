from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from drugfacts.evidence.records import END, START, Passage, passage, passages
from drugfacts.evidence.spans import digest
from drugfacts.terms import DF, PREFIXES

TEXT = "Some words here."
TYPE = NamedNode(PREFIXES["rdf"] + "type")


def test_a_complete_span(made: Any) -> None:
    data = made.data(*made.source("guide", "0" * 64, TEXT, [(5, 10)]))
    words = digest("words")
    node, source = made.iri("guide", 5, 10), made.iri("guide").value
    assert passages(data) == [Passage(node, source, 5, 10, words, words)]


@pytest.mark.parametrize(
    ("predicate", "values", "lack"),
    [
        (START, [], "its offsets cannot be used"),
        (START, ["5", "6"], "its offsets cannot be used"),
        (START, ["10"], "its offsets cannot be used"),
        (START, ["-1"], "its offsets cannot be used"),
        (END, ["1e1"], "its offsets cannot be used"),
        (END, ["9999999999"], "its offsets cannot be used"),
        (END, [], "its offsets cannot be used"),
        (DF.spanDigest, [], "its digests cannot be used"),
        (DF.spanDigest, ["0" * 63], "its digests cannot be used"),
        (DF.normalisedDigest, ["A" * 64], "its digests cannot be used"),
        (DF.normalisedDigest, ["0" * 64, "1" * 64], "its digests cannot be used"),
        (DF.passageOf, [], "it belongs to no source, or to several"),
    ],
)
def test_what_a_span_lacks(made: Any, predicate: str, values: list[str], lack: str) -> None:
    quads = made.source("guide", "0" * 64, TEXT, [(5, 10)])
    node, about = made.iri("guide", 5, 10), NamedNode(predicate)
    quads = [quad for quad in quads if quad.predicate != about]
    quads += [Quad(node, about, Literal(value)) for value in values]
    found = passage(made.data(*quads), node)
    assert (found.lack, found.wants_place, found.start) == (lack, True, 0)


def test_a_span_of_two_sources(made: Any) -> None:
    quads = made.source("guide", "0" * 64, TEXT, [(5, 10)])
    node = made.iri("guide", 5, 10)
    quads.append(Quad(node, NamedNode(DF.passageOf), made.iri("other")))
    found = passage(made.data(*quads), node)
    assert (found.source, found.lack) == ("", "it belongs to no source, or to several")


def test_a_section_lays_claim_to_no_place(made: Any) -> None:
    node = NamedNode(f"{made.iri('guide').value}#section-uses")
    data = made.data(
        Quad(node, TYPE, NamedNode(DF.Section)),
        Quad(node, NamedNode(DF.passageOf), made.iri("guide")),
        Quad(node, NamedNode(DF.sectionCode), Literal("34067-9")),
    )
    assert passages(data) == [
        Passage(
            node,
            made.iri("guide").value,
            section="34067-9",
            lack="it has no offsets",
            wants_place=False,
        )
    ]


def test_what_is_a_passage_by_class_or_by_source_only(made: Any) -> None:
    one, two = BlankNode("one"), made.iri("guide", 1, 2)
    data = made.data(
        Quad(one, TYPE, NamedNode(DF.Span)),
        Quad(two, NamedNode(DF.passageOf), made.iri("guide")),
        Quad(made.iri("guide"), TYPE, NamedNode(DF.Article)),
    )
    found = {each.node: (each.lack, each.wants_place) for each in passages(data)}
    assert found == {
        one: ("it belongs to no source, or to several", True),
        two: ("it has no offsets", False),
    }
