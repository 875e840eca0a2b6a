"""Every number of the page is what a SPARQL query over facts and derived graphs gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from string import Template

import pytest
from click.testing import CliRunner
from lxml import html  # type: ignore[import-untyped]
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from drugfacts.evidence.check import Checker
from drugfacts.graph.read import read
from drugfacts.main import cli
from drugfacts.resources import folder

DAY = "2026-11-22"
Make = Callable[..., str]

HEAD = """
PREFIX df: <https://w3id.org/drugfacts/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX review: <https://w3id.org/drugfacts/review/>
PREFIX t: <urn:test:>
"""
CLAIM = """
    ?claim df:about ?about .
    FILTER NOT EXISTS { ?claim df:reviewState review:overruled }
    FILTER NOT EXISTS { ?claim df:statedIn/df:passageOf/a df:Label }
"""
OF_DRUG = "?claim df:about/df:ingredient? $drug ."
COUNT = "SELECT (COUNT(DISTINCT ?%s) AS ?n) WHERE { %s }"

RANKS = """VALUES (?outcome ?rank) {
    (df:OnLabel 0) (df:WithinLabelDose 1) (df:OnLabelRestricted 2) (df:BroaderThanLabel 3)
    (df:LabelSilent 4) (df:OffLabel 5) (df:BeyondLabelDose 6) (df:Contradicted 7)
    (df:NotComparable 8) (df:NotRecorded 9) (df:LabelUnavailable 10)
}"""
PLACE = """
    OPTIONAL { ?verdict df:againstLabel/df:jurisdiction ?known }
    BIND(REPLACE(STR(?verdict), "^.*--(([a-z]+)-)?label-unavailable$$", "$$2") AS ?end)
    BIND(COALESCE(STR(?known), UCASE(?end)) AS ?place)
