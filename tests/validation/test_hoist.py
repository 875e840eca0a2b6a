"""Shapes whose property shapes take over the targets find the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Triple

from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.validation import shacl
from drugfacts.validation.hoist import hoist

Make = Callable[..., DataSet]

SH = "http://www.w3.org/ns/shacl#"
PROPERTY = NamedNode(SH + "property")

PART = " ex:S-p a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ."
DATA = "ex:a a ex:T . ex:b a ex:T ; ex:p 1 ; ex:q 2 . ex:c ex:t ex:a , ex:d ; ex:r ex:a , ex:b ."


def links(triples: list[Triple]) -> int:
    return sum(t.predicate == PROPERTY for t in triples)


@pytest.mark.parametrize(
    ("shapes", "left"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-p .", 0),
        ("ex:S a sh:NodeShape ; sh:targetNode ex:a , ex:z ; sh:property ex:S-p .", 0),
        ("ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:t ; sh:property ex:S-p .", 0),
        ("ex:S a sh:NodeShape ; sh:targetObjectsOf ex:t ; sh:property ex:S-p .", 0),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:closed true ; sh:property ex:S-p .", 0),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:closed true ; "
            "sh:ignoredProperties ( rdf:type ex:q ) ; sh:property ex:S-p .",
            0,
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:closed true ; "
            "sh:ignoredProperties () ; sh:property ex:S-p .",
            0,
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:Literal ; "
            "sh:property ex:S-p .",
            0,
        ),
        # Shapes that must stay as they are.
        ("ex:S a sh:NodeShape , rdfs:Class ; sh:property ex:S-p . ex:a a ex:S .", 1),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:deactivated true ; "
            "sh:property ex:S-p .",
            1,
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-p . "
            "ex:R a sh:PropertyShape ; sh:targetSubjectsOf ex:r ; sh:path ex:r ; sh:node ex:S .",
            1,
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-p . "
            "ex:R a sh:NodeShape ; sh:targetNode ex:a ; sh:or ( ex:S ) .",
            1,
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-p . "
            "ex:S-p sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1 ; "
            "sh:qualifiedValueShapesDisjoint true .",
            1,
        ),
    ],
)
def test_the_same_is_found(make: Make, shapes: str, left: int) -> None:
    before = make(shapes + PART).triples()
    after = hoist(before)
    assert links(after) == left
    data = make(DATA).triples()
    # What is hoisted already is not hoisted again, so both ways can be run by one function.
    plain = {_key(result) for result in _unhoisted(data, before)}
    assert {_key(result) for result in shacl.run(data, before).results} == plain


def _key(result: shacl.Result) -> tuple[str, ...]:
    return (str(result.shape), result.component, str(result.focus), str(result.value))


def _unhoisted(data: list[Triple], shapes: list[Triple]) -> tuple[shacl.Result, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shacl, "hoist", list)
        return shacl.run(data, shapes).results


def test_shapes_without_anything_to_move_stay_in_order(make: Make) -> None:
    triples = make("ex:S a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:targetClass ex:T .").triples()
    assert hoist(triples) == triples


def test_the_packaged_shapes_are_hoisted() -> None:
    """Else nothing is gained; this is where the time goes on real data."""
    triples = packaged("shapes").triples()
    assert links(triples) > 100
    assert links(hoist(triples)) == 0
