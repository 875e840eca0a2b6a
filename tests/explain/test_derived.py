"""What is derived of a claim: verdicts, what counts, conflicts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from drugfacts.explain.answer import answer

INVENTED = Path(__file__).parents[1] / "invented"
DAY = "2026-11-22"
CLAIM = "drug-clonazepam:primary-use-anxiety"
CONFLICT = "conflict:drug-clonazepam.primary-use-anxiety--drug-clonazepam.primary-use-epilepsy"


def derived(name: str, *paths: str) -> Any:
    found = json.loads(answer(name, paths, form="json", as_of=DAY))["derived"]
    assert isinstance(found, dict)
    return found


def test_verdicts_come_with_label_reason_and_age() -> None:
    found = derived("drug-clonazepam:indication-panic-disorder")
    assert found["as_of"] == DAY
    assert found["verdicts"] == [
        {
            "iri": "https://w3id.org/drugfacts/verdict/"
            "clonazepam-indication-panic-disorder--us-clonazepam-tablet",
            "label": "label:us-clonazepam-tablet",
            "outcome": "on-label",
            "why": "the label states panic disorder",
            "age": "version unknown, undated, captured on 2012-08-28, at least 14 years old on "
            "2026-11-22; no newer version was looked at",
        },
        {
            "iri": "https://w3id.org/drugfacts/verdict/"
            "clonazepam-indication-panic-disorder--us-klonopin",
            "label": "label:us-klonopin",
            "outcome": "not-recorded",
            "why": "the label is not recorded completely for claims of the kind indication",
            "age": "version unknown, undated, of unknown age; no newer version was looked at",
        },
    ]
    assert found["counting"] == [{"jurisdiction": "US", "outcome": "on-label"}]
    assert found["conflicts"] == []


@pytest.mark.parametrize(
    ("mine", "other", "source"),
    [
        ("anxiety", "epilepsy", "clonazepam-2mg-dosage"),
        ("epilepsy", "anxiety", "clonazepam-2mg-mental-health"),
    ],
)
def test_a_conflict_is_told_at_both_of_its_claims(mine: str, other: str, source: str) -> None:
    (found,) = derived(f"drug-clonazepam:primary-use-{mine}")["conflicts"]
    assert found == {
        "name": CONFLICT,
        "other": f"drug-clonazepam:primary-use-{other}",
        "says": other,
        "stated": [f"source:{source}"],
        "why": [
            "Each names another primary use, anxiety and epilepsy; neither includes the other, "
            "and each has a source that does not name the other."
        ],
    }


def test_all_of_it_stands_in_the_text() -> None:
    lines = answer(CLAIM, as_of=DAY).splitlines()
    assert "Verdicts of labels, as of 2026-11-22" in lines
    assert "  label:us-clonazepam-tablet  not-recorded" in lines
    counting = "not-recorded counts, as the most favourable that is not known to be replaced."
    assert f"  In US, {counting}" in lines
    assert "Conflicts, as of 2026-11-22" in lines
    assert "  drug-clonazepam:primary-use-epilepsy  epilepsy" in lines
    assert f"  {CONFLICT}' says more." in lines


def test_a_claim_without_a_label_that_fits_says_so() -> None:
    (verdict,) = derived("drug-diazepam:indication-acute-seizure-intravenous")["verdicts"]
    assert verdict["label"] == verdict["age"] == ""
    assert verdict["outcome"] == "label-unavailable"
    assert (
        "  no label  label-unavailable"
        in answer("drug-diazepam:indication-acute-seizure-intravenous", as_of=DAY).splitlines()
    )


def test_a_claim_of_a_label_has_no_verdict() -> None:
    found = derived("label-us-clonazepam-tablet:indication-panic-disorder")
    assert (found["verdicts"], found["aside"]) == ([], "")
    text = answer("label-us-clonazepam-tablet:indication-panic-disorder", as_of=DAY)
    assert "Verdicts of labels" not in text


def test_what_is_no_claim_has_nothing_derived() -> None:
    assert json.loads(answer("drug:clonazepam", form="json", as_of=DAY))["derived"] is None


def test_a_claim_that_cannot_be_compared_is_explained_all_the_same(tmp_path: Path) -> None:
    folder = shutil.copytree(INVENTED, tmp_path / "mine")
    file = folder / "drug" / "examplazine.ttl"
    text = file.read_text(encoding="utf-8")
    twice = "df:effect df-effect:dizziness , df-effect:drowsiness ;"
    assert text.count("df:effect df-effect:drowsiness ;") == 1
    file.write_text(text.replace("df:effect df-effect:drowsiness ;", twice), encoding="utf-8")
    found = derived("drug-examplazine:adverse-drowsiness", str(folder))
    assert found["verdicts"] == []
    assert str(found["aside"]).startswith("There is no verdict: ")
    assert str(found["aside"]) in " ".join(
        answer("drug-examplazine:adverse-drowsiness", [str(folder)], as_of=DAY).split()
    )


def test_the_day_decides_how_old_a_label_is() -> None:
    text = answer("drug-clonazepam:indication-panic-disorder", as_of="2013-08-28")
    assert "at least 1 year old on 2013-08-28" in " ".join(text.split())
