"""The rules on documents: what each finds, where, and what it says to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from drugfacts.graph.dataset import DataSet
from drugfacts.model import Finding, Severity
from drugfacts.validation import documents, place, vocabulary

Make = Callable[..., DataSet]

ONTOLOGY = "df:Drug a owl:Class . df:Indication a owl:Class . df:about a owl:ObjectProperty ."
SHAPES = "dfsh:Drug a sh:NodeShape ."
DRUG = "drug:x a df:Drug ."


def told(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(str(f.position), f.focus, f.message) for f in findings]


# document-place


def test_a_document_may_describe_itself_its_fragments_and_a_scheme_its_concepts(
    make: Make,
) -> None:
    data = make(
        {
            "drug/x.ttl": "drug:x a df:Drug . <https://example.org/facts/drug/x#a> a df:Claim .",
            "condition.ttl": (
                "<https://example.org/facts/condition> a ex:Scheme ."
                "<https://example.org/facts/condition/fever> a ex:Concept ."
            ),
        }
    )
    assert list(place.place(data)) == []


@pytest.mark.parametrize(
    ("subject", "advice"),
    [
        ("drug/y", "move the subject to drug/y.ttl"),
        ("drug/y#a", "move the subject to drug/y.ttl"),
        ("drug/x/y", "move the subject to drug/x/y.ttl"),
        ("condition/fever", "move the subject to condition.ttl"),
        ("condition/fever#a", "move the subject to condition/fever.ttl"),
        ("dataset", "move the subject to dataset.ttl"),
        ("", "name it under https://example.org/facts/"),
    ],
)
def test_a_subject_in_another_file_is_told_where_it_belongs(
    make: Make, subject: str, advice: str
) -> None:
    body = f"drug:x a df:Drug .\n  <https://example.org/facts/{subject}> a ex:Thing ."
    data = make({"drug/x.ttl": body}, {"condition.ttl": ""})
    iri = f"https://example.org/facts/{subject}"
    assert told(place.place(data)) == [
        (
            "drug/x.ttl:3:3",
            iri,
            f"this file describes drug:x only; {advice}, or correct the IRI.",
        )
    ]


def test_a_subject_of_another_base_is_told_the_base(make: Make) -> None:
    found = told(place.place(make("<https://example.com/x> a ex:Thing .")))
    assert found == [
        (
            "drug/x.ttl:2:1",
            "https://example.com/x",
            "this file describes drug:x only; "
            "name it under https://example.org/facts/, or correct the IRI.",
        )
    ]


def test_a_subject_in_its_file_and_in_another_is_found_in_the_other(make: Make) -> None:
    data = make({"drug/x.ttl": DRUG, "drug/y.ttl": "\n\n" + DRUG})
    assert [str(f.position) for f in place.place(data)] == ["drug/y.ttl:4:1"]


def test_a_file_with_many_strangers_is_told_once(make: Make) -> None:
    body = "drug:x a df:Drug .\ndrug:y a df:Drug ; ex:p 1 .\ndrug:z a df:Drug . drug:z ex:p 1 ."
    assert told(place.place(make(body))) == [
        (
            "drug/x.ttl:3:1",
            "https://example.org/facts/drug/y",
            "this file describes drug:x only, and 2 of its subjects belong elsewhere; "
            "move the first to drug/y.ttl, or correct the IRIs.",
        )
    ]


HEAD = """<https://example.com/dataset> a ex:DataSet ;
    <http://rdfs.org/ns/void#uriSpace> "https://example.org/facts/" ."""
OTHERS = {
    "drug/x.ttl": "<https://example.com/drug/x> a ex:C . <https://example.com/drug/x#a> a ex:C .",
    "drug/y.ttl": "<https://example.com/drug/y#a> a ex:C .",
    "condition.ttl": "<https://example.com/condition/fever> a ex:Concept .",
}


def test_a_wrong_base_is_one_mistake(make: Make) -> None:
    assert told(place.place(make({"dataset.ttl": HEAD, **OTHERS}))) == [
        (
            "dataset.ttl:3:40",
            "https://example.com/dataset",
            "the documents of this data set are named under https://example.com/, "
            'not under https://example.org/facts/; write void:uriSpace "https://example.com/", '
            "or correct their IRIs.",
        )
    ]


def test_strangers_under_a_wrong_base_are_told_too(make: Make) -> None:
    texts = {**OTHERS, "drug/y.ttl": "<https://example.com/drug/z> a ex:Thing ."}
    texts |= {f"drug/d{n}.ttl": f"<https://example.com/drug/d{n}> a ex:C ." for n in range(4)}
    found = [str(f.position) for f in place.place(make({"dataset.ttl": HEAD, **texts}))]
    assert found == ["dataset.ttl:3:40", "drug/y.ttl:2:1"]


