"""Reads JSON and keeps where each key and value begins.

The rules are those of the standard library's decoder, which reads the strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from json import JSONDecoder
from typing import NamedTuple, TypeAlias

from drugfacts.graph.turtle.document import MAX_DEPTH


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    written: str


class Member(NamedTuple):
    """A key of an object with its value, and the offset of the key."""

    key: str
    key_at: int
    value: Value


class Value(NamedTuple):
    """A value and its offset."""

    at: int
    content: Content


class Object(tuple[Member, ...]):
    """The members of an object in the order of the text; a key may be there twice."""

    __slots__ = ()


class Array(tuple[Value, ...]):
    """The items of an array."""

    __slots__ = ()


Content: TypeAlias = "Object | Array | str | Number | bool | None"

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: tuple[tuple[str, bool | None], ...] = (("true", True), ("false", False), ("null", None))


def read(text: str) -> Value:
    """Return the value that a JSON text holds.

    Raises:
        ValueError: the text is not JSON, or nests deeper than `MAX_DEPTH`.
    """
    value, end = _value(text, _skip(text, 0), 0)
    if _skip(text, end) != len(text):
        raise ValueError(f"more than one value: offset {end}")
    return value


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None, "it may be empty"
    return match.end()


def _value(text: str, at: int, depth: int) -> tuple[Value, int]:
    first = text[at : at + 1]
    if first == '"':
        content, end = _DECODER.raw_decode(text, at)
        return Value(at, content), end
    if first == "{":
        members, end = _object(text, at, depth + 1)
        return Value(at, members), end
    if first == "[":
        items, end = _array(text, at, depth + 1)
        return Value(at, items), end
    number = _NUMBER.match(text, at)
    if number:
        return Value(at, Number(number[0])), number.end()
    for word, meaning in _WORDS:
        if text.startswith(word, at):
            return Value(at, meaning), at + len(word)
    raise ValueError(f"no value: offset {at}")


def _object(text: str, at: int, depth: int) -> tuple[Object, int]:
    _check_depth(depth)
    members: list[Member] = []
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return Object(), at + 1
    while True:
        if text[at : at + 1] != '"':
            raise ValueError(f"no key: offset {at}")
        key, end = _DECODER.raw_decode(text, at)
        colon = _skip(text, end)
        if text[colon : colon + 1] != ":":
            raise ValueError(f"no colon: offset {colon}")
        value, end = _value(text, _skip(text, colon + 1), depth)
        members.append(Member(key, at, value))
        at, closed = _next(text, end, "}")
        if closed:
            return Object(members), at


def _array(text: str, at: int, depth: int) -> tuple[Array, int]:
    _check_depth(depth)
    items: list[Value] = []
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return Array(), at + 1
    while True:
        value, end = _value(text, at, depth)
        items.append(value)
        at, closed = _next(text, end, "]")
        if closed:
            return Array(items), at


def _next(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Go over a comma, or over what closes; tell which it was."""
    at = _skip(text, at)
    found = text[at : at + 1]
    if found == closing:
        return at + 1, True
    if found != ",":
        raise ValueError(f"no comma: offset {at}")
    return _skip(text, at + 1), False


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
