"""The examples of RFC 3986, section 5.4, and cases at the edges."""

from __future__ import annotations

import pytest

from drugfacts.graph.turtle.resolve import is_absolute, resolve

RFC = """g:h g:h|g http://a/b/c/g|./g http://a/b/c/g|g/ http://a/b/c/g/|/g http://a/g|//g http://g
?y http://a/b/c/d;p?y|g?y http://a/b/c/g?y|#s http://a/b/c/d;p?q#s|g#s http://a/b/c/g#s
g?y#s http://a/b/c/g?y#s|;x http://a/b/c/;x|g;x http://a/b/c/g;x|g;x?y#s http://a/b/c/g;x?y#s
 http://a/b/c/d;p?q|. http://a/b/c/|./ http://a/b/c/|.. http://a/b/|../ http://a/b/
../g http://a/b/g|../.. http://a/|../../ http://a/|../../g http://a/g|../../../g http://a/g
../../../../g http://a/g|/./g http://a/g|/../g http://a/g|g. http://a/b/c/g.|.g http://a/b/c/.g
g.. http://a/b/c/g..|..g http://a/b/c/..g|./../g http://a/b/g|./g/. http://a/b/c/g/
g/./h http://a/b/c/g/h|g/../h http://a/b/c/h|g;x=1/./y http://a/b/c/g;x=1/y
g;x=1/../y http://a/b/c/y|g?y/./x http://a/b/c/g?y/./x|g?y/../x http://a/b/c/g?y/../x
g#s/./x http://a/b/c/g#s/./x|g#s/../x http://a/b/c/g#s/../x|http:g http:g"""


@pytest.mark.parametrize("example", RFC.replace("\n", "|").split("|"))
def test_examples_of_the_rfc(example: str) -> None:
    reference, _, expected = example.partition(" ")
    assert resolve(reference, "http://a/b/c/d;p?q") == expected


@pytest.mark.parametrize(
    ("reference", "base", "expected"),
    [
        ("x", "http://a", "http://a/x"),
        ("#f", "http://a", "http://a#f"),
        ("", "http://a/b?q#f", "http://a/b?q"),
        ("x", "http://a/b/../c/./d", "http://a/c/x"),
        ("//h/../x", "http://a/b", "http://h/x"),
        ("x", "urn:a:b", "urn:x"),
        ("../x", "urn:a/b/c", "urn:a/x"),
        ("../../x", "urn:a/b", "urn:/x"),
        ("http://x/a/../b", "http://a/b", "http://x/a/../b"),
        ("a:b/../c", "http://a/b", "a:b/../c"),
        ("a//../b", "http://h/", "http://h/a/b"),
        ("\u00e9?\u00e8", "http://h/", "http://h/\u00e9?\u00e8"),
    ],
)
def test_edges(reference: str, base: str, expected: str) -> None:
    assert resolve(reference, base) == expected


def test_scheme() -> None:
    assert is_absolute("a+b-c.1:x")
    assert not is_absolute("1a:x")
    assert not is_absolute("./a:b")
    assert not is_absolute("")


def test_time_is_linear() -> None:
    assert resolve("../" * 200_000 + "x", "http://a/b") == "http://a/x"