"""
ALONE = "{ SELECT ?claim WHERE { %s } GROUP BY ?claim HAVING (COUNT(DISTINCT ?witness) = 1) }"
WITNESS = f"{CLAIM} ?claim t:witness ?witness ."

QUESTIONS = {
    "claims": COUNT % ("claim", CLAIM),
    "claims-overruled": COUNT
    % ("claim", "?claim df:about ?about ; df:reviewState review:overruled ."),
    "claims-of-drug": COUNT % ("claim", CLAIM + OF_DRUG),
    "claims-of-kind": COUNT % ("claim", CLAIM + OF_DRUG + " ?claim a $kind ."),
    "claims-of-source": COUNT
    % ("claim", CLAIM + OF_DRUG + " ?claim df:statedIn/df:passageOf $source ."),
    "claims-of-label": COUNT
    % (
        "claim",
        "?claim df:statedIn/df:passageOf $label ."
        " FILTER NOT EXISTS { ?claim df:reviewState review:overruled }",
    ),
    "claims-of-passage": COUNT % ("claim", "?claim df:statedIn $passage ."),
    "sources": COUNT % ("source", CLAIM + "?claim df:statedIn/df:passageOf ?source ."),
    "labels": COUNT % ("label", "?label a df:Label ."),
    "verdicts": COUNT % ("verdict", "?verdict a df:Verdict ."),
    "verdicts-of-outcome": COUNT
    % (
        "verdict",
        f"?verdict df:onClaim ?claim ; df:outcome $outcome . {OF_DRUG} {PLACE}"
        " FILTER(?place = $jurisdiction)",
    ),
    "claims-of-outcome": f"""SELECT (COUNT(*) AS ?n) WHERE {{
        {{ SELECT ?claim (MIN(?rank) AS ?best) WHERE {{
            ?verdict df:onClaim ?claim ; df:outcome ?outcome .
            {OF_DRUG} {RANKS} {PLACE} FILTER(?place = $jurisdiction)
        }} GROUP BY ?claim }}
        {RANKS} FILTER(?rank = ?best && ?outcome = $outcome)
    }}""",
    "conflicts": COUNT % ("conflict", "?conflict df:between ?claim ."),
    "witnesses-of-claim": COUNT % ("witness", "$claim t:witness ?witness ."),
    "single-witness": COUNT % ("claim", ALONE % WITNESS),
    "single-witness-of-drug": COUNT % ("claim", (ALONE % WITNESS) + OF_DRUG),
    "claims-of-one-witness": COUNT
    % (
        "claim",
        (ALONE % WITNESS) + OF_DRUG + " ?claim t:witness ?witness . ?witness t:called $witness .",
    ),
    "passages": COUNT % ("passage", "?passage df:passageOf ?source ."),
    "passages-of-state": COUNT % ("passage", "?passage df:passageOf $source ; t:state $state ."),
    "passages-in-state": COUNT % ("passage", "?passage df:passageOf ?source ; t:state $state ."),
    "passages-unchecked": COUNT
    % (
        "passage",
        '?passage t:state ?state . FILTER(?state IN ("not checked", "cannot be checked"))',
    ),
}
"""A question for each name. ``t:`` is what captures tell, which no graph of ours holds."""

WITHOUT_CAPTURES = (
    # Each source is a witness of its own.
    """INSERT { ?claim t:witness ?source . ?source t:called ?called }
    WHERE { ?claim df:statedIn/df:passageOf ?source BIND(STR(?source) AS ?called) }""",
    # Passages with a place are not checked, others cannot be.
    """INSERT { ?passage t:state ?state } WHERE {
        ?passage df:passageOf ?source
        BIND(IF(EXISTS { ?passage oa:start ?start }, "not checked", "cannot be checked") AS ?state)
    }""",
)
"""What is so without captures, put beside the facts."""

TEXTS = {"jurisdiction", "state", "witness"}
"""What is asked for as a text; all else by IRI."""


def question(name: str, given: dict[str, str]) -> str:
    """Return the question for a number, with what it is asked for put in."""
    terms = {key: f'"{value}"' if key in TEXTS else f"<{value}>" for key, value in given.items()}
    return HEAD + Template(QUESTIONS[name]).substitute(terms)


def store(*paths: str) -> Store:
    """Return facts with the derived graphs that the other commands write."""
    found = Store()
    for path in sorted(Path(paths[0]).rglob("*.ttl") if paths else folder("data").rglob("*.ttl")):
        found.load(path=str(path), format=RdfFormat.TURTLE)
    for command in (["label", "check"], ["conflicts"]):
        done = CliRunner().invoke(cli, [*command, *paths, "--format", "trig", "--as-of", DAY])
        assert done.exit_code == 0, done.output
        found.load(done.stdout.encode(), format=RdfFormat.TRIG)
    return found


def check(page: str, facts: Store) -> set[str]:
    """Compare all numbers of a page with what is counted; return their names."""
    wrong, names = [], set()
    for element in html.document_fromstring(page).iter():
        given = {k.removeprefix("data-"): v for k, v in element.attrib.items() if k != "data-count"}
        name = element.get("data-count")
        if name is None:
            text = (element.text or "").strip() if isinstance(element.tag, str) else ""
            assert not text.isdigit() or element.tag == "text", f"{text} is counted by nothing"
            continue
        given.pop("class", None)
        names.add(name)
        asked = question(name, given)
        answer = facts.query(asked, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        (row,) = answer
        if row["n"].value != element.text:
            wrong.append((name, given, element.text, row["n"].value))
    assert wrong == []
    return names


def test_the_packaged_facts(make: Make) -> None:
    facts = store()
    for update in WITHOUT_CAPTURES:
        facts.update(HEAD + update)
    assert check(make(), facts) == set(QUESTIONS), "a question without a number, or the reverse"


def test_with_captures(make: Make, captures: Path) -> None:
    facts = store()
    tell_passages(facts, captures)
    tell_witnesses(facts, captures)
    page = make("--captures", str(captures))
    assert check(page, facts) == set(QUESTIONS)
    assert "copied text" in page


def tell_passages(facts: Store, captures: Path) -> None:
    for result in Checker(read(()), captures).all().results:
        said = result.outcome.value
        if said == "uncheckable":
            said = "cannot be checked" if result.passage.lack else "not checked"
        facts.add(Quad(result.passage.node, NamedNode("urn:test:state"), Literal(said)))


def tell_witnesses(facts: Store, captures: Path) -> None:
    arguments = ["evidence", "witnesses", "--captures", str(captures), "--format", "json"]
    told = json.loads(CliRunner().invoke(cli, arguments).stdout)
    for claim in told["claims"]:
        for group in claim["groups"]:
            witness = NamedNode("urn:test:" + "+".join(group).replace("/", ".").replace(":", "."))
            facts.add(Quad(NamedNode(claim["claim"]), NamedNode("urn:test:witness"), witness))
            called = Literal(" ".join(group))
            facts.add(Quad(witness, NamedNode("urn:test:called"), called))


def test_many_invented_claims(make: Make, many: Path) -> None:
    facts = store(str(many))
    for update in WITHOUT_CAPTURES:
        facts.update(HEAD + update)
    assert check(make(str(many)), facts) <= set(QUESTIONS)


def test_a_number_without_a_question_is_found() -> None:
    with pytest.raises(KeyError):
        check('<p><b data-count="guesses">1</b></p>', Store())
    with pytest.raises(AssertionError, match="counted by nothing"):
        check("<p><b>17</b></p>", Store())
    with pytest.raises(AssertionError):
        check('<p><b data-count="labels">1</b></p>', Store())


def test_what_the_page_says_of_the_packaged_facts(make: Make) -> None:
    totals = html.document_fromstring(make()).find_class("totals")[0]
    said = {each.findtext("dt/a"): each.findtext("dd/span") for each in totals.findall("div")}
    assert said == {
        "claims of articles": "150",
        "articles and other sources": "5",
        "labels": "5",
        "verdicts, claim by label": "354",
        "conflicts": "1",
        "claims with one witness": "112",
        "passages": "130",
        "passages unchecked": "130",
    }
