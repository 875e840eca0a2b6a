"""Reading Turtle: places, limits, messages, and time on hostile texts."""

from __future__ import annotations

import contextlib
import time

import pytest
from pyoxigraph import NamedNode

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.turtle.parse import parse
from drugfacts.graph.turtle.tokens import place, tokens

EX = "@prefix ex: <https://example.org/> .\n"
MANY = 100_000


def test_kinds_of_tokens() -> None:
    text = "@prefix a:<b>. _:c.d a:e.f true,-1.5E3;.5,+1 'x'@de^^[()]PREFIX #end\n"
    found = [(kind, text[start:end]) for kind, start, end in tokens(text) if kind != "space"]
    assert found == [
        ("at", "@prefix"), ("pname", "a:"), ("iri", "<b>"), ("mark", "."),
        ("label", "_:c.d"), ("pname", "a:e.f"), ("word", "true"), ("mark", ","),
        ("double", "-1.5E3"), ("mark", ";"), ("decimal", ".5"), ("mark", ","),
        ("integer", "+1"), ("string", "'x'"), ("at", "@de"), ("mark", "^^"), ("mark", "["),
        ("mark", "("), ("mark", ")"), ("mark", "]"), ("word", "PREFIX"), ("comment", "#end"),
    ]  # fmt: skip


def test_full_stop_between_two_words() -> None:
    text = EX + "ex:a ex:p true.PREFIX un: <x:y>\nex:a ex:p false.ex:b ex:p 1."
    assert len(parse(text.replace("false.", "false. ")).statements) == 3


def test_places_count_code_points() -> None:
    text = "a\n\U0001f600\u00e9x"
    assert place(text, 0) == (1, 1)
    assert place(text, text.index("x")) == (2, 3)


@pytest.mark.parametrize(
    ("text", "line", "col", "said"),
    [
        ("ex:a ex:b 1 .", 1, 1, "the prefix ex: is not declared"),
        (EX + "ex:a ex:b .", 2, 11, "'.' stands where an object should be"),
        (EX + "ex:a 'x' 1 .", 2, 6, "where a predicate should be"),
        (EX + "ex:a ex:b 1\n", 3, 1, "the end of the text stands where '.'"),
        (EX + "ex:a ex:b 'x", 2, 11, "the string is not closed"),
        (EX + 'ex:a ex:b """x" .', 2, 11, "the string is not closed"),
        (EX + 'ex:a ex:b "x\ny" .', 2, 11, "the string is not closed"),
        (EX + "ex:a ex:b <x y> .", 2, 11, "the IRI is not closed"),
        (EX + "ex:a ex:b <x> .", 2, 11, "<x> is relative and there is no @base"),
        (EX + "ex:a ex:b <http://[x> .", 2, 11, "is not an IRI"),
        (EX + "ex:a ex:b ex:\u00d7 .", 2, 11, "a character that names may not hold"),
        (EX + "ex:a ex:b = .", 2, 11, "'=' has no meaning here"),
        (EX + "ex:a ex:b '\\ud800' .", 2, 11, "is not a Unicode character"),
        (EX + "ex:a ex:b 'x'^^1 .", 2, 16, "where a datatype should be"),
        (EX + "ex:a ex:b ( 1 .", 2, 15, "where an object should be"),
        (EX + "ex:a ex:b [ ex:c 1 .", 2, 20, "where ']' should be"),
        (EX + "\u00e9\u00e9 ex:b 1 .", 2, 1, "'\u00e9' has no meaning here"),
        (EX + "'x' ex:b 1 .", 2, 1, "where a subject should be"),
        ("@prefix ex <x:y> .", 1, 9, "where a prefix such as 'ex:' should be"),
        ("@base ex:a .", 1, 7, "where an IRI such as"),
        ("\ufeff" + EX, 1, 1, "byte order mark"),
        (EX + "<< ex:a ex:b 1 >> ex:c 2 .", 2, 1, "RDF 1.2, which is not supported"),
        (EX + "ex:a ex:b <<( ex:a ex:b 1 )>> .", 2, 11, "RDF 1.2"),
        (EX + "ex:a ex:b 1 {| ex:c 2 |} .", 2, 13, "RDF 1.2"),
        (EX + "ex:a ex:b 1 ~ ex:r .", 2, 13, "RDF 1.2"),
        (EX + "ex:a ex:b 'x'@en--ltr .", 2, 14, "RDF 1.2"),
        ('@version "1.2" .', 1, 1, "RDF 1.2"),
        ('VERSION "1.2"', 1, 1, "RDF 1.2"),
        ("<http://e/\\u000A\\u001B> a 1 .", 1, 1, r"\n\x1b"),
        (EX + 'ex:a """\n\x1b""" 1 .', 2, 6, r"\n\x1b"),
    ],
)
def test_messages(text: str, line: int, col: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.col) == (line, col)
    assert said in caught.value.message


@pytest.mark.parametrize("opening", ["[ ex:p ", "( "])
def test_depth_is_limited(opening: str) -> None:
    closing = {"[": "]", "(": ")"}[opening[0]]
    deepest = EX + "ex:a ex:p " + opening * 128 + "1" + closing * 128 + " ."
    assert parse(deepest)
    for text in (
        deepest.replace("1", f"{opening}1{closing}"),
        EX + "ex:a ex:p " + opening * MANY,
        EX + opening * MANY + "1" + closing * MANY + " .",
    ):
        with pytest.raises(LimitError, match="128"):
            parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "<" + "a" * MANY,
        '"""' + 'a"\\n' * MANY,
        '"' + "a\\n" * MANY,
        "'''" + '"""a\'\'' * MANY,
        "a." * MANY,
        "a" + "." * MANY + " ",
        ":a" + "." * MANY,
        "_:" + "a." * MANY,
        ":" + "%4" * MANY,
        "1" * MANY + "e",
        "1." * MANY,
        "@a-" * MANY,
        "# c\n\n" * MANY,
    ],
    ids=lambda text: text[:5],
)
def test_hostile_texts_end_soon(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(InputError):
        parse(text)
    assert time.process_time() - start < 5


def test_relative_iris_and_prefixes_hold_from_where_they_are_said() -> None:
    document = parse(
        "PREFIX a: <x:1/> a:p a:p a:p . PREFIX a: <x:2/> a:p a:p a:p ."
        "BASE <http://e/f/g> <> <h> <#i> .",
        "http://b/",
    )
    assert [s.subject.value for s in document.statements] == ["x:1/p", "x:2/p", "http://e/f/g"]
    assert document.statements[2].predicate == NamedNode("http://e/f/h")
    assert document.prefixes() == {"a": "x:1/"}
