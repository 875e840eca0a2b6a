"""Whatever the data hold, nothing of it steers a terminal, a page or a table."""

from __future__ import annotations

import csv
import re
import unicodedata
from html.parser import HTMLParser
from io import StringIO

import cmarkgfm
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import formats, statistics
from drugfacts.reporting.phrases import flat
from drugfacts.reporting.report import Fixed, Report, Unseen, Work

# fmt: off
NASTY = st.sampled_from([
    "\x1b[31m", "\x1b]0;a\x07", "\x9b1m", "\u202e", "\u200b", "\u2028", "\x00", "\udcff",
    "\r\n", "\n\n# ", "\n- ", "\n", "\t", "    a", "<script>alert(1)</script>", "<b>", "</td>",
    "<!--", "-->", "<a href=x>", "&lt;", "&amp;", "&#60;", '"', "'", "`", "``", "|", "\\|", "`|`",
    "\\", "\\\\", "[a](b)", "![a](b)", "[a]: b", "[ ]", "[^1]", "**a**", "_a_", "~~a~~", "```",
    "<http://a.de>", "http://a.de", "www.a.de", "WWW.a.de", "a@b.de", "mailto:a@b.de", "~~~",
    "xmpp:a@b.de", "ftp://a.de", "@user", "#1", "$a$", "---", "===", "1. ", "1) ", "+ ", "> ",
    "javascript:a", "https://a.de/", "urn:a", "=1+1", "-1", "+1", "@a", ",", ";", '"@en',
    "^^<urn:a>", "…", "a", "薬", "e\u0301", "_:b",
])
# fmt: on
TEXT = st.one_of(
    st.lists(NASTY, max_size=3).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=8),
)
SUPPRESSIONS = st.none() | st.builds(Suppression, st.sampled_from(Why), TEXT, TEXT, TEXT)
POSITIONS = st.none() | st.builds(Position, TEXT, st.integers(0, 9), st.integers(0, 9))


def findings(depth: int) -> st.SearchStrategy[Finding]:
    """Return findings with details down to a depth."""
    inner = st.lists(findings(depth - 1), max_size=1).map(tuple) if depth else st.just(())
    return st.builds(
        Finding,
        *(TEXT, st.sampled_from(Severity), TEXT, TEXT, TEXT, TEXT, POSITIONS),
        shape=TEXT,
        component=TEXT,
        level=TEXT,
        excerpt=TEXT,
        details=inner,
        suppression=SUPPRESSIONS,
    )


COUNTS = st.integers(0, 3)
REPORTS = st.builds(
    Report,
    findings=st.lists(findings(2), max_size=2).map(tuple),
    documents=COUNTS,
    triples=COUNTS,
    shapes=COUNTS,
    focus_nodes=COUNTS,
    remarks=st.lists(TEXT, max_size=2).map(tuple),
    base=TEXT,
    prefixes=st.dictionaries(TEXT, TEXT, max_size=2),
    engine=TEXT,
    work=st.lists(st.builds(Work, TEXT, COUNTS), max_size=2).map(tuple),
    fixed=st.lists(st.builds(Fixed, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    unseen=st.none() | st.lists(st.builds(Unseen, TEXT, COUNTS, COUNTS), max_size=2).map(tuple),
)


def written(name: str, report: Report, **options: str | bool) -> str:
    text = "".join(formats.write(name, report, **options))
    text.encode()
    return text


def unseen(text: str, allowed: str = "\n") -> set[str]:
    """Return what steers a terminal, ends a line or is not seen at all."""
    steering = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    return {c for c in text if unicodedata.category(c) in steering} - set(allowed)


@given(REPORTS, st.sampled_from(["file", "drug", "rule"]), st.booleans())
def test_text_has_a_head_for_each_finding_and_no_other_codes(
    report: Report, group: str, colour: bool
) -> None:
    text = written("text", report, group=group, colour=colour)
    plain = re.sub(r"\x1b\[(0|1|2|31|32|33|36|1;31)m", "", text) if colour else text
    assert unseen(plain) == set()
    assert written("text", report, group=group) == plain
    body = plain.split("\nshapes that ran, and their focus nodes:")[0]
    heads = re.findall(r"^  (?! )(?:.*  )?(?:violation|warning|info)(?:  .*)?$", body, re.MULTILINE)
    assert len(heads) == len(report.findings)


@given(REPORTS)
def test_csv_has_a_line_for_each_finding_and_no_formula(report: Report) -> None:
    text = written("csv", report)
    assert unseen(text, "\r\n") == set()
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(report.findings) + 1
    rows = list(csv.reader(StringIO(text, newline="")))
    assert {len(row) for row in rows} == {13}
    assert not [c for row in rows for c in row if re.match(r"\s*[=+@-]", c) and c != "-"]


class Elements(HTMLParser):
    """The elements of a page, what they hold, and whether each is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: dict[str, int] = {}
        self.attributes: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


@given(REPORTS)
def test_markdown_has_a_row_for_each_finding_and_nothing_of_the_datas_making(
    report: Report,
) -> None:
    text = written("markdown", report)
    assert unseen(text) == set()
    assert "<script" not in text
    page = Elements(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    assert page.open == []
    counting = [each for each in report.findings if each.counts]
    files = {flat(each.position.path) if each.position else None for each in counting}
    assert page.tags.get("h1") == 1
    assert page.tags.get("h2", 0) <= len(files) + 6
    assert set(page.tags) <= {
        *("h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td"),
        *("code", "br", "span", "ul", "li"),
    }
    assert page.attributes == set()
    told = [row[3] for row in page.rows if len(row) in (5, 6) and row[3] != "message"]
    assert sorted(" ".join(each.split()) for each in told) == sorted(
        flat(each.message).strip() for each in report.findings
    )


@given(REPORTS)
def test_html_has_an_article_for_each_finding_and_only_safe_links(report: Report) -> None:
    text = written("html", report)
    assert unseen(text) == set()
    assert "<script" not in text
    page = Elements(text.removeprefix("<!doctype html>\n"))
    assert page.open == []
    assert page.tags.get("article", 0) == len(report.findings)
    assert set(page.tags) <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav"),
        *("section", "article", "div", "h1", "h2", "h3", "h4", "p", "ul", "li", "b", "dl", "dt"),
        *("dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "code", "pre"),
        *("mark", "span"),
    }
    names = {name for _, name in page.attributes}
    assert names <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href"),
        *("aria-labelledby", "aria-label", "scope"),
    }
    assert all(re.match(r"#|https?://|mailto:|urn:", link) for link in page.links)


@given(REPORTS)
def test_statistics_count_each_finding_on_a_line_of_its_rule(report: Report) -> None:
    lines = statistics.table(report)
    assert unseen("".join(lines), "") == set()
    counts = [int(line.split()[0]) for line in lines[:-1]]
    assert sum(counts) == sum(each.counts for each in report.findings)
