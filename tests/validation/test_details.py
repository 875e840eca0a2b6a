"""Details: what was found inside nested shapes, which is the same from both engines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet
from drugfacts.validation import engines
from drugfacts.validation.engines.details import MAX_DEPTH

Make = Callable[..., DataSet]

EX = "https://example.org/vocabulary#"
ENGINES: tuple[engines.Name, ...] = ("rust", "pyshacl")

SHAPES = """
ex:S sh:targetClass ex:C ; sh:property ex:S-p .
ex:S-p sh:path ex:p ; sh:node ex:T .
ex:T sh:nodeKind sh:BlankNodeOrIRI ; sh:property ex:T-q .
ex:T-q sh:path ex:q ; sh:minCount 1 ; sh:node ex:U .
ex:U sh:property ex:U-r .
ex:U-r sh:path ex:r ; sh:minCount 1 .
"""

Tree = tuple[str, str, str, tuple["Tree", ...]]


def short(term: object) -> str:
    return term.value.removeprefix(EX) if isinstance(term, NamedNode) else str(term or "")


def tree(result: engines.Result) -> Tree:
    details = tuple(sorted(map(tree, result.details)))
    return short(result.shape), short(result.focus), short(result.value), details


def found(make: Make, data: str, shapes: str = SHAPES, detailed: bool = True) -> list[Tree]:
    """Run both engines, which must tell the same."""
    graphs = (make(data).triples(), make(shapes).triples())
    trees = [
        sorted(map(tree, engines.run(*graphs, engine=engine, detailed=detailed).results))
        for engine in ENGINES
    ]
    assert trees[0] == trees[1]
    return trees[0]


def test_details_go_down_two_levels(make: Make) -> None:
    data = "ex:a a ex:C ; ex:p ex:b . ex:b ex:q ex:c ."
    inner = ("U-r", "c", "", ())
    assert found(make, data) == [("S-p", "a", "b", (("T-q", "b", "c", (inner,)),))]


def test_details_of_blank_nodes_are_their_own(make: Make) -> None:
    """A label of the data means nothing in the shapes graph, where targets stand."""
    data = "ex:a a ex:C ; ex:p _:b , _:good , _:bare . _:b ex:q _:c . _:good ex:q [ ex:r 1 ] ."
    assert found(make, data) == [
        ("S-p", "a", "_:b", (("T-q", "_:b", "_:c", (("U-r", "_:c", "", ()),)),)),
        ("S-p", "a", "_:bare", (("T-q", "_:bare", "", ()),)),
    ]


def test_details_of_literals_are_told(make: Make) -> None:
    assert found(make, 'ex:a a ex:C ; ex:p "x" .') == [
        ("S-p", "a", '"x"', (("T", '"x"', '"x"', ()), ("T-q", '"x"', "", ())))
    ]


def test_without_the_option_there_are_none(make: Make) -> None:
    assert found(make, "ex:a a ex:C ; ex:p ex:b .", detailed=False) == [("S-p", "a", "b", ())]


@pytest.mark.parametrize(
    ("constraint", "details"),
    [
        ("sh:and ( ex:U ex:V )", (("U-r", "b", "", ()), ("V", "b", "b", ()))),
        ("sh:or ( ex:U ex:V )", (("U-r", "b", "", ()), ("V", "b", "b", ()))),
        ("sh:xone ( ex:U ex:V )", (("U-r", "b", "", ()), ("V", "b", "b", ()))),
        ("sh:node ex:U , ex:V", (("U-r", "b", "", ()), ("V", "b", "b", ()))),
        ("sh:not [ sh:nodeKind sh:IRI ]", ()),
        ("sh:node [ sh:nodeKind sh:Literal ]", (("", "b", "b", ()),)),
    ],
)
def test_each_nesting_constraint_has_details(
    make: Make, constraint: str, details: tuple[Tree, ...]
) -> None:
    shapes = (
        f"ex:S sh:targetClass ex:C ; sh:property ex:S-p . ex:S-p sh:path ex:p ; {constraint} . "
        "ex:U sh:property ex:U-r . ex:U-r sh:path ex:r ; sh:minCount 1 . ex:V sh:class ex:D ."
    )
    results = found(make, "ex:a a ex:C ; ex:p ex:b .", shapes)
    assert {(shape, focus, value) for shape, focus, value, _ in results} == {("S-p", "a", "b")}
    for *_, inside in results:
        # A shape without a name has a label that does not matter.
        assert tuple(("" if s.startswith("_:") else s, *more) for s, *more in inside) == details


def test_the_focus_node_itself_may_be_what_does_not_conform(make: Make) -> None:
    shapes = "ex:S sh:targetObjectsOf ex:p ; sh:node ex:T . ex:T sh:nodeKind sh:Literal ."
    assert found(make, "ex:a ex:p ex:b , _:c .", shapes) == [
        ("S", "_:c", "_:c", (("T", "_:c", "_:c", ()),)),
        ("S", "b", "b", (("T", "b", "b", ()),)),
    ]


def test_shapes_with_targets_of_their_own_add_nothing(make: Make) -> None:
    shapes = (
        SHAPES
        + "ex:T sh:targetClass ex:D ; a sh:NodeShape , rdfs:Class . ex:U sh:targetNode ex:z ."
    )
    data = "ex:a a ex:C ; ex:p ex:b . ex:d a ex:D . ex:t a ex:T ."
    results = found(make, data, shapes)
    assert ("S-p", "a", "b", (("T-q", "b", "", ()),)) in results
    assert all(not details for shape, *_, details in results if shape != "S-p")


def test_details_end_with_their_depth(make: Make) -> None:
    depth = MAX_DEPTH + 2
    shapes = "ex:S0 sh:targetClass ex:C . " + "".join(
        f"ex:S{n} sh:node ex:S{n + 1} . " for n in range(depth)
    )
    (result,) = found(make, "ex:a a ex:C .", shapes + f"ex:S{depth} sh:nodeKind sh:Literal .")
    levels = 0
    while result[3]:
        (result,) = result[3]
        levels += 1
    assert levels == MAX_DEPTH


def test_the_data_are_not_changed_for_what_leads_to_blank_nodes(make: Make) -> None:
    shapes = SHAPES + (
        "ex:T sh:sparql [ sh:message 'linked' ; sh:select "
        "'SELECT $this { ?s ?p $this FILTER (!isBlank($this)) }' ] ."
    )
    data = "ex:a a ex:C ; ex:p ex:b . ex:b ex:q ex:c . ex:c ex:r 1 ."
    (result,) = found(make, data, shapes)
    assert [detail[0] for detail in result[3]] == ["T"]
