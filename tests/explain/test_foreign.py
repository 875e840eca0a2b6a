"""Shapes of a user: as far as they say something, and without examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugfacts.errors import UsageError
from drugfacts.explain import answer, forms, layout
from drugfacts.explain.rules import Rules

SHAPES = """\
@prefix ex: <https://example.com/v#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:PersonShape a sh:NodeShape ;
    sh:targetClass ex:Person ;
    sh:closed true ;
    rdfs:comment "People are looked up by name." ;
    sh:property [
        sh:path ex:name ;
        sh:name "given name"@en , "Vorname"@de ;
        sh:message "Kein Name; gib einen."@de , "There is no name; give one."@en ;
        sh:minCount 1
    ] , [
        sh:path ( ex:knows [ sh:inversePath ex:likes ] ) ;
        sh:or ( [ sh:class ex:Person ] [ sh:nodeKind sh:IRI ; sh:minLength 3 ] ) ;
        sh:severity sh:Warning
    ] , ex:PersonShape-age .

ex:PersonShape-age
    sh:path ex:age ;
    sh:minInclusive 0 ; sh:maxExclusive 150 ; sh:maxCount 2 ;
    sh:severity ex:Serious .

ex:Person a rdfs:Class .
ex:Idle a sh:NodeShape ; sh:nodeKind sh:IRI .
[] a sh:NodeShape ; sh:targetClass ex:Person ; sh:property [ sh:path ex:x ; sh:minCount 1 ] .
"""


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    path = tmp_path / "s.ttl"
    path.write_text(SHAPES)
    return Rules([str(path)])


def test_a_part_without_a_name_is_called_by_its_owner_and_path(rules: Rules) -> None:
    rule = rules.explain("ex:PersonShape/ex:name")
    assert rule is not None
    assert (rule.title, rule.problem, rule.fix) == (
        "given name of an ex:Person",
        "There is no name.",
        "Give one.",
    )
    assert rule.why == ("People are looked up by name.",)
    assert rule.asks == ("at least one value",)
    assert rule.scope == ("every ex:Person",)
    assert (rule.wrong, rule.right, rule.also_wrong) == ((), (), ())


def test_a_shape_without_a_message_is_told_by_its_constraints(rules: Rules) -> None:
    rule = rules.explain("https://example.com/v#PersonShape-age")
    assert rule is not None
    assert rule.severity == "violation"
    assert rule.problem == (
        "What it asks for is not met: at most 2 values; each value is at least 0 and less than 150."
    )
    assert rule.fix == "Change the data so that it meets what the shape asks for."


def test_paths_and_choices_are_told(rules: Rules) -> None:
    rule = rules.explain("ex:PersonShape/ex:knows/^ex:likes")
    assert rule is not None
    assert rule.path == "ex:knows/^ex:likes"
    assert rule.severity == "warning"
    assert rule.asks == ("each value is an ex:Person or is an IRI and has at least 3 characters",)


def test_a_closed_shape_names_what_it_allows(rules: Rules) -> None:
    rule = rules.explain("PersonShape")
    assert rule is not None
    assert rule.asks == ("it has no property but ex:age, ex:name",)


def test_parts_that_are_called_the_same_are_explained_as_one(tmp_path: Path) -> None:
    path = tmp_path / "s.ttl"
    path.write_text(
        "@prefix ex: <https://example.com/v#> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "ex:S sh:targetClass ex:C ; sh:property\n"
        '    [ sh:path ex:p ; sh:minCount 1 ; sh:message "None; add one." ] ,\n'
        '    [ sh:path ex:p ; sh:nodeKind sh:IRI ; sh:message "No IRI; name it." ] .\n'
    )
    rules = Rules([str(path)])
    rule = rules.explain("ex:S/ex:p")
    assert rule is not None
    assert rule.asks == ("at least one value", "each value is an IRI")
    assert (rule.problem, rule.fix) == ("None. No IRI.", "Add one. Name it.")
    assert rule.place == f"{path}:3:5"
    assert next(one.name for one in rules.all()) == "ex:S/ex:p"


def test_a_shape_without_a_target_is_none_that_findings_name(rules: Rules) -> None:
    rule = rules.explain("ex:Idle")
    assert rule is not None
    assert (rule.severity, rule.problem, rule.scope) == ("", "", ())


def test_a_shape_without_a_name_has_a_page(rules: Rules) -> None:
    rule = rules.explain("shape-without-name/ex:x")
    assert rule is not None
    assert rule.place == "docs/rules/shape-without-name.md"


def test_all_are_listed_and_those_of_the_package_are_not(rules: Rules) -> None:
    shapes = [one.name for one in rules.all() if one.group != "Rules outside the shapes"]
    assert shapes == [
        "ex:PersonShape",
        "ex:PersonShape-age",
        "ex:PersonShape/ex:knows/^ex:likes",
        "ex:PersonShape/ex:name",
    ]


def test_the_page_has_no_empty_section(rules: Rules) -> None:
    rule = rules.explain("ex:PersonShape/ex:name")
    assert rule is not None
    shown = forms.text(layout.of_rule(rule))
    assert "Wrong" not in shown
    assert shown.count("\n\n\n") == 0


OWN = """\
@prefix ex: <https://example.com/v#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:Longest a sh:ConstraintComponent ; sh:parameter [ sh:path ex:longest ] , [
        sh:path ex:unit ; sh:optional true
    ] ;
    HOW
    sh:validator [
        a sh:SPARQLAskValidator ;
        sh:message "too long; cut to {$longest}."@en , "zu lang"@de ;
        sh:ask "ASK { FILTER (STRLEN(STR($value)) <= $longest) }"
    ] .
