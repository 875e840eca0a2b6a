"""The packaged facts give the verdicts that were expected before there was a program."""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, parse

from drugfacts.export import formats
from drugfacts.graph import read
from drugfacts.iris import BASE
from drugfacts.label import reading
from drugfacts.label.records import Facts, Label
from drugfacts.label.verdicts import Verdict, derive, overall
from drugfacts.main import cli
from drugfacts.terms import DF, PREFIXES

with (Path(__file__).with_name("expected.csv")).open(encoding="utf-8", newline="") as _file:
    EXPECTED = list(csv.DictReader(_file))
"""What shared/claims.md lists under "Verdicts to expect", one row a verdict."""

DAY = "2026-11-22"


@cache
def facts() -> Facts:
    return reading.read(read.read())


@cache
def verdicts() -> dict[str, Verdict]:
    return {verdict.iri: verdict for verdict in derive(facts(), BASE)}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda r: f"{r['drug']}-{r['claim']}-{r['label']}")
def test_expected_verdicts(row: dict[str, str]) -> None:
    found = verdicts()[f"{BASE}verdict/{row['drug']}-{row['claim']}--{row['label']}"]
    assert found.outcome == row["outcome"]
    missing = [value.removeprefix(BASE) for _, value in found.found.missing]
    assert sorted(missing) == row["missing"].split()


@pytest.mark.parametrize("route", ["intravenous"])
def test_no_other_claim_is_without_a_label(route: str) -> None:
    alone = [v for v in verdicts().values() if v.outcome == "label-unavailable"]
    assert len(alone) == 2
    assert all(v.claim.scope[DF.route] == f"{BASE}route/{route}" for v in alone)


def test_what_was_derived_from_what_is_said() -> None:
    name = "clonazepam-dosing-1-to-3-daily--us-klonopin-dosing-panic-disorder-maximum"
    dose = verdicts()[f"{BASE}verdict/{name}"].found.dose
    assert dose is not None
    (compared,) = dose.compared
    assert (str(compared.claimed.amount), str(compared.labelled.amount)) == (
        "2 to 6 mg",
        "at most 4 mg",
    )
    assert compared.claimed.origin == (
        "2 mg (the strength of the product) times 1 to 3 doses a day"
    )


def test_every_claim_outside_labels_has_a_verdict_on_each_fitting_label() -> None:
    assert {v.claim.iri for v in verdicts().values()} == {c.iri for c in facts().claims}
    assert len(facts().claims) == 150
    assert not [c for c in facts().claims if "/label/" in c.iri]


def test_counts_of_outcomes() -> None:
    """So that a change of the facts or the rules is seen; no number here is a goal."""
    assert Counter(str(v.outcome) for v in verdicts().values()) == {
        "on-label": 23,
        "within-label-dose": 1,
        "on-label-restricted": 4,
        "broader-than-label": 14,
        "off-label": 21,
        "beyond-label-dose": 1,
        "not-comparable": 3,
        "not-recorded": 285,
        "label-unavailable": 2,
    }


def test_for_the_drug_as_a_whole_the_most_favourable_counts() -> None:
    found = {o.claim.iri.removeprefix(BASE): o for o in overall(verdicts().values())}
    use = found["drug/diazepam#indication-acute-seizure-emergency"]
    assert use.outcome == "broader-than-label"
    assert [str(v.outcome) for v in use.verdicts] == [
        "broader-than-label",
        "off-label",
        "not-recorded",
    ]
    assert found["drug/clonazepam#dosing-1-to-3-daily"].outcome == "within-label-dose"


def test_an_overruled_claim_of_a_label_does_not_count() -> None:
    label = next(x for x in facts().labels if x.iri.endswith("us-clonazepam-tablet"))
    assert not [c for c in label.claims if c.iri.endswith("#indication-epilepsy")]


def without(label: Label, iri: str) -> Facts:
    rest = tuple(claim for claim in label.claims if claim.iri != iri)
    changed = Label(
        label.iri, label.drugs, label.routes, label.forms, label.jurisdiction,
        label.complete_for, rest, label.set_id, label.version, label.issued, label.retrieved,
    )  # fmt: skip
    labels = tuple(changed if each is label else each for each in facts().labels)
    return Facts(facts().claims, labels, facts().hierarchy)


