"""What is read of claims and labels, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.errors import InputError
from drugfacts.graph.read import read
from drugfacts.label import reading
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Facts

BASE = "https://example.org/facts/"
HEAD = "".join(
    f"@prefix {name}: <{BASE}{name}/> .\n"
    for name in ("condition", "drug", "dose-form", "intervention", "label", "product", "review",
                 "route", "source", "unit")
) + f"""@prefix df: <{DF.Drug.rpartition("#")[0]}#> .
@prefix d: <{BASE}drug/examplol#> .
@prefix l: <{BASE}label/us-examplol#> .
@prefix s: <{BASE}source/page#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
drug:examplol a df:Drug .
product:tablet a df:Product ; df:ingredient drug:examplol ; df:route route:oral ;
    df:doseForm dose-form:tablet ; df:strengthAmount 2.0 ; df:strengthUnit unit:mg .
unit:mg qudt:ucumCode "mg" .
unit:ug qudt:ucumCode "ug" .
unit:nameless a df:Unit .
label:us-examplol a df:Label ; df:ingredient drug:examplol ; df:jurisdiction "US" ;
    df:route route:oral ; df:doseForm dose-form:tablet .
l:section-uses df:passageOf label:us-examplol .
s:char-1-2 df:passageOf source:page .
"""  # fmt: skip


NO_UNIT = "an amount has no unit with a UCUM code"


@pytest.fixture
def facts(tmp_path: Path) -> Callable[[str], Facts]:
    def run(text: str) -> Facts:
        path = tmp_path / "facts.ttl"
        path.write_text(HEAD + text, encoding="utf-8")
        return reading.read(read([path]))

    return run


@pytest.fixture
def one(facts: Callable[[str], Facts]) -> Callable[[str], Claim]:
    def run(text: str) -> Claim:
        (claim,) = facts(f"d:x df:about drug:examplol ; {text} .").claims
        return claim

    return run


def test_claims_of_a_label_are_the_labels(facts: Callable[[str], Facts]) -> None:
    found = facts(
        "d:x a df:Indication ; df:about drug:examplol ; df:statedIn s:char-1-2 ."
        "l:y a df:Indication ; df:about drug:examplol ; df:statedIn l:section-uses ."
    )
    assert [claim.iri for claim in found.claims] == [f"{BASE}drug/examplol#x"]
    assert [claim.iri for label in found.labels for claim in label.claims] == [
        f"{BASE}label/us-examplol#y"
    ]


def test_overruled_claims_count_on_neither_side(facts: Callable[[str], Facts]) -> None:
    found = facts(
        "d:x a df:Indication ; df:about drug:examplol ; df:reviewState review:overruled ."
        "l:y a df:Indication ; df:about drug:examplol ; df:statedIn l:section-uses ;"
        " df:reviewState review:overruled ."
    )
    assert found.claims == ()
    assert found.labels[0].claims == ()


def test_advice_against_a_step_denies_advice_for_it(one: Callable[[str], Claim]) -> None:
    claim = one("a df:Advice ; df:advisesAgainst intervention:rest")
    assert claim.denied
    assert claim.scope == {DF.advises: f"{BASE}intervention/rest"}


def test_a_claim_on_a_product_has_its_drug_route_form_and_strength(
    facts: Callable[[str], Facts],
) -> None:
    (claim,) = facts("d:x a df:Dosing ; df:about product:tablet ; df:dosesPerDayMax 3 .").claims
    assert claim.drugs == {f"{BASE}drug/examplol"}
    assert claim.routes == {f"{BASE}route/oral"}
    assert claim.forms == {f"{BASE}dose-form/tablet"}
    assert claim.regimen is not None
    assert str(claim.regimen.strength) == "2 mg"
    assert str(claim.regimen.times) == "at most 3"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("df:strengthAmount 2.0 ; df:strengthUnit unit:mg", "2 mg"),
        ("df:strengthAmount 2000.0 ; df:strengthUnit unit:ug", "2 mg"),
        ("df:strengthAmount 2.0", f"{NO_UNIT} (<{BASE}drug/examplol#x>)"),
    ],
)  # fmt: skip
def test_strengths(one: Callable[[str], Claim], given: str, text: str) -> None:
    assert one(f"a df:MarketedStrength ; {given}").scope[DF.strengthAmount] == text


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("df:dailyDoseMax 2.0 ; df:doseUnit unit:mg", ""),
        ("df:dailyDoseMax 2.0", NO_UNIT),
        (
            "df:dailyDoseMax 2.0 ; df:doseUnit unit:nameless",
            NO_UNIT,
        ),
        (
            "df:dailyDoseMax 2.0 ; df:doseUnit unit:mg , unit:ug",
            "the units mg, ug stand side by side",
        ),
        (
            "df:dailyDoseMax 2.0 , 3.0 ; df:doseUnit unit:mg",
            "df:dailyDoseMax is 2.0, 3.0, no one number above zero",
        ),
        (
            'df:dailyDoseMax "much" ; df:doseUnit unit:mg',
            "df:dailyDoseMax is much, no one number above zero",
        ),
        (
            "df:dailyDoseMax 0.0 ; df:doseUnit unit:mg",
            "df:dailyDoseMax is 0.0, no one number above zero",
        ),
    ],
)
def test_doses_that_cannot_be_read_say_why(
    one: Callable[[str], Claim], given: str, fault: str
) -> None:
    regimen = one(f"a df:Dosing ; {given}").regimen
    assert regimen is not None
    assert regimen.fault == fault


def test_a_dosing_without_numbers_has_no_doses(one: Callable[[str], Claim]) -> None:
    assert one("a df:Dosing ; df:withFood <https://example.org/facts/food/x>").regimen is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("d:x df:about drug:examplol .", "is a claim of 0 kinds; give it one class"),
        (
            "d:x a df:Indication , df:Risk ; df:about drug:examplol .",
            "is a claim of 2 kinds; give it one class",
        ),
        (
            "d:x a df:Indication ; df:about drug:examplol ;"
            " df:condition condition:a , condition:b .",
            "has 2 values of df:condition, so that no comparison would be certain; give it one",
        ),
        (
            "d:x a df:Indication ; df:about drug:examplol , drug:otherol .",
            "df:about names no one thing; give it one",
        ),
        ("[] a df:Indication ; df:about drug:examplol .", "has no IRI; give it one"),
        (
            'label:us-examplol df:jurisdiction "DE" .',
            "has 2 values of df:jurisdiction",
        ),
    ],
)
def test_what_cannot_be_compared_stops_the_run(
    facts: Callable[[str], Facts], text: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        facts(text)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            'a df:Indication ; df:population "adults"',
            r'facts\.ttl:\d+:\d+: .*#x: df:population is "adults", which is no thing with an IRI; ',
        ),
        (
            'a df:Indication ; df:condition [ skos:prefLabel "panic" ]',
            r"facts\.ttl:\d+:\d+: .*#x: df:condition is _:\w+, which is no thing with an IRI; ",
        ),
        (
            "a df:BrandName ; df:brandName drug:examplol",
            r"facts\.ttl:\d+:\d+: .*#x: df:brandName is <.*>, which is no literal; ",
        ),
    ],
)
def test_what_is_no_thing_stops_the_run_where_it_stands(
    one: Callable[[str], Claim], given: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        one(given)


@pytest.mark.parametrize(
    ("given", "name", "value", "written"),
    [
        ('a df:BrandName ; df:brandName " KLONOPIN "', DF.brandName, "klonopin", " KLONOPIN "),
        ('a df:TestedDuration ; df:durationMax "P12M"^^xsd:duration', DF.durationMax, "P1Y",
         "P12M"),
        ("a df:AdverseEffect ; df:incidencePercent 5.00", DF.incidencePercent, "5", "5.00"),
    ],
)  # fmt: skip
def test_literals_are_compared_by_value_and_shown_as_written(
    one: Callable[[str], Claim], given: str, name: str, value: str, written: str
) -> None:
    claim = one(given)
    assert (claim.scope[name], claim.written[name]) == (value, written)


def test_a_circle_of_broader_concepts_ends(facts: Callable[[str], Facts]) -> None:
    order = facts(
        "condition:a skos:broader condition:b . condition:b skos:broader condition:c ."
        "condition:c skos:broader condition:a ."
    ).hierarchy
    assert order.above(f"{BASE}condition/a") == {f"{BASE}condition/b", f"{BASE}condition/c"}
