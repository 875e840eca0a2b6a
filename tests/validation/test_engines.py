"""The engine: what is a focus node, what comes back, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.dataset import DataSet
from drugfacts.validation import engines
from drugfacts.validation.engines import ntriples

Make = Callable[..., DataSet]

EX = "https://example.org/vocabulary#"
SH = "http://www.w3.org/ns/shacl#"

SHAPES = """
ex:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:Thing-name .
ex:Thing-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:message "Name it."@en .
"""


def ex(name: str) -> NamedNode:
    return NamedNode(EX + name)


def xsd(name: str) -> NamedNode:
    return NamedNode("http://www.w3.org/2001/XMLSchema#" + name)


def run(
    make: Make,
    data: str,
    shapes: str,
    ontology: str = "",
    focus: set[NamedNode | BlankNode | Literal] | None = None,
) -> engines.Outcome:
    """Run both engines, which must agree in all but the words of an error."""
    graphs = (make(data).triples(), make(shapes).triples(), make(ontology).triples())
    wanted = None if focus is None else frozenset(focus)
    assert engines.run(*graphs, wanted, "compare").differences == ()
    by_rust = engines.run(*graphs, wanted, "rust")
    by_pyshacl = engines.run(*graphs, wanted, "pyshacl")
    assert said(by_rust) == said(by_pyshacl)
    return by_rust


def said(outcome: engines.Outcome) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(result.key(), result.messages) for result in outcome.results}


def test_a_result_has_all_its_parts(make: Make) -> None:
    outcome = run(make, "ex:a a ex:Thing .", SHAPES)
    assert outcome.results == (
        engines.Result(
            shape=ex("Thing-name"),
            component=SH + "MinCountConstraintComponent",
            severity=SH + "Violation",
            focus=ex("a"),
            path=ex("name"),
            value=None,
            messages=("Name it.",),
        ),
    )


def test_the_proof_of_work_counts_shapes_with_focus_nodes_and_these(make: Make) -> None:
    idle = SHAPES + "ex:Idle a sh:NodeShape ; sh:targetClass ex:Nothing ; sh:nodeKind sh:IRI ."
    outcome = run(make, 'ex:a a ex:Thing ; ex:name "a" . ex:b a ex:Thing ; ex:name "b" .', idle)
    assert (outcome.results, outcome.shapes, len(outcome.focus_nodes)) == ((), 1, 2)


def test_nothing_to_check_is_told(make: Make) -> None:
    outcome = run(make, "ex:a a ex:Other .", SHAPES)
    assert (outcome.shapes, len(outcome.focus_nodes)) == (0, 0)


def test_subclasses_of_the_ontology_are_targets(make: Make) -> None:
    classes = "ex:Small rdfs:subClassOf ex:Medium . ex:Medium rdfs:subClassOf ex:Thing ."
    outcome = run(make, "ex:a a ex:Small .", SHAPES, classes)
    assert [result.focus for result in outcome.results] == [ex("a")]


def test_focus_holds_for_subclasses_too(make: Make) -> None:
    classes = "ex:Small rdfs:subClassOf ex:Thing ."
    data = "ex:a a ex:Small . ex:b a ex:Small . ex:c a ex:Thing ."
    outcome = run(make, data, SHAPES, classes, {ex("a")})
    assert [result.focus for result in outcome.results] == [ex("a")]
    assert len(outcome.focus_nodes) == 1


def test_focus_leaves_values_outside_it_to_be_looked_at(make: Make) -> None:
    """pySHACL's own option takes these values for conforming without a look."""
    shapes = """
    ex:A a sh:NodeShape ; sh:targetClass ex:A ; sh:property ex:A-part , ex:A-note .
    ex:A-part a sh:PropertyShape ; sh:path ex:part ; sh:node ex:Named .
    ex:A-note a sh:PropertyShape ; sh:path ex:note ; sh:not [ sh:datatype xsd:integer ] .
    ex:Named a sh:NodeShape ; sh:property ex:Named-name .
    ex:Named-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 .
    """
    data = 'ex:a a ex:A ; ex:part ex:p , ex:q ; ex:note "fine" . ex:p ex:name "p" . ex:q a ex:B .'
    outcome = run(make, data, shapes, focus={ex("a")})
    assert [(r.shape, r.value) for r in outcome.results] == [(ex("A-part"), ex("q"))]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sh:targetNode ex:a", {ex("a")}),
        ("sh:targetClass ex:Thing", {ex("a")}),
        ("sh:targetSubjectsOf ex:p", {ex("a"), ex("b")}),
        ("sh:targetObjectsOf ex:p", {ex("o"), Literal("o")}),
    ],
)
def test_each_kind_of_target_is_known(
    make: Make, target: str, expected: set[NamedNode | Literal]
) -> None:
    shapes = f"""
    ex:S a sh:NodeShape ; {target} ; sh:property ex:S-q . ex:S-q sh:path ex:q ; sh:minCount 1 .
    """
    data = 'ex:a a ex:Thing ; ex:p ex:o . ex:b ex:p "o" .'
    assert {result.focus for result in run(make, data, shapes).results} == expected


