from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import parse as parse_rdf

from drugfacts.errors import InputError
from drugfacts.graph.dataset import DataSet, Document, Term
from drugfacts.graph.turtle.names import Names
from drugfacts.graph.turtle.trees import Writer
from drugfacts.reporting.path_nodes import path_node
from drugfacts.reporting.path_notation import (
    Alternative,
    Inverse,
    Path,
    Predicate,
    Repeated,
    Sequence,
    parse,
)
from drugfacts.validation.paths import path_text

A, B, Q, R = (Predicate(f"http://e/{name}") for name in "abqr")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<http://e/a>", A),
        ("^<http://e/a>", Inverse(A)),
        ("<http://e/a>/<http://e/b>", Sequence((A, B))),
        ("<http://e/a>|<http://e/b>", Alternative((A, B))),
        ("<http://e/a>/^<http://e/b>|<http://e/q>", Alternative((Sequence((A, Inverse(B))), Q))),
        ("<http://e/a>/(<http://e/b>|<http://e/q>)", Sequence((A, Alternative((B, Q))))),
        ("(<http://e/a>/<http://e/b>)/<http://e/q>", Sequence((Sequence((A, B)), Q))),
        ("<http://e/a>+*", Repeated(Repeated(A, "+"), "*")),
        ("^<http://e/a>?", Inverse(Repeated(A, "?"))),
        ("(^<http://e/a>)?", Repeated(Inverse(A), "?")),
        ("^^<http://e/a>", Inverse(Inverse(A))),
        # As the engine in Rust writes it.
        (
            "(<http://e/q>/^<http://e/r>/((<http://e/a>|<http://e/b>))*)",
            Sequence((Q, Inverse(R), Repeated(Alternative((A, B)), "*"))),
        ),
    ],
)
def test_a_path_is_read(text: str, path: Path) -> None:
    assert parse(text) == path


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("…", 0),
        ("ex:a", 0),
        ("<>", 0),
        ("<http://e/a b>", 0),
        ("<http://e/a>/", 13),
        ("<http://e/a> /<http://e/b>", 12),
        ("(<http://e/a>", 13),
        ("<http://e/a>)", 12),
        ("!<http://e/a>", 0),
        ("<http://e/a>{2}", 12),
        ("^" * 101 + "<http://e/a>", 100),
        ("(" * 9999, 100),
        ("<http://e/a>" + "*" * 9999, 112),
    ],
)
def test_what_is_no_path_is_refused_at_its_place(text: str, at: int) -> None:
    with pytest.raises(InputError, match=rf"was expected after {at} characters; correct it\."):
        parse(text)


PATHS = st.recursive(
    st.sampled_from([A, B, Q, R]),
    lambda inner: st.one_of(
        st.builds(Inverse, inner),
        st.builds(Repeated, inner, st.sampled_from("*+?")),
        st.lists(inner, min_size=2, max_size=3).map(tuple).map(Sequence),
        st.lists(inner, min_size=2, max_size=3).map(tuple).map(Alternative),
    ),
    max_leaves=8,
)


def written(path: Path) -> tuple[Term, tuple[Quad, ...]]:
    """Return the node of a path and all that is said of it, from the text that is written."""
    subject, said = NamedNode("http://e/s"), NamedNode("http://e/p")
    text = Writer(Names({}, "http://e/", {})).value(path_node(path), 0).text
    quads = tuple(parse_rdf(f"{subject} {said} {text} .", RdfFormat.TURTLE))
    (node,) = (quad.object for quad in quads if quad.predicate == said)
    assert not isinstance(node, Triple)
    return node, tuple(quad for quad in quads if quad.predicate != said)


@given(PATHS)
def test_what_the_checks_write_is_read_as_it_was(path: Path) -> None:
    node, quads = written(path)
    assert not isinstance(node, Literal)
    shapes = DataSet((Document("shapes.ttl", quads),))
    assert parse(path_text(node, shapes, str)) == path


def test_the_nodes_of_a_path_are_those_of_shacl() -> None:
    node, quads = written(parse("^<http://e/a>/<http://e/b>*"))
    assert isinstance(node, BlankNode)
    said = {(q.predicate.value.rpartition("#")[2], type(q.object)) for q in quads}
    assert said == {
        ("inversePath", NamedNode),
        ("zeroOrMorePath", NamedNode),
        ("first", BlankNode),
        ("rest", BlankNode),
        ("rest", NamedNode),
    }
    assert path_node(parse("<http://e/a>")) == NamedNode("http://e/a")
