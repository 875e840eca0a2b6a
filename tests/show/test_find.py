"""Finding a thing by slug, CURIE, IRI or label."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugfacts.errors import UsageError
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.show.find import find
from drugfacts.show.names import Names

BASE = "https://example.org/facts/"
PACKAGED = "https://w3id.org/drugfacts/"
INVENTED = Path(__file__).parents[1] / "invented"


@pytest.fixture(scope="module")
def data() -> DataSet:
    whole = read.read([INVENTED])
    background = (*whole.background, *read.packaged("ontology").documents)
    return DataSet(whole.documents, background, whole.base)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("examplazine", BASE + "drug/examplazine"),
        ("drug:examplazine", BASE + "drug/examplazine"),
        (BASE + "drug/examplazine", BASE + "drug/examplazine"),
        (f"<{BASE}drug/examplazine>", BASE + "drug/examplazine"),
        ("drug-otherol:indication-panic-disorder", BASE + "drug/otherol#indication-panic-disorder"),
        ("adverse-drowsiness", BASE + "drug/examplazine#adverse-drowsiness"),
        ("df-condition:epilepsy", PACKAGED + "condition/epilepsy"),
        ("epilepsy", PACKAGED + "condition/epilepsy"),
        ("Panic  Disorder", PACKAGED + "condition/panic-disorder"),
        ("df:Indication", PACKAGED + "ontology#Indication"),
        ("Indication", PACKAGED + "ontology#Indication"),
        ("guide", BASE + "source/guide"),
        ("drug-class", PACKAGED + "drug-class"),
    ],
)
def test_names_are_understood(data: DataSet, name: str, iri: str) -> None:
    assert find(data, Names(data), name).value == iri


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "examplazin",
            "nothing is called 'examplazin'; did you mean drug:examplazine, "
            "label:us-examplazine, product:examplazine-5mg-tablet?",
        ),
        ("drug:guide", "nothing is called 'drug:guide'; did you mean source:guide?"),
        (
            BASE + "drug/otherole",
            f"nothing is called '{BASE}drug/otherole'; did you mean drug:otherol?",
        ),
        (
            "indication-panic-disorder",
            "'indication-panic-disorder' names several things: "
            "drug-examplazine:indication-panic-disorder, drug-otherol:indication-panic-disorder; "
            "name one of them in full.",
        ),
        (
            "x",
            "nothing is called 'x'; 'drugfacts query --list' lists the questions that "
            "show what there is.",
        ),
        (
            "qqqq",
            "nothing is called 'qqqq'; 'drugfacts query --list' lists the questions that "
            "show what there is.",
        ),
    ],
)
def test_unknown_and_ambiguous_names_say_what_there_is(data: DataSet, name: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        find(data, Names(data), name)
    assert str(caught.value) == said


def test_a_drug_goes_before_other_things_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "facts.ttl"
    path.write_text(
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "<https://w3id.org/drugfacts/drug/x> a df:Drug .\n"
        "<https://w3id.org/drugfacts/substance/x> a df:Substance .\n",
        encoding="utf-8",
    )
    data = read.read([path])
    assert find(data, Names(data), "x").value == "https://w3id.org/drugfacts/drug/x"
