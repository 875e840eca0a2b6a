"""The outcomes of spans in texts that were changed in ways that the test knows.

Each case takes sentences as they were cited, changes some of them, and puts them together
anew. What must come out is told from where the test has put which words, never by
searching.
"""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from drugfacts.evidence.check import Checker
from drugfacts.evidence.outcomes import Outcome
from drugfacts.evidence.passages import describe
from drugfacts.evidence.spans import span
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.terms import DF, PREFIXES

Placed = tuple[str, str]
"""The way in which a sentence was changed, and the sentence; "" when it is gone."""

SAME, LIKE, GONE = "same", "like", "gone"

# Each holds what the changes below need: quotes, a dash, an accent, fi, blanks, an emoji.
SENTENCES = tuple(
    f"S{i} \u201cexamplol\u201d may \u2013 in a fi{letter}st caf\u00e9 \U0001f600 \u2013 calm "
    f"{word} hiccups... E{i}."
    for i, (letter, word) in enumerate(
        zip("rsmlntx", ("blue", "red", "slow", "loud", "odd", "old", "wet"), strict=True)
    )
)

CHANGES: dict[str, tuple[str, object]] = {
    "kept": (SAME, lambda s: s),
    "other letter": (GONE, lambda s: s.replace("calm", "cause")),
    "other case": (GONE, lambda s: s.replace("may", "May")),
    "look-alike": (GONE, lambda s: s.replace("may", "m\u0430y")),
    "greek look-alike": (GONE, lambda s: s.replace("examplol", "exampl\u03bfl")),
    "other emoji": (GONE, lambda s: s.replace("\U0001f600", "\U0001f601")),
    "no accent": (GONE, lambda s: s.replace("\u00e9", "e")),
    "other accent": (GONE, lambda s: s.replace("\u00e9", "e\u0302")),
    "lost blank": (GONE, lambda s: s.replace(" in a ", " ina ")),
    "cut end": (GONE, lambda s: s[:-5]),
    "cut start": (GONE, lambda s: s[4:]),
    "cut middle": (GONE, lambda s: s[:20] + s[40:]),
    "deleted": (GONE, lambda s: ""),
    "other number": (GONE, lambda s: s.replace("E", "E1")),
    "straight quotes": (LIKE, lambda s: s.replace("\u201c", '"').replace("\u201d", '"')),
    "low quotes": (LIKE, lambda s: s.replace("\u201c", "\u201e").replace("\u201d", "\u00bb")),
    "other dashes": (LIKE, lambda s: s.replace("\u2013", "\u2014", 1)),
    "hyphens": (LIKE, lambda s: s.replace("\u2013", "-")),
    "no-break blank": (LIKE, lambda s: s.replace(" calm", "\u00a0calm")),
    "more blanks": (LIKE, lambda s: s.replace(" calm ", "  \t calm  ")),
    "line breaks": (LIKE, lambda s: s.replace(" calm ", "\r\ncalm\n")),
    "soft hyphens": (LIKE, lambda s: s.replace("examplol", "exam\u00adplol")),
    "joiners": (LIKE, lambda s: s.replace("hiccups", "hic\u200bcu\u2060ps")),
    "ligature": (LIKE, lambda s: s.replace("fi", "\ufb01")),
    "ellipsis": (LIKE, lambda s: s.replace("...", "\u2026")),
    "combining mark": (LIKE, lambda s: unicodedata.normalize("NFD", s)),
    "full-width letters": (LIKE, lambda s: s.replace("may", "\uff4d\uff41\uff59")),
}


@dataclass(frozen=True)
class Case:
    """A source as it was captured and as it is now.

    Attributes:
        old: The text of which spans were made.
        spans: The places of its sentences.
        new: The text now.
        places: For each sentence, where the new text holds it.
        kinds: For each sentence, what was done to it: `SAME`, `LIKE` or `GONE`.
        stated: Whether the source states the digest of the new text.
    """

    old: str
    spans: tuple[tuple[int, int], ...]
    new: str
    places: tuple[tuple[tuple[int, int], ...], ...]
    kinds: tuple[str, ...]
    stated: bool

    def expected(self) -> list[tuple[Outcome, tuple[tuple[int, int], ...]]]:
        """Return the outcome and the places of each span."""
        return [self._one(*each) for each in zip(self.spans, self.places, self.kinds, strict=True)]

    def _one(
        self, old: tuple[int, int], now: tuple[tuple[int, int], ...], kind: str
    ) -> tuple[Outcome, tuple[tuple[int, int], ...]]:
        if kind == GONE or not now:
            return Outcome.MISSING, ()
        if old in now:
            return (Outcome.EXACT if kind == SAME else Outcome.NORMALISED), (old,)
        return Outcome.MOVED, now


