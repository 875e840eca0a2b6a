"""Whole runs over small shapes: what is noticed, what survives, what does not count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.errors import DrugFactsError, InputError, UsageError
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.mutation.mutant import Fate, Judged
from drugfacts.mutation.run import Choice, Run
from drugfacts.validation import engines

if TYPE_CHECKING:
    from tests.mutation.conftest import Own

PREFIXES = """\
@prefix ex: <https://example.org/terms#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def judged(own: Own, part: str = "", choice: Choice | None = None) -> list[Judged]:
    ontology = Path("ontology.ttl")
    classes = read.read([ontology]) if ontology.exists() else DataSet(())
    report = Run(read.read([own.shapes]), classes, own.examples, choice).report()
    return [mutant for mutant in report.judged if part in ("", mutant.about)]


def changes(found: list[Judged], fate: Fate) -> list[str]:
    return [mutant.change for mutant in found if mutant.fate is fate]


def test_each_mutant_of_small_shapes(own: Own) -> None:
    found = judged(own, "rules")
    assert [(m.name, m.change, m.fate.value, m.by, m.where) for m in found] == [
        (name, change, fate, "bad--Person--two" if by == "bad" else by, f"shapes.ttl:{where}")
        for name, change, fate, by, where in [
            ("Person", "sh:targetClass ex:Human: dropped", "noticed", "bad", "6:20"),
            ("Person", "sh:property Person[ex:age]: dropped", "noticed", "bad", "7:17"),
            ("Person[ex:age]", "sh:datatype xsd:integer: dropped", "survived", "", "9:21"),
            ("Person[ex:age]", "sh:datatype xsd:integer: flipped by sh:not", "noticed", "good",
             "9:21"),
            ("Person[ex:age]", "sh:maxCount 1: dropped", "noticed", "bad", "10:21"),
            ("Person[ex:age]", "sh:maxCount 1: changed to sh:maxCount 2", "noticed", "bad",
             "10:21"),
            ("Person[ex:age]", "sh:maxCount 1: changed to sh:minCount 2", "noticed", "bad",
             "10:21"),
            ("Person[ex:age]", "sh:minInclusive 0: dropped", "survived", "", "11:25"),
            ("Person[ex:age]", "sh:minInclusive 0: changed to sh:minInclusive -1", "survived", "",
             "11:25"),
            ("Person[ex:age]", "sh:minInclusive 0: changed to sh:minExclusive 0", "survived", "",
             "11:25"),
            ("Person[ex:age]", "sh:severity: lowered to sh:Info", "noticed", "bad", "7:17"),
        ]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "change"),
    [
        ("bad--Person--below", "ex:ada a ex:Human ; ex:age -1 .", "sh:minInclusive 0: dropped"),
        ("bad--Person--text", 'ex:ada a ex:Human ; ex:age "1" .',
         "sh:datatype xsd:integer: dropped"),
        ("good-born", "ex:ada a ex:Human ; ex:age 0 .",
         "sh:minInclusive 0: changed to sh:minExclusive 0"),
    ],
)  # fmt: skip
def test_the_advised_example_notices(own: Own, name: str, text: str, change: str) -> None:
    before = changes(judged(own, "rules"), Fate.SURVIVED)
    own.example(name, text)
    after = changes(judged(own, "rules"), Fate.SURVIVED)
    assert change in before
    assert change not in after
    assert set(after) < set(before)


def test_each_mutant_of_a_small_example(own: Own) -> None:
    found = judged(own, "data")
    assert [(m.change, m.fate.value) for m in found] == [
        ("rdf:type: a class that nobody knows", "survived"),
        ("rdf:type: a text in the place of an IRI", "survived"),
        ("rdf:type: no value", "survived"),
        ("ex:age: a negative number", "noticed"),
        ("ex:age: a text in the place of its datatype", "noticed"),
        ("ex:age: an IRI in the place of a literal", "noticed"),
        ("ex:age: another datatype, xsd:double", "noticed"),
        ("ex:age: no number at all", "noticed"),
        ("ex:age: no value", "free"),
        ("ex:age: one value more", "noticed"),
    ]
    assert {m.name for m in found} == {"ex:Human"}
    assert {m.by for m in found if m.fate is Fate.NOTICED} == {"Person"}
    assert found[0].where == "examples/good.ttl:3:10"


def test_a_change_must_be_noticed_in_every_example(own: Own) -> None:
    own.shape(own.shapes.read_text().replace("sh:minInclusive 0", "sh:minInclusive -40"))
    own.example("good-old", "ex:ben a ex:Human ; ex:age 90 .")
    (found,) = [m for m in judged(own, "data") if m.change == "ex:age: a negative number"]
    assert found.fate is Fate.SURVIVED
    assert found.where == "examples/good.ttl:3:28"
    assert found.advice == (
        "1 of 2 examples have it unnoticed; make a shape say what ex:age of such a thing must be"
    )


