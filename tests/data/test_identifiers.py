"""Identifiers and matches against copies of the registers; what has no copy is marked so."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

Ask = Callable[[str], list[tuple[str, ...]]]

DRUGS = ("clonazepam", "diazepam")
# Registers of which a copy lies beside the project; UMLS only where LabeledIn uses it.
CHECKED_PROPERTIES = {"df:epcCode", "df:rxcui", "df:unii"}
IDENTIFIERS = (
    "atcCode",
    "casNumber",
    "chemblId",
    "deaSchedule",
    "definedDailyDose",
    "drugBankId",
    "epcCode",
    "inchiKey",
    "pubchemCid",
    "rxcui",
    "unii",
)
# What a close match is called in its register: near to our concept, and not the same.
CLOSE_MESH = {
    "action:anticonvulsant": "Anticonvulsants",
    "action:anxiolytic": "Anti-Anxiety Agents",
    "action:cns-depressant": "Central Nervous System Depressants",
    "action:sedative": "Hypnotics and Sedatives",
    "action:skeletal-muscle-relaxant": "Muscle Relaxants, Central",
    "condition:absence-seizure": "Epilepsy, Absence",
    "condition:acute-seizure": "Seizures",
    "condition:drug-hypersensitivity": "Drug Hypersensitivity",
    "condition:myoclonic-seizure": "Epilepsies, Myoclonic",
    "condition:panic-attack": "Panic",
    "condition:restlessness": "Psychomotor Agitation",
    "effect:impaired-cognition": "Cognition Disorders",
    "effect:impaired-memory": "Memory Disorders",
    "effect:impaired-psychomotor-skill": "Psychomotor Disorders",
    "effect:insomnia": "Sleep Initiation and Maintenance Disorders",
    "effect:misuse": "Prescription Drug Misuse",
    "effect:withdrawal-symptoms": "Substance Withdrawal Syndrome",
    "intervention:coping-strategies": "Adaptation, Psychological",
    "intervention:lifestyle-change": "Life Style",
    "substance:opioids": "Analgesics, Opioid",
    "substance:oral-azole-antifungal": "Azoles",
    "target:gaba": "gamma-Aminobutyric Acid",
}
CLOSE_UMLS = {
    "condition:acute-seizure": "seizures",
    "condition:alcohol-withdrawal-hallucinosis": "hallucinosis",
    "condition:lennox-gastaut-syndrome": "petit mal variant",
    "condition:restlessness": "restlessness",
    "effect:behaviour-problems": "behavior problems",
    "effect:insomnia": "insomnia",
}


def _tsv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _words(name: str) -> frozenset[str]:
    """The words of a name in any order and number: 'Glaucoma, Angle-Closure' is
    'angle-closure glaucoma'."""
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z0-9]+", name.lower()))


@pytest.fixture(scope="module")
def reference(shared: Path) -> Path:
    return shared / "reference"


@pytest.fixture(scope="module")
def mesh(reference: Path) -> dict[str, str]:
    return {row["mesh_id"]: row["mesh_name"] for row in _tsv(reference / "mesh" / "terms.tsv")}


@pytest.fixture(scope="module")
def umls(reference: Path) -> dict[str, set[str]]:
    """What LabeledIn calls each UMLS concept in the texts of 500 labels."""
    text = (reference / "labeledin" / "LabeledIn_annotated_XML.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for concepts, mention in re.findall(r'<annotation cui="([^"]*)">(.*?)</annotation>', text):
        for concept in concepts.split(";"):
            found.setdefault(concept, set()).add(mention.lower())
    return found


@pytest.fixture(scope="module")
def rxnorm(reference: Path) -> dict[str, dict[str, object]]:
    """Ingredients by name, from the letters that are needed."""
    folder = reference / "rxnorm-prescribable"
    letters = {drug[0].upper() for drug in DRUGS}
    entries: list[dict[str, object]] = []
    for letter in sorted(letters):
        entries += json.loads((folder / f"{letter}.json").read_text(encoding="utf-8"))
    return {str(entry["Name"]): entry for entry in entries}


def _one(ask: Ask, subject: str, name: str) -> str:
    ((value,),) = ask(f"SELECT ?value WHERE {{ {subject} df:{name} ?value }}")
    return value


def _matches(ask: Ask, kind: str, prefix: str) -> list[tuple[str, str]]:
    rows = ask(f"SELECT ?thing ?match WHERE {{ ?thing skos:{kind} ?match }}")
    return [(t, m.removeprefix(f"{prefix}:")) for t, m in rows if m.startswith(f"{prefix}:")]


def _names(ask: Ask) -> dict[str, set[frozenset[str]]]:
    rows = ask("""
        SELECT ?thing ?name WHERE { ?thing rdfs:label|skos:prefLabel|skos:altLabel ?name }""")
    found: dict[str, set[frozenset[str]]] = {}
    for thing, name in rows:
        found.setdefault(thing, set()).add(_words(name))
    return found


@pytest.mark.parametrize("drug", DRUGS)
def test_rxnorm_and_unii(
    ask: Ask, rxnorm: dict[str, dict[str, object]], reference: Path, drug: str
) -> None:
    rxcui, unii = _one(ask, f"drug:{drug}", "rxcui"), _one(ask, f"drug:{drug}", "unii")
    entry = rxnorm[drug]
    assert (entry["RXCUI"], entry["TTY"], entry["UNII"]) == (rxcui, "IN", unii)
    pairs = _tsv(reference / "identifier-maps" / "rxcui-unii-map.tsv")
    assert {row["fdasrs_id"] for row in pairs if row["rxnorm_id"] == rxcui} == {unii}
    with gzip.open(reference / "unii" / "UNII_Names.txt.gz", "rt", encoding="utf-8") as file:
        assert any(line.startswith(f"{drug.upper()}\tof\t{unii}\t") for line in file)


@pytest.mark.parametrize("drug", DRUGS)
def test_rxnorm_of_the_product(ask: Ask, rxnorm: dict[str, dict[str, object]], drug: str) -> None:
    text = json.dumps(rxnorm[drug])
    rxcui = _one(ask, f"product:{drug}-2mg-tablet", "rxcui")
    names = re.findall(r'"Name": "([^"]*)", "RXCUI": "(\d+)", "TTY": "SCD"', text)
    assert (f"{drug} 2 MG Oral Tablet", rxcui) in names


@pytest.mark.parametrize("drug", DRUGS)
def test_established_class(ask: Ask, reference: Path, drug: str) -> None:
    code = _one(ask, f"drug:{drug}", "epcCode")
    folder = reference / "drugcentral"
    (entry,) = [row for row in _tsv(folder / "classes.tsv") if row["class_id"] == code]
    assert entry["class_type"] == "FDA Established Pharmacologic Class"
    members = _tsv(folder / "drug-to-class.tsv")
    assert (drug, code) in {(m["drugbank_name"].lower(), m["class_id"]) for m in members}


@pytest.mark.parametrize("drug", DRUGS)
def test_other_databases_agree_where_the_register_is_not_at_hand(
    ask: Ask, reference: Path, drug: str
) -> None:
    """DrugCentral cites DrugBank and ChEMBL, and the NDC directory the schedule."""
    node = f"drug:{drug}"
    targets = _tsv(reference / "drugcentral" / "targets.tsv")
    cited = {(t["drugbank_id"], t["urls"].rpartition("/")[2]) for t in targets}
    assert (_one(ask, node, "drugBankId"), _one(ask, node, "chemblId")) in cited
    path = reference / "ndc-directory" / "unfinished_product.txt.gz"
    with gzip.open(path, "rt", encoding="latin-1", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    listed = {row["DEASCHEDULE"] for row in rows if row["SUBSTANCENAME"] == drug.upper()}
    assert listed - {""} == {f"C{_one(ask, node, 'deaSchedule')}"}


def test_no_entry_of_a_register_is_the_exact_match_of_two_things(ask: Ask) -> None:
    """Two things that are exactly a third would be one and the same."""
    rows = ask("SELECT ?match ?thing WHERE { ?thing skos:exactMatch ?match }")
    things: dict[str, list[str]] = {}
    for match, thing in rows:
        things.setdefault(match, []).append(thing)
    assert {match: found for match, found in things.items() if len(found) > 1} == {}


def test_exact_matches_to_mesh_have_our_name(ask: Ask, mesh: dict[str, str]) -> None:
    names, matches = _names(ask), _matches(ask, "exactMatch", "mesh")
    assert matches
    for thing, match in matches:
        assert _words(mesh[match]) in names[thing], f"{thing}: {match} is {mesh[match]}"


def test_close_matches_to_mesh_are_what_they_are_meant_to_be(
    ask: Ask, mesh: dict[str, str]
) -> None:
    matches = _matches(ask, "closeMatch", "mesh")
    assert {thing: mesh[match] for thing, match in matches} == CLOSE_MESH


def _said_of(mentions: Iterable[str], name: frozenset[str]) -> bool:
    """One mention may name two conditions at once, so more words are allowed."""
    return any(name <= _words(mention) for mention in mentions)


def test_exact_matches_to_umls_have_our_name(ask: Ask, umls: dict[str, set[str]]) -> None:
    names = _names(ask)
    matches = [(t, m) for t, m in _matches(ask, "exactMatch", "umls") if m in umls]
    assert matches
    for thing, match in matches:
        assert any(_said_of(umls[match], name) for name in names[thing]), (thing, match)


def test_close_matches_to_umls_are_what_they_are_meant_to_be(
    ask: Ask, umls: dict[str, set[str]]
) -> None:
    matches = dict(_matches(ask, "closeMatch", "umls"))
    assert set(matches) == set(CLOSE_UMLS)
    for thing, mention in CLOSE_UMLS.items():
        assert mention in umls[matches[thing]]


def test_what_was_not_checked_is_marked_and_nothing_else(
    ask: Ask, mesh: dict[str, str], umls: dict[str, set[str]]
) -> None:
    known = {f"mesh:{name}" for name in mesh} | {f"umls:{name}" for name in umls}
    expected: set[tuple[str, ...]] = set()
    for kind in ("exactMatch", "closeMatch"):
        rows = ask(f"SELECT ?thing ?match WHERE {{ ?thing skos:{kind} ?match }}")
        expected |= {row for row in rows if row[1] not in known}
    for name in IDENTIFIERS:
        rows = ask(f"SELECT ?thing WHERE {{ ?thing df:{name} ?value }}")
        if f"df:{name}" not in CHECKED_PROPERTIES:
            expected |= {(thing, f"df:{name}") for (thing,) in rows}
    marked = ask("SELECT ?thing ?unchecked WHERE { ?thing df:unchecked ?unchecked }")
    assert set(marked) == expected


def test_known_wrong_identifiers_are_not_there(data_folder: Path) -> None:
    """The first is another drug's code, the second that of the hydrochloride."""
    text = "".join(path.read_text(encoding="utf-8") for path in data_folder.rglob("*.ttl"))
    assert "N05BA17" not in text
    assert "6JD21U639H" not in text


