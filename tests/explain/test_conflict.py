"""``drugfacts explain CONFLICT``: why, and who states which, with the passages."""

from __future__ import annotations

import json

import pytest

from drugfacts.errors import UsageError
from drugfacts.explain.answer import answer
from drugfacts.text import NOTICE

NAME = "conflict:drug-clonazepam.primary-use-anxiety--drug-clonazepam.primary-use-epilepsy"
IRI = "https://w3id.org/drugfacts/conflict/" + NAME.removeprefix("conflict:")


def test_the_page_of_a_conflict() -> None:
    lines = answer(NAME, as_of="2026-11-22").splitlines()
    assert lines[0] == f"clonazepam, primary use: conflict of values ({NAME})"
    assert lines[1] == f"conflict, <{IRI}>"
    at = lines.index("Why both cannot hold")
    assert lines[at + 1].startswith("  Each names another primary use, anxiety and epilepsy;")
    at = lines.index('drug-clonazepam:primary-use-epilepsy: epilepsy (worded as "is")')
    assert lines[at + 1].split()[:2] == ["article", "source:clonazepam-2mg-dosage"]
    assert [line.split() for line in lines[at + 3 : at + 5]] == [
        ["marked", "anonymous,", "undated"],
        ["passage", "source-clonazepam-2mg-dosage:char-491-554"],
    ]
    assert lines[-1] == f"  {NOTICE}"


@pytest.mark.parametrize("name", [IRI, f"<{IRI}>", f" {NAME}"])
def test_a_conflict_is_found_by_iri_and_curie(name: str) -> None:
    assert answer(name, as_of="2026-11-22") == answer(NAME, as_of="2026-11-22")


def test_json_has_both_sides_and_the_notice() -> None:
    found = json.loads(answer(NAME, form="json", as_of="2026-11-22"))
    assert found["conflict"]["iri"] == IRI
    assert [side["says"] for side in found["conflict"]["sides"]] == ["anxiety", "epilepsy"]
    assert [term["name"] for term in found["terms"]] == ["df:ValueConflict"]
    assert found["not_said"][-1] == NOTICE


def test_markdown() -> None:
    lines = answer(NAME, form="markdown", as_of="2026-11-22").splitlines()
    assert lines[0].startswith("# clonazepam, primary use: conflict of values")
    assert "## Why both cannot hold" in lines


def test_what_is_no_conflict_of_the_data_is_said() -> None:
    with pytest.raises(UsageError) as caught:
        answer(NAME[:-1], as_of="2026-11-22")
    assert str(caught.value) == (
        f"there is no conflict '{NAME[:-1]}' in these data; did you mean {NAME}? "
        "'drugfacts conflicts' lists those that there are."
    )
    with pytest.raises(UsageError, match="in these data; 'drugfacts conflicts' lists"):
        answer("conflict:none", as_of="2026-11-22")
