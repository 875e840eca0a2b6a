from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugfacts.errors import LimitError
from drugfacts.evidence import normalise as module
from drugfacts.evidence.normalise import MAX_MARKS, align, normalise

TEXT = st.text(
    st.one_of(
        st.sampled_from(
            "ab .,'\"-\n\r\t\u00a0\u00ad\u200b\ufeff\u2018\u201d\u2013\u2026\ufb01\u00bd"
        ),
        st.sampled_from(
            "e\u0301\u0316\u0338\u00b4\uff9e\u30ab\u1100\u1161\u11a8\uac00\u09c7\u09be\u212b"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("", ""),
        (" \t\r\n", ""),
        ("plain words, 2.5 mg.", "plain words, 2.5 mg."),
        (
            "\u2018one\u2019 \u201ctwo\u201d \u00abthree\u00bb \u201afour\u2039",
            "'one' \"two\" \"three\" 'four'",
        ),
        ("patient\u2019s patient\u02bcs patient\u0060s", "patient's patient's patient's"),
        ("2\u20134\u2014mg \u2212 1 \u2010 \u2011 \u2015", "2-4-mg - 1 - - -"),
        ("\uff02full\uff0dwidth\uff07", "\"full-width'"),
        ("a\u00a0b\u2003c\u3000d\re\r\nf\n\ng", "a b c d e f g"),
        ("so\u00adft\u200bly\u2060\ufeff", "softly"),
        ("e\u00ad\u0301", "\u00e9"),
        ("\ufb01rst e\ufb03cacy", "first efficacy"),
        ("5 \u00b5g", "5 \u03bcg"),
        ("wait\u2026", "wait..."),
        ("e\u0301", "\u00e9"),
    ],
)
def test_typography_is_taken_away(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_letters_case_and_punctuation_still_count() -> None:
    assert (
        len({normalise(text) for text in ("May help.", "may help.", "may help", "may  hel p")}) == 4
    )


def test_lists_hold_every_quotation_mark_and_dash_of_unicode_14() -> None:
    editors_brackets = set(
        "\u2e02\u2e03\u2e04\u2e05\u2e09\u2e0a\u2e0c\u2e0d\u2e1c\u2e1d\u2e20\u2e21"
    )
    quotes = set("'\"" + module._SINGLE_QUOTES + module._DOUBLE_QUOTES) | editors_brackets
    dashes = set("-" + module._DASHES)
    since = {"\U00010d6e"}  # a dash of Unicode 16
    for char in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(char)
        if category in {"Pi", "Pf"}:
            assert unicodedata.normalize("NFKC", char) in quotes, hex(ord(char))
        if category == "Pd" and char not in since:
            assert unicodedata.normalize("NFKC", char) in dashes, hex(ord(char))


@settings(deadline=None)
@given(TEXT)
def test_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(TEXT)
def test_equivalent_texts_normalise_alike(text: str) -> None:
    # Characters that nobody sees keep accents apart, and so are taken away beforehand.
    seen = text.translate(module._DROP)
    assert normalise(unicodedata.normalize("NFD", seen)) == normalise(text)


@settings(deadline=None)
@given(TEXT)
def test_alignment_leads_to_the_same_text_and_back(text: str) -> None:
    aligned = align(text)
    assert aligned.text == normalise(text)
    assert len(aligned.starts) == len(aligned.ends) == len(aligned.text)
    assert list(aligned.starts) == sorted(aligned.starts)
    assert list(aligned.ends) == sorted(aligned.ends)
    for char, start, end in zip(aligned.text, aligned.starts, aligned.ends, strict=True):
        assert 0 <= start < end <= len(text)
        if char != " ":
            assert char in normalise(text[start:end])


def test_endless_marks_are_refused_and_many_are_not() -> None:
    marks = "\u0301\u0316" * (MAX_MARKS // 2)
    assert normalise("e" + marks)
    assert align("e" + marks).text == normalise("e" + marks)
    message = f"the text has more than {MAX_MARKS} combining marks in a row; take them out of it."
    for function in (normalise, align):
        with pytest.raises(LimitError) as caught:
            function("e" + marks + "\u0301")
        assert str(caught.value) == message
