"""Graphs of blank nodes that are hard to tell apart."""

from __future__ import annotations

import random
import time

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.errors import LimitError
from drugfacts.graph.turtle.blanks import fingerprint
from drugfacts.graph.turtle.document import FIRST, NIL, REST
from drugfacts.graph.turtle.layout import write
from drugfacts.iris import BASE, prefixes

P, Q, S = (NamedNode(f"https://example.org/{name}") for name in "pqs")


def node(number: int) -> BlankNode:
    return BlankNode(f"n{number}")


def circle(size: int, first: int = 0) -> list[Triple]:
    return [Triple(node(first + i), P, node(first + (i + 1) % size)) for i in range(size)]


def clique(size: int) -> list[Triple]:
    return [Triple(node(i), P, node(j)) for i in range(size) for j in range(size) if i != j]


def equal_list(size: int) -> list[Triple]:
    cells = [(node(i), node(i + 1)) for i in range(size)]
    items = [Triple(cell, FIRST, Literal("x")) for cell, _ in cells]
    rests = [Triple(cell, REST, rest) for cell, rest in cells[:-1]]
    return [Triple(S, P, node(0)), *items, *rests, Triple(cells[-1][0], REST, NIL)]


GRAPHS = {
    "circle": circle(40),
    "two circles against one": circle(3) + circle(3, 3),
    "many circles": [t for i in range(300) for t in circle(2, 2 * i)],
    "clique": clique(6),
    "twins": [Triple(BlankNode("hub"), p, node(i)) for i in range(300) for p in (P, Q)],
    "twins of two": [Triple(s, P, node(i)) for i in range(300) for s in (S, P)],
    "ladder": [Triple(node(i), p, node(i + 1)) for i in range(60) for p in (P, Q)],
    "shared item in a long list": [
        Triple(s, p, node(9999) if s == node(1500) and p == FIRST else o)
        for s, p, o in [*equal_list(3000), Triple(S, Q, node(9999))]
    ],
    "two shared items in one list": [
        *(t for t in equal_list(500) if t.object != Literal("x")),
        *(Triple(node(i), FIRST, BlankNode("ab"[i % 2])) for i in range(500)),
    ],
    "petersen": [
        t
        for i in range(5)
        for a, b in ((i, (i + 1) % 5), (i, i + 5), (i + 5, (i + 2) % 5 + 5))
        for t in (Triple(node(a), P, node(b)), Triple(node(b), P, node(a)))
    ],
    "itself": [Triple(node(1), P, node(1)), Triple(node(2), P, node(2))],
}


@pytest.mark.parametrize("triples", GRAPHS.values(), ids=GRAPHS)
def test_bytes_do_not_depend_on_labels_or_order(triples: list[Triple]) -> None:
    expected = write(triples, prefixes(), BASE)
    for seed in range(3):
        chance = random.Random(seed)
        terms = {term for triple in triples for term in triple}
        blank = sorted((term for term in terms if isinstance(term, BlankNode)), key=str)
        other = dict(zip(blank, map(node, chance.sample(range(10**6), len(blank))), strict=True))
        changed = [Triple(other.get(s, s), p, other.get(o, o)) for s, p, o in triples]
        chance.shuffle(changed)
        assert write(changed, prefixes(), BASE) == expected
        assert fingerprint(changed) == fingerprint(triples)


def test_graphs_that_look_alike_from_every_node() -> None:
    assert fingerprint(circle(6)) != fingerprint(circle(3) + circle(3, 3))
    prism = [
        t
        for i in range(3)
        for a, b in ((i, (i + 1) % 3), (i + 3, (i + 1) % 3 + 3), (i, i + 3))
        for t in (Triple(node(a), P, node(b)), Triple(node(b), P, node(a)))
    ]
    bipartite = [
        t
        for i in range(3)
        for j in range(3, 6)
        for t in (Triple(node(i), P, node(j)), Triple(node(j), P, node(i)))
    ]
    assert fingerprint(prism) != fingerprint(bipartite)


@pytest.mark.parametrize("triples", [clique(20), circle(2000)], ids=["clique", "circle"])
def test_too_much_alike_is_a_limit(triples: list[Triple]) -> None:
    start = time.process_time()
    with pytest.raises(LimitError, match="alike"):
        write(triples, prefixes(), BASE)
    assert time.process_time() - start < 20


def test_a_long_list_of_equal_items_is_quick() -> None:
    start = time.process_time()
    assert write(equal_list(5000), prefixes(), BASE).count('"x"') == 5000
    assert time.process_time() - start < 5
