"""Queries cut into tokens: nothing is lost, and each is of its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.graph.sparql_tokens import cut


@given(st.text(alphabet="aé?$:<>@_.\\\"'# \n{}()=;5-"))
def test_nothing_is_lost(text: str) -> None:
    pieces = list(cut(text))
    assert "".join(piece.text for piece in pieces) == text
    assert all(text.startswith(piece.text, piece.start) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<http://e/a>", ["iri"]),
        ("?a<?b", ["variable", "other", "variable"]),
        ("$this", ["variable"]),
        ("ex:a ex: :b", ["prefix", "space", "prefix", "space", "prefix"]),
        ('"<a>" # <b>', ["short", "space", "comment"]),
        ("'''a\n'''@en-GB", ["long", "language"]),
        ("_:b FILTER (1)", ["blank", "space", "word", "space", "open", "word", "close"]),
    ],
)
def test_each_piece_has_its_kind(text: str, kinds: list[str]) -> None:
    assert [piece.kind for piece in cut(text)] == kinds
