"""The W3C Turtle suite, driven by its manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from drugfacts.errors import InputError
from drugfacts.graph.turtle.format import format_text
from drugfacts.graph.turtle.parse import parse as read_turtle
from drugfacts.graph.turtle.tokens import tokens
from drugfacts.iris import BASE, prefixes

Canonical = Callable[[Iterable[Triple]], frozenset[str]]

SUITE = Path(__file__).parents[3].parent / "shared" / "conformance" / "turtle"
SUITE_IRI = "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-turtle/"
RDFT = "http://www.w3.org/ns/rdftest#TestTurtle"


ABSENT = pytest.mark.skip(reason="shared conformance suites are not here")


def entries(kind: str) -> list[Any]:
    """Return (input, expected output) of the tests of one kind; the output may be ""."""
    manifest = SUITE / "manifest.ttl"
    if not manifest.is_file():
        return [pytest.param("", "", marks=ABSENT)]
    quads = list(parse(path=manifest, base_iri=SUITE_IRI))
    files = {
        (q.subject, q.predicate.value.rpartition("#")[2]): q.object.value.removeprefix(SUITE_IRI)
        for q in quads
        if q.predicate.value.endswith(("#action", "#result"))
    }
    tests = [q.subject for q in quads if q.object == NamedNode(RDFT + kind)]
    found = sorted((files[test, "action"], files.get((test, "result"), "")) for test in tests)
    return [pytest.param(*names, id=names[0]) for names in found]


EVAL, POSITIVE, NEGATIVE = map(entries, ["Eval", "PositiveSyntax", "NegativeSyntax"])
both = pytest.mark.parametrize(("name", "result"), EVAL + POSITIVE)


def text_of(name: str) -> str:
    return (SUITE / name).read_bytes().decode("utf-8")


@pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")
def test_suite_is_complete() -> None:
    assert (len(EVAL), len(POSITIVE), len(NEGATIVE)) == (145, 74, 94)


@pytest.mark.parametrize(("name", "result"), EVAL)
def test_evaluation(name: str, result: str, canonical: Canonical) -> None:
    document = read_turtle(text_of(name), SUITE_IRI + name)
    expected = [q.triple for q in parse(path=SUITE / result)]
    assert canonical(document.triples()) == canonical(expected)


@both
def test_format_keeps_triples_and_is_idempotent(
    name: str, result: str, canonical: Canonical
) -> None:
    text = text_of(name)
    once = format_text(text, name, prefixes(), BASE, SUITE_IRI + name)
    before = [q.triple for q in parse(text, RdfFormat.TURTLE, base_iri=SUITE_IRI + name)]
    after = [q.triple for q in parse(once, RdfFormat.TURTLE)]
    assert canonical(before) == canonical(after)
    assert format_text(once, name, prefixes(), BASE) == once


@both
def test_tokens_lose_nothing(name: str, result: str) -> None:
    text = text_of(name)
    assert "".join(text[start:end] for _, start, end in tokens(text)) == text


@pytest.mark.parametrize(("name", "result"), NEGATIVE)
def test_bad_syntax_is_refused_with_a_place(name: str, result: str) -> None:
    with pytest.raises(InputError) as caught:
        read_turtle(text_of(name), SUITE_IRI + name)
    assert caught.value.line is not None
    assert caught.value.col is not None
