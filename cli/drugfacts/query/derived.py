"""What is derived from the facts for a query: in named graphs, never in the default graph."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts.errors import UsageError
from drugfacts.graph.dataset import DataSet
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from pyoxigraph import Quad

FROM_CAPTURES = ("witnesses", "evidence")
"""What is derived from captured texts."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What was derived.

    Attributes:
        quads: The statements. Those on the derived graphs themselves (what they hold, of
            which day) stand in the default graph, all else in named graphs.
        remarks: What a reader must know of it.
    """

    quads: tuple[Quad, ...] = ()
    remarks: tuple[str, ...] = ()


def derive(
    data: DataSet, wanted: Collection[str], as_of: str, captures: Path | None = None
) -> Derived:
    """Derive what a query asks for beside the facts, as the commands write it.

    The background counts as well: a query is asked of it too.

    Args:
        data: The facts.
        wanted: Some of `questions.DERIVED`.
        as_of: The day of the derivation, ``YYYY-MM-DD``.
        captures: The folder with the captured texts; None means that of the data set.

    Raises:
        UsageError: captured texts are needed, and no folder with them is named; or it does
            not exist.
        InputError: claims, labels or captures cannot be compared as they stand.
        LimitError: the captures are too large, or too many.
    """
    if not wanted:
        return Derived()
    whole = DataSet((*data.documents, *data.background), (), data.base)
    quads: list[Quad] = []
    remarks = [f"derived as of {as_of}: {', '.join(wanted)}. {NOTICE}"]
    if {"verdicts", "endorsed"} & set(wanted):
        found, said = _verdicts(whole, wanted, as_of)
        quads += found
        remarks += said
    if "conflicts" in wanted:
        quads += _conflicts(whole, as_of)
    if set(FROM_CAPTURES) & set(wanted):
        folder = captures or _own(whole)
        quads += _from_captures(whole, wanted, as_of, folder)
    return Derived(tuple(quads), tuple(remarks))


def _verdicts(data: DataSet, wanted: Collection[str], as_of: str) -> tuple[list[Quad], list[str]]:
    from drugfacts.label import endorsed, forms, graphs
    from drugfacts.label.check import check
    from drugfacts.label.words import SILENCE

    checked = check(data, as_of)
    told = checked.told
    quads, remarks = [], [SILENCE, *forms.remarks(told)]
    if "verdicts" in wanted:
        quads += graphs.verdict_quads(told.verdicts, told.words, data.base)
    if "endorsed" in wanted:
        found = endorsed.endorse(told.verdicts, checked.facts, as_of)
        quads += graphs.shortcut_quads(found, told.words, data.base)
        remarks += [f"held back: {told.words.held_back(each)}" for each in found.held_back]
    return quads, [*remarks, *([checked.nothing] if checked.nothing else [])]


def _conflicts(data: DataSet, as_of: str) -> list[Quad]:
    from drugfacts.conflict import find, triples
    from drugfacts.conflict.telling import Teller

    return triples.quads(Teller(data).all(find.conflicts(data)), data.base, as_of)


def _from_captures(data: DataSet, wanted: Collection[str], as_of: str, folder: Path) -> list[Quad]:
    from drugfacts.conflict.witnesses import copies
    from drugfacts.evidence.check import Checker
    from drugfacts.query import captured

    quads = []
    if "witnesses" in wanted:
        quads += captured.witness_quads(copies(data, folder).claims, data.base, as_of)
    if "evidence" in wanted:
        quads += captured.evidence_quads(Checker(data, folder).all().results, data.base, as_of)
    return quads


def _own(data: DataSet) -> Path:
    """Return the folder ``captures`` of the data set."""
    from drugfacts.evidence.passages import sources

    folders = sorted({each.captures for each in sources(data).values() if each.captures})
    if len(folders) != 1:
        raise UsageError(
            "witnesses and evidence are derived from captured texts; name the folder that "
            "holds them with --captures."
        )
    return folders[0]