def test_a_shape_that_is_switched_off_is_not_run(make: Make) -> None:
    outcome = run(make, "ex:a a ex:Thing .", SHAPES + "ex:Thing sh:deactivated true .")
    assert (outcome.results, outcome.shapes) == ((), 0)


@pytest.mark.parametrize(
    ("value", "datatype", "right"),
    [
        (Literal("1", datatype=xsd("integer")), "integer", True),
        (Literal("01", datatype=xsd("integer")), "integer", True),
        (Literal("1.5", datatype=xsd("integer")), "integer", False),
        (Literal("1"), "integer", False),
        (Literal("1"), "string", True),
        (Literal("1", language="en"), "string", False),
        (Literal("2026-02-30", datatype=xsd("date")), "date", False),
        (Literal("2024-02-29", datatype=xsd("date")), "date", True),
        (Literal("-1", datatype=xsd("nonNegativeInteger")), "nonNegativeInteger", False),
        (Literal("x", datatype=xsd("decimal")), "decimal", False),
        (Literal("2.50", datatype=xsd("decimal")), "decimal", True),
        (Literal("yes", datatype=xsd("boolean")), "boolean", False),
    ],
)
def test_ill_typed_values_are_found_as_they_are_written(
    make: Make, capfd: pytest.CaptureFixture[str], value: Literal, datatype: str, right: bool
) -> None:
    shapes = f"ex:S sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:datatype xsd:{datatype} ."
    outcome = run(make, f"ex:a ex:p {value} .", shapes)
    assert [result.value for result in outcome.results] == ([] if right else [value])
    assert capfd.readouterr() == ("", ""), "rdflib talks about such values on its own"


def test_messages_of_the_constraint_come_before_those_of_the_shape(make: Make) -> None:
    shapes = """
    ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:message "Of the shape." ; sh:sparql ex:Q .
    ex:Q sh:message "Of the query: {?value}." ; sh:select
        "SELECT $this ?value WHERE { $this <https://example.org/vocabulary#p> ?value }" .
    """
    outcome = run(make, "ex:a a ex:Thing ; ex:p 1 .", shapes)
    assert [m for r in outcome.results for m in r.messages] == ["Of the query: 1."]


def test_english_messages_come_first(make: Make) -> None:
    messages = 'ex:Thing-name sh:message "Nomme-le."@fr , "Call it."@en-GB , "Plain." .'
    shapes = SHAPES.replace('"Name it."@en', '"Benenne es."@de') + messages
    outcome = run(make, "ex:a a ex:Thing .", shapes)
    assert [*outcome.results[0].messages] == [
        "Call it.",
        "Plain.",
        "Benenne es.",
        "Nomme-le.",
    ]


def test_words_of_the_engine_are_no_messages(make: Make) -> None:
    outcome = run(make, "ex:a a ex:Thing .", SHAPES.replace('; sh:message "Name it."@en', ""))
    assert outcome.results[0].messages == ()


