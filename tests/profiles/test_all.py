"""What holds of every profile: its counts, its order, its account, and that nothing is made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.label import endorsed
from drugfacts.profiles import catalogue
from drugfacts.profiles.book import Book
from drugfacts.query.derived import derive
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.profiles.made import Made

DAY = "2026-11-22"
NAMES = [each.name for each in catalogue.profiles()]
OF_CLAIMS = [name for name in NAMES if name != "sssom"]
MakeData = Callable[[str], DataSet]
HEAD = "".join(f"PREFIX {prefix}: <{ns}>\n" for prefix, ns in PREFIXES.items())


@pytest.fixture(scope="module")
def packaged() -> DataSet:
    return read.read()


@pytest.fixture(scope="module")
def store(packaged: DataSet) -> Store:
    """Hold the facts and what is derived from them, as a query sees it."""
    found = Store()
    found.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in packaged.triples())
    found.extend(derive(packaged, ("verdicts", "endorsed"), DAY).quads)
    return found


def text(made: Made) -> str:
    (content,) = made.files.values()
    return content.decode()


def rows(content: bytes | str, delimiter: str = "\t") -> list[dict[str, str]]:
    said = (content if isinstance(content, str) else content.decode()).splitlines()
    if delimiter == "\t":
        heads, *cells = [line.split("\t") for line in said]
        return [dict(zip(heads, row, strict=True)) for row in cells]
    return list(csv.DictReader(said, strict=True))


def answers(store: Store, query: str) -> list[Any]:
    return list(store.query(HEAD + query))  # type: ignore[arg-type]


def count(store: Store, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {pattern} }} }}"
    (row,) = answers(store, query)
    return int(row["n"].value)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_facts_in_any_order_give_the_same_bytes(name: str, packaged: DataSet) -> None:
    turned = DataSet(packaged.documents[::-1], packaged.background[::-1], packaged.base)
    assert catalogue.make(turned, name, DAY).files == catalogue.make(packaged, name, DAY).files


@pytest.mark.parametrize("name", NAMES)
def test_one_drug_is_a_part_of_all(name: str, packaged: DataSet) -> None:
    part, whole = (
        catalogue.make(packaged, name, DAY, "clonazepam"),
        catalogue.make(packaged, name, DAY),
    )
    assert 0 < part.written < whole.written
    assert b"drug/diazepam#" not in b"".join(part.files.values())


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_every_claim_is_written_or_accounted_for(
    name: str, packaged: DataSet, store: Store
) -> None:
    made = catalogue.make(packaged, name, DAY)
    left = "reified triple" if name == "rdf12" else "claim"
    dropped = sum(number for each, number in made.dropped.items() if each.what == left)
    assert made.written + dropped == count(store, "?claim df:about ?drug")
    account = json.loads(made.account(name, DAY))
    assert (account["profile"], account["written"]) == (name, made.written)
    assert {row["count"] for row in account["dropped"]} == set(made.dropped.values())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "flat"])
def test_each_says_that_it_is_no_medical_advice(name: str, packaged: DataSet) -> None:
    """A table of edges has no room for it; the command says it."""
    assert NOTICE in b"".join(catalogue.make(packaged, name, DAY).files.values()).decode()


def test_uses_are_endorsed_as_labelled_for_is(packaged: DataSet, store: Store) -> None:
    edges = {
        (row["subject"], row["object"])
        for row in rows(text(catalogue.make(packaged, "flat", DAY)))
        if row["predicate"] == DF.labelledFor
    }
    found = answers(store, "SELECT ?d ?c { GRAPH ?g { ?d df:labelledFor ?c } }")
    assert edges == {(row["d"].value, row["c"].value) for row in found}
    book = Book(packaged, DAY)
    endorsed_uses = endorsed.endorse(book.verdicts, book.facts, DAY).edges
    assert edges == {(each.drug, each.condition) for each in endorsed_uses}
    assert edges


def test_the_edges_are_the_verdicts_that_rest_on_an_unrestricted_statement(
    packaged: DataSet, store: Store
) -> None:
    """Asked in SPARQL: no restriction of the label's statement but its own route and form."""
    limits = (
        "df:role df:afterFailureOf df:population df:setting df:duration "
        + "df:circumstance df:dosingPhase"
    )
    pattern = f"""
        GRAPH ?g {{ ?v df:onClaim ?claim ; df:outcome df:OnLabel ; df:basis ?stated ;
                        df:againstLabel ?label }}
        ?claim a ?kind .
        FILTER NOT EXISTS {{ ?claim df:polarity df:Denied }}
        FILTER NOT EXISTS {{ VALUES ?p {{ {limits} }} ?stated ?p ?value
            FILTER(!STRENDS(STR(?value), "/role/alone-or-add-on")
                   && !(?p = df:population && ?kind IN (df:Contraindication, df:Precaution))
                   && !(?p = df:circumstance && ?kind = df:Precaution)) }}
        FILTER NOT EXISTS {{ ?stated df:condition ?c
            FILTER(?kind NOT IN (df:Indication, df:PrimaryUse, df:Contraindication)) }}
        FILTER NOT EXISTS {{ VALUES ?q {{ df:route df:doseForm }} ?stated ?q ?own
            FILTER NOT EXISTS {{ ?label ?q ?own }} }}
    """
    found = answers(store, f"SELECT DISTINCT ?claim {{ {pattern} }}")
    asked = {row["claim"].value for row in found}
    assert {row["claim"] for row in rows(text(catalogue.make(packaged, "flat", DAY)))} == asked
    assert len(asked) > 20


