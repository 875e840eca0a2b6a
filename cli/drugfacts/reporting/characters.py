"""Characters that a form of report cannot hold: they are shown, and never lost.

Literals may hold control characters, and names of files bytes that are no UTF-8, which
Python keeps as lone surrogates. XML 1.0 has no place for either, a line of a log none for
line ends, and RDF none for surrogates.
"""

from __future__ import annotations

import re

_BARRED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_LINE_ENDS = "\t\n\r\u2028\u2029"
# They turn the direction of the text around them, so that it reads as what it is not.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

_IN_TEXT = re.compile(f"[{_BARRED}]")
_IN_LINE = re.compile(f"[{_BARRED}{_LINE_ENDS}{_TURNING}]")
_IN_JSON = re.compile(f"[\x7f-\x9f\ud800-\udfff\u2028\u2029{_TURNING}]")


def visible(text: str) -> str:
    r"""Return a text in which barred characters stand as ``\xNN`` (a byte) or ``\uNNNN``."""
    return _IN_TEXT.sub(_shown, text)


def one_line(text: str) -> str:
    r"""Return a text as one line: line ends and tabs are shown too, as ``\uNNNN``.

    In the N-Triples form of a literal, the result stands for the same literal.
    """
    return _IN_LINE.sub(_shown, text)


def json_escaped(text: str) -> str:
    r"""Return JSON in which what is not seen, or is not UTF-8, stands as ``\uNNNN``.

    It reads back as the same strings. The text must be JSON, where such characters can
    stand in strings only.
    """
    return _IN_JSON.sub(_unicode_escape, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return _unicode_escape(match)


def _unicode_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
