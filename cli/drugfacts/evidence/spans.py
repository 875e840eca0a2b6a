"""Spans: places of a capture, named by offsets and held by digests."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from drugfacts.evidence.normalise import normalise

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"(?<![.?!])[.?!]+[\"'\u2019\u201d\u203a\u00bb)\]]*\s+")
_OPENING = "\"'\u2018\u201c\u2039\u00ab\u201a\u201e(["


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place of a capture.

    Attributes:
        start: Offset of its first character, in code points of the capture.
        end: Offset of the character after its last.
        span_digest: SHA-256 of its characters in UTF-8, in lower-case hexadecimal.
        normalised_digest: The same of its normalised characters.
    """

    start: int
    end: int
    span_digest: str
    normalised_digest: str

    @property
    def fragment(self) -> str:
        """The fragment that names it in its source's document."""
        return f"char-{self.start}-{self.end}"


def span(text: str, start: int, end: int) -> Span:
    """Return the span between two offsets of a text, without white space at its ends.

    Raises:
        ValueError: nothing but white space lies between the offsets.
    """
    first, after = trimmed(text, start, end)
    if first == after:
        raise ValueError(f"nothing but white space from {start} to {end}")
    words = text[first:after]
    return Span(first, after, digest(words), digest(normalise(words)))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets moved inwards over white space."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a text, in its order.

    A line is cut after ``.``, ``?`` or ``!`` (and the quotation marks and brackets that
    close there) where white space and then a capital letter or an opening quotation mark
    or bracket follow. So a heading is a sentence of its own, ``2.5 mg`` is not cut, and
    ``Dr. Who`` is: the rule is short so that all can know what it does.
    """
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _SENTENCE_END.finditer(text, line.start(), line.end()):
            after = text[end.end() : end.end() + 1]
            if end.end() < line.end() and (after.isupper() or after in _OPENING):
                found.append(trimmed(text, start, end.end()))
                start = end.end()
        found.append(trimmed(text, start, line.end()))
    return [(start, end) for start, end in found if start < end]


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the whole sentences that a place touches."""
    touched = [place for place in sentences(text) if place[0] < end and start < place[1]]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
