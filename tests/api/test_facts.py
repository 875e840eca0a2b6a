"""What the API gives of invented facts: claims, verdicts, conflicts, checks and graphs."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

import drugfacts
from drugfacts.api import Claim, Thing
from drugfacts.errors import InputError, UsageError
from drugfacts.graph.rdflib_adapter import to_rdflib
from drugfacts.main import cli
from drugfacts.text import NOTICE

INVENTED = Path(__file__).parents[1] / "invented"
BASE = "https://example.org/facts/"
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def facts() -> drugfacts.Facts:
    return drugfacts.load(INVENTED)


def one(facts: drugfacts.Facts, drug: str, kind: str) -> Claim:
    (claim,) = facts.claims(drug=drug, kind=kind)
    return claim


def test_a_claim_has_all_that_the_data_say(facts: drugfacts.Facts) -> None:
    claim = one(facts, "otherol", "Indication")
    assert claim.iri == f"{BASE}drug/otherol#indication-panic-disorder"
    assert claim.name == "drug-otherol:indication-panic-disorder"
    assert (claim.kind, claim.drug, claim.text) == ("Indication", "otherol", "panic disorder")
    assert claim.about == Thing(f"{BASE}drug/otherol", "drug:otherol", "otherol")
    condition = "https://w3id.org/drugfacts/condition/panic-disorder"
    assert claim.object == (Thing(condition, "df-condition:panic-disorder", "panic disorder"),)
    assert (claim.qualifiers, claim.denied, claim.overruled) == ({}, False, False)
    assert claim.wording == "is"
    (passage,) = claim.evidence
    assert (passage.start, passage.end, passage.source) == (30, 40, f"{BASE}source/leaflet")
    assert [(each.name, each.kind) for each in claim.sources] == [("source:leaflet", "article")]


def test_a_claim_says_that_it_is_one(facts: drugfacts.Facts) -> None:
    claim = one(facts, "otherol", "indication")
    assert str(claim) == "otherol: panic disorder (claimed by 1 source, not a fact)"
    assert claim.notice == NOTICE


def test_claims_are_those_of_the_named_documents_only() -> None:
    alone = drugfacts.load(INVENTED / "drug" / "otherol.ttl")
    assert {claim.drug for claim in alone.claims()} == {"otherol"}


def test_claims_are_as_many_as_in_the_data(facts: drugfacts.Facts) -> None:
    said = facts.query("SELECT ?c { ?c df:about ?d FILTER(STRSTARTS(STR(?c), ?base)) }", base=BASE)
    assert sorted(claim.iri for claim in facts.claims()) == said.values("c")


def test_amounts_are_decimals() -> None:
    claims = drugfacts.load().claims(kind="dosing")
    amounts = [
        claim.qualifiers["dailyDoseMax"] for claim in claims if "dailyDoseMax" in claim.qualifiers
    ]
    assert amounts
    assert {type(value) for each in amounts for value in each} == {Decimal}


@pytest.mark.parametrize("name", ["Indication", "indication", "df:Indication"])
def test_a_kind_has_many_spellings(facts: drugfacts.Facts, name: str) -> None:
    assert {claim.kind for claim in facts.claims(kind=name)} == {"Indication"}


def test_an_unknown_drug_or_kind_is_a_usage_error(facts: drugfacts.Facts) -> None:
    with pytest.raises(UsageError, match="'aspirin' is no drug here; there are examplazine, oth"):
        facts.claims(drug="aspirin")
    with pytest.raises(UsageError, match="'use' is no kind of claim; name one of Classification,"):
        facts.claims(kind="use")


def test_a_path_that_is_not_there_and_a_broken_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist; check the path"):
        drugfacts.load(tmp_path / "none.ttl")
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a:b> <a:c>", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        drugfacts.load(broken)
    assert (caught.value.path, caught.value.line) == (str(broken), 1)


def test_verdicts_are_those_of_the_command(facts: drugfacts.Facts) -> None:
    command = ["label", "check", str(INVENTED), "--format", "json", "--as-of", "2026-11-22"]
    said = json.loads(CliRunner().invoke(cli, command).stdout)["verdicts"]
    found = facts.verdicts(as_of=AS_OF)
    assert found
    assert [(v.iri, v.claim.iri, str(v.outcome)) for v in found] == [
        (each["verdict"], each["claim"], each["outcome"]) for each in said
    ]
    assert all("not mean unsafe" in v.notice and NOTICE in v.notice for v in found)
    assert facts.verdicts(as_of="2026-11-22") == found


def test_verdicts_of_no_day_are_refused(facts: drugfacts.Facts) -> None:
    with pytest.raises(UsageError, match="'today' is not a day; write it as YYYY-MM-DD"):
        facts.verdicts(as_of="today")


def test_conflicts_are_those_of_the_command() -> None:
    said = json.loads(CliRunner().invoke(cli, ["conflicts", "--format", "json"]).stdout)
    found = drugfacts.load().conflicts()
    assert found
    assert [each.iri for each in found] == [each["iri"] for each in said["conflicts"]]
    assert all(each.first.iri < each.second.iri and each.why for each in found)


def test_a_check_tells_rule_and_place(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(
        f"<{BASE}x> a <https://w3id.org/drugfacts/ontology#Drug> .\n", encoding="utf-8"
    )
    report = drugfacts.load(wrong).validate(as_of=AS_OF)
    assert not report.conforms
    places = {(each.position.path, each.position.line) for each in report.findings if each.position}
    assert places == {(str(wrong), 1)}
    assert "Drug-label" in {each.rule for each in report.findings}


def test_rdflib_has_the_same_graph(facts: drugfacts.Facts) -> None:
    from rdflib import RDF, URIRef
    from rdflib.compare import isomorphic

    graph = facts.to_rdflib()
    assert isomorphic(graph, to_rdflib(facts.data.triples()))
    assert "drug:otherol a df:Drug" in graph.serialize(format="turtle")
    graph.add((URIRef("urn:x"), RDF.type, URIRef("urn:y")))
    assert not facts.ask("ASK { <urn:x> ?p ?o }")


def test_the_network_has_claims_as_nodes_and_asserts_nothing(facts: drugfacts.Facts) -> None:
    claim = one(facts, "otherol", "Indication")
    graph = facts.to_networkx()
    assert graph.graph["notice"] == NOTICE
    node = graph.nodes[claim.iri]
    assert (node["claim"], node["kinds"]) == (True, ["df:Indication"])
    assert graph.nodes[claim.about.iri]["label"] == "otherol"
    assert list(graph.out_edges(claim.about.iri)) == []
    condition = claim.object[0]
    assert isinstance(condition, Thing)
    assert graph.has_edge(claim.iri, condition.iri, key="df:condition")


def test_the_table_has_a_row_for_each_claim(facts: drugfacts.Facts) -> None:
    table = facts.to_polars()
    assert table["claim"].to_list() == [claim.iri for claim in facts.claims()]
    assert set(table["notice"]) == {NOTICE}
    claim = one(facts, "otherol", "Indication")
    (row,) = (row for row in table.to_dicts() if row["claim"] == claim.iri)
    assert (row["drug"], row["object"], row["articles"], row["labels"]) == (
        "otherol", ["panic disorder"], [f"{BASE}source/leaflet"], [],
    )  # fmt: skip


def test_the_table_of_no_claim_has_the_same_columns(facts: drugfacts.Facts) -> None:
    empty = drugfacts.load(INVENTED / "agent").to_polars()
    assert (empty.height, empty.schema) == (0, facts.to_polars().schema)


@pytest.mark.parametrize("library", ["networkx", "polars"])
def test_a_missing_library_is_told(
    facts: drugfacts.Facts, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)

    class Gone:
        def find_spec(self, name: str, *_: object) -> None:
            if name == library:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(sys, "meta_path", [Gone(), *sys.meta_path])
    with pytest.raises(UsageError) as caught:
        getattr(facts, f"to_{library}")()
    assert str(caught.value) == (
        f"{library} is not installed; install it with: pip install 'drugfacts[{library}]'."
    )
