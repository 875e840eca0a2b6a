"""The tokens of SPARQL, for those who look at queries before an engine does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_VARIABLE = _START + "_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NAME = _VARIABLE + r"\-"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
UNICODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
"""An escape that may stand anywhere in a query."""

IRI = re.compile(r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>")


class Piece(NamedTuple):
    """A part of a query.

    Attributes:
        kind: ``iri``, or the name of the group of `token_pattern` that it fits.
        text: As it is written; an IRI is in its brackets.
        start: Where it starts, in code points.
    """

    kind: str
    text: str
    start: int


@cache
def token_pattern() -> re.Pattern[str]:
    """Return what matches any token but an IRI, which only looks like one where ``<`` compares.

    It is made when it is first needed, as that takes a while.
    """
    return re.compile(
        "|".join(
            (
                r"(?P<space>[ \t\r\n]+)",
                r"(?P<comment>#[^\r\n]*)",
                r'(?P<long>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\')',
                r"(?P<short>\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')",
                rf"(?P<variable>[?$][{_START}_0-9][{_VARIABLE}]*)",
                r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
                rf"(?P<blank>_:[{_START}_0-9](?:[{_NAME}.]*[{_NAME}])?)",
                rf"(?P<prefix>[{_NAME}.]*):"
                rf"(?:(?:[{_START}_:0-9]|{_ESCAPED})"
                rf"(?:(?:[{_NAME}.:]|{_ESCAPED})*(?:[{_NAME}:]|{_ESCAPED}))?)?",
                rf"(?P<word>(?:[{_NAME}.]|{UNICODE})+)",
                r"(?P<open>[({\[])",
                r"(?P<close>[)}\]])",
                r"(?P<other>.)",
            )
        ),
        re.DOTALL,
    )


def cut(text: str) -> Iterator[Piece]:
    """Yield all of a query, cut in the usual way: what may be an IRI is one."""
    at, usual = 0, token_pattern()
    while at < len(text):
        iri = IRI.match(text, at)
        found = iri or usual.match(text, at)
        assert found is not None, "the last alternative matches any character"
        yield Piece("iri" if iri else found.lastgroup or "", found[0], at)
        at = found.end()