@pytest.mark.parametrize(
    "texts",
    [
        {"drug/x.ttl": OTHERS["drug/x.ttl"]},
        {**OTHERS, "drug/z.ttl": "drug:z a df:Drug ."},
        {"drug/x.ttl": "drug:y a ex:C .", "drug/y.ttl": "drug:x a ex:C ."},
    ],
    ids=["one file", "one is right", "swapped"],
)
def test_wrong_files_do_not_make_the_base_wrong(make: Make, texts: dict[str, str]) -> None:
    head = HEAD.replace("example.com/", "example.org/facts/")
    findings = list(place.place(make({"dataset.ttl": head, **texts})))
    assert "dataset.ttl" not in {f.position.path for f in findings if f.position}
    assert findings


def test_place_and_blank_nodes_mean_nothing_outside_a_data_set(make: Make) -> None:
    data = make("drug:y ex:part [] .", inside=False)
    assert list(place.place(data)) == []
    assert list(documents.blank_nodes(data)) == []
    assert list(documents.empty(make("", inside=False))) == []


def test_the_background_is_not_reported_on(make: Make) -> None:
    data = make({"drug/x.ttl": DRUG}, {"drug/z.ttl": "drug:y a ex:Z ; ex:p [] , drug:w ."})
    assert list(place.place(data)) == []
    assert list(documents.blank_nodes(data)) == []
    assert list(documents.dangling(data, make(ONTOLOGY), make(SHAPES))) == []


# document-blank-node


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("_:a a ex:A .", ["2:1"]),
        ("drug:x ex:p _:a , _:b .\n_:a a ex:A .", ["2:13", "2:19"]),
    ],
)
def test_a_blank_node_is_found_once_where_it_first_stands(
    make: Make, body: str, places: list[str]
) -> None:
    found = list(documents.blank_nodes(make(body)))
    assert [str(f.position) for f in found] == [f"drug/x.ttl:{place}" for place in places]
    assert found[0].focus == "_:a"
    assert found[0].message == (
        "nothing can refer to a blank node from outside; "
        "give it an IRI such as <https://example.org/facts/drug/x#name>."
    )


# document-unknown-term


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        (
            "drug:x a df:Durg .",
            "2:10",
            "df:Durg is not declared in the ontology; write df:Drug, or correct the name.",
        ),
        (
            "drug:x df:abuot drug:x .",
            "2:8",
            "df:abuot is not declared in the ontology; write df:about, or correct the name.",
        ),
        (
            "df:Drugs a owl:Class .",
            "2:1",
            "df:Drugs is not declared in the ontology; write df:Drug, or correct the name.",
        ),
        (
            'drug:x ex:p "1"^^df:zzz .',
            "2:13",
            "df:zzz is not declared in the ontology; correct the name.",
        ),
        (
            "drug:x ex:p dfsh:Drugg .",
            "2:13",
            "dfsh:Drugg is not declared in the shapes; write dfsh:Drug, or correct the name.",
        ),
    ],
)
def test_a_term_that_is_not_declared_is_found_where_it_stands(
    make: Make, body: str, place: str, said: str
) -> None:
    found = list(vocabulary.unknown_terms(make(body), make(ONTOLOGY), make(SHAPES)))
    assert [(str(f.position), f.message) for f in found] == [(f"drug/x.ttl:{place}", said)]


def test_each_place_of_an_unknown_term_is_told_once(make: Make) -> None:
    body = "drug:x df:p 1 , 2 ; ex:q df:p .\ndrug:y df:p 3 ."
    found = vocabulary.unknown_terms(make(body), make(ONTOLOGY), make(SHAPES))
    assert [str(f.position) for f in found] == [
        "drug/x.ttl:2:8",
        "drug/x.ttl:2:26",
        "drug/x.ttl:3:8",
    ]


