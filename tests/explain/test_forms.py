"""The forms of an explanation."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from drugfacts.explain import forms, layout
from drugfacts.explain.layout import Page, Prose, Rows, Section, Turtle

PAGE = Page(
    "A [title]",
    "note",
    (
        Section("First", (Prose("Say `a_b` and a_b * <c>."), Turtle(("x a y ;", "    z .")))),
        Section("Empty", ()),
        Section("Rows", (Rows((("a", "b|c"), ("dd",))),)),
    ),
)


def test_text() -> None:
    assert forms.text(PAGE) == (
        "A [title]\nnote\n\nFirst\n  Say `a_b` and a_b * <c>.\n\n    x a y ;\n        z .\n\n"
        "Rows\n  a  b|c\n  dd\n"
    )


def test_headings_alone_are_bold() -> None:
    shown = forms.text(PAGE, lambda text: f"*{text}*")
    assert re.findall(r"^\*(.*)\*$", shown, re.MULTILINE) == ["A [title]", "First", "Rows"]


def test_markdown_escapes_all_but_quoted_code() -> None:
    assert forms.markdown(PAGE) == (
        "# A \\[title\\]\n\nnote\n\n## First\n\nSay `a_b` and a\\_b \\* \\<c\\>.\n\n"
        "```turtle\nx a y ;\n    z .\n```\n\n## Rows\n\n"
        "|   |   |\n| --- | --- |\n| a | b\\|c |\n| dd |  |\n"
    )


@given(st.text())
def test_nothing_steers_a_terminal(text: str) -> None:
    page = Page(text, text, (Section("h", (Prose(text), Rows(((text, text),)), Turtle((text,)))),))
    for shown in (forms.text(page), forms.markdown(page)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(st.lists(st.text("abc ", min_size=1), min_size=1))
def test_paragraphs_keep_their_words_and_their_width(words: list[str]) -> None:
    page = Page("t", "n", (Section("h", (Prose(" ".join(words)),)),))
    body = forms.text(page).split("\n", 4)[4]
    assert body.split() == " ".join(words).split()
    assert all(len(line) <= forms.WIDTH or " " not in line.strip() for line in body.split("\n"))


def test_a_long_last_part_goes_on_in_its_column() -> None:
    page = Page("t", "n", (Section("h", (Rows((("name", "word " * 30), ("n", "short"))),)),))
    lines = forms.text(page).split("\n")[4:]
    assert lines[0].startswith("  name  word word")
    assert lines[1].startswith("        word word")
    assert lines[2] == "  n     short"


def test_json_has_all_that_the_pages_have() -> None:
    from drugfacts.explain.rules import Rules

    rules = Rules()
    rule = rules.explain("Claim-reviewState")
    assert rule is not None
    said = json.loads(forms.as_json(rule))
    assert said["name"] == "Claim-reviewState"
    assert said["fix"] == "Give one df:reviewState such as review:unreviewed."
    assert said["wrong"][0]["why"] == "missing"
    listed = json.loads(forms.as_json(rules.all()))["rules"]
    assert {"group", "name", "severity", "problem"} == set(listed[0])
    assert len(layout.of_list(rules.all()).sections) == len({one["group"] for one in listed})
