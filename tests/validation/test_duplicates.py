"""``claim-duplicate``: one proposition under two names in one document."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import RdfFormat, parse

from drugfacts import iris
from drugfacts.explain import pages
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.model import Position, Severity
from drugfacts.validation.duplicates import RULE, duplicates

BASE = "https://example.org/facts/"
TABLE = {
    **iris.prefixes(BASE),
    **{f"drug-{name}": f"{BASE}drug/{name}#" for name in ("x", "y")},
}
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in TABLE.items())
WORLD = 'unit:mg qudt:ucumCode "mg" . unit:ug qudt:ucumCode "ug" .'


def data(text: str, behind: str = "") -> DataSet:
    def document(path: str, said: str) -> Document:
        quads = tuple(parse(HEAD + said, RdfFormat.TURTLE))
        return Document(path, quads, text=HEAD + said, prefixes=TABLE)

    return DataSet((document("a.ttl", text),), (document("b.ttl", behind + WORLD),), BASE)


def names(text: str, behind: str = "") -> list[str]:
    return [finding.focus.removeprefix(BASE) for finding in duplicates(data(text, behind))]


ONE = "drug-x:one a df:Risk ; df:about drug:x ; df:effect effect:e ; df:statedIn source:s ."
DOSE = "drug-x:one a df:Dosing ; df:about drug:x ; df:dailyDoseMax 2.0 ; df:doseUnit unit:mg ."


@pytest.mark.parametrize(
    "other",
    [
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:e .",
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:e ; df:polarity df:Asserted .",
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:e ; df:statedIn source:t ; "
        "df:wording wording:may ; df:reviewState review:reviewed ; prov:wasAttributedTo agent:z ; "
        'dcterms:created "2020-01-01"^^xsd:date ; rdfs:comment "Other."@en .',
    ],
)
def test_the_same_proposition_is_found_once(other: str) -> None:
    assert names(f"{ONE} {other}") == ["drug/x#two"]


@pytest.mark.parametrize(
    "other",
    [
        "drug-x:two a df:Risk ; df:about drug:y ; df:effect effect:e .",
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:f .",
        "drug-x:two a df:AdverseEffect ; df:about drug:x ; df:effect effect:e .",
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:e ; df:polarity df:Denied .",
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:e ; df:route route:p .",
        "drug-y:two a df:Risk ; df:about drug:x ; df:effect effect:e .",
        "drug-x:two a df:Risk ; df:about drug:x ; df:effect effect:e ; "
        "df:reviewState review:overruled .",
    ],
)
def test_another_proposition_or_document_is_no_duplicate(other: str) -> None:
    assert names(f"{ONE} {other}") == []


@pytest.mark.parametrize(
    ("amount", "unit", "same"),
    [("2.00", "mg", True), ("2000.0", "ug", True), ("2.0", "ug", False), ("3.0", "mg", False)],
)
def test_amounts_are_compared_as_numbers(amount: str, unit: str, same: bool) -> None:
    other = f"df:dailyDoseMax {amount} ; df:doseUnit unit:{unit} ."
    assert bool(names(f"{DOSE} drug-x:two a df:Dosing ; df:about drug:x ; {other}")) is same


def test_the_finding_says_where_and_what_to_do() -> None:
    text = f"{ONE}\n{ONE.replace('x:one', 'x:two')}\n{ONE.replace('x:one', 'x:third')}"
    first, second = duplicates(data(text))
    assert [first.focus, second.focus] == [f"{BASE}drug/x#third", f"{BASE}drug/x#two"]
    assert (first.rule, first.severity) == (RULE, Severity.WARNING)
    assert first.value == second.value == f"<{BASE}drug/x#one>"
    assert first.position == Position("a.ttl", HEAD.count("\n") + 3, 1)
    assert first.message == (
        "drug-x:third says the same as drug-x:one; move its passages there and remove it, "
        "or add the qualifier in which they differ."
    )


def test_two_claims_of_the_background_are_not_reported_on() -> None:
    assert names("drug:x a df:Drug .", f"{ONE} {ONE.replace('x:one', 'x:two')}") == []


def test_the_order_of_the_file_changes_nothing() -> None:
    lines = [ONE.replace("x:one", f"x:c{n}") for n in range(6)]
    found = set()
    for seed in range(10):
        random.Random(seed).shuffle(lines)
        found.add(tuple(names("\n".join(lines))))
    assert found == {tuple(f"drug/x#c{n}" for n in range(1, 6))}


def test_the_packaged_facts_have_none() -> None:
    assert list(duplicates(read.read([]))) == []


def test_the_page_shows_one() -> None:
    page = pages.page(RULE)
    prefixes = {**iris.prefixes(BASE), "drug-examplol": f"{BASE}drug/examplol#"}
    head = "".join(f"@prefix {prefix}: <{ns}> .\n" for prefix, ns in prefixes.items())

    def found(heading: str) -> int:
        documents = tuple(
            Document(path, tuple(parse(head + text, RdfFormat.TURTLE)))
            for path, text in page.files(heading)
        )
        return len(list(duplicates(DataSet(documents, base=BASE))))

    assert (found("Wrong"), found("Right")) == (1, 0)
