"""How many witnesses a claim has, when copied text counts as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.conflict.copying import Pair, boilerplate, pairs
from drugfacts.conflict.shingles import Shingled, shingled
from drugfacts.conflict.table import TABLE
from drugfacts.errors import InputError
from drugfacts.evidence import captures
from drugfacts.label.reading import is_overruled
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from drugfacts.graph.dataset import DataSet, Subject

_TYPE, _OA = PREFIXES["rdf"] + "type", PREFIXES["oa"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A claim with its witnesses.

    Attributes:
        claim: IRI of the claim.
        groups: Its sources, those together that count as one witness; sorted.
        compared: Whether the texts of all of them were at hand. A source without its
            text counts as a witness of its own.
    """

    claim: str
    groups: tuple[tuple[str, ...], ...]
    compared: bool

    @property
    def sources(self) -> int:
        """How many sources state it."""
        return sum(map(len, self.groups))

    @property
    def witnesses(self) -> int:
        """How many of them are independent of each other, as far as their texts tell."""
        return len(self.groups)


@dataclass(frozen=True, slots=True)
class Copies:
    """What a comparison of sources found.

    Attributes:
        compared: IRIs of the sources whose texts were compared, sorted.
        missing: IRIs of those whose texts were not at hand, sorted.
        pairs: The sources that share text, those that share most first.
        claims: The claims of the named documents, by IRI.
    """

    compared: tuple[str, ...]
    missing: tuple[str, ...]
    pairs: tuple[Pair, ...]
    claims: tuple[Witnessed, ...]


def copies(data: DataSet, folder: Path) -> Copies:
    """Compare the texts of all sources of a data set.

    Args:
        data: The data set.
        folder: Where the captured texts are; they are known by their digests.

    Raises:
        UsageError: the folder does not exist.
        InputError: a text cannot be read, or the folder has none of them.
        LimitError: the folder holds too many files, or a text too many marks in a row.
    """
    kinds = {
        str(kind): [s.value for s in data.subjects_of(_TYPE, NamedNode(kind)) if _named(s)]
        for kind in (DF.Article, DF.Label)
    }
    sources = sorted({source for members in kinds.values() for source in members})
    texts = dict(_texts(data, folder, sources))
    if not texts:
        raise InputError(
            "holds the text of none of the sources; name the folder with their captures.",
            str(folder),
        )
    common: frozenset[bytes] = frozenset()
    for members in kinds.values():
        common |= boilerplate({name: texts[name] for name in members if name in texts})
    found = pairs(texts, common)
    return Copies(
        compared=tuple(sorted(texts)),
        missing=tuple(source for source in sources if source not in texts),
        pairs=tuple(found),
        claims=tuple(_witnessed(data, found, frozenset(texts))),
    )


def _named(node: Subject) -> bool:
    return isinstance(node, NamedNode)


def _texts(data: DataSet, folder: Path, sources: Iterable[str]) -> Iterator[tuple[str, Shingled]]:
    known: dict[str, Shingled | None] = {}
    for source in sources:
        digest = data.value(NamedNode(source), DF.captureDigest)
        if not isinstance(digest, Literal):
            continue
        if digest.value not in known:
            capture = captures.find(folder, digest.value)
            known[digest.value] = shingled(capture.text) if capture else None
        text = known[digest.value]
        if text is not None:
            yield source, text


def _witnessed(
    data: DataSet, found: Iterable[Pair], compared: frozenset[str]
) -> Iterator[Witnessed]:
    by_sources = {(pair.first, pair.second): pair for pair in found}
    claims = {
        claim.value
        for kind in TABLE
        for claim in data.subjects_of(_TYPE, NamedNode(kind))
        if isinstance(claim, NamedNode) and claim in data.subjects
        if not is_overruled(data, claim)
    }
    for claim in sorted(claims):
        spans = spans_of(data, NamedNode(claim))
        if spans:
            yield Witnessed(claim, grouped(spans, by_sources), spans.keys() <= compared)


def spans_of(data: DataSet, claim: NamedNode) -> dict[str, list[Span]]:
    """Return the spans that state a claim, by source; a section of a label has none."""
    found: dict[str, list[Span]] = {}
    for passage in data.values(claim, DF.statedIn):
        if isinstance(passage, Literal):
            continue
        ends = [data.value(passage, _OA + end) for end in ("start", "end")]
        for source in data.values(passage, DF.passageOf):
            spans = found.setdefault(source.value, [])
            if all(isinstance(end, Literal) and end.value.isdecimal() for end in ends):
                start, stop = (int(end.value) for end in ends if isinstance(end, Literal))
                spans.append((start, stop))
    return found


def grouped(
    spans: Mapping[str, list[Span]], found: Mapping[tuple[str, str], Pair]
) -> tuple[tuple[str, ...], ...]:
    """Return the sources of a claim, those together that are one witness of it.

    Args:
        spans: The spans that state the claim, by source.
        found: The pairs of sources that share text, by their IRIs in order.
    """
    groups: list[list[str]] = []
    for source in sorted(spans):
        near = [
            group
            for group in groups
            if any(_is_one(spans, found.get((member, source)), member, source) for member in group)
        ]
        groups = [group for group in groups if group not in near]
        groups.append([*(member for group in near for member in group), source])
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _is_one(spans: Mapping[str, list[Span]], pair: Pair | None, first: str, second: str) -> bool:
    """Tell whether two sources state a claim in the same words.

    They do when one is on the whole a copy of the other, or when what they share is at
    least half of a passage of the claim, and stands in passages of it on both sides.
    """
    if pair is None:
        return False
    if pair.is_whole:
        return True
    return any(_is_shared(mine, theirs, pair) for mine in spans[first] for theirs in spans[second])


def _is_shared(mine: Span, theirs: Span, pair: Pair) -> bool:
    overlaps = [(_overlap(run.first, mine), _overlap(run.second, theirs)) for run in pair.runs]
    both = [(here, there) for here, there in overlaps if here and there]
    here, there = sum(n for n, _ in both), sum(n for _, n in both)
    whole = (mine[1] - mine[0], theirs[1] - theirs[0])
    return bool(both) and (2 * here >= whole[0] or 2 * there >= whole[1])


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
