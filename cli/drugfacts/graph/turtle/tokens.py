"""Cuts Turtle 1.1 into tokens and loses nothing: comments and white space are tokens too.

TriG, N-Triples and N-Quads have the same tokens; only TriG has braces besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from drugfacts.errors import InputError
from drugfacts.graph.turtle.spelling import (
    ESCAPED,
    INSIDE,
    INSIDE_LOCAL,
    LETTER,
    START,
    START_LOCAL,
    is_name,
)

Token: TypeAlias = tuple[str, int, int]
"""Kind, start and end: ``text[start:end]`` is the token as written."""

_ESCAPE = r"""\\(?:[tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"""
_IRI_CHAR = r"""[^\x00-\x20<>"{}|^`\\]"""
_UCHAR = r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_EXPONENT = r"[eE][+-]?[0-9]+"
_MORE = f"{INSIDE_LOCAL}*(?:{ESCAPED}{INSIDE_LOCAL}*)*"

# Repetitions are unrolled so that no text can be cut in two ways, a word takes in all that
# was tried as a prefix, and the first bad character takes in the rest: so the time is linear.
_KINDS = {
    "pname": (
        f"(?:{LETTER}{INSIDE}*(?:\\.+{INSIDE}+)*)?:"
        f"(?:(?:{START_LOCAL}|{ESCAPED}){_MORE}"
        f"(?:\\.+(?:{INSIDE_LOCAL}|{ESCAPED}){_MORE})*)?"
    ),
    "iri": f"<{_IRI_CHAR}*(?:{_UCHAR}{_IRI_CHAR}*)*>",
    "string": "|".join(
        f"{q}{q}{q}[^{q}\\\\]*(?:(?:{_ESCAPE}|{q}{{1,2}}(?!{q}))[^{q}\\\\]*)*{q}{q}{q}"
        f"|{q}(?!{q}{q})[^{q}\\\\\\r\\n]*(?:{_ESCAPE}[^{q}\\\\\\r\\n]*)*{q}"
        for q in "\"'"
    ),
    "double": f"[+-]?(?:[0-9]+\\.[0-9]*|\\.?[0-9]+){_EXPONENT}",
    "decimal": r"[+-]?[0-9]*\.[0-9]+",
    "integer": r"[+-]?[0-9]+",
    "future": r"<<\(?|\)?>>|\{\||\|\}|~|@[A-Za-z]+(?:-[A-Za-z0-9]+)*--[A-Za-z]+",
    "mark": r"\^\^|[.;,\[\]()]",
    "comment": r"#[^\r\n]*",
    "at": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "label": f"_:{START}{INSIDE}*(?:\\.+{INSIDE}+)*",
    "words": f"{LETTER}{INSIDE}*(?:\\.+{INSIDE}+)+",
    "word": f"{LETTER}{INSIDE}*",
    "bad": r"[\s\S]+",
}
_BRACES = {**_KINDS, "mark": _KINDS["mark"] + "|[{}]"}
_PIECE = re.compile(r"\.|[^.]+")

_HINTS = {
    '"': "the string is not closed or holds a wrong escape; close it, or double the backslash",
    "'": "the string is not closed or holds a wrong escape; close it, or double the backslash",
    "<": "the IRI is not closed or holds a character that IRIs must escape; correct the IRI",
    "\ufeff": "a byte order mark stands inside the text; remove it",
}


@cache
def _pattern(*, graphs: bool) -> re.Pattern[str]:
    """Return the pattern of one token with the white space before it."""
    kinds = _BRACES if graphs else _KINDS
    one = "|".join(f"(?P<{kind}>{regex})" for kind, regex in kinds.items())
    return re.compile(f"[ \\t\\r\\n]*(?:{one}|\\Z)")


def scan(text: str, *, graphs: bool = False) -> Iterator[Token]:
    """Yield the tokens of a text but for white space, each when it is asked for.

    Kinds: ``comment``, ``iri``, ``pname``, ``label`` (of a blank node), ``string``,
    ``integer``, ``decimal``, ``double``, ``at`` (language tag, ``@prefix``, ``@base``),
    ``word`` (``a``, ``true``, ``PREFIX`` …), ``mark`` (punctuation) and ``future``
    (syntax of RDF 1.2).

    Args:
        text: The whole text.
        graphs: Braces are marks, as in TriG; elsewhere they have no meaning.

    Raises:
        InputError: a character cannot begin a token; with line and column.
    """
    ascii_only = text.isascii()
    for match in _pattern(graphs=graphs).finditer(text):
        kind = match.lastgroup
        if kind is None:
            continue
        start, end = match.span(kind)
        if kind == "words":
            yield from _words(text, start, end)
            continue
        if kind == "bad" or not (ascii_only or text[start:end].isascii()):
            _check(text, kind, start, end)
        yield kind, start, end


def tokens(text: str, *, graphs: bool = False) -> list[Token]:
    """Return all tokens of a text; put together they are the text again.

    Arguments and kinds are those of `scan`; besides, there is ``space``.

    Raises:
        InputError: a character cannot begin a token; with line and column.
    """
    found: list[Token] = []
    last = 0
    for token in scan(text, graphs=graphs):
        if token[1] > last:
            found.append(("space", last, token[1]))
        found.append(token)
        last = token[2]
    if last < len(text):
        found.append(("space", last, len(text)))
    return found


def _check(text: str, kind: str, start: int, end: int) -> None:
    if kind == "bad" or (kind == "word" and not text[start].isascii()):
        known = f"{text[start]!r} has no meaning here; remove or escape it"
        hint = _HINTS.get(text[start], known)
    elif kind in ("pname", "label") and not is_name(text[start:end]):
        hint = (
            f"{text[start:end][:40]!r} holds a character that names may not hold; "
            "write the IRI in full, or another label"
        )
    else:
        return
    raise InputError(f"{hint}.", None, *place(text, start))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    """Cut ``true.PREFIX``, where a full stop stands between two words, into three."""
    for piece in _PIECE.finditer(text, start, end):
        kind = "mark" if piece[0] == "." else "word"
        _check(text, kind, *piece.span())
        yield kind, *piece.span()


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column (both from 1, in code points) of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
