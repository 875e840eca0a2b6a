"""Reading TriG, N-Triples and N-Quads: the statements that another parser reads too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, RdfFormat
from pyoxigraph import parse as other_parser

from drugfacts.errors import InputError, UsageError
from drugfacts.formatting import formatted
from drugfacts.graph.turtle import lines, trig
from drugfacts.graph.turtle.document import MAX_DEPTH, Statement
from drugfacts.graph.turtle.parse import parse as read_turtle
from drugfacts.graph.turtle.tokens import tokens

SUITE = Path(__file__).parents[3].parent / "shared" / "conformance" / "turtle"

HEAD = "@prefix e: <urn:e:> .\n"

GOOD = [
    "",
    "{}",
    "{ }{}",
    "<urn:g> {}",
    "GRAPH<urn:g>{}",
    "graph e:g { e:a e:p 1 }",
    "GrApH _:g { e:a e:p 1 . }",
    "_:g { e:a e:p _:g } _:g e:p 1 .",
    "[] { [] e:p [] }",
    "[ ] { } [ ] e:p 1 . [ e:p 1 ] e:q 2 . [ e:p 2 ] .",
    "GRAPH [] { [ e:p 1 ] }",
    "e:g { [ e:p 1 ] . [ e:p 2 ] }",
    "e:g { [ e:p 1 ] e:q 2 . ( 1 [] ) e:q 3 . () e:q 4 }",
    "e:g { e:a e:p ( ( ) ( 1 ) ) ; ; e:q 1 , 2 ; }",
    "e:g { e:a e:p true } e:h { e:a e:p true. }",
    "e:g{e:a e:p'x'@en,'y'^^e:d,1.5}",
    "e:g { _:x e:p 1 } e:h { _:x e:p 2 } _:x e:p 3 .",
    "e:g { e:a e:p 1 } @prefix e: <urn:f:> . e:g { e:a e:p 1 }",
    "BASE <http://h/i> GRAPH <j> { <> <k> </l> } <j> { <m> <n> <o> }",
    "e:graph { e:GRAPH e:graph e:GRAPH }",
    "a: e:p 1 .".replace("a:", "e:"),
    "e:g { e:a a e:C } # }\n{ # {\n}",
]

BAD = [
    "{",
    "}",
    "e:g {",
    "e:g { e:a e:p 1 ",
    "e:g { e:a e:p 1 . . }",
    "e:g { e:a e:p }",
    "e:g { e:a e:p 1 ; . } .",
    "{ e:g { e:a e:p 1 } }",
    "e:g { @prefix f: <urn:f:> . }",
    "e:g { PREFIX f: <urn:f:> e:a e:p 1 }",
    "GRAPH { e:a e:p 1 }",
    "GRAPH e:g e:a { }",
    "GRAPH e:g e:a e:p 1 .",
    "GRAPH 'g' { }",
    "GRAPH [ e:p 1 ] { }",
    "[ e:p 1 ] { }",
    "( 1 ) { }",
    "() { }",
    "'g' { }",
    "e:g e:h { }",
    "e:a e:p { } .",
    "e:a e:p 1 }",
    "[ e:p 1 } .",
    "e:g { [ e:p 1 } ]",
    "e:g { ( 1 } )",
]


def canonical(quads: list[Quad]) -> frozenset[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, dataset))


def ours(statements: list[Statement]) -> frozenset[str]:
    default = DefaultGraph()
    return canonical(
        [Quad(s.subject, s.predicate, s.object, s.graph or default) for s in statements]
    )


def theirs(text: str, form: RdfFormat = RdfFormat.TRIG) -> frozenset[str]:
    return canonical(list(other_parser(text, form)))


@pytest.mark.parametrize("text", GOOD)
def test_the_same_statements_as_another_parser(text: str) -> None:
    assert ours(trig.parse(HEAD + text).statements) == theirs(HEAD + text)


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_trig(text: str) -> None:
    with pytest.raises(InputError) as caught:
        trig.parse(HEAD + text)
    assert caught.value.line is not None
    with pytest.raises(SyntaxError):
        list(other_parser(HEAD + text, RdfFormat.TRIG))


PIECES = [
    *("e:a", "_:x", "[]", "(", ")", "[", "]", "{", "}", "{", "}", ".", ";", ",", "a", "'s'@en"),
    *("GRAPH", "1", "true", "@prefix e: <urn:e:> .", "# }\n", "e:g {", "e:p e:o", "e:a e:p 1"),
]
names = st.sampled_from(["e:a", "e:b", "_:x", "_:y", "<urn:c>"])
objects = st.recursive(
    st.one_of(names, st.sampled_from(["1", "'x'", '"""y\n"""@en', "true", "-1.5e0", "[]", "()"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"( {' '.join(items)} )"),
        st.lists(inner, min_size=1, max_size=2).map(lambda items: f"[ e:q {' , '.join(items)} ]"),
    ),
    max_leaves=4,
)
said = st.builds(
    lambda kind, predicates: f"{kind} {' ; '.join(predicates)}",
    st.one_of(names, st.sampled_from(["[]", "( 1 _:x )", "[ e:r _:y ]"])),
    st.lists(
        st.builds(
            lambda p, values: f"{p} {' , '.join(values)}",
            st.sampled_from(["a", "e:p", "<urn:q>"]),
            st.lists(objects, min_size=1, max_size=2),
        ),
        min_size=1,
        max_size=2,
    ),
)
blocks = st.one_of(said, objects.filter(lambda text: text.startswith("[ ")))
graphs = st.builds(
    lambda name, inner, end: f"{name} {{ {' . '.join(inner)}{end if inner else ''} }}\n",
    st.sampled_from(["", "e:g", "GRAPH e:g", "graph _:x", "_:g", "[]", "GRAPH []"]),
    st.lists(blocks, max_size=3),
    st.sampled_from(["", " .", " # c\n"]),
)
texts = st.lists(st.one_of(graphs, blocks.map(lambda text: f"{text} .\n")), max_size=4).map("".join)


@settings(deadline=None, max_examples=300)
@given(texts)
def test_made_up_trig_says_the_same(text: str) -> None:
    assert ours(trig.parse(HEAD + text).statements) == theirs(HEAD + text)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_what_one_parser_refuses_the_other_refuses(text: str) -> None:
    try:
        expected = theirs(HEAD + text)
    except SyntaxError:
        with pytest.raises(InputError):
            trig.parse(HEAD + text)
    else:
        assert ours(trig.parse(HEAD + text).statements) == expected


@settings(deadline=None)
@given(texts)
def test_tokens_lose_nothing(text: str) -> None:
    found = tokens(text, graphs=True)
    assert "".join(text[start:end] for _, start, end in found) == text


@pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")
def test_turtle_is_trig() -> None:
    checked = 0
    for path in sorted(SUITE.glob("*.ttl")):
        text = path.read_bytes().decode()
        try:
            document = read_turtle(text, "http://h/")
        except InputError:
            continue
        assert ours(trig.parse(text, "http://h/").statements) == ours(document.statements), path
        checked += 1
    assert checked > 200


@pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")
def test_the_results_of_the_suite_are_n_triples() -> None:
    checked = 0
    for path in sorted(SUITE.glob("*.nt")):
        text = path.read_bytes().decode()
        if "\\uD801" in text:
            continue  # half a character; not listed in the manifest
        assert ours(lines.parse(text).statements) == theirs(text, RdfFormat.N_TRIPLES), path
        checked += 1
    assert checked > 100


def test_depth_is_limited() -> None:
    deepest = "e:g { e:a e:p " + "[ e:p " * MAX_DEPTH + "1" + "]" * MAX_DEPTH + " }"
    assert len(trig.parse(HEAD + deepest).statements) == MAX_DEPTH + 1


@pytest.mark.parametrize("text", ["{ <urn:a> <urn:p> 1 }", "<urn:g> { <urn:a> <urn:p> 1 }", "}"])
def test_braces_are_no_turtle(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no meaning here; remove or escape it"):
        read_turtle(text)
    path = tmp_path / "x.ttl"
    path.write_text(text)
    with pytest.raises(InputError):
        formatted([path])


def test_trig_is_not_formatted(tmp_path: Path) -> None:
    """The layout knows no graphs, and would drop them."""
    path = tmp_path / "x.trig"
    path.write_text("<urn:g> { <urn:a> <urn:p> 1 }")
    with pytest.raises(UsageError, match="only Turtle is formatted"):
        formatted([path])


@pytest.mark.parametrize(
    "text",
    ["<urn:a> <urn:p> .", "<urn:a> <urn:p> 1", "<urn:a> <urn:p> 1 <urn:g> 2 .", "_:a _:p 1 ."],
)
def test_what_is_no_n_quads(text: str) -> None:
    with pytest.raises(InputError):
        lines.parse(text)
