"""One tree, written at once, against the layout of the same triples as a graph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from drugfacts.errors import LimitError
from drugfacts.graph.turtle import layout
from drugfacts.graph.turtle.document import MAX_DEPTH, NIL, TYPE
from drugfacts.graph.turtle.names import Names
from drugfacts.graph.turtle.trees import Items, Node, Value, Writer

TABLE = {"e": "http://e/"}
A, P = NamedNode("http://e/a"), NamedNode("http://e/p")

TERMS: st.SearchStrategy[Value] = st.sampled_from(
    [
        *(A, NIL, NamedNode("urn:no-prefix"), Literal(7), Literal(10), Literal("two\nlines")),
        *(Literal("x", language="en"), Literal("long " * 20), Literal("y" * 1200)),
    ]
)
PROPERTIES = st.sampled_from([TYPE, P, NamedNode("http://e/o"), NamedNode("urn:q")])


def nodes(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Node]:
    said = st.dictionaries(PROPERTIES, st.lists(values, min_size=1, max_size=3), min_size=1)
    return st.builds(Node, said)


VALUES = st.recursive(
    TERMS,
    lambda inner: nodes(inner) | st.builds(Items, st.lists(inner, min_size=1, max_size=3)),
    max_leaves=12,
)


def block(node: Node) -> tuple[str, dict[str, str]]:
    names = Names(TABLE, "http://e/", {})
    return Writer(names).root(node), names.used


def declared(used: dict[str, str]) -> str:
    return "".join(f"{layout.prefix_line(p, used[p])}\n" for p in sorted(used))


@given(nodes(VALUES))
def test_it_is_what_the_layout_of_a_graph_writes(node: Node) -> None:
    text, used = block(node)
    header = f"{declared(used)}\n" if used else ""
    triples = [quad.triple for quad in parse(declared(used) + text, RdfFormat.TURTLE)]
    assert f"{header}{text}\n" == layout.write(triples, TABLE, "http://e/")


@given(st.lists(nodes(VALUES), min_size=2, max_size=4))
def test_keys_sort_as_the_layout_does(found: list[Node]) -> None:
    """So that many values can be written one by one and put in order afterwards."""
    writer = Writer(Names(TABLE, "http://e/", {}))
    texts = [text for _, text in sorted(writer.value(node, 8) for node in found)]
    text, _ = block(Node({P: found}))
    assert text == "[] e:p\n        " + " ,\n        ".join(texts) + " ."


def test_nodes_that_are_nested_too_deeply_are_refused() -> None:
    def nested(depth: int) -> Node:
        node = Node({P: (A,)})
        for _ in range(depth):
            node = Node({P: (node,)})
        return node

    text, used = block(nested(MAX_DEPTH - 1))
    triples: list[Triple] = [q.triple for q in parse(declared(used) + text, RdfFormat.TURTLE)]
    assert len(triples) == MAX_DEPTH
    with pytest.raises(LimitError, match=f"nested deeper than {MAX_DEPTH - 1}"):
        block(nested(MAX_DEPTH))
