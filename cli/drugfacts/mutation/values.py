"""Other values in the place of one, or beside it: sensible ones and wrong ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Term

_XSD = PREFIXES["xsd"]
_TEXT = _XSD + "string"
_LANGUAGE_TEXT = PREFIXES["rdf"] + "langString"
_DATES = {_XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth", "time")}
_WHOLE = {
    _XSD + name
    for name in """integer nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    int long short byte unsignedInt unsignedLong unsignedShort unsignedByte""".split()  # noqa: SIM905
}
_NUMBERS = _WHOLE | {_XSD + name for name in ("decimal", "double", "float")}
_CODE = re.compile(r"\S*[0-9]\S*")

OTHER_IRI = NamedNode("urn:example:a-thing-that-nobody-describes")


class Wrong(NamedTuple):
    """A wrong value.

    Attributes:
        how: In which way it is wrong.
        value: The value.
    """

    how: str
    value: Term


def another(value: Literal) -> Literal:
    """Return a literal of the same kind and form with another value.

    The last digit, or else the last letter, becomes the next one, so that a pattern or
    a calendar that the first one meets is met by most of the second ones too.
    """
    text = value.value
    if value.datatype.value == _XSD + "boolean":
        return Literal("false" if text in {"true", "1"} else "true", datatype=value.datatype)
    if value.language is not None:
        return Literal(f"{text} too", language=value.language)
    if value.datatype.value in _WHOLE and text.lstrip("+-").isdigit():
        return Literal(str(int(text) + 1), datatype=value.datatype)
    return Literal(_stepped(text), datatype=value.datatype)


def wrong(value: Literal) -> list[Wrong]:
    """Return what stands wrongly in the place of a literal."""
    return [wrong for wrong in _wrong(value) if wrong.value != value]


def _wrong(value: Literal) -> Iterator[Wrong]:
    text, datatype = value.value, value.datatype.value
    yield Wrong("an IRI in the place of a literal", OTHER_IRI)
    if value.language is not None:
        yield Wrong("a text without its language", Literal(text))
    elif datatype == _TEXT:
        yield Wrong("a text with a language", Literal(text, language="en"))
    else:
        yield Wrong("a text in the place of its datatype", Literal(text))
    if datatype in {_TEXT, _LANGUAGE_TEXT}:
        yield Wrong("a number in the place of a text", Literal(7))
        yield from (Wrong(how, _like(value, other)) for how, other in _wrong_texts(text))
    elif datatype in _NUMBERS:
        other = "double" if datatype in _WHOLE or datatype == _XSD + "decimal" else "decimal"
        yield Wrong(f"another datatype, xsd:{other}", Literal(text, datatype=_xsd(other)))
        if not text.startswith("-"):
            yield Wrong("a negative number", _like(value, _negative(text)))
        yield Wrong("no number at all", _like(value, f"about {text}"))
    elif datatype in _DATES:
        other = "gYear" if datatype != _XSD + "gYear" else "date"
        lexical = text[:4] if other == "gYear" else f"{text}-01-01"
        yield Wrong(f"another datatype, xsd:{other}", Literal(lexical, datatype=_xsd(other)))
        yield Wrong("no date at all", _like(value, f"about {text}"))
    else:
        yield Wrong("what is no value of its datatype", _like(value, f"about {text}"))


def _wrong_texts(text: str) -> Iterator[tuple[str, str]]:
    yield "an empty text", ""
    yield "a space before the text", f" {text}"
    if _CODE.fullmatch(text):
        yield "a code with a sign that no code has", f"{text}?"


def _negative(text: str) -> str:
    return "-1" if text.strip("+0.") == "" else f"-{text.lstrip('+')}"


def _stepped(text: str) -> str:
    for signs in ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        found = [n for n, sign in enumerate(text) if sign in signs]
        if found:
            at = found[-1]
            after = signs[(signs.index(text[at]) + 1) % len(signs)]
            return text[:at] + after + text[at + 1 :]
    return text + "x"


def _like(value: Literal, text: str) -> Literal:
    if value.language is not None:
        return Literal(text, language=value.language)
    return Literal(text, datatype=value.datatype)


def _xsd(name: str) -> NamedNode:
    return NamedNode(_XSD + name)


def not_there(value: NamedNode | BlankNode) -> NamedNode:
    """Return an IRI like a given one that nothing is said about."""
    if isinstance(value, BlankNode):
        return OTHER_IRI
    return NamedNode(value.value + "-that-is-not-there")
