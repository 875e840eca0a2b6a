"""The hierarchy of conditions and the labels' claims hold together.

Which verdicts follow from them is in ``tests/label``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.graph.read import read
from drugfacts.label import reading
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Facts

Ask = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return reading.read(read())


@pytest.fixture(scope="module")
def indications(facts: Facts) -> list[Claim]:
    """The indications that count, of articles and of labels."""
    every = [*facts.claims, *(claim for label in facts.labels for claim in label.claims)]
    return [claim for claim in every if claim.kind == DF.Indication]


def test_labels_deny_a_role_and_no_condition(facts: Facts, base: str) -> None:
    """That everyday stress needs no anxiolytic is advice, and denies no use."""
    denied = {
        (claim.scope[DF.condition], claim.scope.get(DF.role))
        for label in facts.labels
        for claim in label.claims
        if claim.kind == DF.Indication and claim.denied
    }
    assert denied == {(f"{base}condition/convulsive-disorder", f"{base}role/sole-therapy")}


def test_nothing_is_claimed_of_what_a_label_advises_against(
    ask: Ask, facts: Facts, indications: list[Claim], base: str
) -> None:
    advised = ask("""
        SELECT ?condition WHERE { ?claim df:advisesAgainst ?step ; df:condition ?condition }""")
    assert advised == [("condition:everyday-stress",)]
    claimed = {claim.scope[DF.condition] for claim in indications}
    stress = f"{base}condition/everyday-stress"
    assert claimed
    assert not [c for c in claimed if facts.hierarchy.includes(stress, c)]


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