def test_schema_org_has_a_review_for_each_verdict_that_says_something(
    packaged: DataSet, store: Store
) -> None:
    nodes = json.loads(text(catalogue.make(packaged, "schema.org", DAY)))["@graph"]
    reviews = [node for node in nodes if node["@type"] == "ClaimReview"]
    telling = (
        "GRAPH ?g { ?v df:outcome ?o } FILTER(?o NOT IN (df:NotRecorded, df:LabelUnavailable))"
    )
    assert len(reviews) == count(store, telling)
    claims = [node for node in nodes if node["@type"] == "Claim"]
    there = "?c df:about ?d FILTER NOT EXISTS { ?c df:reviewState review:overruled }"
    assert len(claims) == count(store, there)


def test_kgx_has_an_edge_for_each_claim_and_source_that_biolink_has_a_place_for(
    packaged: DataSet, store: Store
) -> None:
    made = catalogue.make(packaged, "kgx", DAY)
    edges = rows(made.files["edges.tsv"])
    placed = """?c a ?k ; df:about ?d ; df:statedIn/df:passageOf ?source .
        FILTER(?k IN (df:Indication, df:PrimaryUse, df:AdverseEffect, df:Risk,
                      df:WithdrawalEffect, df:BoxedWarning, df:Interaction, df:Contraindication))
        FILTER NOT EXISTS { ?c df:reviewState review:overruled }"""
    assert len(edges) == count(store, f"SELECT DISTINCT ?c ?source {{ {placed} }}")
    assert len({row["id"] for row in edges}) == len(edges)
    lines = [json.loads(line) for line in made.files["edges.jsonl"].decode().splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in edges]
    ends = {row[end] for row in edges for end in ("subject", "object")}
    assert {row["id"] for row in rows(made.files["nodes.tsv"])} == ends
    treated = {(row["subject"], row["object"]) for row in edges if row["predicate"] == TREATS}
    book = Book(packaged, DAY)
    found = endorsed.endorse(book.verdicts, book.facts, DAY).edges
    assert treated == {(each.drug, each.condition) for each in found}
    denied = {row["iri"] for row in edges if row["negated"] == "true"}
    assert len(denied) == count(store, "?claim df:polarity df:Denied") == 1


TREATS = "biolink:treats"


def test_mappings_are_those_of_the_facts(packaged: DataSet, store: Store) -> None:
    said = text(catalogue.make(packaged, "sssom", DAY)).splitlines()
    table = rows("\n".join(line for line in said if not line.startswith("#")))
    names = "df:rxcui df:unii df:chemblId df:drugBankId df:pubchemCid df:inchiKey df:casNumber"
    matches = "skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch"
    assert len(table) == count(store, f"VALUES ?p {{ {names} {matches} }} ?thing ?p ?other")
    unspecified = [
        row for row in table if row["mapping_justification"] != "semapv:ManualMappingCuration"
    ]
    assert {row["object_id"] for row in unspecified} > {"wd:Q407988", "CHEBI:3756"}


def test_tables_have_a_row_for_each_claim_and_each_passage_of_one(
    packaged: DataSet, store: Store
) -> None:
    made = catalogue.make(packaged, "csvw", DAY)
    claims, passages = (rows(made.files[name], ",") for name in ("claims.csv", "passages.csv"))
    assert len(claims) == count(store, "?claim df:about ?drug")
    assert len(passages) == count(store, "?claim df:about ?drug ; df:statedIn ?passage")
    assert {row["claim"] for row in passages} <= {row["claim"] for row in claims}
    endorsed_claims = {row["claim"] for row in claims if row["endorsed"] == "true"}
    edges = rows(text(catalogue.make(packaged, "flat", DAY)))
    assert endorsed_claims == {row["claim"] for row in edges}
    described = json.loads(made.files["csv-metadata.json"])
    heads = [
        [column["titles"] for column in t["tableSchema"]["columns"]] for t in described["tables"]
    ]
    assert heads == [list(claims[0]), list(passages[0])]


