"""Cuts Turtle 1.1 into tokens and loses nothing: comments and white space are tokens too."""

from __future__ import annotations

import re
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
    "space": r"[ \t\r\n]+",
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
    "word": f"{LETTER}{INSIDE}*(?:\\.+{INSIDE}+)*",
    "bad": r"[\s\S]+",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{regex})" for kind, regex in _KINDS.items()))
_PIECE = re.compile(r"\.|[^.]+")

_HINTS = {
    '"': "the string is not closed or holds a wrong escape; close it, or double the backslash",
    "'": "the string is not closed or holds a wrong escape; close it, or double the backslash",
    "<": "the IRI is not closed or holds a character that IRIs must escape; correct the IRI",
    "\ufeff": "a byte order mark stands inside the text; remove it",
}


def tokens(text: str) -> list[Token]:
    """Return all tokens of a Turtle text; put together they are the text again.

    Kinds: ``space``, ``comment``, ``iri``, ``pname``, ``label`` (of a blank node),
    ``string``, ``integer``, ``decimal``, ``double``, ``at`` (language tag, ``@prefix``,
    ``@base``), ``word`` (``a``, ``true``, ``PREFIX`` …), ``mark`` (punctuation) and
    ``future`` (syntax of RDF 1.2).

    Raises:
        InputError: a character cannot begin a token; with line and column.
    """
    found = [(match.lastgroup or "", *match.span()) for match in _TOKEN.finditer(text)]
    if any(kind == "word" and "." in text[start:end] for kind, start, end in found):
        found = [piece for token in found for piece in _keywords(text, token)]
    ascii_only = text.isascii()
    for kind, start, end in found:
        hint = ""
        if kind == "bad" or (kind == "word" and not text[start].isascii()):
            known = f"{text[start]!r} has no meaning here; remove or escape it"
            hint = _HINTS.get(text[start], known)
        elif not ascii_only and kind in ("pname", "label") and not is_name(text[start:end]):
            hint = (
                f"{text[start:end][:40]!r} holds a character that names may not hold; "
                "write the IRI in full, or another label"
            )
        if hint:
            raise InputError(f"{hint}.", None, *place(text, start))
    return found


def _keywords(text: str, token: Token) -> list[Token]:
    """Cut ``true.PREFIX``, where a full stop stands between two words, into three."""
    kind, start, end = token
    if kind != "word" or "." not in text[start:end]:
        return [token]
    pieces = _PIECE.finditer(text, start, end)
    return [("mark" if piece[0] == "." else "word", *piece.span()) for piece in pieces]


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column (both from 1, in code points) of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
