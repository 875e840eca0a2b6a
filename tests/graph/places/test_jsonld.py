"""Places in JSON-LD: exact where the text is understood, never at a wrong place."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from drugfacts.graph.dataset import DataSet, Document, parts
from drugfacts.graph.parsing import parse_text
from drugfacts.graph.places.jsonld.find import statements
from drugfacts.graph.places.jsonld.scanner import Array, Number, Object, Value
from drugfacts.graph.places.jsonld.scanner import read as read_json
from drugfacts.graph.turtle.document import MAX_DEPTH
from drugfacts.model import Position

XSD = "http://www.w3.org/2001/XMLSchema#"
A = NamedNode("urn:a")


def data_of(text: str, base: str | None = None) -> DataSet:
    quads, _ = parse_text(text, RdfFormat.JSON_LD, "x.jsonld", base)
    document = Document("x.jsonld", quads, base, {}, text, form=RdfFormat.JSON_LD)
    return DataSet((document,))


def at(text: str, sought: str, nth: int = 0) -> Position:
    """Return the place of the n-th occurrence of something in a text."""
    offset = -1
    for _ in range(nth + 1):
        offset = text.index(sought, offset + 1)
    before = text[:offset]
    return Position("x.jsonld", before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


# The scanner


def plain(value: Value) -> Any:
    content = value.content
    if isinstance(content, Object):
        return {member.key: plain(member.value) for member in content}
    if isinstance(content, Array):
        return [plain(item) for item in content]
    return json.loads(content.written) if isinstance(content, Number) else content


anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


@settings(deadline=None)
@given(anything, st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_the_scanner_reads_what_the_standard_library_reads(
    value: Any, indent: int | str | None, escaped: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    assert plain(read_json(f" {text}\r\n")) == json.loads(text)


@settings(deadline=None)
@given(st.text(st.sampled_from('{}[],:"\\ 1-e.+tfn0u\n'), max_size=12))
def test_the_scanner_refuses_what_the_standard_library_refuses(text: str) -> None:
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011
            read_json(text)
    else:
        assert plain(read_json(text)) == expected


def test_the_scanner_stops_where_texts_nest_too_deeply() -> None:
    assert read_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for opening in ("[", '{"a":'):
        with pytest.raises(ValueError, match="nested deeper"):
            read_json(opening * 100_000)


@pytest.mark.parametrize(
    "text", ["[" * 128 + "]" * 128, '{"urn:p":' * 127 + '{"urn:p":1}' + "}" * 127]
)
def test_the_deepest_texts_that_are_read_have_places(text: str) -> None:
    data = data_of(text)
    for quad in data.quads():
        subject, predicate, value = parts(quad)
        place = data.locate(subject, predicate, value)
        assert place is not None
        assert place.col


# Literals


@pytest.mark.parametrize(
    "written",
    [
        *("0", "-0", "1", "-5", "9007199254740993", "100.0", "1E2", "1.5E3", "0.1", "1e-400"),
        *("0.30000000000000004", "12345.678", "1e400", "0.333333333333333333333", "1e20", "1e21"),
        *("123456789012345678901", "0.00001", "true", "false"),
    ],
)
@pytest.mark.parametrize("kind", ["", "double", "integer", "float", "boolean"])
def test_numbers_and_booleans(written: str, kind: str) -> None:
    coerced = f'"@type": "{XSD}{kind}", ' if kind else ""
    text = (
        f'{{"@context": {{"p": {{{coerced}"@id": "urn:p"}}}}, "@id": "urn:a",'
        f' "p": ["x", {written}, {{"@id": "urn:b"}}]}}'
    )
    data = data_of(text)
    values = data.values(A, "urn:p")
    number = next(v for v in values if isinstance(v, Literal) and v.value != "x")
    assert data.locate(A, NamedNode("urn:p"), number) == at(text, f"{written}, {{")


def test_json_literals() -> None:
    text = '{"@id": "urn:a", "urn:p": {"@value": {"b": [1.0], "a": null}, "@type": "@json"}}'
    data = data_of(text)
    (value,) = data.values(A, "urn:p")
    assert data.locate(A, NamedNode("urn:p"), value) == at(text, '{"@value"')


# Where less is known


def test_the_property_of_an_index_is_at_its_node() -> None:
    text = (
        '{"@context": {"@vocab": "urn:", "p": {"@container": "@index", "@index": "i"}},'
        ' "@id": "urn:a", "p": {"one": {"q": "x"}, "two": {"q": "y"}}}'
    )
    data = data_of(text)
    for value, name in (("x", "one"), ("y", "two")):
        (node,) = data.subjects_of("urn:q", Literal(value))
        assert data.locate(node, NamedNode("urn:q"), Literal(value)) == at(text, f'"{value}"')
        assert data.locate(node, NamedNode("urn:i"), Literal(name)) == at(text, f'{{"q": "{value}')


def test_what_another_parser_reads_otherwise_is_at_its_key() -> None:
    text = '{"@id": "urn:a", "urn:p": [1, 2], "urn:q": {"urn:r": {"urn:s": 3}}}'
    p, q, r, s = (NamedNode(f"urn:{name}") for name in "pqrs")
    three, four, five = Literal("3rd"), Literal("4th"), Literal("5th")
    x, y = BlankNode("x"), BlankNode("y")
    quads = (
        *(Quad(A, p, value) for value in (three, four)),
        *(Quad(A, q, x), Quad(x, NamedNode("urn:other"), y), Quad(y, s, five)),
    )
    data = DataSet((Document("x.jsonld", quads, None, {}, text, form=RdfFormat.JSON_LD),))
    assert data.locate(A, p, three) == data.locate(A, p, four) == at(text, '"urn:p"')
    assert data.locate(A, q, x) == at(text, '{"urn:r"')
    assert data.locate(x, r) == at(text, '{"urn:r"')
    assert data.locate(y, s, five) == at(text, '{"urn:r"')
    # One that is misread is the one that is missing.
    data = DataSet((Document("x.jsonld", quads[1:2], None, {}, '{"@id": "urn:a", "urn:p": 4}',
                             form=RdfFormat.JSON_LD),))  # fmt: skip
    assert data.locate(A, p, four) == Position("x.jsonld", 1, 27)


def test_a_context_that_is_not_there_leaves_the_file() -> None:
    quads = (Quad(A, NamedNode("urn:p"), Literal("x")),)
    for context in ('"https://example.org/context"', '{"@import": "https://example.org/c"}'):
        text = f'{{"@context": {context}, "@id": "urn:a", "urn:p": "x"}}'
        data = DataSet((Document("x.jsonld", quads, None, {}, text, form=RdfFormat.JSON_LD),))
        assert data.locate(A) == Position("x.jsonld")


def test_what_the_data_do_not_say_is_not_found() -> None:
    said = statements('{"@id": "urn:a", "urn:p": "x"}', None, [])
    assert said == []


def test_nodes_alike_are_each_found_once() -> None:
    text = '{"@id": "urn:a", "urn:p": [{"urn:q": 1}, {"urn:q": 1}, {}, {}]}'
    data = data_of(text)
    places = [
        data.locate(value) for value in data.values(A, "urn:p") if isinstance(value, BlankNode)
    ]
    expected = [at(text, "{", n) for n in range(1, 5)]
    assert sorted(place for place in places if place) == expected


def test_a_circle_of_nodes() -> None:
    text = (
        '[{"@id": "_:x", "urn:p": {"@id": "_:y"}}, {"@id": "_:y", "urn:p": {"@id": "_:x"}},\n'
        ' {"urn:p": {"urn:p": {"urn:p": {}}}}]'
    )
    data = data_of(text)
    assert [data.locate(BlankNode(label)) for label in "xy"] == [
        at(text, "{"),
        at(text, '{"@id": "_:y", '),
    ]
    assert all(
        (place := data.locate(*parts(quad))) is not None and place.col for quad in data.quads()
    )


# Texts of any style


LEAVES = ["urn:p", "urn:q", "p", "q", "ex:p", "ex:r"]
CONTEXT = {
    "@vocab": "urn:v:",
    "ex": "https://example.org/",
    "q": {"@id": "ex:q", "@container": "@list"},
    "lang": {"@id": "ex:lang", "@container": "@language"},
    "index": {"@id": "ex:index", "@container": "@index"},
    "back": {"@reverse": "ex:back"},
    "id": "@id",
    "dated": {"@id": "ex:dated", "@type": "ex:date"},
    "graphs": {"@id": "ex:graphs", "@container": "@graph"},
    "more": "@nest",
}
leaf = st.sampled_from(["<>", {"@value": "<>"}, {"@value": "<>", "@language": "en"}, "<>", None])


def nodes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    values = st.one_of(
        leaf,
        inner,
        st.lists(st.one_of(leaf, inner), max_size=3),
        st.lists(st.one_of(leaf, inner), max_size=2).map(lambda items: {"@list": items}),
        st.lists(st.one_of(leaf, inner), max_size=2).map(lambda items: {"@set": items}),
    )
    keys = st.dictionaries(st.sampled_from([*LEAVES, "dated"]), values, max_size=3)
    special = st.fixed_dictionaries(
        {},
        optional={
            "@id": st.sampled_from(["urn:n:<>", "urn:same", "_:x", "_:y"]),
            "@type": st.sampled_from(["T", ["ex:T", "ex:U"]]),
            "lang": st.just({"en": "<>", "de": ["<>", "<>"]}),
            "index": st.builds(lambda value: {"i": value, "j": "<>"}, inner),
            "back": inner,
            "@reverse": st.builds(lambda node: {"ex:of": node}, inner),
            "graphs": inner,
            "@graph": st.lists(inner, max_size=2),
            "more": st.just({"ex:nested": "<>"}),
            "@included": inner,
        },
    )
    return st.builds(lambda one, two: {**one, **two}, special, keys)


roots = nodes(st.recursive(st.just({"p": "<>"}), nodes, max_leaves=5))


@settings(deadline=None, max_examples=100)
@given(st.lists(roots, max_size=3), st.sampled_from([None, 1]))
def test_each_value_is_where_it_is(found: list[Any], indent: int | None) -> None:
    """Each string in the text is another one, so that its place is known."""
    pieces = json.dumps({"@context": CONTEXT, "@graph": found}, indent=indent).split("<>")
    text = pieces[0] + "".join(f"m{n}m{piece}" for n, piece in enumerate(pieces[1:]))
    data = data_of(text)
    for quad in data.quads():
        subject, predicate, value = parts(quad)
        place = data.locate(subject, predicate, value)
        assert place is not None
        if isinstance(value, Literal):
            inside = at(text, f'"{value.value}"')
            around = (inside, at(text, "{", text[: _offset(text, inside)].count("{") - 1))
            assert place in around, text
        for node in (subject, value):
            if isinstance(node, BlankNode):
                where = data.locate(node)
                assert where is not None
                assert where.col, text


def _offset(text: str, place: Position) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.col - 1


def many(piece: str, count: int) -> str:
    """Return an array of pieces, numbered."""
    return "[" + ",".join(piece.replace("#", str(n)) for n in range(count)) + "]"


@pytest.mark.parametrize(
    "text",
    [
        many('{"urn:p": {}}', 20_000),
        many('{"@id": "_:n#", "urn:p": {"@id": "_:n1#"}}', 20_000),
        '{"urn:p": {"@list": ' + many("1", 20_000) + "}}",
        '{"@context": ' + many('{"a": "urn:a"}', 250) + ', "@id": "urn:a", "a": 1}',
        '{"@context": {' + many('"t#": "urn:t#"', 3000)[1:-1] + '}, "urn:p": '
        + many('{"@context": {"a": "urn:a"}, "a": #}', 3000) + "}",
    ],
    ids=["alike", "chain", "list", "contexts", "terms"],
)  # fmt: skip
def test_large_texts_take_little_time(text: str) -> None:
    data = data_of(text)
    positions = data.documents[0].positions()
    assert positions is not None
    start = time.process_time()
    places = [positions.locate(*parts(quad)) for quad in data.quads()]
    assert None not in places
    assert time.process_time() - start < 10
