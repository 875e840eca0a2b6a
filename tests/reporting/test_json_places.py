"""Places in JSON: a value begins where its text begins, however it is laid out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.reporting import json_places

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
layouts = st.sampled_from([None, 0, 2, "\t"])


def value_at(text: str, offset: int) -> Any:
    return json.JSONDecoder().raw_decode(text, offset)[0]


@given(st.dictionaries(st.text(max_size=3), values, min_size=1), layouts)
def test_a_member_is_found_by_its_key(whole: dict[str, Any], indent: Any) -> None:
    text = json.dumps(whole, indent=indent)
    for key, value in whole.items():
        at = json_places.member(text, key)
        assert at is not None
        assert value_at(text, at) == value


@given(st.lists(values), layouts)
def test_items_are_found_in_their_order(whole: list[Any], indent: Any) -> None:
    text = json.dumps(whole, indent=indent)
    assert [value_at(text, at) for at in json_places.items(text, 0)] == whole


@pytest.mark.parametrize(
    ("text", "offset"),
    [("{}", None), (' {\n"b" : 1}', None), ('{"a":1, "a" :\r\n 2}', 16), ('\n{"a":[{"a":3}]}', 6)],
)
def test_of_a_key_that_is_there_twice_the_last_one_counts(text: str, offset: int | None) -> None:
    assert json_places.member(text, "a") == offset
