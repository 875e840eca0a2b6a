"""What numbers, patterns, queries and values are changed to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from drugfacts.mutation import bounds, patterns, queries, values

XSD = "http://www.w3.org/2001/XMLSchema#"


def number(text: str, datatype: str = "integer") -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("minCount", number("1"), [("maxCount", "0", True)]),
        ("minCount", number("2"), [("minCount", "1", False), ("maxCount", "1", True)]),
        ("maxCount", number("1"), [("maxCount", "2", False), ("minCount", "2", True)]),
        ("minLength", number("1"), []),
        ("maxLength", number("8"), [("maxLength", "9", False)]),
        ("minExclusive", number("0.0", "decimal"),
         [("minExclusive", "-1.0", False), ("minInclusive", "0.0", True)]),
        ("maxInclusive", number("100"),
         [("maxInclusive", "101", False), ("maxExclusive", "100", True)]),
        ("maxInclusive", number("2026-11-22", "date"),
         [("maxInclusive", "2027-11-22", False), ("maxExclusive", "2026-11-22", True)]),
        ("maxInclusive", Literal("z"), [("maxExclusive", "z", True)]),
        ("pattern", Literal("a"), []),
    ],
)  # fmt: skip
def test_bounds(parameter: str, value: Literal, expected: list[tuple[str, str, bool]]) -> None:
    assert [(b.parameter, b.value.value, b.flips) for b in bounds.others(parameter, value)] == (
        expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("^a$", ["a$", "^a"]),
        ("a", []),
        ("^", []),
        (r"a\$", []),
        (r"a\\$", [r"a\\"]),
        ("/(may|is|is-proven)$", ["/(may|is|is-proven)", "/(is|is-proven)$", "/(may|is-proven)$",
                                  "/(may|is)$"]),
        ("a|b", ["b", "a"]),
        (r"(?:a|\|)[)|]", [r"(?:\|)[)|]", "(?:a)[)|]"]),
    ],
)  # fmt: skip
def test_patterns(text: str, expected: list[str]) -> None:
    assert [pattern.text for pattern in patterns.others(text)] == expected


@given(st.from_regex(r"(\^)?(\((a|b|[xy|)]|\\\|)(\|(c|d))*\)|e|\|){0,4}\$?", fullmatch=True))
def test_a_changed_pattern_is_a_pattern_again(text: str) -> None:
    try:
        re.compile(text)
    except re.error:
        return
    for pattern in patterns.others(text):
        re.compile(pattern.text)
        assert pattern.text != text


QUERY = """
SELECT DISTINCT $this ?value WHERE {
    ?value ex:about $this ; ex:amount ?one . # a comment } .
    BIND (STR(?value) AS ?text)
    FILTER (?one > 0 && ?text != "}")
    FILTER NOT EXISTS { $this ex:amount ?one . }
}
"""


def test_queries_lose_each_condition_and_each_statement() -> None:
    condition = 'FILTER (?one > 0 && ?text != "}")'
    absent = "FILTER NOT EXISTS { $this ex:amount ?one . }"
    found = {query.change: query for query in queries.others(QUERY)}
    assert list(found) == [
        f"without {condition}",
        f"{condition} turned round",
        f"without {absent}",
        f"{absent} turned round",
        "without ?value ex:about $this",
        "without ?value ex:amount ?one",
        "without $this ex:amount ?one",
    ]
    assert condition not in found[f"without {condition}"].text
    turned = 'FILTER (!((?one > 0 && ?text != "}")))'
    assert turned in found[f"{condition} turned round"].text
    assert "FILTER EXISTS { $this" in found[f"{absent} turned round"].text
    for gone, kept in (("about $this", "amount ?one"), ("amount ?one", "about $this")):
        text = " ".join(found[f"without ?value ex:{gone}"].text.split())
        assert f"WHERE {{ ?value ex:{kept} . #" in text
    assert [query.flips for query in found.values()] == [False, True, False, True, *[False] * 3]


def test_queries_turn_exists_round_too() -> None:
    text = "SELECT $this { FILTER EXISTS { $this ?p ?o } }"
    assert queries.others(text)[1].text == "SELECT $this { FILTER NOT EXISTS { $this ?p ?o } }"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Literal("a", language="en"), Literal("a too", language="en")),
        (number("9"), number("10")),
        (number("8.0", "decimal"), number("8.1", "decimal")),
        (number("2024-02-01", "date"), number("2024-02-02", "date")),
        (number("true", "boolean"), number("false", "boolean")),
        (Literal("N03AE99"), Literal("N03AE90")),
        (Literal("IV"), Literal("IW")),
        (Literal("?"), Literal("?x")),
    ],
)
def test_another_value_is_like_the_first(value: Literal, expected: Literal) -> None:
    assert values.another(value) == expected


@given(
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(Literal),
        st.integers().map(lambda n: number(str(n))),
        st.sampled_from([Literal("x", language="en"), number("2024", "gYear"),
                         number("2024-01-31", "date"), number("1.5", "decimal"),
                         number("P1D", "duration"), number("0", "nonNegativeInteger")]),
    )
)  # fmt: skip
def test_other_and_wrong_values_are_never_the_value(value: Literal) -> None:
    assert values.another(value) != value
    found = list(values.wrong(value))
    assert all(wrong.value != value for wrong in found)
    assert len({wrong.how for wrong in found}) == len(found)


def test_wrong_values_of_a_code() -> None:
    assert [(wrong.how, str(wrong.value)) for wrong in values.wrong(Literal("A1"))] == [
        ("an IRI in the place of a literal", f"<{values.OTHER_IRI.value}>"),
        ("a text with a language", '"A1"@en'),
        ("a number in the place of a text", f'"7"^^<{XSD}integer>'),
        ("an empty text", '""'),
        ("a space before the text", '" A1"'),
        ("a code with a sign that no code has", '"A1?"'),
    ]
