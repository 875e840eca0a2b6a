"""How literals are written and sorted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import InputError
from drugfacts.graph.turtle.escapes import quote

LiteralKey: TypeAlias = tuple[int, str, Decimal | float, str, str]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = NamedNode(_XSD + "string")
_UNQUOTED = {
    NamedNode(_XSD + "integer"): re.compile(r"[+-]?[0-9]+"),
    NamedNode(_XSD + "decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    NamedNode(_XSD + "double"): re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    NamedNode(_XSD + "boolean"): re.compile("true|false"),
}

_EXACT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOATING = re.compile(_EXACT.pattern + r"(?:[eE][+-]?[0-9]+)?")
_WHOLE = """integer decimal nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    long int short byte unsignedLong unsignedInt unsignedShort unsignedByte"""
_NUMBERS = {
    **{NamedNode(_XSD + kind): _EXACT for kind in _WHOLE.split()},
    **{NamedNode(_XSD + kind): _FLOATING for kind in ("double", "float")},
}


def write_literal(literal: Literal, names: Mapping[NamedNode, str]) -> str:
    """Return a literal as Turtle: without quotes where Turtle has a short form for it.

    Raises:
        InputError: it has a base direction, which Turtle 1.1 cannot say.
    """
    language = literal.language
    if language is not None:
        if literal.direction is not None:
            raise InputError(
                f"{literal} has a base direction, which Turtle 1.1 cannot say; remove it."
            )
        return f"{quote(literal.value)}@{language}"
    datatype = literal.datatype
    if datatype == _STRING:
        return quote(literal.value)
    unquoted = _UNQUOTED.get(datatype)
    value = literal.value
    if unquoted is not None and unquoted.fullmatch(value):
        return value
    return f"{quote(value)}^^{names[datatype]}"


def literal_key(literal: Literal) -> LiteralKey:
    """Return what literals are sorted by.

    Numbers come first, by datatype and value; then the others by lexical form,
    language and datatype.
    """
    value, datatype = literal.value, literal.datatype
    pattern = _NUMBERS.get(datatype)
    if pattern is not None and pattern.fullmatch(value):
        number = Decimal(value) if pattern is _EXACT else float(value)
        return (0, datatype.value, number, value, "")
    return (1, value, 0.0, literal.language or "", datatype.value)
