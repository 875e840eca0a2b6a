"""The text of an HTML page, as far as a reader sees it."""

from __future__ import annotations

from html.parser import HTMLParser

from drugfacts.errors import InputError
from drugfacts.evidence.lines import Lines

DROPPED = frozenset({"noscript", "script", "style", "svg", "template", "textarea", "title"})
"""Elements whose text nobody reads as part of the page. The rest of a head has none."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a line."""

CELLS = frozenset({"td", "th"})


def text(page: str) -> str:
    """Return the text of a page.

    Elements of `DROPPED` are left out with all that they hold, as are comments,
    declarations and attributes (also ``alt`` and ``title``). Those of `BLOCKS` begin and
    end a line, those of `CELLS` are cells of a row; see `Lines`. Entities stand for their
    characters. What is closed by nothing lasts to the end of the page.

    Raises:
        InputError: a declaration in it cannot be read.
    """
    reader = _Reader()
    try:
        reader.feed(page)
        reader.close()
    except AssertionError as error:
        raise InputError(
            f"holds a declaration that is no HTML ({error}); save the page anew, or as text."
        ) from error
    return reader.lines.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = Lines()
        self._dropping = ""
        """The element that is left out, with all inside it; "" for none."""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping:
            self._depth += tag == self._dropping
        elif tag in DROPPED:
            self._dropping, self._depth = tag, 1
        elif tag in BLOCKS:
            self.lines.end()
        elif tag in CELLS:
            self.lines.cell()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # <svg/> ends itself; <p/> is read as <p>.
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._dropping:
            self._depth -= 1
            self._dropping = tag if self._depth else ""
        elif not self._dropping and tag in BLOCKS:
            self.lines.end()

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.lines.add(data)
