"""What kind of document a capture is, and its text: what offsets count in.

The kind is told by what the file holds, not by its name: a capture is known by its digest,
and the same bytes must have the same offsets wherever they lie. docs/evidence.md says the
rules in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drugfacts.bounded import within
from drugfacts.errors import InputError, LimitError

if TYPE_CHECKING:
    from drugfacts.evidence.sections import Section

SECONDS = 10
"""How long taking the text out of a document may take."""

_HEAD = 64 * 1024
_TAG = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)([^>]*)")
_SPL = "urn:hl7-org:v3"
_OBJECT = re.compile(r'\{\s*"')
_ENDS = {"<?": "?>", "<!--": "-->"}


class Kind(StrEnum):
    """What a capture is."""

    PLAIN = "plain text"
    HTML = "HTML"
    SPL = "SPL"
    OPENFDA = "openFDA"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document.

    Attributes:
        kind: What the document is.
        text: Its text. Offsets count its Unicode code points.
        sections: The sections of a label, in the order of the file.
    """

    kind: Kind
    text: str
    sections: tuple[Section, ...] = ()


def kind_of(raw: bytes) -> Kind:
    """Return what a document looks like, by its first characters.

    JSON is not read yet: what is no record of openFDA is plain text after all.
    """
    head = raw[:_HEAD].decode(errors="replace").removeprefix("\ufeff").lstrip()
    if _OBJECT.match(head):
        return Kind.OPENFDA
    while opening := next((sign for sign in _ENDS if head.startswith(sign)), None):
        closing = head.find(_ENDS[opening])
        if closing < 0:
            return Kind.PLAIN
        head = head[closing + len(_ENDS[opening]) :].lstrip()
    if head[:9].lower() == "<!doctype":
        return Kind.SPL if _SPL in head else _declared(head)
    tag = _TAG.match(head)
    if tag is None:
        return Kind.PLAIN
    if tag[1] == "document" and _SPL in tag[2]:
        return Kind.SPL
    return Kind.HTML if tag[1].lower() in {"html", "head", "body"} else Kind.PLAIN


def _declared(head: str) -> Kind:
    return Kind.HTML if head[9:].lstrip()[:4].lower() == "html" else Kind.PLAIN


def text_of(raw: bytes, path: str) -> Text:
    """Return the text of a document.

    Args:
        raw: Its bytes.
        path: Its file, for messages.

    Raises:
        InputError: it is not what it looks like, or not UTF-8; with its place.
        LimitError: it is nested too deeply, or takes longer than `SECONDS`.
    """
    late = f"its text could not be taken out in {SECONDS} seconds; save it anew, or as text."
    kind = kind_of(raw)
    try:
        if kind is Kind.PLAIN:
            return Text(kind, _decoded(raw))
        return within(SECONDS, lambda: _taken_out(raw, kind), late)
    except InputError as error:
        raise error.at(path) from error
    except LimitError as error:
        raise LimitError(f"{path}: {error}") from error


def _taken_out(raw: bytes, kind: Kind) -> Text:
    # Few data sets have captures of all kinds.
    if kind is Kind.SPL:
        from drugfacts.evidence import spl_text

        return Text(kind, *spl_text.text(raw))
    if kind is Kind.HTML:
        from drugfacts.evidence import html_text

        return Text(kind, html_text.text(_decoded(raw)))
    from drugfacts.evidence import openfda_text

    page = _decoded(raw)
    found = openfda_text.text(page)
    return Text(Kind.PLAIN, page) if found is None else Text(kind, *found)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 (byte 0x{raw[error.start]:02x} at byte "
            f"{error.start}); offsets count characters of UTF-8, so capture the text anew."
        ) from error
