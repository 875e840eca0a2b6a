from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.errors import InputError
from drugfacts.evidence.html_text import BLOCKS, DROPPED, text


@pytest.mark.parametrize(
    ("page", "plain"),
    [
        ("", ""),
        ("<html>bare words</html>", "bare words"),
        ("<p>One<p>two</p>three", "One\ntwo\nthree"),
        ("<p>in<b>line</b> <i>and</i><a href='x'>link</a>", "inline andlink"),
        ("a<br>b<br/>c<hr>d", "a\nb\nc\nd"),
        ("<p>  many \n\t blanks&nbsp;here </p>", "many blanks\u00a0here"),
        (
            "&lt;b&gt; &amp; &quot;q&quot; &#8211; &#x2013; &eacute; &copy",
            '<b> & "q" \u2013 \u2013 \u00e9 \u00a9',
        ),
        ("&#xD800; &#0; &nix;", "\ufffd \ufffd &nix;"),
        ("<head><title>T</title><meta name=x content=y></head><body>b", "b"),
        ("<title>T<body>never", ""),
        ("a<script>if (a < b) { '<p>' }</script>b<style>p { }</style>c", "abc"),
        ("a<svg><title>t</title><text>s</text></svg>b<template><p>x</p></template>c", "abc"),
        ("a<svg>x<svg>y</svg>z</svg>b", "ab"),
        ("a<svg/>b", "ab"),
        ("a<!-- c --><!DOCTYPE x><?pi?>b", "ab"),
        ('<img alt="picture"><p title="tip">p</p>', "p"),
        (
            "<table><caption>C</caption><tr><th>h</th><th></th><th>i</th></tr>"
            "<tr><td>1<td>2\n</table>after",
            "C\nh\t\ti\n1\t2\nafter",
        ),
        ("<ul><li>a<li>b <ol><li>c</ol></ul>d", "a\nb\nc\nd"),
        ("<pre>a\n  b</pre>", "a b"),
        ("</p></div></svg>stray", "stray"),
        ("\u00e9\U0001f600\u0301", "\u00e9\U0001f600\u0301"),
    ],
)
def test_the_text_of_a_page(page: str, plain: str) -> None:
    assert text(page) == plain


@pytest.mark.parametrize("tag", sorted(BLOCKS))
def test_blocks_begin_and_end_a_line(tag: str) -> None:
    assert text(f"a<{tag}>b</{tag}>c").splitlines()[0] == "a"
    assert text(f"a<{tag}>b</{tag}>c") == ("a\nb\nc" if tag != "plaintext" else "a\nb")


@pytest.mark.parametrize("tag", sorted(DROPPED))
def test_what_nobody_reads_is_dropped(tag: str) -> None:
    assert text(f"a<{tag}>b</{tag}>c") == "ac"


def test_a_declaration_that_cannot_be_read() -> None:
    with pytest.raises(InputError, match="holds a declaration that is no HTML"):
        text("<html><![foo[bar]]>")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), max_size=6))
def test_paragraphs_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    page = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    kept = [re.sub(" +", " ", each).strip(" ") for each in paragraphs]
    assert text(page) == "\n".join(each for each in kept if each)
