"""What became of the passages that claims rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.evidence.outcomes import Outcome, Result
from drugfacts.overview.counted import Count, count
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Subject
    from drugfacts.overview.survey import Survey


class State(StrEnum):
    """What became of a passage, in words for the head of a column."""

    EXACT = "exact"
    NORMALISED = "normalised"
    MOVED = "moved"
    MISSING = "missing"
    NO_CAPTURE = "not checked"
    NO_PLACE = "cannot be checked"


CHECKED = (State.EXACT, State.NORMALISED, State.MOVED, State.MISSING)
UNCHECKED = (State.NO_CAPTURE, State.NO_PLACE)

MEANINGS = {
    State.EXACT: "the words stand in the capture of the source, at the recorded place",
    State.NORMALISED: "the same, but for typography",
    State.MOVED: "the words stand at another place of the capture",
    State.MISSING: "the words stand nowhere in the capture",
    State.NO_CAPTURE: "no capture of the source was at hand",
    State.NO_PLACE: "the passage has no offsets that could be used, such as a section of a "
    "label that nobody captured",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A source with what became of its passages; states as in the columns."""

    source: str
    counts: Sequence[Count]


@dataclass(frozen=True, slots=True)
class Open:
    """A passage that is not exact.

    Attributes:
        passage: Its CURIE.
        state: What became of it.
        why: Why it is unchecked, or "".
        claims: How many claims rest on it.
    """

    passage: str
    state: State
    why: str
    claims: Count


@dataclass(frozen=True, slots=True)
class Passages:
    """What became of all passages.

    Attributes:
        states: The columns: what there is.
        rows: The sources.
        totals: Over all sources, as in the columns.
        open: The passages that are not exact, those of one source together; where no
            capture was at hand, only those that nobody can check.
        compared: Whether any passage was held against a capture.
    """

    states: Sequence[State]
    rows: Sequence[Row]
    totals: Sequence[Count]
    open: Sequence[Open]
    compared: bool


def state(result: Result) -> State:
    """Return what became of a passage; what nobody can check stands apart."""
    if result.outcome is not Outcome.UNCHECKABLE:
        return State(result.outcome.value)
    return State.NO_PLACE if result.passage.lack else State.NO_CAPTURE


def passages(survey: Survey) -> Passages:
    """Return what became of the passages of a data set."""
    results = [(result, state(result)) for result in survey.passages.results]
    present = {each for _, each in results}
    compared = bool(present & set(CHECKED))
    columns = [each for each in State if each in present or (compared and each in CHECKED)]
    named = sorted({result.passage.source for result, _ in results})
    rows = [
        Row(
            survey.words.short(source) if source else "no source",
            [
                count(
                    "passages-of-state",
                    sum(r.passage.source == source and each is column for r, each in results),
                    state=column.value,
                    source=source,
                )
                for column in columns
            ],
        )
        for source in named
    ]
    totals = [
        count("passages-in-state", sum(e is column for _, e in results), state=column.value)
        for column in columns
    ]
    shown = set(State) - {State.EXACT} - (set() if compared else {State.NO_CAPTURE})
    return Passages(
        columns, rows, totals, [_open(r, e, survey) for r, e in results if e in shown], compared
    )


def _open(result: Result, found: State, survey: Survey) -> Open:
    node: Subject = result.passage.node
    claims = [
        claim
        for claim in survey.data.subjects_of(DF.statedIn, node)
        if isinstance(claim, NamedNode)
    ]
    return Open(
        survey.words.names.curie(node),
        found,
        result.why,
        count("claims-of-passage", len(claims), passage=str(node).strip("<>")),
    )
