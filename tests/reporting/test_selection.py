"""Selecting rules: by name and pattern, never by accident, and never all of them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from drugfacts.errors import UsageError
from drugfacts.reporting.selection import ALWAYS, chosen, nearest, stays

if TYPE_CHECKING:
    from collections.abc import Collection

KNOWN = (
    "Drug-identifier",
    "Drug-label",
    "DrugIri",
    "document-place",
    "document-empty",
    "nothing-checked",
    "engines-differ",
    "https://example.org/shapes?v=1#[A]",
)


def rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> list[str]:
    found = chosen(KNOWN, select, ignore)
    return [rule for rule in KNOWN if rule in found]


def test_without_options_all_rules_are_asked_for() -> None:
    assert chosen(KNOWN) == set(KNOWN)


def test_select_keeps_only_what_it_names_and_what_always_counts() -> None:
    assert rules(select=["Drug-label"]) == ["Drug-label", "nothing-checked", "engines-differ"]


def test_a_pattern_names_all_rules_that_begin_so() -> None:
    assert rules(select=["Drug-*"]) == [
        "Drug-identifier",
        "Drug-label",
        "nothing-checked",
        "engines-differ",
    ]


def test_ignore_drops_what_it_names_also_of_what_is_selected() -> None:
    assert rules(select=["Drug*"], ignore=["*Iri", "Drug-label"]) == [
        "Drug-identifier",
        "nothing-checked",
        "engines-differ",
    ]


def test_ids_that_are_iris_are_no_patterns() -> None:
    odd = "https://example.org/shapes?v=1#[A]"
    assert odd in rules(select=[odd])
    assert odd in rules(select=["https://example.org/shapes?v=1#[*"])
    with pytest.raises(UsageError):
        rules(select=["https://example.org/shapes?v=?#*"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"select": ["Drug-lable"]},
            "--select Drug-lable: no rule is called so; did you mean Drug-label?",
        ),
        (
            {"select": ["drug-label"]},
            "--select drug-label: no rule is called so; did you mean Drug-label?",
        ),
        (
            {"ignore": ["documnet-*"]},
            "--ignore documnet-*: no rule is called so; did you mean document-place?",
        ),
        (
            {"ignore": ["zzz"]},
            "--ignore zzz: no rule is called so; each finding begins with its rule.",
        ),
        ({"select": [""]}, "--select : no rule is called so; each finding begins with its rule."),
        (
            {"ignore": ["nothing-checked"]},
            "--ignore nothing-checked: it says that the run cannot be relied on, which cannot be "
            "ignored; correct what it finds.",
        ),
        (
            {"ignore": ["engines-*"]},
            "--ignore engines-*: it says that the run cannot be relied on, which cannot be "
            "ignored; correct what it finds.",
        ),
        (
            {"ignore": ["*"]},
            "--select and --ignore leave no rule to check; ask for one at least.",
        ),
        (
            {"select": ["Drug-*"], "ignore": ["Drug*"]},
            "--select and --ignore leave no rule to check; ask for one at least.",
        ),
        (
            {"select": ["nothing-checked"]},
            "--select and --ignore leave no rule to check; ask for one at least.",
        ),
    ],
)
def test_what_names_nothing_is_an_error(options: dict[str, list[str]], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        rules(**options)
    assert str(caught.value) == said


def test_chosen_gives_the_rules_for_a_baseline() -> None:
    assert chosen(KNOWN, ["document-*"], ["document-empty"]) == {
        "document-place",
        "nothing-checked",
        "engines-differ",
    }


def test_nearest_does_not_depend_on_the_order() -> None:
    assert nearest("Drug-lab", ["Drug-label", "Drug-lamp"]) == "Drug-label"
    assert nearest("drug-x", ["drug-a", "drug-b"]) == nearest("drug-x", ["drug-b", "drug-a"])


patterns = st.lists(st.sampled_from([*KNOWN[:5], "Drug*", "document-*", "*"]), max_size=3)


@given(patterns, patterns)
def test_what_always_counts_is_never_dropped(wanted: list[str], unwanted: list[str]) -> None:
    try:
        kept = chosen(KNOWN, wanted, unwanted)
    except UsageError:
        reject()
    assert {rule for rule in KNOWN if stays(rule)} <= kept <= set(KNOWN)


def test_what_makes_a_run_worthless_is_named_once() -> None:
    assert ALWAYS == ("engines-differ", "nothing-checked")
