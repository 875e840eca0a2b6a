from __future__ import annotations

import pytest

from drugfacts.errors import LimitError
from drugfacts.evidence import search
from drugfacts.evidence.normalise import normalise
from drugfacts.evidence.search import Search, Searched, Work
from drugfacts.evidence.spans import digest

TEXT = "One two three. Four \u2013 five\u00a0six. One two three.\nSe\u00adven eight (nine) ten."


def find(words: str, text: str = TEXT, length: int | None = None) -> Search:
    size = len(words) if length is None else length
    return Searched(text, Work()).find(size, digest(words), digest(normalise(words)))


@pytest.mark.parametrize(
    ("words", "places", "exact"),
    [
        ("Four \u2013 five\u00a0six.", ((15, 31),), True),
        ("One two three.", ((0, 14), (32, 46)), True),
        (TEXT, ((0, len(TEXT)),), True),
        ("wo thr", ((5, 11), (37, 43)), True),
        ("Four - five six.", ((15, 31),), False),
        ("Seven eight", ((47, 59),), False),
        ("nine", ((61, 65),), True),
        ("(nine)", ((60, 66),), True),
        ("even eight", (), False),
        ("Eleven", (), False),
        ("one two three.", (), False),
    ],
)
def test_where_words_are_found(
    words: str, places: tuple[tuple[int, int], ...], exact: bool
) -> None:
    assert find(words) == Search(places, exact, complete=True)


def test_the_length_of_normalised_words_may_differ_by_an_eighth_and_16() -> None:
    words = "a b c"
    assert find(words, "x a\u00a0b c y", length=5 + 16).places == ((2, 7),)
    assert find(words, "x a\u00a0b c y", length=5 + 20).places == ()


def test_half_of_a_ligature_is_no_place() -> None:
    assert find("i x", "\ufb01 x").places == ()
    assert find("fi x", "\ufb01 x").places == ((0, 3),)


def test_many_places_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MAX_PLACES", 3)
    assert find("ab", "ab " * 10).places == ((0, 2), (3, 5), (6, 8))


def test_too_much_work_leaves_places_between_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "THOROUGH", 0)
    assert find("One two three.").places == ((0, 14), (32, 46))
    assert find("Four - five six.").places == ((15, 31),)
    for inside in ("wo thr", "nine"):
        assert find(inside) == Search((), exact=False, complete=False)


def test_more_work_gives_up_typography(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "THOROUGH", 0)
    monkeypatch.setattr(search, "SPARING", 0)
    assert find("One two three.").places == ((0, 14), (32, 46))
    assert find("Four - five six.") == Search((), exact=False, complete=False)


def test_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "THOROUGH", 0)
    work = Work()
    searched = Searched(TEXT, work)
    searched.find(14, digest("One two three."), digest("x"))
    work.done = search.MOST
    with pytest.raises(LimitError, match="check fewer sources at a time"):
        searched.find(14, digest("One two three."), digest("x"))


def test_the_end_of_the_text_is_no_fault() -> None:
    assert find("longer than the text", "short") == Search((), exact=False, complete=True)
    assert find("words", "") == Search((), exact=False, complete=True)