def test_rdf_1_2_parses_and_asserts_nothing_more(packaged: DataSet) -> None:
    made = catalogue.make(packaged, "rdf12", DAY)
    quads = list(parse(text(made), format=RdfFormat.TURTLE))
    reified = [quad for quad in quads if quad.predicate.value == PREFIXES["rdf"] + "reifies"]
    assert len(reified) == made.written
    rest = {quad.triple for quad in quads if quad not in reified}
    assert rest == set(packaged.triples())
    both = [triple for quad in reified if (triple := quad.object) in rest]
    # A claim may state of a product what the product is registered with.
    assert {str(triple) for triple in both} <= {
        str(triple) for triple in rest if triple.predicate.value == DF.strengthAmount
    }


def test_each_nanopublication_has_four_graphs(packaged: DataSet) -> None:
    made = catalogue.make(packaged, "nanopub", DAY)
    quads = list(parse(text(made), format=RdfFormat.TRIG))
    graphs: dict[str, set[str]] = {}
    for quad in quads:
        name, _, part = quad.graph_name.value.partition("#")
        graphs.setdefault(name, set()).add(part)
    assert len(graphs) == made.written
    assert set(map(frozenset, graphs.values())) == {
        frozenset({"Head", "assertion", "provenance", "pubinfo"})
    }


# What a label endorses, told once more without the code that derives it.
BROADER = {
    "panic-disorder": {"panic-disorder", "anxiety-disorder"},
    "anxiety-disorder": {"anxiety-disorder"},
    "epilepsy": {"epilepsy"},
}
STATED = st.tuples(
    st.sampled_from(["Indication", "Contraindication"]),
    st.sampled_from(sorted(BROADER)),
    st.booleans(),  # denied
    st.booleans(),  # add-on only
)
CLAIMED = st.tuples(
    st.sampled_from(sorted(BROADER)), st.booleans(), st.booleans(), st.booleans()
)  # condition, denied, overruled, add-on only
Stated = tuple[str, str, bool, bool]
Claimed = tuple[str, bool, bool, bool]


def endorses(statements: list[Stated], condition: str) -> bool:
    """Tell whether a label states a use, or a broader one, without restriction."""
    return any(
        kind == "Indication" and stated in BROADER[condition] and not denied and not add_on
        for kind, stated, denied, add_on in statements
    )


_BASE = "https://example.org/facts/"
OVERRULED = " ; df:reviewState <https://w3id.org/drugfacts/review/overruled>"


def statement(name: str, kind: str, passage: str, condition: str, *more: str) -> str:
    return (
        f"<{_BASE}{name}> a df:{kind} ; df:about d:examplol ; df:statedIn <{_BASE}{passage}> ; "
        f"df:condition condition:{condition}{''.join(more)} ."
    )


def limits(denied: bool, add_on: bool) -> str:
    said = " ; df:polarity df:Denied" if denied else ""
    return said + (" ; df:role role:add-on" if add_on else "")