def joined(sentences: list[str], between: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return sentences in one text, each behind its separator, with their places."""
    text, places = "", []
    for separator, sentence in zip(between, sentences, strict=True):
        text += separator
        places.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text + "\n", places


BETWEEN = st.sampled_from(
    [" ", "\n", "\n\n", "\r\n", "\n# Head\n", " \U0001f468\u200d\u2695\ufe0f "]
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    count = draw(st.integers(1, len(SENTENCES)))
    sentences = SENTENCES[:count]
    between = draw(st.lists(BETWEEN, min_size=count, max_size=count))
    old, spans = joined(list(sentences), between)
    whole = draw(st.sampled_from(["one change", "many changes", "line ends", "new order"]))
    names = ["kept"] * count
    if whole != "line ends":
        names[draw(st.integers(0, count - 1))] = draw(st.sampled_from(sorted(CHANGES)))
    if whole == "many changes":
        names = draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=count, max_size=count))
    kinds, changed = [], []
    for sentence, name in zip(sentences, names, strict=True):
        kind, change = CHANGES[name]
        kinds.append(kind)
        changed.append(change(sentence))  # type: ignore[operator]
    # The same separators leave what was not changed in its place.
    after = list(between)
    if whole == "line ends":
        after = [each.replace("\r\n", "\n").replace("\n", "\r\n") for each in between]
    elif whole != "one change" and draw(st.booleans()):
        after[0] = (
            draw(st.sampled_from(["\ufeff", "New. ", "\U0001f600", "e\u0301 ", ""])) + after[0]
        )
    order = list(range(count))
    if whole == "new order":
        order = draw(st.permutations(order))
        order += draw(st.lists(st.sampled_from(order), max_size=2))
        after = (after * 4)[: len(order)]
    new, now = joined([changed[i] for i in order], after)
    places = tuple(
        tuple(place for place, each in zip(now, order, strict=True) if each == i and changed[i])
        for i in range(count)
    )
    return Case(old, tuple(spans), new, places, tuple(kinds), draw(st.booleans()))


SEEN: Counter[Outcome] = Counter()
CASES: list[int] = []
SOURCE = "https://example.org/facts/source/guide"


def data_of(case: Case, digest: str) -> DataSet:
    node = NamedNode(SOURCE)
    quads = [
        Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(DF.Article)),
        Quad(node, NamedNode(DF.captureDigest), Literal(digest)),
    ]
    for place in case.spans:
        quads += [Quad(*triple) for triple in describe(SOURCE, span(case.old, *place))]
    return DataSet((Document("guide.ttl", tuple(quads)),), base="https://example.org/facts/")


def check_case(case: Case) -> None:
    raw = case.new.encode()
    stated = raw if case.stated else case.old.encode()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "guide.txt").write_bytes(raw)
        # What another source says is no evidence for this one.
        (Path(folder) / "other.txt").write_bytes(b"else " + case.old.encode())
        data = data_of(case, hashlib.sha256(stated).hexdigest())
        checked = Checker(data, Path(folder)).all()
    found = {str(result.passage.node): result for result in checked.results}
    assert len(found) == len(case.spans)
    assert checked.held[SOURCE].changed == (raw != stated)
    for (start, end), (outcome, places), kind in zip(
        case.spans, case.expected(), case.kinds, strict=True
    ):
        result = found[f"<{SOURCE}#char-{start}-{end}>"]
        assert (result.outcome, result.places) == (outcome, places), (kind, case.new)
        if outcome is not Outcome.MISSING:
            assert result.same_characters == (kind == SAME)
        assert result.complete
        assert not result.disagrees
        SEEN[outcome] += 1
    CASES.append(1)


@given(cases())
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_outcome_table_is_what_the_test_knows(case: Case) -> None:
    check_case(case)


def test_at_least_200_cases_and_every_outcome_were_seen() -> None:
    """Runs behind the test above, in the same process or on its own."""
    if not CASES:
        test_the_outcome_table_is_what_the_test_knows()
    assert len(CASES) >= 200
    assert set(SEEN) == set(Outcome) - {Outcome.UNCHECKABLE}
    assert min(SEEN.values()) >= 20


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("before", ["", "A new line.\n"])
def test_each_change_by_itself(name: str, before: str) -> None:
    kind, change = CHANGES[name]
    sentence = SENTENCES[0]
    changed: str = change(sentence)  # type: ignore[operator]
    assert (changed == sentence) == (kind == SAME), "the change must change something"
    old, spans = joined([sentence, SENTENCES[1]], ["", "\n"])
    new, places = joined([changed, SENTENCES[1]], [before, "\n"])
    now = tuple((place,) for place in places)
    check_case(Case(old, tuple(spans), new, now, (kind, SAME), stated=True))