def test_labels_are_those_that_labeledin_took(ask: Ask, reference: Path) -> None:
    path = reference / "labeledin" / "LabeledIn_Structured_Results.txt"
    lines = [line.split("|") for line in path.read_text(encoding="utf-8").splitlines()]
    taken = {line[0]: (line[1], line[3]) for line in lines}
    rows = ask("""
        SELECT ?identifier ?set ?rxcui WHERE {
            ?label dcterms:identifier ?identifier ; df:setId ?set ; df:ingredient/df:rxcui ?rxcui
        }""")
    assert len(rows) == 3
    for identifier, set_id, rxcui in rows:
        assert taken[identifier.removeprefix("LabeledIn:")] == (set_id, rxcui)


def test_sections_have_the_codes_of_their_names(ask: Ask, reference: Path) -> None:
    text = (reference / "openfda" / "sections.csv").read_text(encoding="utf-8")
    names = dict(line.split(",", 1) for line in text.splitlines())
    called = {
        "section-adverse-reactions": "Adverse Reactions",
        "section-boxed-warning": "Boxed Warning",
        "section-contraindications": "Contraindications",
        "section-dosage": "Dosage & Administration",
        "section-interactions": "Drug Interactions",
    }
    for section, code in ask("SELECT ?section ?code WHERE { ?section df:sectionCode ?code }"):
        assert names[code] == called[section.split(":")[1]]