FLIPS = {
    "us-diazepam-tablet#indication-anxiety-disorder": {
        "anxiety-disorder", "generalized-anxiety-disorder", "panic-disorder",
        "social-anxiety-disorder",
    },
    "us-diazepam-tablet#indication-anxiety-short-term": {"anxiety"},
    "us-diazepam-tablet#indication-convulsive-disorder": {"epilepsy"},
    "us-diazepam-tablet#indication-muscle-spasm-local-pathology": {"muscle-spasm-strain-or-injury"},
    "us-diazepam-tablet#indication-stiff-person-syndrome": {"muscle-spasm-neurological"},
    "us-diazepam-tablet#indication-spasticity-upper-motor-neuron": {
        "spasticity-multiple-sclerosis",
    },
    "us-diazepam-tablet#indication-spasticity-cerebral-palsy": set(),
    "us-diazepam-rectal-gel#indication-seizure-cluster": {
        "acute-seizure-emergency", "epilepsy", "neurological-disorder",
    },
    "us-clonazepam-tablet#indication-absence-seizure": set(),
}  # fmt: skip


@pytest.mark.parametrize("gone", FLIPS)
def test_removing_a_labelled_indication_flips_exactly_its_claims(gone: str) -> None:
    name = gone.partition("#")[0]
    label = next(x for x in facts().labels if x.iri == f"{BASE}label/{name}")
    after = {v.iri: v for v in derive(without(label, f"{BASE}label/{gone}"), BASE)}
    assert set(after) == set(verdicts())
    flipped = {
        v.claim.iri.partition("#indication-")[2]
        for iri, v in verdicts().items()
        if after[iri].outcome != v.outcome
    }
    assert flipped == FLIPS[gone]


def test_every_removed_indication_leaves_alone_what_does_not_rest_on_it() -> None:
    for label in facts().labels:
        for stated in label.claims:
            after = {v.iri: v for v in derive(without(label, stated.iri), BASE)}
            changed = {
                iri for iri, v in verdicts().items() if iri in after and after[iri].found != v.found
            }
            resting = {iri for iri, v in verdicts().items() if stated.iri in v.found.basis}
            assert changed <= resting


def command(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["label", *arguments, "--as-of", DAY])
    assert done.exit_code == 0, done.stderr
    return done.stdout


NAIVE = f"""
SELECT DISTINCT ?drug ?condition WHERE {{
    {{ ?drug ?anyProperty ?condition }} UNION {{ GRAPH ?g {{ ?drug ?anyProperty ?condition }} }}
    FILTER (STRSTARTS(STR(?drug), "{BASE}drug/") && !CONTAINS(STR(?drug), "#"))
    FILTER (STRSTARTS(STR(?condition), "{BASE}condition/"))
}}"""
"""What does a drug treat? By any property, in any graph."""


def naive(*contents: tuple[bytes, RdfFormat]) -> set[tuple[str, str]]:
    store = Store()
    for content, form in contents:
        store.extend(parse(content, format=form))
    found = store.query(NAIVE)
    assert isinstance(found, QuerySolutions)
    return {tuple(str(term)[1:-1].removeprefix(BASE) for term in row) for row in found}  # type: ignore[misc]


ENDORSED = {
    ("drug/clonazepam", "condition/panic-disorder"),
    ("drug/diazepam", "condition/anxiety-disorder"),
    ("drug/diazepam", "condition/generalized-anxiety-disorder"),
    ("drug/diazepam", "condition/panic-disorder"),
    ("drug/diazepam", "condition/social-anxiety-disorder"),
}


def test_the_naive_question_gets_only_what_a_label_endorses() -> None:
    edges = command("endorse").encode()
    assert naive((edges, RdfFormat.TRIG)) == ENDORSED
    derived = [
        (command("check", "--format", form).encode(), syntax)
        for form, syntax in (("turtle", RdfFormat.TURTLE), ("trig", RdfFormat.TRIG))
    ]
    data = read.read()
    syntaxes = {
        formats.Format.TURTLE: RdfFormat.TURTLE,
        formats.Format.JSONLD: RdfFormat.JSON_LD,
        formats.Format.NTRIPLES: RdfFormat.N_TRIPLES,
        formats.Format.NQUADS: RdfFormat.N_QUADS,
        formats.Format.TRIG: RdfFormat.TRIG,
        formats.Format.RDFXML: RdfFormat.RDF_XML,
    }
    assert set(syntaxes) == set(formats.Format)
    exports = [(formats.export(data, form), syntax) for form, syntax in syntaxes.items()]
    assert naive(*derived, *exports) == set()
    assert naive((edges, RdfFormat.TRIG), *derived, *exports) == ENDORSED