def test_the_same_result_comes_once(make: Make) -> None:
    """A thing that is a target for two reasons, or breaks a pair twice, is told once."""
    shapes = """
    ex:S sh:targetClass ex:Thing ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:lessThan ex:q .
    """
    outcome = run(make, "ex:a a ex:Thing ; ex:p 5 ; ex:q 1 , 2 .", shapes)
    assert [str(r.value) for r in outcome.results] == [
        '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


def test_blank_nodes_come_back_as_they_were(make: Make) -> None:
    outcome = run(make, "_:thing a ex:Thing .", SHAPES)
    assert [result.focus for result in outcome.results] == [BlankNode("thing")]


def test_queries_take_their_prefixes_from_the_ontology(make: Make) -> None:
    shapes = """
    ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:Q .
    ex:Q sh:prefixes ex:prefixes ; sh:select "SELECT $this ?value WHERE { $this v:p ?value }" .
    """
    ontology = """
    ex:prefixes a owl:Ontology ; sh:declare ex:v .
    ex:v sh:prefix "v" ; sh:namespace "https://example.org/vocabulary#"^^xsd:anyURI .
    """
    outcome = run(make, 'ex:a a ex:Thing ; ex:p "v" . ex:b a ex:Thing .', shapes, ontology)
    assert [(r.focus, r.value) for r in outcome.results] == [(ex("a"), Literal("v"))]


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ("ex:S a sh:PropertyShape ; sh:targetClass ex:Thing .", "must include one `sh:path`"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:pattern '(' .", "unterminated"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:closed 'x' , 'y' .", "at most one"),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; "
            "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1 .",
            "can only be present on a PropertyShape",
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select 'SELEKT' ] .",
            "a sh:select of the shapes cannot be read",
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; "
            "sh:sparql [ sh:select 'SELECT $this FROM <http://127.0.0.1:1/> WHERE {$this ?p 1}'] .",
            "a sh:select asks another place (FROM or SERVICE), and nothing is fetched",
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select "
            "'SELECT $this WHERE { SERVICE <http://127.0.0.1:1/> {$this ?p ?o} }' ] .",
            "must not contain a federated query",
        ),
        (
            'ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select """'
            'SELECT $this WHERE { { SERVICE#\n<http://127.0.0.1:1/> {$this ?p ?o} } }""" ] .',
            "a sh:select asks another place (FROM or SERVICE), and nothing is fetched",
        ),
        (
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:node ex:S .",
            "a shape calls itself",
        ),
    ],
)
def test_shapes_that_pyshacl_cannot_run_are_refused(make: Make, shapes: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        engines.run(make("ex:a a ex:Thing .").triples(), make(shapes).triples(), engine="pyshacl")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ("sh:pattern '('", "invalid sh:pattern: regex parse error: ( ^ error: unclosed group"),
        ("sh:pattern '^(?!x)'", "look-around, including look-ahead and look-behind"),
        ("sh:in ex:Nope", "sh:in is not a well-formed list"),
        ("sh:sparql [ sh:select 'SELEKT' ]", "SPARQL error: error at 1:7"),
        (
            "sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { ?a ?b ?o } }' ]",
            "MINUS cannot be combined with SHACL pre-binding",
        ),
        (
            'sh:sparql [ sh:select """SELECT $this { { SERVICE#\n<http://127.0.0.1:1/> '
            '{$this ?p ?o} } }""" ]',
            "SERVICE cannot be combined with SHACL pre-binding",
        ),
    ],
)
def test_shapes_that_rust_cannot_run_are_refused(make: Make, shapes: str, said: str) -> None:
    text = f"ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; {shapes} ."
    with pytest.raises(InputError) as caught:
        engines.run(make("ex:a a ex:Thing .").triples(), make(text).triples(), engine="rust")
    assert str(caught.value).startswith("the shapes cannot be used: ")
    assert said in str(caught.value)


def test_shapes_nested_too_deeply_reach_a_limit(make: Make) -> None:
    chain = "".join(f"ex:S{n} a sh:NodeShape ; sh:node ex:S{n + 1} . " for n in range(40))
    shapes = make(chain + "ex:S0 sh:targetClass ex:Thing . ex:S40 a sh:NodeShape .").triples()
    data = make("ex:a a ex:Thing .").triples()
    with pytest.raises(LimitError, match="15 deep"):
        engines.run(data, shapes, engine="pyshacl")
    assert engines.run(data, shapes, engine="rust").results == ()


def test_the_graphs_that_go_in_are_not_changed(make: Make) -> None:
    data, shapes = make("ex:a a ex:Thing .").triples(), make(SHAPES).triples()
    before = (list(data), list(shapes))
    engines.run(data, shapes)
    assert (data, shapes) == before


def test_blank_nodes_of_shapes_and_ontology_are_two(make: Make) -> None:
    """One label in both must not make one node of them."""
    declare = 'sh:declare _:d . _:d sh:prefix "{}" ; sh:namespace "http://{}/" .'
    shapes = [
        *make("ex:o " + declare.format("x", "x")).triples(),
        *make(
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:prefixes ex:o ; "
            "sh:select 'SELECT $this { $this x:p ?o ; y:p ?o }' ] ."
        ).triples(),
    ]
    ontology = make("ex:o " + declare.format("y", "y")).triples()
    graph = engines.with_prefixes(shapes, ontology)
    blanks = {t.subject for t in graph if t.predicate.value == SH + "namespace"}
    assert len(blanks) == 2
    data = make("ex:a a ex:Thing ; <http://x/p> 1 ; <http://y/p> 1 .").triples()
    for engine in engines.NAMES:
        assert len(engines.run(data, shapes, ontology, engine=engine).results) == 1


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("kind", ["rdfs:Class", "owl:Class"])
def test_ready_shapes_that_are_classes_have_their_instances(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str, there: bool
) -> None:
    monkeypatch.setattr(engines, "has_rust", lambda: there)
    text = f"ex:Thing a sh:NodeShape , {kind} ; sh:property [ sh:path ex:name ; sh:minCount 1 ] ."
    check = engines.ready(make(text).triples())
    assert [result.focus for result in check(make("ex:a a ex:Thing .").triples())] == [ex("a")]


def test_pyshacl_is_as_it_was_for_others_after_a_run(make: Make) -> None:
    import pyshacl
    from rdflib import Graph

    shapes = make(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:lessThan ex:q ."
    )
    data = make("ex:a ex:p true ; ex:q 2 .")
    by_us = engines.run(data.triples(), shapes.triples(), engine="pyshacl")
    assert [result.value for result in by_us.results] == [Literal(True)]
    graphs = [Graph().parse(data=ntriples.text(g.triples()), format="nt") for g in (data, shapes)]
    conforms, _, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1])
    assert conforms, "its own fault, which is known"
