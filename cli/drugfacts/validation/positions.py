"""Where in the user's files the fault of a result lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.validation.paths import first_step

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Term
    from drugfacts.model import Position
    from drugfacts.validation.engines import Result


def position(result: Result, data: DataSet, shapes: DataSet) -> Position | None:
    """Return the place of the value, the predicate or the subject that is at fault.

    Args:
        result: What an engine found.
        data: What was checked; only places in its named documents are told.
        shapes: The shapes graph, for the path.
    """
    focus, value = result.focus, result.value
    predicate = first_step(result.path, shapes)
    if (
        predicate is None
        and value != focus
        and value is not None
        and not isinstance(value, Literal)
    ):
        # A query named the culprit itself, such as a claim in a wrong document.
        found = data.locate(value)
        if found is not None:
            return found
    if not isinstance(focus, Literal):
        found = data.locate(focus, predicate, value)
        if found is not None:
            return found
    return _where_mentioned(focus, data)


def _where_mentioned(term: Term, data: DataSet) -> Position | None:
    """Return the first place where a named document has a term as a value."""
    places = [
        place
        for predicate, subjects in data.referring(term).items()
        for subject in subjects
        if subject in data.subjects and (place := data.locate(subject, predicate, term)) is not None
    ]
    return min(places, default=None)
