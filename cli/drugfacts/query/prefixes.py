"""Prefixes that an engine could take for keywords, under names that it cannot.

The engine reads keywords without asking what stands around them, so that ``from:x`` and
``aservice:x`` can be read as FROM and SERVICE. A prefix of such a name is harmless under
another one; it is as long, so that places in the text stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drugfacts.graph.sparql_tokens import Piece, cut

REACHING = ("service", "from")
"""The keywords of queries that fetch."""

_WORD = re.compile("|".join(REACHING), re.IGNORECASE)
_LETTERS = "xqzjkvwy"
_SIGN = "\0"


def disarmed(text: str, table: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return a query and a table of prefixes, in which no declared prefix holds such a keyword.

    Args:
        text: The query.
        table: The prefixes that it need not declare.
    """
    used = {piece.text.partition(":")[0] for piece in _names(text)}
    names = dict[str, str]()
    for prefix in sorted(_declared(text) | (used & set(table))):
        if _WORD.search(prefix):
            other = _other(prefix, {*used, *table, *names.values()})
            if other is not None:
                names[prefix] = other
    if not names:
        return text, dict(table)
    parts, end = [], 0
    for piece in _names(text):
        prefix = piece.text.partition(":")[0]
        if prefix in names:
            parts += [text[end : piece.start], names[prefix]]
            end = piece.start + len(prefix)
    return "".join(parts) + text[end:], {names.get(p, p): ns for p, ns in table.items()}


def _names(text: str) -> Iterator[Piece]:
    return (piece for piece in cut(text) if piece.kind == "prefix")


def _declared(text: str) -> set[str]:
    """Return the prefixes that a query declares."""
    said = [piece for piece in cut(text) if piece.kind not in {"space", "comment"}]
    return {
        name.text[:-1]
        for word, name, iri in zip(said, said[1:], said[2:], strict=False)
        if word.text.lower() == "prefix" and name.text.endswith(":") and iri.kind == "iri"
    }


def _other(prefix: str, taken: set[str]) -> str | None:
    """Return a harmless name of the same length that is not taken; None if there is none."""
    for letter in _LETTERS:
        found = _WORD.sub(lambda match: match[0].replace(match[0][0], _SIGN, 1), prefix)
        found = found.replace(_SIGN, letter)
        if found not in taken and not _WORD.search(found):
            return found
    return None
