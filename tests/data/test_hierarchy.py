"""The hierarchy of conditions and the labels' restrictions lead to the outcomes one expects.

The function here is a small model of the comparison of an indication with a label. It knows
nothing but skos:broader and the properties of the claims, and so shows that these suffice.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

Ask = Callable[[str], list[tuple[str, ...]]]

RESTRICTIONS = ("role", "afterFailureOf", "population", "duration")
# The value that names a role and restricts nothing.
FREE = "role:alone-or-add-on"

ON, RESTRICTED = "on-label", "on-label-restricted"
BROADER, OFF, NO_LABEL = "broader-than-label", "off-label", "label-unavailable"

OUTCOMES = [
    # claim, label, outcome, restrictions that the claim leaves out
    ("diazepam", "anxiety-disorder", "us-diazepam-tablet", ON, ""),
    ("diazepam", "generalized-anxiety-disorder", "us-diazepam-tablet", ON, ""),
    ("diazepam", "panic-disorder", "us-diazepam-tablet", ON, ""),
    ("diazepam", "social-anxiety-disorder", "us-diazepam-tablet", ON, ""),
    ("diazepam", "anxiety", "us-diazepam-tablet", RESTRICTED, "duration:short-term"),
    ("diazepam", "muscle-spasm-strain-or-injury", "us-diazepam-tablet", RESTRICTED, "role:add-on"),
    ("diazepam", "spasticity-multiple-sclerosis", "us-diazepam-tablet", RESTRICTED, "role:add-on"),
    ("diazepam", "spasticity-cerebral-palsy", "us-diazepam-tablet", RESTRICTED, "role:add-on"),
    ("diazepam", "epilepsy", "us-diazepam-tablet", BROADER, ""),
    ("diazepam", "epilepsy", "us-diazepam-rectal-gel", BROADER, ""),
    ("diazepam", "acute-seizure-intravenous", "", NO_LABEL, ""),
    ("diazepam", "insomnia-short-term", "us-diazepam-tablet", OFF, ""),
    ("diazepam", "sleep-disturbance", "us-diazepam-tablet", OFF, ""),
    ("diazepam", "sleep-disturbance-short-term", "us-diazepam-tablet", OFF, ""),
    ("clonazepam", "panic-disorder", "us-clonazepam-tablet", ON, ""),
    ("clonazepam", "panic-attack", "us-clonazepam-tablet", BROADER, ""),
    ("clonazepam", "anxiety-disorder", "us-clonazepam-tablet", BROADER, ""),
    ("clonazepam", "epilepsy", "us-clonazepam-tablet", BROADER, ""),
    ("clonazepam", "generalized-anxiety-disorder", "us-clonazepam-tablet", OFF, ""),
    ("clonazepam", "social-anxiety-disorder", "us-clonazepam-tablet", OFF, ""),
    ("clonazepam", "muscle-tension", "us-clonazepam-tablet", OFF, ""),
    ("clonazepam", "restlessness", "us-clonazepam-tablet", OFF, ""),
]


class Facts(NamedTuple):
    """What the comparison looks at."""

    above: dict[str, set[str]]  # each condition with itself and all that is broader
    claims: dict[str, dict[str, str]]
    on_label: dict[str, list[str]]  # indications that count, by label
    routes: dict[str, tuple[str, str]]  # drug and route of each label


@pytest.fixture(scope="module")
def facts(ask: Ask) -> Facts:
    above: dict[str, set[str]] = defaultdict(set)
    for narrow, broad in ask("""
        SELECT ?narrow ?broad WHERE { ?narrow a df:Condition ; skos:broader* ?broad }"""):
        above[narrow].add(broad)
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for claim, name, value in ask("""
        SELECT ?claim ?property ?value WHERE { ?claim a df:Indication ; ?property ?value }"""):
        claims[claim][name.removeprefix("df:")] = value
    on_label: dict[str, list[str]] = defaultdict(list)
    for claim, said in claims.items():
        counts = said["reviewState"] != "review:overruled" and said.get("polarity") != "df:Denied"
        if claim.startswith("label-") and counts:
            on_label[claim.split(":")[0].removeprefix("label-")].append(claim)
    labels = ask("""
        SELECT ?label ?drug ?route WHERE {
            ?label a df:Label ; df:ingredient ?drug ; df:route ?route
        }""")
    routes = {label.removeprefix("label:"): (drug, route) for label, drug, route in labels}
    return Facts(above, claims, on_label, routes)


def compare(facts: Facts, claim: str, label: str) -> tuple[str, set[str]]:
    """Return the outcome, and the restrictions of the label that the claim leaves out."""
    said = facts.claims[claim]
    missing: list[set[str]] = []
    narrower = False
    for other in facts.on_label[label]:
        stated = facts.claims[other]
        if stated["condition"] in facts.above[said["condition"]]:
            wanted = {(n, stated[n]) for n in RESTRICTIONS if n in stated} - {("role", FREE)}
            missing.append({value for name, value in wanted if said.get(name) != value})
        narrower |= said["condition"] in facts.above[stated["condition"]]
    if missing:
        least = min(missing, key=len)
        return (RESTRICTED if least else ON), least
    return (BROADER if narrower else OFF), set()


@pytest.mark.parametrize(("drug", "use", "label", "outcome", "left_out"), OUTCOMES)
def test_outcomes_follow_from_the_hierarchy(
    facts: Facts, drug: str, use: str, label: str, outcome: str, left_out: str
) -> None:
    claim = f"drug-{drug}:indication-{use}"
    route = facts.claims[claim].get("route")
    fitting = [
        name
        for name, (ingredient, by) in facts.routes.items()
        if ingredient == f"drug:{drug}" and route in (None, by)
    ]
    if outcome == NO_LABEL:
        assert fitting == []
        return
    assert label in fitting
    assert compare(facts, claim, label) == (outcome, set(left_out.split()))


def test_labels_deny_a_role_and_no_condition(facts: Facts) -> None:
    """That everyday stress needs no anxiolytic is advice, and denies no use."""
    denied = {
        (said["condition"], said.get("role"))
        for claim, said in facts.claims.items()
        if claim.startswith("label-") and said.get("polarity") == "df:Denied"
    }
    assert denied == {("condition:convulsive-disorder", "role:sole-therapy")}


def test_nothing_is_claimed_of_what_a_label_advises_against(ask: Ask, facts: Facts) -> None:
    advised = ask("""
        SELECT ?condition WHERE { ?claim df:advisesAgainst ?step ; df:condition ?condition }""")
    assert advised == [("condition:everyday-stress",)]
    claimed = {said["condition"] for said in facts.claims.values()}
    assert not [c for c in claimed if "condition:everyday-stress" in facts.above[c]]


def test_where_mesh_orders_things_otherwise_a_note_says_so(ask: Ask, shared: Path) -> None:
    trees: dict[str, set[str]] = defaultdict(set)
    path = shared / "reference" / "mesh" / "tree-numbers.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            trees[f"mesh:{row['mesh_id']}"].add(row["mesh_tree_number"])
    matched = ask("""
        SELECT ?scheme ?concept ?match WHERE {
            ?concept skos:inScheme ?scheme ; skos:exactMatch|skos:closeMatch ?match
            FILTER (STRSTARTS(STR(?match), STR(mesh:)))
        }""")
    above = set(ask("SELECT ?concept ?broader WHERE { ?concept skos:broader+ ?broader }"))
    stated = set(ask("SELECT ?concept ?broader WHERE { ?concept skos:broader ?broader }"))
    noted = ask("SELECT ?concept ?note WHERE { ?concept skos:scopeNote ?note }")
    with_note = {concept for concept, note in noted if "MeSH" in note}
    silent: list[tuple[str, str]] = []
    for scheme, narrow, match in matched:
        for other_scheme, broad, other in matched:
            pair = (narrow, broad)
            in_mesh = any(t.startswith(f"{a}.") for t in trees[match] for a in trees[other])
            differs = pair in stated if not in_mesh else pair not in above
            if scheme == other_scheme and narrow != broad and differs and not {*pair} & with_note:
                silent.append(pair)
    assert silent == []
