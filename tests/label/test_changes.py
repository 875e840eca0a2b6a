"""What changed between two versions of a label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drugfacts.label.changes import Change, changes, described, same_doses
from drugfacts.terms import DF

Make = Callable[..., Any]
ALL = (DF.Indication, DF.BoxedWarning, DF.Dosing, DF.Contraindication)


@pytest.fixture
def compare(claim: Make, label: Make, regimen: Make, order: Any) -> Make:
    def made(number: int, said: dict[str, Any], side: str) -> Any:
        said = dict(said)
        doses = said.pop("doses", None)
        return claim(
            f"{side}{number}",
            said.pop("kind", DF.Indication),
            said.pop("denied", False),
            regimen(**doses) if doses else None,
            "label/us-examplol",
            **said,
        )

    def run(
        old: list[dict[str, Any]],
        new: list[dict[str, Any]],
        complete: tuple[tuple[str, ...], tuple[str, ...]] = (ALL, ALL),
    ) -> list[Change]:
        before, after = (
            label(*(made(n, said, side) for n, said in enumerate(statements)), complete=kinds)
            for side, statements, kinds in zip("on", (old, new), complete, strict=True)
        )
        return list(changes(before, after, order))

    return run


def told(found: list[Change]) -> list[tuple[str, list[str], list[str]]]:
    def names(claims: Any) -> list[str]:
        return [claim.iri.partition("#")[2] for claim in claims]

    return [(str(each.what), names(each.old), names(each.new)) for each in found]


PANIC, ANXIETY = {"condition": "panic"}, {"condition": "anxiety"}
SOCIAL, FEAR = {"condition": "social-anxiety"}, {"condition": "panic-with-fear"}
ADD_ON = {"role": "add-on"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        ([PANIC], [PANIC], []),
        ([PANIC, SOCIAL], [SOCIAL, PANIC], []),
        ([], [PANIC], [("added", [], ["n0"])]),
        ([PANIC], [], [("removed", ["o0"], [])]),
        ([PANIC], [SOCIAL], [("removed", ["o0"], []), ("added", [], ["n0"])]),
        ([ANXIETY], [PANIC], [("narrowed", ["o0"], ["n0"])]),
        ([ANXIETY], [PANIC, SOCIAL], [("narrowed", ["o0"], ["n0", "n1"])]),
        ([PANIC], [ANXIETY], [("broadened", ["o0"], ["n0"])]),
        ([PANIC, SOCIAL], [ANXIETY], [("broadened", ["o0", "o1"], ["n0"])]),
        ([PANIC], [{**PANIC, **ADD_ON}], [("restrictions changed", ["o0"], ["n0"])]),
        ([{**PANIC, **ADD_ON}], [PANIC], [("restrictions changed", ["o0"], ["n0"])]),
        ([PANIC], [{**PANIC, "denied": True}], [("removed", ["o0"], []), ("added", [], ["n0"])]),
        (
            [PANIC, {**PANIC, **ADD_ON}],
            [{**PANIC, **ADD_ON}, {**PANIC, "population": "adult"}],
            [("restrictions changed", ["o0"], ["n1"])],
        ),
        ([], [{"kind": DF.BoxedWarning, "effect": "abuse"}], [("added", [], ["n0"])]),
        (
            [],
            [PANIC, {"kind": DF.Contraindication, **SOCIAL}],
            [("added", [], ["n1"]), ("added", [], ["n0"])],
        ),
    ],
)
def test_changes(compare: Make, old: Any, new: Any, expected: Any) -> None:
    assert told(compare(old, new)) == expected


def test_restrictions_that_came_and_went_are_named(compare: Make) -> None:
    (change,) = compare([{**PANIC, **ADD_ON}], [{**PANIC, "population": "adult"}])
    assert [value.rpartition("/")[2] for _, value in change.added] == ["adult"]
    assert [value.rpartition("/")[2] for _, value in change.dropped] == ["add-on"]


def test_what_is_gone_may_still_be_under_something_broader(compare: Make) -> None:
    (gone,) = compare([PANIC, ANXIETY], [ANXIETY])
    assert (str(gone.what), [c.iri[-2:] for c in gone.under]) == ("removed", ["n0"])
    (came,) = compare([ANXIETY], [ANXIETY, FEAR])
    assert (str(came.what), [c.iri[-2:] for c in came.under]) == ("added", ["o0"])


@pytest.mark.parametrize(
    ("complete", "removed", "added"),
    [
        ((ALL, ALL), True, True),
        ((ALL, ()), False, True),
        (((), ALL), True, False),
        (((), ()), False, False),
    ],
)
def test_without_completeness_nothing_is_certain(
    compare: Make, complete: Any, removed: bool, added: bool
) -> None:
    gone, came = compare([PANIC], [SOCIAL], complete)
    assert (gone.certain, came.certain) == (removed, added)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"daily": "..4 mg"}, {"daily": "..4 mg"}, []),
        ({"daily": "..4 mg"}, {"daily": "..4000 ug"}, []),
        (
            {"daily": "..4 mg"},
            {"daily": "..3 mg"},
            [("maximum daily dose", "lowered", "4 mg", "3 mg")],
        ),
        (
            {"daily": "..4 mg"},
            {"daily": "..0.01 g"},
            [("maximum daily dose", "raised", "4 mg", "0.01 g")],
        ),
        (
            {"daily": "..4 mg"},
            {"daily": "..4 [IU]"},
            [("maximum daily dose", "changed", "4 mg", "4 [IU]")],
        ),
        (
            {"daily": "..4 mg"},
            {"daily": "1..4 mg"},
            [("minimum daily dose", "stated now", "", "1 mg")],
        ),
        (
            {"daily": "..4 mg"},
            {"fault": "x is no number"},
            [("dose", "not readable", "at most 4 mg a day", "not readable (x is no number)")],
        ),
        (
            {"single": "2..10 mg", "times": "2..4"},
            {"single": "2..5 mg", "times": "2..3"},
            [
                ("maximum single dose", "lowered", "10 mg", "5 mg"),
                ("most doses a day", "lowered", "4", "3"),
            ],
        ),
        (
            {"daily": "..4 mg", "times": "3"},
            {"daily": "..4 mg"},
            [
                ("most doses a day", "no longer stated", "3", ""),
                ("fewest doses a day", "no longer stated", "3", ""),
            ],
        ),
    ],
)
def test_doses(compare: Make, old: Any, new: Any, expected: Any) -> None:
    before = {"kind": DF.Dosing, "doses": old, **PANIC}
    after = {"kind": DF.Dosing, "doses": new, **PANIC}
    found = compare([before], [after])
    assert [(n.name, n.way, n.old, n.new) for each in found for n in each.numbers] == expected
    assert {str(each.what) for each in found} <= {"dose changed"}


def test_a_dose_that_is_taken_with_food_now_has_changed(compare: Make) -> None:
    dose = {"kind": DF.Dosing, "doses": {"daily": "2 mg"}, **PANIC}
    (change,) = compare([{**dose, "withFood": "with"}], [{**dose, "withFood": "without"}])
    assert (str(change.what), change.numbers) == ("dose changed", ())
    sides = [dict(side) for side in (change.dropped, change.added)]
    assert [side[DF.withFood].rpartition("/")[2] for side in sides] == ["with", "without"]
    for name in ("dosingFactor", "dosingRule"):
        (change,) = compare([dose], [{**dose, name: "some"}])
        assert ([n for n, _ in change.added], change.dropped) == ([getattr(DF, name)], ())


@pytest.mark.parametrize("names", [("o0", "o1"), ("o1", "o0")])
def test_doses_for_one_use_pair_by_what_they_give(
    compare: Make, claim: Make, label: Make, regimen: Make, names: tuple[str, str]
) -> None:
    daily, single = ({"kind": DF.Dosing, "doses": {n: "..10 mg"}} for n in ("daily", "single"))
    less = {"kind": DF.Dosing, "doses": {"single": "..4 mg"}}
    (change,) = compare([daily, single], [less, daily])
    assert [(n.name, n.way) for n in change.numbers] == [("maximum single dose", "lowered")]
    old, new = (
        label(
            *(
                claim(name, DF.Dosing, False, regimen(**{of: f"..{most} mg"}), "label/us-examplol")
                for name, of, most in doses
            )
        )
        for doses in (
            (("o0", "daily", 10), ("o1", "single", 10)),
            ((names[0], "daily", 9), (names[1], "single", 4)),
        )
    )
    found = [tuple(iri[-2:] for iri in pair) for pair in same_doses(old, new)]
    assert found == sorted(zip(("o0", "o1"), names, strict=True))


def test_a_dose_that_came_or_went_has_no_other(label: Make, claim: Make, regimen: Make) -> None:
    old, new = (
        label(claim(name, DF.Dosing, False, regimen(daily="4 mg"), "label/us-examplol", **scope))
        for name, scope in (("o0", PANIC), ("n0", SOCIAL))
    )
    found = [tuple(iri[-2:] for iri in pair) for pair in same_doses(old, new)]
    assert found == [("", "n0"), ("o0", "")]


def test_doses_for_different_uses_are_different_doses(compare: Make) -> None:
    before = {"kind": DF.Dosing, "doses": {"daily": "..4 mg"}, **PANIC}
    after = {"kind": DF.Dosing, "doses": {"daily": "..3 mg"}, **SOCIAL}
    assert told(compare([before], [after])) == [("removed", ["o0"], []), ("added", [], ["n0"])]


def test_what_else_differs_is_told(label: Make) -> None:
    old = label(version="1", issued="2020-01-01", complete=())
    new = label(version="2", issued="2024-01-01", routes=("oral", "rectal"))
    assert described(old, new) == {
        "version": ("1", "2"),
        "date": ("2020-01-01", "2024-01-01"),
        "route": (
            "https://example.org/facts/route/oral",
            "https://example.org/facts/route/oral https://example.org/facts/route/rectal",
        ),
        "complete for": ("", DF.Indication),
    }
    assert described(old, old) == {}
