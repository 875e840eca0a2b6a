"""Strings and names, from Turtle's escapes to text and back."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[\s\S])")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

# What a reader cannot see is written as an escape: controls, marks that turn the direction
# of the text, separators of lines that editors disagree on, and non-characters.
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
_SHORT = re.compile(f'[\\\\"\t\n{_HIDDEN}]')
_LONG = re.compile(f'[\\\\\t{_HIDDEN}]|"(?="")|""?\\Z')
_NAMED = {
    "\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f",
    '""': '\\"\\"',
}  # fmt: skip


def decode(escaped: str) -> str:
    r"""Return a text with Turtle's escapes replaced by what they stand for.

    Serves strings (``\n``, ``\u00e9``), IRIs and local names (``\,``) alike: which escapes
    may stand where is the tokeniser's business.

    Raises:
        ValueError: an escape names a code point that is no character.
    """
    return _ESCAPE.sub(_character, escaped) if "\\" in escaped else escaped


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if len(name) == 1:
        return _PLAIN.get(name, name)
    code = int(name[1:], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"'\\{name}' is not a Unicode character")
    return chr(code)


def quote(value: str) -> str:
    """Return a string as a Turtle literal, with triple quotes if it holds a newline."""
    if "\n" in value:
        return f'"""{_LONG.sub(_escape, value)}"""'
    return f'"{_SHORT.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    named = _NAMED.get(char)
    if named is not None:
        return named
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
