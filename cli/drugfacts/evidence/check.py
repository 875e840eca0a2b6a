"""The check of all passages of a data set against the captures at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.errors import LimitError
from drugfacts.evidence.captures import check_folder
from drugfacts.evidence.outcomes import Outcome, Result, judge
from drugfacts.evidence.passages import Source, sources
from drugfacts.evidence.records import Passage, passage, passages
from drugfacts.evidence.search import Searched, Work
from drugfacts.evidence.shelf import Held, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from drugfacts.graph.dataset import DataSet, Subject

_NO_FOLDER = "no folder with captures was named, and the data set has none"


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcomes of a data set.

    Attributes:
        results: One for each passage, in the order of their names.
        held: What is at hand for each source with passages, by its IRI.
        sources: These sources, by IRI.
    """

    results: tuple[Result, ...]
    held: dict[str, Held]
    sources: dict[str, Source]

    def count(self, outcome: Outcome) -> int:
        """Return how many passages have an outcome."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def compared(self) -> int:
        """Number of passages that were held against a capture."""
        return len(self.results) - self.count(Outcome.UNCHECKABLE)


class Checker:
    """Checks passages of one data set; each folder and each capture is read once.

    Args:
        data: The data set.
        folder: Where the captures are; None means the folder ``captures`` of the data set
            of each source.

    Raises:
        UsageError: the folder does not exist, or is a file.
    """

    def __init__(self, data: DataSet, folder: Path | None = None) -> None:
        if folder is not None:
            check_folder(folder)
        self._data = data
        self._folder = folder
        self.sources = sources(data)
        self._others = {source.capture_digest or "" for source in self.sources.values()}
        self._shelves: dict[Path, Shelf] = {}
        self._held: dict[str, Held] = {}
        self._searched: dict[str, Searched] = {}
        self._work = Work()

    def all(self) -> Checked:
        """Return the outcome of every passage that the named documents describe.

        Raises:
            InputError: a capture cannot be used.
            LimitError: a capture is too large, or looking for spans is too much work.
        """
        results = tuple(self.result(each) for each in passages(self._data))
        named = sorted({result.passage.source for result in results} & set(self.sources))
        held = {iri: self.held(iri) for iri in named}
        return Checked(results, held, {iri: self.sources[iri] for iri in named})

    def of(self, node: Subject) -> Result:
        """Return the outcome of one passage; errors are as for `all`."""
        return self.result(passage(self._data, node))

    def result(self, found: Passage) -> Result:
        """Return the outcome of a passage."""
        if found.source and found.source not in self.sources:
            why = "no document describes its source"
            return Result(found, Outcome.UNCHECKABLE, why=why, blame=True)
        held = self.held(found.source) if found.source else Held(None)
        if found.lack:
            return Result(
                found, Outcome.UNCHECKABLE, held.capture, why=found.lack, blame=found.wants_place
            )
        if held.capture is None:
            blame = held.lack != _NO_FOLDER
            return Result(found, Outcome.UNCHECKABLE, why=held.lack, blame=blame)
        searched = self._searched.setdefault(found.source, Searched(held.capture.text, self._work))
        try:
            return judge(found, held.capture, searched)
        except LimitError as error:
            raise LimitError(f"{held.capture.path}: {error}") from error

    def held(self, iri: str) -> Held:
        """Return what is at hand for a source."""
        if iri not in self._held:
            self._held[iri] = self._find(self.sources[iri])
        return self._held[iri]

    def _find(self, source: Source) -> Held:
        folder = self._folder or source.captures
        if folder is None:
            return Held(None, lack=_NO_FOLDER)
        shelf = self._shelves.setdefault(folder, Shelf(folder))
        slug = source.iri.rpartition("/")[2]
        return shelf.find(source.capture_digest, slug, self._others - {source.capture_digest})
