from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugfacts.evidence.normalise import normalise
from drugfacts.evidence.spans import Span, sentences, span, trimmed, widened


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_span_holds_offsets_and_both_digests() -> None:
    text = "One \u2013 \U0001f642 two\u2019s."
    found = span(text, 4, len(text))
    assert found == Span(
        4, 14, sha256("\u2013 \U0001f642 two\u2019s."), sha256("- \U0001f642 two's.")
    )
    assert found.fragment == "char-4-14"


def test_a_span_has_no_white_space_at_its_ends() -> None:
    assert span("a \u00a0word\r\n b", 1, 9) == span("a \u00a0word\r\n b", 3, 7)


def test_a_span_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing but white space from 1 to 4"):
        span("a \n b", 1, 4)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("No end", ["No end"]),
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("Take 2.5 mg. it helps. Now.", ["Take 2.5 mg. it helps.", "Now."]),
        ('He said "Stop." Then left.', ['He said "Stop."', "Then left."]),
        (
            "It works (well.) \u201cReally?\u201d Yes.",
            ["It works (well.)", "\u201cReally?\u201d", "Yes."],
        ),
        ("Heading\n\nFirst. Second.\r\nThird", ["Heading", "First.", "Second.", "Third"]),
        ("Why?! Because... \u00c9t\u00e9.", ["Why?!", "Because...", "\u00c9t\u00e9."]),
        ("  Spaced out.  \n  Again.  ", ["Spaced out.", "Again."]),
    ],
)
def test_sentences(text: str, cut: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == cut


@settings(deadline=None)
@given(st.text(st.sampled_from("Ab .?!\"'\n\r(\u201d\u00a0"), max_size=60))
def test_sentences_hold_all_words_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(trimmed(text, *place) == place for place in found)
    assert found == sorted(found)


def test_widening_takes_the_whole_sentences() -> None:
    text = "One is here. Two is there. Three is gone."
    assert text[slice(*widened(text, 4, 6))] == "One is here."
    assert text[slice(*widened(text, 4, 16))] == "One is here. Two is there."
    assert widened(text, 12, 13) == (12, 13)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_digests_are_those_of_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end].strip()
    if not words:
        return
    found = span(text, start, end)
    assert text[found.start : found.end] == words
    assert found.span_digest == sha256(words)
    assert found.normalised_digest == sha256(normalise(words))