ex:S sh:targetClass ex:C ; sh:property ex:S-p , ex:S-q .
ex:S-p sh:path ex:p ; ex:longest 3 ; ex:unit "letters" .
ex:S-q sh:path ex:q ; sh:uniqueLang "1"^^xsd:boolean .
"""


@pytest.mark.parametrize(
    ("how", "asks"),
    [
        (
            'sh:labelTemplate "At most {$longest} {?unit}"@en , "Zu viel"@de ;',
            'each value conforms to "At most 3 letters"',
        ),
        (
            'rdfs:label "longest text"@en ;',
            'each value conforms to "longest text" (ex:longest 3; ex:unit letters)',
        ),
        (
            "",
            "each value conforms to ex:Longest (ex:longest 3; ex:unit letters), "
            'else "too long; cut to 3."',
        ),
    ],
)
def test_what_a_component_of_the_users_asks_for_is_told(
    tmp_path: Path, how: str, asks: str
) -> None:
    path = tmp_path / "s.ttl"
    path.write_text(OWN.replace("HOW", how))
    rule = Rules([str(path)]).explain("ex:S-p")
    assert rule is not None
    assert rule.asks == (asks,)
    assert rule.problem == f"What it asks for is not met: {asks.rstrip('.')}."


def test_a_switch_that_is_one_asks_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.ttl"
    path.write_text(OWN.replace("HOW", ""))
    rule = Rules([str(path)]).explain("ex:S-q")
    assert rule is not None
    assert (rule.asks, rule.problem) == ((), "It asks for nothing by itself.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("drug", "no rule of these shapes is called 'drug'; leave the name out to list all."),
        ("clonazepom", "no rule of these shapes is called 'clonazepom'; leave the name out to "
         "list all."),
        ("ex:PersonShap", "nothing is called 'ex:PersonShap'; did you mean ex:PersonShape, "
         "ex:PersonShape-age?"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_looked_for_in_these_shapes(
    tmp_path: Path, name: str, said: str
) -> None:
    path = tmp_path / "s.ttl"
    path.write_text(SHAPES)
    with pytest.raises(UsageError) as caught:
        answer.answer(name, shapes=[str(path)], as_of="2026-11-22")
    assert str(caught.value) == said
