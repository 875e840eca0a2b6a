"""Refusing texts that would crash or stall a parser, before it sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from pyoxigraph import RdfFormat

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.turtle.document import MAX_DEPTH
from drugfacts.graph.turtle.tokens import place

# What brackets mean nothing in comes first. Parts of repetitions begin differently, and a
# string may go without its end: so no text is looked through twice, whatever it holds.
_TURTLE = re.compile(
    "|".join(
        f"{q}{q}{q}[^{q}\\\\]*(?:(?:\\\\[\\s\\S]|{q}{{1,2}}(?!{q}))[^{q}\\\\]*)*(?:{q}{q}{q})?"
        f"|{q}[^{q}\\\\\\r\\n]*(?:\\\\.[^{q}\\\\\\r\\n]*)*{q}?"
        for q in "\"'"
    )
    + r"""|<[^\x00-\x20<>"{}|^`]*>|\#[^\r\n]*|(?P<open>[\[({])|(?P<close>[\])}])|(?P<term><<)"""
)
_JSON = re.compile(r'"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|(?P<open>[\[{])|(?P<close>[\]}])')


def check(text: str, form: RdfFormat, name: str) -> None:
    """Refuse a text that nests too deeply, or uses what no parser should be fed.

    Nested triple terms and deep JSON-LD crash the parser, deep RDF/XML takes it forever,
    and entities of RDF/XML can grow without end.

    Raises:
        InputError: it has a document type, or triple terms of RDF 1.2.
        LimitError: it nests deeper than `MAX_DEPTH`.
    """
    if form == RdfFormat.RDF_XML:
        _check_xml(text, name)
    elif form == RdfFormat.JSON_LD:
        _check_brackets(text, _JSON, name)
    else:
        _check_brackets(text, _TURTLE, name)


def _check_brackets(text: str, pattern: re.Pattern[str], name: str) -> None:
    if sum(map(text.count, "[({")) <= MAX_DEPTH and "<<" not in text:
        return
    depth = 0
    for match in pattern.finditer(text):
        kind = match.lastgroup
        if kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(name, *place(text, match.start()))
        elif kind == "close":
            depth -= 1
        elif kind == "term":
            raise InputError(
                "'<<' is RDF 1.2, which is not read; say it with a claim of its own.",
                name,
                *place(text, match.start()),
            )


def _check_xml(text: str, name: str) -> None:
    watched_xml(name)(text, True)


def watched_xml(name: str) -> Callable[[bytes | str, bool], None]:
    """Return what looks at RDF/XML piece by piece: it is told each, and if it is the last.

    Args:
        name: What the user calls the file, for messages.
    """
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep(name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise InputError(
            "a document type (DOCTYPE) is not read; remove it and write its entities out.",
            name,
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype

    def look(piece: bytes | str, last: bool) -> None:
        try:
            parser.Parse(piece, last)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            raise InputError(
                f"{said}; correct the syntax here.", name, error.lineno, error.offset + 1
            ) from error

    return look


def _too_deep(name: str, line: int, col: int) -> LimitError:
    return LimitError(
        f"{name}:{line}:{col}: nested deeper than {MAX_DEPTH}; "
        "name the inner nodes and give them blocks of their own."
    )
