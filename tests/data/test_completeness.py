"""Every sentence of every capture is a passage of some claim, or is listed as left out."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

LEFT_OUT = Path(__file__).with_name("left-out.csv")
REASONS = {
    "heading",
    "filler",  # states no claim of any kind that is recorded here
    "advertising",
    "repetition",
    "date",
    "byline",
    "background",  # about the disease, the transmitter or the studies, not about the drug
}
CLOSING = "\u201d\u2019\"')"
OPENING = "\u201c\u2018\"'"
SENTENCE_END = re.compile(rf"[.?!][{CLOSING}\]]*(?=\s+[A-Z{OPENING}])")


class Row(NamedTuple):
    """A piece of a capture that no claim cites."""

    source: str
    start: int
    end: int
    reason: str


class Source(NamedTuple):
    """A capture and the spans of it that claims cite."""

    text: str
    spans: set[tuple[int, int]]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences: lines, split where a capital or a quote follows the end."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        ends = [line.start() + end.end() for end in SENTENCE_END.finditer(line.group())]
        for end in [*ends, line.end()]:
            piece = text[start:end]
            if piece.strip():
                before = len(piece) - len(piece.lstrip())
                yield start + before, start + len(piece.rstrip())
            start = end


def left_out() -> list[Row]:
    with LEFT_OUT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(Row._fields)
    return [Row(source, int(start), int(end), why) for source, start, end, why in rows[1:]]


@pytest.fixture(scope="module")
def sources(
    ask: Callable[[str], list[tuple[str, ...]]], captures: dict[str, str]
) -> dict[str, Source]:
    captured = ask("SELECT ?source ?digest WHERE { ?source df:captureDigest ?digest }")
    found = {name.replace(":", "/"): Source(captures[digest], set()) for name, digest in captured}
    cited = ask("""
        SELECT DISTINCT ?source ?start ?end WHERE {
            ?claim df:statedIn ?span . ?span df:passageOf ?source ; oa:start ?start ; oa:end ?end
        }""")
    for name, start, end in cited:
        found[name.replace(":", "/")].spans.add((int(start), int(end)))
    return found


def test_the_rule_cuts_where_the_known_sentences_are(sources: dict[str, Source]) -> None:
    known = {
        "source/clonazepam-2mg-dosage": {(822, 973), (1315, 1439), (2304, 2471)},
        "source/clonazepam-2mg-anxiety": {(765, 947)},
    }
    for name, spans in known.items():
        assert spans <= set(sentences(sources[name].text))


def test_nothing_is_lost(sources: dict[str, Source]) -> None:
    rows = left_out()
    for name, (text, spans) in sources.items():
        covered: set[int] = set()
        for start, end in [*spans, *((r.start, r.end) for r in rows if r.source == name)]:
            covered |= set(range(start, end))
        lost = [i for i, char in enumerate(text) if not char.isspace() and i not in covered]
        assert lost == [], f"{name}: no claim cites these offsets and no row lists them"


def test_spans_are_sentences_without_the_advertising(sources: dict[str, Source]) -> None:
    rows = left_out()
    for name, (text, spans) in sources.items():
        whole = set(sentences(text))
        advertised = {r.end: r.start for r in rows if r[::3] == (name, "advertising")}
        cut = {
            (start, start + len(text[start : advertised[end]].rstrip()))
            for start, end in whole
            if end in advertised
        }
        assert spans <= whole | cut
        assert not spans & {s for s in whole if s[1] in advertised}


def test_listed_pieces_are_whole_and_overlap_no_span(sources: dict[str, Source]) -> None:
    for row in left_out():
        text, spans = sources[row.source]
        whole = set(sentences(text))
        assert row.reason in REASONS
        assert not [s for s in spans if s[0] < row.end and row.start < s[1]], row
        if row.reason == "advertising":
            assert any(s < row.start and row.end == e for s, e in whole), row
        else:
            assert (row.start, row.end) in whole, f"{row} is no sentence (any more)"


def test_advertising_is_recorded_on_its_source(
    ask: Callable[[str], list[tuple[str, ...]]],
) -> None:
    marked = ask("SELECT ?source WHERE { ?source df:qualityMark quality:advertising }")
    listed = {r.source.replace("/", ":") for r in left_out() if r.reason == "advertising"}
    assert {source for (source,) in marked} == listed