def test_things_are_replaced_by_others_of_the_background(own: Own) -> None:
    own.shape(
        PREFIXES + "ex:Person a sh:NodeShape ; sh:targetClass ex:Human ; sh:property ex:knows .\n"
        "ex:knows a sh:PropertyShape ; sh:path ex:friend ; sh:class ex:Human ; sh:nodeKind sh:IRI ."
    )
    (own.examples / "bad--Person--two.ttl").unlink()
    own.example("background", "ex:ben a ex:Human . ex:rex a ex:Dog .")
    own.example("good", "ex:ada a ex:Human ; ex:friend ex:ben .")
    own.example("bad--knows--dog", "ex:ada a ex:Human ; ex:friend ex:rex .")
    found = {m.change: m.fate for m in judged(own, "data") if m.change.startswith("ex:friend")}
    assert found == {
        "ex:friend: a text in the place of an IRI": Fate.NOTICED,
        "ex:friend: a thing of another class": Fate.NOTICED,
        "ex:friend: a thing that is not there": Fate.NOTICED,
        "ex:friend: no value": Fate.FREE,
        "ex:friend: one value more": Fate.FREE,
    }


LISTS = f"""{PREFIXES}
ex:Person a sh:NodeShape ; sh:targetClass ex:Human ; sh:closed true ;
    sh:ignoredProperties ( rdf:type ex:pet ex:note ) ;
    sh:property ex:pet-rule , ex:free-rule .
ex:pet-rule a sh:PropertyShape ; sh:path ex:pet ; sh:minCount 0 ;
    sh:in ( ex:rex ex:tom ex:rex ) ; sh:or ( ex:isDog ex:isCat ) .
ex:free-rule a sh:PropertyShape ; sh:path ex:free .
ex:isDog a sh:NodeShape ; sh:class ex:Dog .
ex:isCat a sh:NodeShape ; sh:class ex:Cat .
"""


def test_lists_classes_and_what_is_equivalent(own: Own) -> None:
    own.shape(LISTS)
    (own.examples / "bad--Person--two.ttl").unlink()
    Path("ontology.ttl").write_text(
        PREFIXES
        + "ex:Dog rdfs:subClassOf ex:Animal , ex:Alias . ex:Cat rdfs:subClassOf ex:Animal ."
    )
    own.example("background", "ex:rex a ex:Dog . ex:tom a ex:Cat .")
    own.example("good", "ex:ada a ex:Human ; ex:pet ex:rex .")
    own.example("bad--Person--more", "ex:ada a ex:Human ; ex:pet ex:rex ; ex:age 1 .")
    found = judged(own, "rules")
    assert {m.change: m.advice for m in found if m.fate is Fate.EQUIVALENT} == {
        "sh:ignoredProperties: without ex:pet": "another statement of the shape allows it",
        "sh:in: without ex:rex": "it is in the list twice",
        "sh:minCount 0: dropped": "everything meets it",
    }
    widened = [m.change for m in found if "widened" in m.change]
    assert widened == [
        "sh:class ex:Cat: widened to ex:Animal",
        "sh:class ex:Dog: widened to ex:Animal",
    ]
    fates = {m.change: m.fate.value for m in found}
    assert fates["sh:or: without ex:isDog"] == "noticed"
    assert fates["sh:or: without ex:isCat"] == "survived"
    assert fates["sh:in: without ex:tom"] == "survived"
    assert fates["sh:ignoredProperties: without ex:note"] == "survived"
    assert fates["sh:ignoredProperties: without rdf:type"] == "noticed"
    assert fates["sh:property free-rule: dropped"] == "survived"


def test_a_link_to_a_shape_that_states_nothing_is_equivalent(own: Own) -> None:
    own.shape(own.shapes.read_text() + "ex:Person sh:property [ sh:path ex:name ] .")
    (found,) = [m for m in judged(own, "rules") if m.fate is Fate.EQUIVALENT]
    assert found.id == "Person sh:property Person[ex:name]: dropped"
    assert found.advice == "the shape that it links states nothing"


def test_an_edge_is_noticed_at_the_edge_only(own: Own) -> None:
    """A bad example far outside breaks both bounds, under two names."""
    own.example("bad--Person--far-below", "ex:ada a ex:Human ; ex:age -10 .")
    survivors = changes(judged(own, "rules"), Fate.SURVIVED)
    assert "sh:minInclusive 0: changed to sh:minExclusive 0" in survivors
    assert "sh:minInclusive 0: changed to sh:minInclusive -1" in survivors
    assert "sh:minInclusive 0: dropped" not in survivors


def test_without_bad_examples_only_what_good_ones_can_notice(own: Own) -> None:
    (own.examples / "bad--Person--two.ttl").unlink()
    report = Run(read.read([own.shapes]), DataSet(()), own.examples).report()
    assert [m.change for m in report.judged if m.about == "rules"] == [
        "sh:datatype xsd:integer: flipped by sh:not",
        "sh:maxCount 1: changed to sh:minCount 2",
        "sh:minInclusive 0: changed to sh:minExclusive 0",
    ]
    assert report.remarks == (
        "there is no bad--SHAPE--why.ttl, so that only those changes of the shapes are run "
        "that a good example can notice.",
    )


