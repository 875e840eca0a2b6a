"""Result paths, from the notation of SPARQL with whole IRIs to what they consist of.

Source: https://www.w3.org/TR/sparql11-query/#pathSyntax, as far as SHACL has a path for
it (https://www.w3.org/TR/shacl/#property-paths). A mark may follow a mark, as SHACL may
nest them: ``<http://…>+*``. ``^<http://…>*`` is the inverse of the repetition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from drugfacts.errors import InputError

_IRI = re.compile(r"<([^<>\"{}|^`\\\x00-\x20]+)>")
_MARKS = "*+?"
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Predicate:
    """A step along one property."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path that is gone from its end to its start."""

    path: Path


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path gone more or less than once: ``*``, ``+`` or ``?``."""

    path: Path
    mark: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after another."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several paths."""

    paths: tuple[Path, ...]


Path: TypeAlias = Predicate | Inverse | Repeated | Sequence | Alternative


@lru_cache(maxsize=1024)
def parse(text: str) -> Path:
    """Return what a path consists of.

    Raises:
        InputError: it is no path, or brackets are nested too deeply.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def whole(self) -> Path:
        path = self._alternative()
        if self._at < len(self._text):
            raise self._fault("an end")
        return path

    def _alternative(self) -> Path:
        paths = [self._sequence()]
        while self._took("|"):
            paths.append(self._sequence())
        return paths[0] if len(paths) == 1 else Alternative(tuple(paths))

    def _sequence(self) -> Path:
        paths = [self._step()]
        while self._took("/"):
            paths.append(self._step())
        return paths[0] if len(paths) == 1 else Sequence(tuple(paths))

    def _step(self) -> Path:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._fault(f"at most {_DEEPEST} levels")
        path = Inverse(self._step()) if self._took("^") else self._marked()
        self._depth -= 1
        return path

    def _marked(self) -> Path:
        path = self._primary()
        for _ in range(_DEEPEST):
            mark = next((mark for mark in _MARKS if self._took(mark)), "")
            if not mark:
                return path
            path = Repeated(path, mark)
        raise self._fault(f"at most {_DEEPEST} marks")

    def _primary(self) -> Path:
        if self._took("("):
            path = self._alternative()
            if not self._took(")"):
                raise self._fault("')'")
            return path
        match = _IRI.match(self._text, self._at)
        if match is None:
            raise self._fault("an IRI in <>, '^' or '('")
        self._at = match.end()
        return Predicate(match[1])

    def _took(self, sign: str) -> bool:
        found = self._text.startswith(sign, self._at)
        self._at += found
        return found

    def _fault(self, wanted: str) -> InputError:
        return InputError(
            f"'{self._text}' is no path of SPARQL: {wanted} was expected after "
            f"{self._at} characters; correct it."
        )
