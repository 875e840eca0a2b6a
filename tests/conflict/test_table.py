"""The table covers every kind of claim, and tells objects from qualifiers as the shapes do."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugfacts.conflict.table import TABLE
from drugfacts.graph import read
from drugfacts.terms import DF, PREFIXES

ROOT = Path(__file__).parents[2]
QUALIFIERS = {
    "Onset": {"condition", "route", "setting"},
    "Indication": {
        *("population", "setting", "duration", "circumstance", "route", "doseForm", "role"),
        "afterFailureOf",
    },
    "TreatmentOutcome": {"condition"},
    "TestedDuration": {"condition"},
    "Mechanism": {"actionType"},
    "Dosing": {"condition", "population", "dosingPhase"},
    "AdverseEffect": {"population", "circumstance", "condition"},
    "Risk": {"population", "circumstance", "condition"},
    "WithdrawalEffect": {"circumstance"},
    "Precaution": {"population", "circumstance"},
    "Advice": {"circumstance", "condition", "population"},
}
"""What must be the same in two claims that clash; written by hand, from docs/model.md."""

OF_EVERY_CLAIM = {"about", "statedIn", "polarity", "wording", "reviewState"}
UNITS = {"doseUnit", "strengthUnit"}


def local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["df"])


def test_every_kind_of_claim_has_a_row() -> None:
    ontology = read.packaged("ontology")
    from pyoxigraph import NamedNode

    kinds = ontology.subjects_of(PREFIXES["rdfs"] + "subClassOf", NamedNode(DF.Claim))
    assert set(TABLE) == {kind.value for kind in kinds}


@pytest.mark.parametrize("kind", sorted(TABLE), ids=local)
def test_all_properties_of_a_kind_are_objects_values_or_qualifiers(kind: str) -> None:
    from pyoxigraph import NamedNode

    shapes = read.packaged("shapes")
    shape = NamedNode(PREFIXES["dfsh"] + local(kind))
    paths = {
        str(shapes.value(part, PREFIXES["sh"] + "path")).strip("<>")
        for part in shapes.values(shape, PREFIXES["sh"] + "property")
        if isinstance(part, NamedNode)
    }
    allowed = {local(path) for path in paths if path.startswith(PREFIXES["df"])}
    said = set(map(local, TABLE[kind].said))
    assert said | QUALIFIERS.get(local(kind), set()) | UNITS >= allowed - OF_EVERY_CLAIM
    assert not said & QUALIFIERS.get(local(kind), set())
    assert said <= allowed


def test_what_follows_is_as_for_verdicts() -> None:
    from drugfacts.label.ways import WAYS

    assert set(WAYS) == set(TABLE)
    for kind, row in TABLE.items():
        assert row.objects.items() <= WAYS[kind].items()


def test_the_page_has_a_row_for_every_kind() -> None:
    page = (ROOT / "docs" / "conflicts.md").read_text(encoding="utf-8")
    page = page.partition("## Kind by kind")[2]
    rows = [line for line in page.splitlines() if line.startswith("| `df:")]
    assert {row.split("`")[1] for row in rows} == {f"df:{local(kind)}" for kind in TABLE}
