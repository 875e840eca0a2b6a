"""Numbers of the page: each names the question that counts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a query over facts, verdicts and conflicts gives too.

    Attributes:
        name: The question, such as ``claims-of-source``.
        value: The number.
        given: What the question is asked for: names and IRIs or words.
    """

    name: str
    value: int
    given: tuple[tuple[str, str], ...] = ()


def count(name: str, value: int, **given: str) -> Count:
    """Return a number; `given` says what the question is asked for."""
    return Count(name, value, tuple(given.items()))
