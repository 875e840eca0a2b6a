from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drugfacts.errors import LimitError, UsageError
from drugfacts.evidence.cite import MAX_PLACES, Fit, cite, nearest
from drugfacts.evidence.normalise import align, normalise
from drugfacts.evidence.spans import span

ARTICLE = (
    "Examplol at a glance\r\n\r\n"
    "It\u2019s \u201csafe\u201d \u2013 or so they say. "
    "The \ufb01rst dose\u00a0is 5\u201310\u00a0mg.\n"
    "Don\u2019t mix it with al\u00adcohol. Caf\u00e9s sell it\u2026 or not."
)

CHARS = st.one_of(
    st.sampled_from("aab .'\"-\n\u00a0\u00ad\u2019\u2013\ufb01\u2026"),
    st.sampled_from("e\u0301\u0316\u00b4\u30ab\uff9e\u1100\u1161\u11a8"),
    st.characters(exclude_categories=["Cs"]),
)
TEXT = st.text(CHARS, max_size=30)


@settings(deadline=None)
@given(TEXT, st.data())
def test_any_cut_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    assume(normalise(quote))
    citations = cite(text, quote)
    assert span(text, start, end) in [citation.span for citation in citations]
    assert {citation.fit for citation in citations} == {Fit.EXACT}
    assert all(text[c.span.start : c.span.end] == quote.strip() for c in citations)


VARIANTS: dict[str, Callable[[str], str]] = {
    "straight": lambda t: t.translate({0x2019: "'", 0x201C: '"', 0x201D: '"'}),
    "curly": lambda t: t.replace("'", "\u2018").replace('"', "\u201e"),
    "plain dashes": lambda t: t.translate({0x2013: "-", 0x2014: "-"}),
    "long dashes": lambda t: t.replace("-", "\u2014"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0\u00a0"),
    "lines": lambda t: t.replace(" ", "\r\n\t"),
    "one line": lambda t: " ".join(t.split()),
    "soft hyphens": lambda t: "\u00ad".join(t),
    "no soft hyphens": lambda t: t.replace("\u00ad", ""),
    "ligatures": lambda t: t.replace("fi", "\ufb01").replace("...", "\u2026"),
    "no ligatures": lambda t: t.replace("\ufb01", "fi").replace("\u2026", "..."),
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "compatible": lambda t: unicodedata.normalize("NFKC", t),
    "margins": lambda t: f"\n  {t}\u3000",
}


@pytest.mark.parametrize("name", VARIANTS)
@settings(deadline=None)
@given(data=st.data())
def test_variants_are_found_with_offsets_that_normalise_alike(
    name: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(ARTICLE)))
    end = data.draw(st.integers(start, len(ARTICLE)))
    assume(normalise(ARTICLE[start:end]))
    quote = VARIANTS[name](ARTICLE[start:end])
    citations = cite(ARTICLE, quote)
    for citation in citations:
        words = ARTICLE[citation.span.start : citation.span.end]
        assert normalise(words) == normalise(quote)
        assert words == words.strip()
    # If the very characters stand somewhere else, that place is meant.
    at_place = any(start <= c.span.start and c.span.end <= end for c in citations)
    assert at_place or quote.strip() in ARTICLE


@settings(deadline=None)
@given(TEXT, TEXT)
def test_what_is_found_always_normalises_to_the_quote(text: str, quote: str) -> None:
    assume(normalise(quote))
    for citation in cite(text, quote):
        assert normalise(text[citation.span.start : citation.span.end]) == normalise(quote)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_an_invented_quote_is_never_found(text: str, quote: str) -> None:
    assume(normalise(quote) and normalise(quote) not in normalise(text))
    assume(quote.strip() not in text)
    assert cite(text, quote) == []


@settings(deadline=None)
@given(TEXT, st.data())
def test_any_cut_at_whole_characters_is_found_when_only_typography_differs(
    text: str, data: st.DataObject
) -> None:
    aligned = align(text)
    assume(aligned.text)
    first = data.draw(st.integers(0, len(aligned.text) - 1))
    last = data.draw(st.integers(first, len(aligned.text) - 1))
    start, end = aligned.starts[first], aligned.ends[last]
    words = text[start:end].strip()
    assume(words and normalise(words))
    # The words in other typography: whatever they are, their normal form is the same.
    quote = unicodedata.normalize("NFKC", words.replace("\u00ad", "").replace("'", "\u2019"))
    assume(normalise(quote) == normalise(words))
    at_place = any(c.span.start < end and start < c.span.end for c in cite(text, quote))
    assert at_place or quote.strip() in text


def test_exact_places_hide_normalised_ones() -> None:
    text = "don't. don\u2019t. don't."
    assert [(c.span.start, c.fit) for c in cite(text, "don't")] == [(0, Fit.EXACT), (14, Fit.EXACT)]
    assert [c.span.start for c in cite(text, "don\u2019t")] == [7]
    assert [(c.span.start, c.fit) for c in cite(text, "don\u2018t")] == [
        (0, Fit.NORMALISED),
        (7, Fit.NORMALISED),
        (14, Fit.NORMALISED),
    ]


def test_overlapping_places_are_all_found() -> None:
    assert [(c.span.start, c.span.end) for c in cite("aaa", "aa")] == [(0, 2), (1, 3)]


def test_half_a_ligature_has_no_offsets() -> None:
    assert cite("The \ufb01rst", "irst") == []
    assert [c.span.start for c in cite("The \ufb01rst", "first")] == [4]


def test_whole_sentences() -> None:
    (citation,) = cite(ARTICLE, "dose is", whole_sentences=True)
    words = ARTICLE[citation.span.start : citation.span.end]
    assert words == "The \ufb01rst dose\u00a0is 5\u201310\u00a0mg."
    assert citation.fit is Fit.NORMALISED
    # Two places of one sentence are one place once widened.
    assert len(cite("A rose is a rose.", "rose", whole_sentences=True)) == 1


@pytest.mark.parametrize("quote", ["", " \n", "\u00ad", "\u200b \ufeff"])
def test_an_empty_quote_is_refused(quote: str) -> None:
    with pytest.raises(UsageError) as caught:
        cite(ARTICLE, quote)
    assert str(caught.value) == "the quote is empty; give the words that the source uses."


def test_too_many_places_are_refused() -> None:
    assert len(cite("a" * MAX_PLACES, "a")) == MAX_PLACES
    with pytest.raises(LimitError) as caught:
        cite("a" * (MAX_PLACES + 1), "a")
    assert str(caught.value) == "the quote stands at more than 1000 places; give more of its words."


def test_nearest_sentence() -> None:
    place = nearest(ARTICLE, "The second dose is 5-10 mg.")
    assert place is not None
    assert ARTICLE[slice(*place)] == "The \ufb01rst dose\u00a0is 5\u201310\u00a0mg."
    assert nearest(ARTICLE, "Nothing of the kind was ever written here by anyone.") is None
    assert nearest("", "Nothing") is None
