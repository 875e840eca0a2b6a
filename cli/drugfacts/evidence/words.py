"""The words of passages, with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.errors import UsageError
from drugfacts.evidence.check import Checker
from drugfacts.evidence.outcomes import Outcome, Result
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.show.claims import Claims
from drugfacts.show.find import find
from drugfacts.show.names import Names
from drugfacts.terms import DF
from drugfacts.text import NOTICE, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drugfacts.evidence.captures import Capture
    from drugfacts.graph.dataset import Subject

BESIDE = 120
"""How many characters are shown on either side of the words."""

LONGEST = 2000
"""How many characters of the words are shown."""

_PLACES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """The passages of a thing.

    Attributes:
        title: What was asked for, by its short name.
        says: What a claim says; "" for others.
        results: Its passages with their outcomes.
        names: Their short names.
    """

    title: str
    says: str
    results: tuple[Result, ...]
    names: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True when some words can be shown and none are missing."""
        found = [result.outcome for result in self.results]
        return Outcome.MISSING not in found and set(found) != {Outcome.UNCHECKABLE}


def words(data: DataSet, name: str, folder: Path | None = None) -> Shown:
    """Return the passages of a claim or a source, or one passage.

    Args:
        data: The data set.
        name: Slug, CURIE or IRI of the claim, source or passage.
        folder: Where the captures are; see `drugfacts.evidence.check.Checker`.

    Raises:
        UsageError: nothing or more than one thing is called so, or it has no passages.
        InputError: a capture cannot be used.
        LimitError: a capture is too large.
    """
    background = (*data.background, *packaged("ontology").documents)
    whole = DataSet(data.documents, background, data.base)
    names = Names(whole)
    node = find(whole, names, name)
    nodes = _passages(whole, node)
    if not nodes:
        raise UsageError(
            f"{names.curie(node)} is no claim, passage or source with passages; name one, such as "
            "drug-clonazepam:indication-panic-disorder."
        )
    checker = Checker(whole, folder)
    is_claim = bool(whole.values(node, DF.statedIn))
    return Shown(
        names.curie(node),
        Claims(whole, names).line(node) if is_claim else "",
        tuple(checker.of(each) for each in nodes),
        tuple(names.curie(each) for each in nodes),
    )


def _passages(data: DataSet, node: NamedNode) -> list[Subject]:
    if data.values(node, DF.passageOf):
        return [node]
    stated = data.values(node, DF.statedIn)
    if stated:
        return [each for each in stated if isinstance(each, NamedNode)]
    return data.subjects_of(DF.passageOf, node)


def lines(shown: Shown, mark: Callable[[str], str] = "[{}]".format) -> Iterator[str]:
    """Yield the lines of what is shown.

    Args:
        shown: The passages.
        mark: Marks the words of a passage.
    """
    yield printable(f"{shown.title}: {shown.says}" if shown.says else shown.title)
    yield NOTICE
    for name, result in zip(shown.names, shown.results, strict=True):
        yield ""
        yield from _passage(printable(name), result, mark)


def _passage(name: str, result: Result, mark: Callable[[str], str]) -> Iterator[str]:
    outcome, capture = result.outcome, result.capture
    if outcome is Outcome.UNCHECKABLE:
        yield f"{name}  {outcome}: {printable(result.why)}"
        if capture is not None and result.passage.section:
            yield from _section(capture, result.passage.section)
        return
    assert capture is not None, "what was checked was held against a capture"
    if outcome is Outcome.MISSING:
        yield f"{name}  {outcome}"
        yield f"  {printable(str(capture.path))} does not hold these words"
        return
    many = f", {len(result.places)} places" if len(result.places) > 1 else ""
    same = "" if result.same_characters or outcome is Outcome.NORMALISED else ", other typography"
    yield f"{name}  {outcome}{many}{same}"
    for start, end in result.places[:_PLACES]:
        now = f" char-{start}-{end}" if outcome is Outcome.MOVED else ""
        yield f"  {printable(capture.where(start))}{now}"
        before, inside, after = capture.around(start, end, BESIDE, LONGEST)
        yield f"  {before}{mark(inside)}{after}"


def _section(capture: Capture, code: str) -> Iterator[str]:
    """Tell where a section is that has no offsets, and how it begins."""
    for section in capture.sections:
        if section.code == code:
            end = min(section.end, section.start + BESIDE)
            yield f"  {printable(capture.where(section.start))} char-{section.start}-{section.end}"
            more = "\u2026" if end < section.end else ""
            yield f"  {printable(capture.text[section.start : end])}{more}"
