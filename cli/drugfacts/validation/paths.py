"""SHACL paths as they read in SPARQL: ``df:passageOf/df:captureDigest``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import FIRST, items

if TYPE_CHECKING:
    from collections.abc import Callable

    from drugfacts.graph.dataset import DataSet, Term

_SH = PREFIXES["sh"]
_MARKS = (("zeroOrMorePath", "*"), ("oneOrMorePath", "+"), ("zeroOrOnePath", "?"))
_MAX_DEPTH = 20


def path_text(path: Term, shapes: DataSet, shorten: Callable[[str], str]) -> str:
    """Return a path in the notation of SPARQL.

    Args:
        path: The value of ``sh:path``: an IRI or a blank node of the shapes graph.
        shapes: The shapes graph.
        shorten: Makes a CURIE of an IRI.
    """
    return _Writer(shapes, shorten).text(path, _MAX_DEPTH)


def first_step(path: Term | None, shapes: DataSet) -> NamedNode | None:
    """Return the property that a path starts with, when it starts forwards."""
    for _ in range(_MAX_DEPTH):
        if path is None or isinstance(path, NamedNode):
            return path
        if not isinstance(path, BlankNode):
            return None
        path = shapes.value(path, FIRST.value)
    return None


class _Writer:
    def __init__(self, shapes: DataSet, shorten: Callable[[str], str]) -> None:
        self._shapes = shapes
        self._shorten = shorten

    def text(self, path: Term, depth: int, inside: bool = False) -> str:
        if isinstance(path, NamedNode):
            short = self._shorten(path.value)
            return short if short != path.value else f"<{short}>"
        if not isinstance(path, BlankNode) or not depth:
            return "…"
        if self._shapes.value(path, FIRST.value) is not None:
            # A list is a sequence, whatever else is said of its first cell.
            return self._joined("/", self._items(path), depth, inside)
        choice = self._shapes.value(path, _SH + "alternativePath")
        if choice is not None:
            return self._joined("|", self._items(choice), depth, inside)
        back = self._shapes.value(path, _SH + "inversePath")
        if back is not None:
            text = self.text(back, depth - 1, inside=True)
            return f"^({text})" if text.startswith("^") else f"^{text}"
        for name, mark in _MARKS:
            repeated = self._shapes.value(path, _SH + name)
            if repeated is not None:
                return self._grouped(repeated, depth) + mark
        return "…"

    def _grouped(self, path: Term, depth: int) -> str:
        """Return a path as one piece: ``^a?`` would be read as ``^(a?)``."""
        text = self.text(path, depth - 1, inside=True)
        return f"({text})" if text[:1] == "^" or text[-1:] in {"*", "+", "?"} else text

    def _joined(self, sign: str, steps: list[Term], depth: int, inside: bool) -> str:
        text = sign.join(self.text(step, depth - 1, inside=True) for step in steps)
        return f"({text})" if inside else text

    def _items(self, head: Term) -> list[Term]:
        return items(head, self._shapes.properties) or []