@pytest.mark.parametrize(
    "namespace",
    [
        "https://w3id.org/drugfacts/ontology/",
        "http://w3id.org/drugfacts/ontology#",
        "http://w3id.org/drugfacts/ontology/",
        "https://w3id.org/drugfacts/",
        "https://w3id.org/drugfacts#",
        "https://W3ID.org/drugfacts/Ontology#",
    ],
)
def test_a_wrong_namespace_is_told_once_a_file(make: Make, namespace: str) -> None:
    body = f"drug:x a <{namespace}Drug> ;\n <{namespace}about> 1 , 2 ; <{namespace}none> 1 ."
    (found,) = vocabulary.unknown_terms(make(body), make(ONTOLOGY), make(SHAPES))
    shown = "<" + namespace + "Drug>"
    assert (str(found.position), found.message) == (
        "drug/x.ttl:2:10",
        f"{shown} is not declared in the ontology (and 2 more of <{namespace}>); write df:Drug, "
        "or correct the namespace, which is <https://w3id.org/drugfacts/ontology#>.",
    )


def test_a_wrong_namespace_of_shapes_and_of_values(make: Make) -> None:
    body = "drug:x ex:p <https://w3id.org/drugfacts/shapes/Drug> , <http://w3id.org/drugfacts/y> ."
    (found,) = vocabulary.unknown_terms(make(body), make(ONTOLOGY), make(SHAPES))
    assert found.message == (
        "<https://w3id.org/drugfacts/shapes/Drug> is not declared in the shapes; write dfsh:Drug, "
        "or correct the namespace, which is <https://w3id.org/drugfacts/shapes#>."
    )


def test_terms_are_looked_at_outside_a_data_set_too(make: Make) -> None:
    data = make("drug:x a df:Durg .", inside=False)
    assert len(list(vocabulary.unknown_terms(data, make(ONTOLOGY), make(SHAPES)))) == 1


# document-dangling


def test_what_is_mentioned_but_not_described_is_found(make: Make) -> None:
    data = make(
        {"drug/x.ttl": "drug:x a df:Drug ;\n    ex:with drug:y , drug:examplol ."},
        {"drug/examplol.ttl": "drug:examplol a df:Drug ."},
    )
    assert told(documents.dangling(data, make(ONTOLOGY), make(SHAPES))) == [
        (
            "drug/x.ttl:3:13",
            "https://example.org/facts/drug/x",
            "drug:y is described nowhere; describe it in drug/y.ttl.",
        )
    ]


def test_the_likest_thing_is_proposed(make: Make) -> None:
    data = make("drug:x ex:with drug:exampol .", {"drug/e.ttl": "drug:examplol a df:Drug ."})
    (found,) = documents.dangling(data, make(ONTOLOGY), make(SHAPES))
    assert found.message == (
        "drug:exampol is described nowhere; "
        "write drug:examplol, or describe it in drug/exampol.ttl."
    )
    assert found.value == "<https://example.org/facts/drug/exampol>"


def test_a_fragment_that_is_not_described_is_found(make: Make) -> None:
    data = make("drug:x ex:with <https://example.org/facts/source/s#char-1-2> .")
    (found,) = documents.dangling(data, make(ONTOLOGY), make(SHAPES))
    assert found.message == ("source-s:char-1-2 is described nowhere; describe it in source/s.ttl.")


def test_other_bases_the_base_itself_and_declared_terms_do_not_dangle(make: Make) -> None:
    body = (
        "drug:x ex:p <https://example.com/y> , <https://example.org/facts/> , df:Nothing , "
        "<https://example.org/facts/vocabulary> ."
    )
    ontology = make(ONTOLOGY + " <https://example.org/facts/vocabulary> a owl:Ontology .")
    assert list(documents.dangling(make(body), ontology, make(SHAPES))) == []


def test_outside_a_data_set_nothing_is_known_to_dangle(make: Make) -> None:
    data = make("drug:x ex:p drug:y .", inside=False)
    assert list(documents.dangling(data, make(ONTOLOGY), make(SHAPES))) == []


# document-empty


def test_a_document_that_states_nothing_is_thin(make: Make) -> None:
    (found,) = documents.empty(make({"drug/x.ttl": DRUG, "drug/y.ttl": "# soon\n"}))
    assert (str(found.position), found.rule, found.severity, found.focus, found.message) == (
        "drug/y.ttl:1:1",
        "document-empty",
        Severity.WARNING,
        "https://example.org/facts/drug/y",
        "the file states nothing; describe drug:y in it, or delete it.",
    )


# document-import


def test_an_import_of_what_is_not_there_is_found(make: Make) -> None:
    body = "ex:o a owl:Ontology ;\n    owl:imports ex:p , ex:q .\nex:q a owl:Ontology ."
    assert told(documents.imports(make(body, inside=False))) == [
        (
            "drug/x.ttl:3:17",
            "https://example.org/vocabulary#o",
            "<https://example.org/vocabulary#p> is not imported, as nothing is fetched; "
            "name its file too, or take the import out.",
        )
    ]
