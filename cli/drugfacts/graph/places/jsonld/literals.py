"""The literals that plain JSON values stand for."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from drugfacts.graph.places.jsonld.scanner import Number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drugfacts.graph.places.jsonld.context import Context, Term
    from drugfacts.graph.places.jsonld.keys import Key
    from drugfacts.graph.places.jsonld.scanner import Content

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DOUBLE = _XSD + "double"
_DIGITS: Final = 18
"""Whole numbers with more digits are doubles for some parsers."""


def literal(content: Content, kind: str | None, language: str | None) -> Literal | None:
    """Return the literal of a JSON string, number or boolean.

    Args:
        content: The value.
        kind: IRI of its datatype, or None.
        language: Its language, for strings without a datatype.

    Returns:
        None for what is no literal, or for a datatype or language that is none.
    """
    try:
        if isinstance(content, bool):
            return Literal(str(content).lower(), datatype=NamedNode(kind or _XSD + "boolean"))
        if isinstance(content, Number):
            whole = None if kind == _DOUBLE else _whole(content.written)
            if whole is not None:
                return Literal(whole, datatype=NamedNode(kind or _XSD + "integer"))
            return Literal(_double(content.written), datatype=NamedNode(kind or _DOUBLE))
        if not isinstance(content, str):
            return None
        if kind is not None:
            return Literal(content, datatype=NamedNode(kind))
        return Literal(content, language=language) if language else Literal(content)
    except (ValueError, InvalidOperation):
        return None


def of_term(content: Content, term: Term, active: Context) -> Literal | None:
    """Return the literal that a value is where a term stands before it."""
    kind = None if term.type is None or term.type.startswith("@") else term.type
    language = active.language if term.language is None else term.language
    return literal(content, kind, language)


def of_object(said: Mapping[str, Key], active: Context) -> Literal | None:
    """Return the literal of a value object, given by its keywords."""
    kind = said["@type"].value.content if "@type" in said else None
    spoken = said["@language"].value.content if "@language" in said else None
    iri = active.iri(kind, document=True) if isinstance(kind, str) else None
    if iri is not None and iri.startswith("@"):
        return None
    language = spoken if isinstance(spoken, str) else None
    return literal(said["@value"].value.content, iri, language)


def _whole(written: str) -> str | None:
    number = Decimal(written)
    if number.is_zero():
        return "0"
    if number.adjusted() >= _DIGITS or number != (whole := number.to_integral_value()):
        return None
    return str(int(whole))


def _double(written: str) -> str:
    sign, digits, _ = Decimal(written).as_tuple()
    number = "".join(map(str, digits)).strip("0") or "0"
    mark = "-" if sign else ""
    return f"{mark}{number[0]}.{number[1:] or '0'}E{Decimal(written).adjusted()}"
