"""Where things are said."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from drugfacts.graph.places.positions import Positions
from drugfacts.graph.places.statements import statements
from drugfacts.graph.turtle.document import FIRST
from drugfacts.graph.turtle.parse import parse

TEXT = """\
@prefix ex: <https://example.org/> .
# \U0001f600
ex:a a ex:T ;
    ex:p 1 , "\U0001f600" , ex:b ;
    ex:q [ ex:r ( ex:c [] ) ] .
\u00e9:x a ex:T .
<#y> a ex:T ; ex:p _:z . ex:a ex:p 1 , 2 .
""".replace("\u00e9:x", "ex:\u00e9")


def positions(text: str, base: str | None = None) -> Positions:
    return Positions(text, lambda: statements(text, RdfFormat.TURTLE, base))


def ex(name: str) -> NamedNode:
    return NamedNode("https://example.org/" + name)


def test_places() -> None:
    places = positions(TEXT, "https://example.org/doc")
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert places.locate(ex("a")) == (3, 1)
    assert places.locate(ex("a"), ex("p")) == (4, 5)
    assert places.locate(ex("a"), ex("p"), Literal("1", datatype=integer)) == (4, 10)
    assert places.locate(ex("a"), ex("p"), Literal("\U0001f600")) == (4, 14)
    assert places.locate(ex("a"), ex("p"), ex("b")) == (4, 20)
    assert places.locate(ex("a"), ex("q")) == (5, 5)
    assert places.locate(ex("\u00e9")) == (6, 1)
    assert places.locate(ex("doc#y")) == (7, 1)
    assert places.locate(ex("doc#y"), ex("p"), BlankNode("z")) == (7, 20)
    assert places.locate(ex("a"), ex("p"), Literal("2", datatype=integer)) == (7, 40)


def test_what_is_not_said_has_no_place() -> None:
    places = positions(TEXT, "https://example.org/doc")
    assert places.locate(ex("none")) is None
    assert places.locate(ex("a"), ex("none")) is None
    assert places.locate(ex("a"), ex("p"), ex("c")) is None


def test_places_in_brackets() -> None:
    statements = parse(TEXT, "https://example.org/doc").statements
    inner = next(s for s in statements if s.predicate == ex("r"))
    item = next(s for s in statements if s.predicate == FIRST and s.object == ex("c"))
    line = TEXT.splitlines()[4]
    start = TEXT.index(line)
    assert inner.subject_at - start == line.index("[")
    assert inner.predicate_at - start == line.index("ex:r")
    assert inner.object_at - start == line.index("(")
    assert item.object_at - start == line.index("ex:c")


def test_a_text_that_we_do_not_read_has_no_places() -> None:
    assert positions("<< broken").locate(ex("a")) is None
    assert positions("[ " * 1000).locate(ex("a")) is None


def test_last_line_without_newline_and_carriage_returns() -> None:
    places = positions("<x:a> <x:p> 1 .\r\n<x:b> <x:p> 1 .")
    assert places.locate(NamedNode("x:b"), NamedNode("x:p")) == (2, 7)
