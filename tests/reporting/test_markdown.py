"""The page in Markdown, to the letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.reporting import formats
from drugfacts.reporting.formats.markdown import code, escaped

if TYPE_CHECKING:
    from drugfacts.reporting.report import Report

EXPECTED = Path(__file__).parent / "expected"


def written(name: str, report: Report, **options: str | bool) -> str:
    return "".join(formats.write(name, report, **options))


def test_markdown(report: Report) -> None:
    assert written("markdown", report) == (EXPECTED / "report.md").read_text(encoding="utf-8")


def test_markdown_of_nothing_is_the_summary(nothing: Report) -> None:
    assert written("markdown", replace(nothing, unseen=())) == (
        "# Findings\n"
        "\n"
        "checked 1 document, 3 triples, 1 shape, 1 focus node: 0 violations, 0 warnings, "
        "0 infos.\n"
        "\n"
        "A claim is what a source says, not a fact. Nothing here is medical advice.\n"
        "\n"
        "## Statements that no shape looked at\n"
        "\n"
        "None.\n"
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("a|b", "a\\|b"),
        ("# a", "\\# a"),
        ("#1", "<span>#</span>1"),
        ("- a", "\\- a"),
        ("12. a", "12\\. a"),
        ("[a](b)", "\\[a\\](b)"),
        ("https://a.de", "https\\://a.de"),
        ("see WWW.a.de", "see WWW\\.a.de"),
        ("a@b.de", "a<span>@</span>b.de"),
        ("$x$ #1", "<span>$</span>x<span>$</span> <span>#</span>1"),
        ("df:name is 2.5.", "df:name is 2.5."),
        ("\x1b # a", "\\\\u001b # a"),
    ],
)
def test_markdown_is_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("df:name", "`df:name`"),
        ("a`b", "<code>a\\`b</code>"),
        ("a|b", "<code>a\\|b</code>"),
        ("<urn:a>", "<code>&lt;urn:a&gt;</code>"),
        (" ", ""),
    ],
)
def test_code_in_markdown(text: str, markdown: str) -> None:
    assert code(text) == markdown
