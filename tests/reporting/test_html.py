"""The page for a browser: what it says, and that nothing can steer it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.reporting import formats
from drugfacts.reporting.formats.markup import linked
from drugfacts.reporting.formats.stylesheet import CSS

if TYPE_CHECKING:
    from drugfacts.reporting.report import Report

EXPECTED = Path(__file__).parent / "expected"


def written(name: str, report: Report, **options: str | bool) -> str:
    return "".join(formats.write(name, report, **options))


def test_html(report: Report) -> None:
    assert written("html", report).replace(CSS, "(the style sheet)\n") == (
        EXPECTED / "report.html"
    ).read_text(encoding="utf-8")


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.headings: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given["href"]] if tag == "a" else []
        self.ids += [given["id"]] if "id" in given else []
        self.labels += [given["aria-labelledby"]] if "aria-labelledby" in given else []
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []


def test_html_links_and_labels_lead_somewhere(report: Report) -> None:
    page = Page(written("html", report))
    assert len(page.ids) == len(set(page.ids))
    within = {link[1:] for link in page.links if link.startswith("#")}
    assert within | set(page.labels) <= set(page.ids)
    outside = {link for link in page.links if not link.startswith("#")}
    assert outside == {
        "https://example.org/facts/drug/empty",
        "https://example.org/facts/drug/examplol",
        "https://example.org/facts/drug/examplol#indication-panic",
        "https://example.org/facts/drug/examplol#indication-sleep",
        "https://example.org/facts/effect/drowsiness",
        "https://example.org/terms#note",
        "https://w3id.org/drugfacts/shapes#Drug",
        "https://w3id.org/drugfacts/shapes#Indication",
    }


def test_html_has_one_first_heading_and_skips_no_level(report: Report) -> None:
    levels = [int(tag[1]) for tag in Page(written("html", report)).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_html_loads_and_runs_nothing(report: Report) -> None:
    text = written("html", report)
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    ) in text
    assert not re.search(r"<(script|img|link|iframe|object|embed|form)\b|url\(|@import", text)


def test_html_says_that_it_is_no_advice(nothing: Report) -> None:
    assert "No medical advice: a claim is not a fact." in written("html", nothing)
    assert "No violations that count." in written("html", nothing)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("https://a.de/?b=1&c", '<a href="https://a.de/?b=1&amp;c">'),
        ("<HTTP://a.de>", '<a href="HTTP://a.de">'),
        ("urn:isbn:1", '<a href="urn:isbn:1">'),
        ("mailto:a@b.de", '<a href="mailto:a@b.de">'),
        ("javascript:alert(1)", ""),
        ("data:text/html,a", ""),
        ("file:///etc", ""),
        ("https:evil", ""),
        ("https://a.de/\u202ed", ""),
        ("https://a.de/ b", ""),
        ('https://a.de/"onclick=', ""),
        ("_:b1", ""),
        ('"https://a.de"', ""),
    ],
)
def test_only_some_iris_become_links(name: str, link: str, nothing: Report) -> None:
    assert linked(name, nothing).partition("<code>")[0] == link