def test_each_short_cut_is_endorsed_by_an_unrestricted_statement_of_a_label() -> None:
    """Asked in SPARQL of the facts alone, without the program that derives verdicts."""
    store = Store()
    store.extend(parse(formats.export(read.read()), format=RdfFormat.TURTLE))
    limits = ("role", "afterFailureOf", "population", "setting", "duration", "circumstance")
    free = " ".join(
        f"MINUS {{ ?claim df:{name} ?v FILTER (?v != role:alone-or-add-on) }}" for name in limits
    )
    head = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in PREFIXES.items())
    found = store.query(f"""{head}
        SELECT DISTINCT ?drug ?condition WHERE {{
            ?claim a df:Indication ; df:about ?drug ; df:condition ?labelled ;
                df:statedIn/df:passageOf/a df:Label .
            ?condition skos:broader* ?labelled .
            MINUS {{ ?claim df:polarity df:Denied }}
            MINUS {{ ?claim df:reviewState review:overruled }}
            {free}
        }}""")
    assert isinstance(found, QuerySolutions)
    labelled = {tuple(str(term)[1:-1].removeprefix(BASE) for term in row) for row in found}
    assert labelled >= ENDORSED


def test_short_cuts_name_the_day_and_the_verdicts_that_they_come_from() -> None:
    quads = list(parse(command("endorse").encode(), format=RdfFormat.TRIG))
    graph = NamedNode(f"{BASE}labelled-for/us-{DAY}")
    inside = [quad for quad in quads if quad.graph_name == graph]
    assert {quad.predicate.value for quad in inside} == {DF.labelledFor, DF.basis, DF.condition}
    edges = [quad for quad in inside if quad.predicate.value == DF.labelledFor]
    origin = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
    sources = {q.object.value for q in quads if (q.subject, q.predicate) == (graph, origin)}
    assert len(sources) == len(edges) == len(ENDORSED)
    assert all(verdicts()[iri].outcome == "on-label" for iri in sources)
    created = NamedNode(PREFIXES["dcterms"] + "created")
    days = [q.object.value for q in quads if (q.subject, q.predicate) == (graph, created)]
    assert days == [DAY]


def test_what_a_label_states_can_be_told_from_what_is_narrower() -> None:
    """Of the verdict behind each edge, the statement of the label and its condition are there."""
    quads = list(parse(command("endorse").encode(), format=RdfFormat.TRIG))
    stated = {q.subject.value: q.object.value for q in quads if q.predicate.value == DF.condition}
    basis = {q.subject.value: q.object.value for q in quads if q.predicate.value == DF.basis}
    found = {
        verdict.removeprefix(f"{BASE}verdict/"): stated[claim].removeprefix(f"{BASE}condition/")
        for verdict, claim in basis.items()
    }
    tablet = "--us-diazepam-tablet"
    assert found == {
        "clonazepam-indication-panic-disorder--us-clonazepam-tablet": "panic-disorder",
        f"diazepam-indication-anxiety-disorder{tablet}": "anxiety-disorder",
        f"diazepam-indication-generalized-anxiety-disorder{tablet}": "anxiety-disorder",
        f"diazepam-indication-panic-disorder{tablet}": "anxiety-disorder",
        f"diazepam-indication-social-anxiety-disorder{tablet}": "anxiety-disorder",
    }


def test_a_verdict_without_a_label_says_where() -> None:
    quads = list(parse(command("check", "--format", "trig").encode(), format=RdfFormat.TRIG))
    found = {
        q.subject.value.removeprefix(f"{BASE}verdict/"): q.object.value
        for q in quads
        if q.predicate.value == DF.jurisdiction
    }
    assert found == {
        "diazepam-indication-acute-seizure-intravenous--us-label-unavailable": "US",
        "diazepam-onset-rapid-acute-seizure-intravenous--us-label-unavailable": "US",
    }


def test_no_short_cut_is_in_the_facts() -> None:
    assert not [t for t in read.read().all_triples() if t.predicate.value == DF.labelledFor]


def test_json_holds_what_the_verdicts_hold() -> None:
    document: dict[str, Any] = json.loads(command("check", "--format", "json"))
    assert {v["verdict"]: v["outcome"] for v in document["verdicts"]} == {
        iri: str(v.outcome) for iri, v in verdicts().items()
    }
    assert sum(document["counts"].values()) == len(verdicts())
    assert document["as_of"] == DAY
