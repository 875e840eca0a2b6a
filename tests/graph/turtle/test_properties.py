"""What must hold for every graph and every text, tried on made-up ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.errors import InputError
from drugfacts.graph.turtle.blanks import fingerprint
from drugfacts.graph.turtle.document import FIRST, NIL, REST, TYPE, Notes, Term
from drugfacts.graph.turtle.escapes import decode, quote
from drugfacts.graph.turtle.format import format_text
from drugfacts.graph.turtle.layout import write, write_blocks
from drugfacts.graph.turtle.names import Names
from drugfacts.graph.turtle.parse import parse
from drugfacts.graph.turtle.tokens import tokens
from drugfacts.iris import BASE, prefixes

Canonical = Callable[[Iterable[Triple]], frozenset[str]]
Read = Callable[[str], list[Triple]]

TABLE = prefixes()
DECLARED = {
    "ex": "http://example.org/",
    "a": "http://example.org/a",
    "u": "urn:x:",
    "": "http://e/#",
}
XSD = "http://www.w3.org/2001/XMLSchema#"

# A busy machine must not fail a test: how long it may take is tested elsewhere.
steady = settings(deadline=None)

PIECES = (";", ",", ".", "[", "]", "(", ")", "a", "<", '"', "@", "1", "")
LOCAL = """a ab a.b a. .a -a a- a:b a/b a%20b ~a \u00e9 a\u00b7b \u00b7b \u00d7 \u65e5\u672c
\U0001f600 a?q=1&r=(2)"""
IRIS = [
    *("http://example.org/" + local for local in ("", *LOCAL.split())),
    *("http://e/#", "http://e/#1", "http://e/#_", "urn:x:y", "urn:x:1:2", "urn:x:a..b"),
    *(BASE + tail for tail in ("drug/x", "drug/x#y", "drug/x#", "a/b/c#d", "ontology#X")),
    *(NIL.value, FIRST.value, XSD + "integer", "http://www.wikidata.org/entity/Q1", "mailto:a@b.c"),
]
iris = st.one_of(
    st.sampled_from(IRIS).map(NamedNode),
    st.text("ab.-:_", min_size=1, max_size=4).map(lambda t: NamedNode("http://example.org/" + t)),
)
texts = st.one_of(
    st.text(
        st.sampled_from("a\"'\\\n\r\t\0 #@^.;\ufeff\u202e\u2028\uffff\u00e9\U0001f600\U000e0001")
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
LEXICAL = "0 1 -1 +1 01 1.0 1. .5 -0.5 1e0 1.E3 .1e-5 1e INF NaN true false 1_0 \uff11"
KINDS = "integer decimal double float boolean nonNegativeInteger date string"
kinds = st.sampled_from(KINDS.split()).map(lambda kind: NamedNode(XSD + kind))
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(
        lambda value, kind: Literal(value, datatype=kind),
        st.one_of(st.sampled_from(LEXICAL.split()), texts),
        st.one_of(kinds, iris),
    ),
    st.builds(
        lambda value, tag: Literal(value, language=tag),
        texts,
        st.sampled_from(["en", "de-at", "x-y"]),
    ),
)
blanks = st.sampled_from([BlankNode(f"n{i}") for i in range(6)])
fixed = st.sampled_from([TYPE, NamedNode("http://example.org/p"), FIRST, REST])
predicates = st.one_of(fixed, iris)
subjects = st.one_of(iris, blanks)
values: st.SearchStrategy[Term] = st.one_of(iris, literals, blanks)


@st.composite
def lists(draw: st.DrawFn) -> list[Triple]:
    items = draw(st.lists(values, min_size=1, max_size=4))
    cells = [BlankNode(f"l{draw(st.integers(0, 9))}{i}") for i in range(len(items))]
    triples = [Triple(c, FIRST, item) for c, item in zip(cells, items, strict=True)]
    rests: list[BlankNode | NamedNode] = [*cells[1:], NIL]
    triples += [Triple(cell, REST, rest) for cell, rest in zip(cells, rests, strict=True)]
    if draw(st.booleans()):
        triples.append(Triple(draw(subjects), draw(predicates), cells[0]))
    return triples


plain = st.builds(Triple, iris, predicates, st.one_of(iris, literals))
any_triple = st.builds(Triple, subjects, predicates, values)
graphs = st.builds(
    lambda some, more: some + [triple for part in more for triple in part],
    st.lists(any_triple, max_size=12),
    st.lists(lists(), max_size=2),
)


def relabelled(triples: list[Triple], seed: int) -> list[Triple]:
    """Return the same graph with other labels, in another order."""
    chance = random.Random(seed)
    terms = {term for triple in triples for term in triple}
    blank = sorted((term for term in terms if isinstance(term, BlankNode)), key=str)
    numbers = chance.sample(range(100, 1000), len(blank))
    other = {term: BlankNode(f"z{number}") for term, number in zip(blank, numbers, strict=True)}
    changed = [Triple(other.get(s, s), p, other.get(o, o)) for s, p, o in triples]
    chance.shuffle(changed)
    return changed


@steady
@given(graphs)
def test_written_graph_is_the_same_graph(
    canonical: Canonical, read: Read, triples: list[Triple]
) -> None:
    text = write(triples, TABLE, BASE, DECLARED)
    assert canonical(read(text)) == canonical(triples)
    assert canonical(parse(text).triples()) == canonical(triples)


@steady
@given(graphs, st.integers())
def test_bytes_depend_on_the_graph_alone(triples: list[Triple], seed: int) -> None:
    text = write(triples, TABLE, BASE, DECLARED)
    assert write(relabelled(triples, seed), TABLE, BASE, DECLARED) == text


@steady
@given(graphs)
def test_export_and_format_agree(triples: list[Triple]) -> None:
    text = write(triples, TABLE, BASE, DECLARED)
    assert format_text(text, None, TABLE, BASE) == text


@steady
@given(graphs, graphs)
def test_fingerprints_tell_graphs_apart(
    canonical: Canonical, one: list[Triple], two: list[Triple]
) -> None:
    assert fingerprint(relabelled(one, 1)) == fingerprint(one)
    assert (fingerprint(one) == fingerprint(two)) == (canonical(one) == canonical(two))


@steady
@given(graphs, st.integers(0), values)
def test_fingerprint_sees_one_changed_object(
    canonical: Canonical, triples: list[Triple], chosen: int, value: Term
) -> None:
    assume(triples)
    changed = list(triples)
    old = changed[chosen % len(changed)]
    changed[chosen % len(changed)] = Triple(old.subject, old.predicate, value)
    same = canonical(changed) == canonical(triples)
    assert (fingerprint(changed) == fingerprint(triples)) == same


@steady
@given(st.lists(plain, min_size=1, max_size=15), plain)
def test_one_more_triple_changes_one_block(triples: list[Triple], added: Triple) -> None:
    def blocks(of: list[Triple]) -> Counter[str]:
        return Counter(write_blocks(of, Names(TABLE, BASE, DECLARED), Notes()))

    before, after = blocks(triples), blocks([*triples, added])
    assert (before - after).total() <= 1
    assert (after - before).total() <= 1


@steady
@given(graphs, st.randoms(use_true_random=False))
def test_comments_survive_wherever_they_stand(
    canonical: Canonical, read: Read, triples: list[Triple], chance: random.Random
) -> None:
    lines = "".join(f"{triple} .\n" for triple in triples)
    text = chance.choice([lines, write(triples, TABLE, BASE, DECLARED)])
    count = 0
    parts = []
    for kind, start, end in tokens(text):
        parts.append(text[start:end])
        if kind == "space" and chance.random() < 0.3:
            count += 1
            parts.append(f"# note {count}.\n" + chance.choice(["", "\n", "    "]))
    commented = "".join(parts)
    once = format_text(commented, None, TABLE, BASE)
    assert format_text(once, None, TABLE, BASE) == once
    assert canonical(read(once)) == canonical(triples)
    found = [once[start:end] for kind, start, end in tokens(once) if kind == "comment"]
    assert sorted(found) == sorted(f"# note {number}." for number in range(1, count + 1))


@steady
@given(st.text("a:_.-<>\"'\\#@^[](){},;~| \n\r19e\u00e9u\u00d7"))
def test_tokens_lose_nothing(text: str) -> None:
    try:
        found = tokens(text)
    except InputError:
        return
    assert "".join(text[start:end] for _, start, end in found) == text


@steady
@given(graphs, st.data())
def test_what_is_read_of_a_broken_text_is_read_by_others_too(
    canonical: Canonical, read: Read, triples: list[Triple], data: st.DataObject
) -> None:
    text = write(triples, TABLE, BASE, DECLARED)
    assume(text)
    at = data.draw(st.integers(0, len(text) - 1))
    piece = data.draw(st.sampled_from(PIECES))
    broken = text[:at] + piece + text[at + data.draw(st.integers(0, 3)) :]
    try:
        mine = parse(broken).triples()
    except InputError:
        return
    assert canonical(mine) == canonical(read(broken))


@steady
@given(texts)
def test_quoting_and_decoding_are_inverse(text: str) -> None:
    quoted = quote(text)
    width = 3 if "\n" in text else 1
    assert decode(quoted[width:-width]) == text
    assert len(tokens(quoted)) == 1
    assert not re.search("[\\x00-\\x09\\x0b-\\x1f\\u202e\\ufeff]", quoted)
