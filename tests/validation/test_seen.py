"""Coverage: statements that no shape looked at, by property."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.validation.engines import targets
from drugfacts.validation.seen import unseen

Make = Callable[..., DataSet]

EX = "https://example.org/vocabulary#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

DATA = """
ex:a a ex:C ; ex:p ex:b , "x" ; ex:q 1 .
ex:b a ex:D ; ex:p ex:c ; ex:q 2 .
ex:c ex:q 3 .
"""

ALL = {"type": (2, 2), "p": (3, 3), "q": (3, 3)}


def missed(make: Make, shapes: str, ontology: str = "") -> dict[str, tuple[int, int]]:
    """Return by property how many of how many statements no shape looked at."""
    data, graph, background = make(DATA), make({"s.ttl": shapes}), make({"o.ttl": ontology})
    everything = [*data.all_triples(), *background.all_triples()]
    focus = targets.focus_nodes(targets.declared(graph.all_triples()), everything)
    return {
        each.predicate.removeprefix(EX).removeprefix(RDF): (each.triples, each.of)
        for each in unseen(data, graph, background, focus)
    }


@pytest.mark.parametrize(
    ("shapes", "seen"),
    [
        ("ex:S sh:targetNode ex:a .", {}),
        ("ex:S sh:targetNode ex:zzz ; sh:property [ sh:path ex:p ] .", {}),
        ("ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ] .", {"p": 2}),
        ("ex:S sh:targetNode ex:a ; sh:deactivated true ; sh:property [ sh:path ex:p ] .", {}),
        ("ex:S sh:targetNode ex:a ; sh:property [ sh:path ( ex:p ex:q ) ] .", {"p": 2, "q": 1}),
        ("ex:S sh:targetNode ex:b ; sh:property [ sh:path [ sh:inversePath ex:p ] ] .", {"p": 1}),
        (
            "ex:S sh:targetNode ex:a ; sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; "
            "sh:property [ sh:path ex:q ] ] .",
            {"p": 3, "q": 3},
        ),
        ("ex:S sh:targetClass ex:C .", {"type": 1}),
        ("ex:C a rdfs:Class , sh:NodeShape .", {"type": 1}),
        ("ex:S sh:targetSubjectsOf ex:p .", {"p": 3}),
        ("ex:S sh:targetObjectsOf ex:q .", {"q": 3}),
        ("ex:S sh:targetNode ex:a ; sh:closed true .", {"type": 1, "p": 2, "q": 1}),
        ("ex:S sh:targetNode ex:b ; sh:class ex:D .", {"type": 1}),
        (
            "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:class ex:D ] .",
            {"type": 1, "p": 2},
        ),
        (
            "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] .",
            {"p": 2, "q": 1},
        ),
        ("ex:S sh:targetNode ex:a ; sh:equals ex:p .", {"p": 2}),
        ("ex:S sh:targetNode ex:a ; sh:not [ sh:property [ sh:path ex:q ] ] .", {"q": 1}),
        ("ex:S sh:targetNode ex:a ; sh:or ( ex:T ) . ex:T sh:disjoint ex:q .", {"q": 1}),
        (
            "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:qualifiedMaxCount 1 ; "
            "sh:qualifiedValueShape [ sh:closed true ] ] .",
            {"type": 1, "p": 3, "q": 1},
        ),
        (
            "ex:S sh:targetClass ex:Nothing ; "
            "sh:sparql [ sh:select 'SELECT $this { ?x <https://example.org/vocabulary#q> 1 }' ] .",
            {},
        ),
        (
            "ex:S sh:targetNode ex:a ; "
            "sh:sparql [ sh:select 'SELECT $this { ?x <https://example.org/vocabulary#q> 1 }' ] .",
            {"q": 3},
        ),
        (
            "ex:S sh:targetNode ex:a ; sh:sparql [ sh:prefixes ex:o ; "
            "sh:select 'SELECT $this { ?x e:p 1 ; a ?y }' ] .",
            {"type": 2, "p": 3},
        ),
        (
            "ex:S sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT $this { $this ?p ?o }' ] .",
            {"type": 1, "p": 2, "q": 1},
        ),
    ],
)
def test_what_a_shape_looks_at(make: Make, shapes: str, seen: dict[str, int]) -> None:
    ontology = f'ex:o sh:declare [ sh:prefix "e" ; sh:namespace "{EX}" ] .'
    left = {name: (of - seen.get(name, 0), of) for name, (_, of) in ALL.items()}
    assert missed(make, shapes, ontology) == {name: n for name, n in left.items() if n[0]}


def test_properties_come_in_the_order_of_their_iris(make: Make) -> None:
    assert list(missed(make, "ex:S sh:targetNode ex:a .")) == ["type", "p", "q"]


def test_statements_of_the_background_are_not_counted(make: Make) -> None:
    data = make("ex:a ex:p 1 .", {"other.ttl": "ex:b ex:r 1 ."})
    shapes = make({"s.ttl": "ex:S sh:targetNode ex:zzz ."})
    found = unseen(data, shapes, make({"o.ttl": ""}), {})
    assert [each.predicate for each in found] == [EX + "p"]


def test_almost_nothing_of_the_packaged_facts_is_unseen() -> None:
    data, shapes, ontology = (packaged(name) for name in ("data", "shapes", "ontology"))
    everything = [*data.all_triples(), *ontology.all_triples()]
    focus = targets.focus_nodes(targets.declared(shapes.all_triples()), everything)
    found = unseen(data, shapes, ontology, focus)
    assert sum(each.triples for each in found) < len(data.triples()) // 1000 + 1