def turtle(claims: list[Claimed], labels: list[list[Stated]]) -> str:
    """Return a drug with claims and labels."""
    said = [
        'd:examplol a df:Drug ; rdfs:label "examplol"@en . s:a a df:Article . ',
        f"<{_BASE}source/a#p> df:passageOf s:a .",
    ]
    for n, (condition, denied, overruled, add_on) in enumerate(claims):
        more = OVERRULED if overruled else ""
        name = f"drug/examplol#use-{n}"
        said.append(
            statement(name, "Indication", "source/a#p", condition, limits(denied, add_on), more)
        )
    for at, statements in enumerate(labels):
        label = f"label/us-{at}"
        said.append(
            f'<{_BASE}{label}> a df:Label ; df:ingredient d:examplol ; df:jurisdiction "US" ; '
            f"df:completeFor df:Indication . <{_BASE}{label}#s> df:passageOf <{_BASE}{label}> ."
        )
        said += [
            statement(f"{label}#x-{n}", kind, f"{label}#s", condition, limits(denied, add_on))
            for n, (kind, condition, denied, add_on) in enumerate(statements)
        ]
    return "\n".join(said)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(CLAIMED, min_size=1, max_size=4), st.lists(st.lists(STATED, max_size=3), max_size=2)
)
def test_what_no_label_endorses_is_a_fact_in_no_profile(
    data_of: MakeData, claims: list[Claimed], labels: list[list[Stated]]
) -> None:
    data = data_of(turtle(claims, labels))
    allowed = {
        f"https://w3id.org/drugfacts/condition/{condition}"
        for condition, denied, overruled, _ in claims
        if not denied
        and not overruled
        and any(endorses(statements, condition) for statements in labels)
    }
    book = Book(data, DAY)
    made = {each.name: each.make(book) for each in catalogue.profiles()}
    flat = {row["object"] for row in rows(text(made["flat"]))}
    nodes = json.loads(text(made["schema.org"]))["@graph"]
    page = {node["@id"] for node in nodes if "drug" in node}
    edges = rows(made["kgx"].files["edges.tsv"])
    strong = {row["object"] for row in edges if row["predicate"] == TREATS}
    table = {
        row["condition"]
        for row in rows(made["csvw"].files["claims.csv"], ",")
        if row["endorsed"] == "true"
    }
    for found in (flat, page, strong, table):
        assert found <= allowed
    assert flat == page == strong == table
    edges_of_uses = endorsed.endorse(book.verdicts, book.facts, DAY).edges
    assert flat == {each.condition for each in edges_of_uses}
    facts = [node for node in nodes if node["@type"] == "Drug"]
    assert all(set(node) <= {"@type", "@id", "name", "nonProprietaryName"} for node in facts)
    for name, form in (("rdf12", RdfFormat.TURTLE), ("nanopub", RdfFormat.TRIG)):
        quads = list(parse(text(made[name]), format=form))
        drug = f"{_BASE}drug/examplol"
        from_the_drug: list[Any] = [q.object for q in quads if q.subject.value == drug]
        assert not any("condition" in str(value) for value in from_the_drug)


def test_nothing_is_endorsed_where_another_label_of_the_place_opposes_it(
    data_of: MakeData,
) -> None:
    uses: list[Claimed] = [("epilepsy", False, False, False)]
    states: Stated = ("Indication", "epilepsy", False, False)
    forbids: Stated = ("Contraindication", "epilepsy", False, False)
    for labels, count_of_edges in (([[states]], 1), ([[states], [forbids]], 0)):
        made = catalogue.make(data_of(turtle(uses, labels)), "flat", DAY)
        assert made.written == count_of_edges


HOSTILE = "=1+1|x\\t<b>\\n</script><script>alert(1)</script>\\u2028--"


@pytest.fixture(scope="module")
def hostile(data_of: MakeData) -> dict[str, Made]:
    """Make all profiles of data whose texts want to break them."""
    said = turtle([("epilepsy", False, False, False)], [[("Indication", "epilepsy", False, False)]])
    said = said.replace('"examplol"@en', f'"{HOSTILE}"@en')
    said += (
        f'c:name a df:BrandName ; df:about d:examplol ; df:brandName "{HOSTILE}" ; '
        f'rdfs:comment "@sum(1|2)" ; df:statedIn <{_BASE}source/a#p> . '
        'd:examplol df:rxcui "=2" , "2598" .'
    )
    book = Book(data_of(said), DAY)
    return {each.name: each.make(book) for each in catalogue.profiles()}


TABLES = (("flat", ""), ("sssom", ""), ("kgx", "nodes.tsv"), ("kgx", "edges.tsv"),
          ("csvw", "claims.csv"), ("csvw", "passages.csv"))  # fmt: skip


@pytest.mark.parametrize(("name", "file"), TABLES)
def test_no_text_breaks_a_row_or_starts_a_formula(
    hostile: dict[str, Made], name: str, file: str
) -> None:
    said = hostile[name].files[file].decode()
    assert said.count("\n") == len(said.splitlines())
    table = rows(
        "\n".join(line for line in said.splitlines() if not line.startswith("#")),
        "," if file.endswith(".csv") else "\t",
    )
    assert table
    cells = [cell for row in table for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_no_text_ends_the_script_that_a_page_stands_in(hostile: dict[str, Made]) -> None:
    page = text(hostile["schema.org"])
    assert not set("<>&\u2028\u2029") & set(page)
    names = [node.get("name") for node in json.loads(page)["@graph"]]
    assert "=1+1|x <b> </script><script>alert(1)</script> --" in names


def test_what_is_no_identifier_is_no_mapping(hostile: dict[str, Made]) -> None:
    assert "RXCUI:2598" in text(hostile["sssom"])
    (left,) = hostile["sssom"].dropped
    assert (left.what, left.reason) == ("mapping", "it is no identifier")


def test_a_bar_within_a_value_makes_no_two_of_it(hostile: dict[str, Made]) -> None:
    (row,) = (row for row in rows(hostile["csvw"].files["claims.csv"], ",") if row["brandName"])
    assert row["comment"] == "'@sum(1/2)"
