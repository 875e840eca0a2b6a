"""Readable numbers, durations and labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.graph import read
from drugfacts.show.names import Names, duration, number


@pytest.mark.parametrize(
    ("lexical", "shown"),
    [
        ("2.0", "2"),
        ("0.25", "0.25"),
        ("10", "10"),
        ("100.00", "100"),
        ("20", "20"),
        ("-1.50", "-1.5"),
    ],
)
def test_zeros_that_say_nothing_are_left_out(lexical: str, shown: str) -> None:
    assert number(lexical) == shown


@pytest.mark.parametrize(
    ("lexical", "shown"),
    [
        ("P4M", "4 months"),
        ("P63D", "63 days"),
        ("P1Y2M", "1 year 2 months"),
        ("P9W", "9 weeks"),
        ("PT2H", "PT2H"),
        ("-P1D", "-P1D"),
        ("x", "x"),
    ],
)
def test_durations_are_words_where_they_are_simple(lexical: str, shown: str) -> None:
    assert duration(lexical) == shown


def test_labels_are_english_first_then_any_then_the_curie(tmp_path: Path) -> None:
    path = tmp_path / "labels.ttl"
    path.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix x: <urn:x:> .\n"
        'x:both rdfs:label "eins"@de , "one"@en .\n'
        'x:german rdfs:label "zwei"@de .\n',
        encoding="utf-8",
    )
    names = Names(read.read([path]))
    terms = [NamedNode(f"urn:x:{name}") for name in ("both", "german", "none")]
    assert [names.label(term) for term in terms] == ["one", "zwei", "x:none"]
    assert names.both(terms[0]) == "one (x:both)"
    assert names.both(terms[2]) == "x:none"
    assert names.label(BlankNode("b")) == "_:b"
    assert names.label(Literal("text")) == "text"


def test_properties_without_a_label_are_called_by_their_local_name() -> None:
    names = Names(read.packaged("ontology"))
    skos = "http://www.w3.org/2004/02/skos/core#"
    assert names.property(skos + "exactMatch") == "exact match"
    assert names.property("https://w3id.org/drugfacts/ontology#rxcui") == (
        "RxNorm concept identifier"
    )
    assert names.property("http://www.w3.org/ns/prov#wasAttributedTo") == "curated by"
