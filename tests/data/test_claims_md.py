"""The facts against a list of what must stand, written by hand and apart from the data.

`expected.csv` has one row for each claim of the articles, `expected-labels.csv` one for each
claim of the labels. A row with a reason in `why` goes beyond the list of facts that the
project started from; a sentence states it all the same.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = {
    "000": "source:diazepam-2mg-uses",
    "001": "source:diazepam-neurological-disorders",
    "002": "source:clonazepam-2mg-dosage",
    "003": "source:clonazepam-2mg-anxiety",
    "004": "source:clonazepam-2mg-mental-health",
}
# The property that holds the object of each kind; by the object's prefix where there are two.
OBJECT = {
    "Action": "actionType",
    "AdverseEffect": "effect",
    "Advice": "advises",
    "BrandName": "brandName",
    "Classification": "drugClass",
    "Indication": "condition",
    "Interaction": "interactsWith",
    "MarketedStrength": "strengthAmount",
    "Mechanism": "target",
    "Onset": "onsetSpeed",
    "PrimaryUse": "condition",
    "Risk": "effect",
    "TestedDuration": "durationMax",
    "TreatmentOutcome": "condition",
    "WithdrawalEffect": "effect",
}
BY_PREFIX = {"condition": "condition", "population": "population"}
BOXED = {"effect": "effect", "substance": "interactsWith"}
USUAL = {
    ("reviewState", "review:unreviewed"),
    ("wasAttributedTo", "agent:drugfacts-curators"),
}
APART = {"created", "statedIn", "wording", "comment", "type"}

Claim = tuple[str, str, frozenset[tuple[str, str]]]
Ask = Callable[[str], list[tuple[str, ...]]]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _pairs(row: dict[str, str]) -> frozenset[tuple[str, str]]:
    pairs = [tuple(pair.split("=")) for pair in row["qualifiers"].split()]
    kind, value = row["kind"], row["object"]
    if value:
        prefix = value.split(":")[0]
        by_prefix = {"BoxedWarning": BOXED, "Contraindication": BY_PREFIX}.get(kind)
        pairs.append((by_prefix[prefix] if by_prefix else OBJECT[kind], value))
    return frozenset((name, value) for name, value in pairs)


def _recorded(ask: Ask) -> dict[str, Claim]:
    """Return what each claim says: its document, its kind and its properties."""
    rows = ask("""
        SELECT ?claim ?document ?property ?value WHERE {
            ?claim df:statedIn ?passage ; ?property ?value .
            BIND (IRI(STRBEFORE(STR(?claim), "#")) AS ?document)
        }""")
    found: dict[str, tuple[str, str, set[tuple[str, str]]]] = {}
    for claim, document, name, value in rows:
        home, _, said = found.setdefault(claim, (document, "", set()))
        name = name.split(":")[1]
        if name == "type" or name.endswith("#type"):
            found[claim] = (home, value.removeprefix("df:"), said)
        elif name not in APART and (name, value) not in USUAL:
            said.add((name, value))
    return {c: (home, kind, frozenset(said)) for c, (home, kind, said) in found.items()}


def _without_its_drug(claim: Claim, drug: str) -> Claim:
    home, kind, said = claim
    return home, kind, said - {("about", drug)}


def test_articles_claim_what_is_listed_and_where(ask: Ask) -> None:
    stated: dict[str, set[str]] = {}
    for claim, source in ask("""
        SELECT DISTINCT ?claim ?source WHERE { ?claim df:statedIn/df:passageOf ?source }"""):
        stated.setdefault(claim, set()).add(source)
    recorded = {
        _without_its_drug(what, what[0]): stated[claim]
        for claim, what in _recorded(ask).items()
        if what[0].startswith("drug:")
    }
    expected = {
        (f"drug:{row['drug']}", row["kind"], _pairs(row)): {
            ARTICLES[number] for number in row["articles"].split()
        }
        for row in _rows("expected.csv")
    }
    assert len(expected) == len(_rows("expected.csv"))
    assert set(recorded) - set(expected) == set(), "recorded and not in the list"
    assert set(expected) - set(recorded) == set(), "in the list and not recorded"
    assert recorded == expected


def test_labels_claim_what_is_listed_and_where(ask: Ask) -> None:
    labels = ask("SELECT ?label ?drug WHERE { ?label a df:Label ; df:ingredient ?drug }")
    drug_of = {row[0]: row[1] for row in labels}
    place: dict[str, set[str]] = {}
    for claim, passage in ask("SELECT ?claim ?passage WHERE { ?claim df:statedIn ?passage }"):
        local = passage.split(":")[1]
        place.setdefault(claim, set()).add("span" if local.startswith("char-") else local)
    recorded = {
        _without_its_drug(what, drug_of[what[0]]): place[claim]
        for claim, what in _recorded(ask).items()
        if what[0].startswith("label:")
    }
    expected = {
        (f"label:{row['label']}", row["kind"], _pairs(row)): {row["passage"]}
        for row in _rows("expected-labels.csv")
    }
    assert len(expected) == len(_rows("expected-labels.csv"))
    assert recorded == expected


def test_sources_carry_their_marks_and_dates(ask: Ask) -> None:
    marks: dict[str, set[str]] = {}
    for source, mark in ask("SELECT ?source ?mark WHERE { ?source df:qualityMark ?mark }"):
        marks.setdefault(source, set()).add(mark.removeprefix("quality:"))
    unknown = {"undated", "version-unknown"}
    assert marks == {
        ARTICLES["000"]: {"anonymous", "undated"},
        ARTICLES["001"]: {"anonymous", "undated", "advertising"},
        ARTICLES["002"]: {"anonymous", "undated"},
        ARTICLES["003"]: {"anonymous", "undated"},
        ARTICLES["004"]: {"advertising"},
        "label:us-diazepam-tablet": unknown,
        "label:us-diazepam-rectal-gel": unknown,
        "label:us-clonazepam-tablet": unknown,
        "label:us-valium": {"second-hand"},
        "label:us-klonopin": {*unknown, "second-hand"},
    }
    assert ask("SELECT ?source ?day WHERE { ?source a df:Article ; dcterms:issued ?day }") == [
        (ARTICLES["004"], "2023-12-29")
    ]
    versions = ask("""
        SELECT ?label ?version ?day WHERE {
            ?label df:labelVersion ?version ; dcterms:issued ?day
        }""")
    assert versions == [("label:us-valium", "19", "2024-10-31")]


def test_labels_are_complete_for_what_was_read_completely(ask: Ask) -> None:
    assert ask("SELECT ?label ?kind WHERE { ?label df:completeFor ?kind }") == [
        ("label:us-clonazepam-tablet", "df:Indication"),
        ("label:us-diazepam-rectal-gel", "df:Indication"),
        ("label:us-diazepam-tablet", "df:Indication"),
        ("label:us-klonopin", "df:BoxedWarning"),
        ("label:us-valium", "df:BoxedWarning"),
    ]


def test_the_articles_disagree_on_the_primary_use_of_clonazepam(ask: Ask) -> None:
    uses = ask("""
        SELECT ?source ?condition WHERE {
            ?claim a df:PrimaryUse ; df:about drug:clonazepam ; df:condition ?condition ;
                df:statedIn/df:passageOf ?source
        }""")
    assert uses == [
        (ARTICLES["002"], "condition:epilepsy"),
        (ARTICLES["004"], "condition:anxiety"),
    ]
