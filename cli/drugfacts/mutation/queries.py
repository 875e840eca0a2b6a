"""Mutants of the query of a SPARQL constraint: conditions turned round or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drugfacts.graph.sparql_tokens import cut

_PATTERN_ENDS = {"FILTER", "BIND", "OPTIONAL", "UNION", "VALUES", "MINUS", "SERVICE", "GRAPH"}


class Query(NamedTuple):
    """A changed query.

    Attributes:
        text: The new query.
        change: What is different.
        flips: True when a condition was turned round, False when it was left out.
    """

    text: str
    change: str
    flips: bool


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def others(text: str) -> list[Query]:
    """Return what a query may be changed to.

    Each ``FILTER`` is left out, and turned round; each statement of a pattern, and each
    pair of a property and a value in it, is left out.
    """
    tokens = list(_tokens(text))
    body = next((n for n, token in enumerate(tokens) if token.text == "{"), len(tokens))
    return [*_filters(text, tokens), *_patterns(text, tokens, body)]


def _tokens(text: str) -> Iterator[_Token]:
    for kind, piece, start in cut(text):
        if kind in ("space", "comment"):
            continue
        # A dot behind a number or a word ends the statement.
        end = start + len(piece)
        dotted = kind == "word" and piece.endswith(".") and len(piece) > 1
        yield _Token(piece.removesuffix(".") if dotted else piece, start, end - dotted)
        if dotted:
            yield _Token(".", end - 1, end)


def _filters(text: str, tokens: list[_Token]) -> Iterator[Query]:
    for n, token in enumerate(tokens):
        if token.text.upper() != "FILTER":
            continue
        end = _closing(tokens, n + 1)
        if end is None:
            continue
        said = _short(text[token.start : tokens[end].end])
        yield Query(text[: token.start] + text[tokens[end].end :], f"without {said}", flips=False)
        words = [t.text.upper() for t in tokens[n + 1 : n + 3]]
        first = tokens[n + 1]
        if words == ["NOT", "EXISTS"]:
            turned = text[: first.start] + text[tokens[n + 2].start :]
        elif words[:1] == ["EXISTS"]:
            turned = f"{text[: first.start]}NOT {text[first.start :]}"
        else:
            condition = text[first.start : tokens[end].end]
            turned = f"{text[: first.start]}(!({condition})){text[tokens[end].end :]}"
        yield Query(turned, f"{said} turned round", flips=True)


def _closing(tokens: list[_Token], start: int) -> int | None:
    """Return the token that closes the first bracket behind a ``FILTER``."""
    depth = 0
    for n in range(start, len(tokens)):
        if tokens[n].text in {"(", "{"}:
            depth += 1
        elif tokens[n].text in {")", "}"}:
            depth -= 1
            if depth == 0:
                return n
    return None


def _patterns(text: str, tokens: list[_Token], body: int) -> Iterator[Query]:
    """Leave out statements, and the pairs after a semicolon in one."""
    at = body + 1
    while at < len(tokens):
        if tokens[at].text.upper() in {"FILTER", "BIND", "VALUES", "SERVICE", "GRAPH"}:
            at = _behind_condition(tokens, at)
            continue
        if tokens[at].text in {"{", "}", "."} or tokens[at].text.upper() in _PATTERN_ENDS:
            at += 1
            continue
        end = _end_of_statement(tokens, at)
        yield from _statement(text, tokens[at:end])
        at = end


def _behind_condition(tokens: list[_Token], at: int) -> int:
    """Return the place behind a condition; a pattern in it is looked at on its own."""
    words = [t.text.upper() for t in tokens[at + 1 : at + 3]]
    if "EXISTS" in words or tokens[at].text.upper() in {"SERVICE", "GRAPH"}:
        return next(n for n in range(at, len(tokens)) if tokens[n].text == "{") + 1
    end = _closing(tokens, at + 1)
    return len(tokens) if end is None else end + 1


def _end_of_statement(tokens: list[_Token], at: int) -> int:
    for n in range(at, len(tokens)):
        if tokens[n].text in {"{", "}", "."} or tokens[n].text.upper() in _PATTERN_ENDS:
            return n
    return len(tokens)


def _statement(text: str, tokens: list[_Token]) -> Iterator[Query]:
    bars = [n for n, token in enumerate(tokens) if token.text == ";"]
    starts = [1, *(bar + 1 for bar in bars)]
    ends = [*bars, len(tokens)]
    for first, end in zip(starts, ends, strict=True):
        if first >= end:
            continue
        pair = _short(text[tokens[first].start : tokens[end - 1].end])
        said = f"without {tokens[0].text} {pair}"
        if len(bars) == 0:
            yield Query(_without_statement(text, tokens), said, flips=False)
        elif first == 1:
            cut = text[: tokens[first].start] + text[tokens[end].end :]
            yield Query(cut, said, flips=False)
        else:
            cut = text[: tokens[first - 1].start] + text[tokens[end - 1].end :]
            yield Query(cut, said, flips=False)


def _without_statement(text: str, tokens: list[_Token]) -> str:
    before, after = text[: tokens[0].start], text[tokens[-1].end :]
    stop = re.match(r"\s*\.", after)
    return before + (after[stop.end() :] if stop else after)


def _short(text: str) -> str:
    return " ".join(text.split())