def test_a_listed_equivalent_does_not_count(own: Own) -> None:
    (own.examples / "equivalents.toml").write_text(
        '[[equivalent]]\nmutant = "Person[ex:age] sh:minInclusive 0: dropped"\nreason = "why"\n'
        '[[equivalent]]\nmutant = "Person gone"\nreason = "why"\n'
    )
    report = Run(read.read([own.shapes]), DataSet(()), own.examples).report()
    (found,) = report.of(Fate.EQUIVALENT)
    assert (found.change, found.advice) == ("sh:minInclusive 0: dropped", "why")
    assert report.remarks == (
        "equivalents.toml: 'Person gone' is no survivor any more; take it out.",
    )


def test_a_selection_takes_the_shape_and_the_data_that_it_sees(own: Own) -> None:
    own.shape(
        own.shapes.read_text()
        + "ex:Dog a sh:NodeShape ; sh:targetClass ex:Dog ; sh:nodeKind sh:IRI ."
    )
    own.example("good-dog", "ex:rex a ex:Dog ; ex:age 3 .")
    found = judged(own, choice=Choice(("D?g",)))
    assert {m.name for m in found if m.about == "rules"} == {"Dog"}
    assert {m.name for m in found if m.about == "data"} == {"ex:Dog"}
    with pytest.raises(UsageError) as caught:
        judged(own, choice=Choice(("Dgo",)))
    assert str(caught.value) == "there is no shape Dgo; name one, such as Dog."


def test_a_sample_is_a_part_of_the_whole_in_the_same_order(own: Own) -> None:
    whole = judged(own)
    sample = judged(own, choice=Choice(sample=7))
    assert len(sample) == 7
    assert sample == [m for m in whole if m in sample] == judged(own, choice=Choice(sample=7))
    assert judged(own, choice=Choice(sample=7000)) == whole


def test_a_query_is_changed_and_an_unusable_change_is_told(own: Own) -> None:
    own.shape(
        PREFIXES + "ex:Person a sh:NodeShape ; sh:targetClass ex:Human ; sh:sparql ex:Query .\n"
        'ex:Query a sh:SPARQLConstraint ; sh:select "SELECT $this ?value WHERE {'
        ' $this <https://example.org/terms#age> ?value . FILTER (?value > 36) }" .'
    )
    found = judged(own, "rules")
    assert [(m.change.partition("<")[0], m.fate.value) for m in found if "select" in m.change] == [
        ("sh:select: without FILTER (?value > 36)", "noticed"),
        ("sh:select: FILTER (?value > 36) turned round", "noticed"),
        ("sh:select: without $this ", "noticed"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("good-two", "ex:ada a ex:Human ; ex:age 1 , 2 .",
         "examples/good-two.ttl: is called good and breaks Person; correct it, or the shape."),
        ("bad--Person--one", "ex:ada a ex:Human ; ex:age 1 .",
         "examples/bad--Person--one.ttl: does not break Person, as its name says; "
         "correct it, or the shape."),
        ("bad--Person", "ex:ada a ex:Human ; ex:age 1 , 2 .",
         "examples/bad--Person.ttl: is not called bad--SHAPE--why.ttl; rename it."),
    ],
)  # fmt: skip
def test_examples_that_are_not_what_they_say_are_refused(
    own: Own, name: str, text: str, error: str
) -> None:
    own.example(name, text)
    with pytest.raises(InputError) as raised:
        judged(own)
    assert str(raised.value) == error


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[equivalent]", "is not TOML"),
        ("[[other]]", "holds more than [[equivalent]] entries"),
        ('[[equivalent]]\nmutant = "a"', "an entry does not have just"),
        ('[[equivalent]]\nmutant = "a"\nreason = " "', "an entry does not have just"),
    ],
)
def test_a_wrong_list_of_equivalents_is_refused(own: Own, text: str, said: str) -> None:
    (own.examples / "equivalents.toml").write_text(text)
    with pytest.raises(InputError) as raised:
        judged(own)
    assert str(raised.value).startswith(f"examples/equivalents.toml: {said}")


def test_no_good_example_and_no_folder_are_errors(own: Own) -> None:
    (own.examples / "good.ttl").unlink()
    with pytest.raises(InputError, match=r"examples: holds no good\*\.ttl"):
        judged(own)
    own.examples = Path("nowhere")
    with pytest.raises(DrugFactsError, match="nowhere: is not a folder"):
        judged(own)


def test_pyshacl_gives_the_same(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    by_rust = judged(own)
    monkeypatch.setattr(engines, "has_rust", lambda: False)
    assert [(m.id, m.fate) for m in judged(own)] == [(m.id, m.fate) for m in by_rust]
