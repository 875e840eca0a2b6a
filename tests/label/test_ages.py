"""How old a version is, and that no newer one was looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drugfacts.label import ages

NO_NEWER = "; no newer version was looked at"


@pytest.mark.parametrize(
    ("given", "said", "days"),
    [
        (
            {"version": "19", "issued": "2024-10-31"},
            "version 19, of 2024-10-31, 2 years old on 2026-11-22",
            752,
        ),
        ({"issued": "2025-11-22"}, "version unknown, of 2025-11-22, 1 year old on 2026-11-22", 365),
        (
            {"issued": "2025-11-23"},
            "version unknown, of 2025-11-23, 364 days old on 2026-11-22",
            364,
        ),
        ({"issued": "2026-11-21"}, "version unknown, of 2026-11-21, 1 day old on 2026-11-22", 1),
        ({"issued": "2026-11-22"}, "version unknown, of 2026-11-22, 0 days old on 2026-11-22", 0),
        (
            {"issued": "2026-11-23"},
            "version unknown, of 2026-11-23, not yet issued on 2026-11-22",
            -1,
        ),
        (
            {"retrieved": "2012-08-28"},
            "version unknown, undated, captured on 2012-08-28, at least 14 years old on 2026-11-22",
            5199,
        ),
        ({}, "version unknown, undated, of unknown age", None),
    ],
)  # fmt: skip
def test_ages(
    label: Callable[..., Any], given: dict[str, str], said: str, days: int | None
) -> None:
    made = label(**given)
    assert ages.described(made, "2026-11-22") == said + NO_NEWER
    assert ages.days(made, "2026-11-22") == days


def test_that_no_order_is_known_is_said(label: Callable[..., Any]) -> None:
    said = ages.described(label(issued="2025-11-22"), "2026-11-22", in_order=False)
    assert said.endswith("; nothing tells which of its versions here is the latest")


CIRCLE = [("2000-01-01", "0"), ("2012-01-01", "1"), ("", "2"), ("2010-01-01", "3")]


@pytest.mark.parametrize(
    ("versions", "latest", "loose"),
    [
        (CIRCLE, {0: 3, 1: 3, 2: 3}, set()),
        ([*CIRCLE[:3], ("2010-01-01", "x")], {}, {0, 1, 2, 3}),
        ([("2000-01-01", "9"), ("2012-01-01", "1"), ("2012-01-01", "2")], {0: 2, 1: 2}, set()),
        ([("2000-01-01", ""), ("2012-01-01", ""), ("2012-01-01", "")], {0: 1}, {1, 2}),
        ([("2000-01-01", ""), ("", "")], {}, {0, 1}),
        ([("in May", ""), ("2012-01-01", "")], {}, {0, 1}),
        ([("in May", "2"), ("2012-01-01", "1")], {1: 0}, set()),
        ([("", "")], {}, set()),
    ],
)
def test_versions_are_ordered_by_what_all_of_them_have(
    label: Callable[..., Any],
    versions: list[tuple[str, str]],
    latest: dict[int, int],
    loose: set[int],
) -> None:
    """Dates and numbers mixed could go in a circle."""
    made = [
        label(name=f"v{n}", set_id="1", issued=issued, version=version)
        for n, (issued, version) in enumerate(versions)
    ]
    assert ages.replaced_by(made) == {made[n].iri: made[m].iri for n, m in latest.items()}
    assert ages.unordered(made) == {made[n].iri for n in loose}


def test_a_newer_version_is_named(label: Callable[..., Any]) -> None:
    said = ages.described(label(issued="2025-11-22"), "2026-11-22", "us-examplol-2")
    assert said.endswith("; replaced by us-examplol-2, which was looked at too")
