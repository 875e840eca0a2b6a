"""Examples: data that keep the shapes, and data that break the one shape they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import InputError, UsageError
from drugfacts.graph.dataset import DataSet, parts
from drugfacts.graph.read import document
from drugfacts.graph.walk import turtle_below

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from drugfacts.graph.dataset import Document, Subject, Term
    from drugfacts.model import Position

BACKGROUND = "background.ttl"
"""What the examples refer to; it stands at the top of their folder."""


@dataclass(frozen=True)
class Example:
    """One example.

    Attributes:
        name: Its path below the folder of the examples, without ``.ttl``.
        document: The file as it was read.
        shape: Local name of the shape that it breaks; "" for a good example.
        triples: What it says, and what the background says of what it leads to.
    """

    name: str
    document: Document
    shape: str
    triples: tuple[Triple, ...]

    @cached_property
    def own(self) -> tuple[Triple, ...]:
        """What the example itself says."""
        return tuple(dict.fromkeys(quad.triple for quad in self.document.quads))

    def locate(self, subject: Subject, predicate: NamedNode, value: Term) -> Position | None:
        """Return where the example says something."""
        return self._data.locate(subject, predicate, value)

    @cached_property
    def _data(self) -> DataSet:
        return DataSet((self.document,))


class Background:
    """What examples may refer to.

    Args:
        triples: All of it.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: dict[Subject, list[Triple]] = {}
        for triple in triples:
            self.about.setdefault(parts(triple)[0], []).append(triple)

    def behind(self, triples: Iterable[Triple]) -> list[Triple]:
        """Return statements, and what the background says of the nodes that they lead to.

        The rest of it costs time and cannot break a shape that the whole of it keeps.
        """
        found = dict.fromkeys(triples)
        seen: set[Term] = set()
        waiting: list[Term] = [term for triple in found for term in parts(triple)]
        while waiting:
            node = waiting.pop()
            if node in seen or isinstance(node, Literal):
                continue
            seen.add(node)
            for triple in self.about.get(node, []):
                found[triple] = None
                waiting += parts(triple)
        return list(found)


@dataclass(frozen=True)
class Examples:
    """All examples of a folder.

    Attributes:
        good: Those that keep the shapes, by name.
        bad: Those that break the shape they name, by name.
        background: What they refer to.
    """

    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    background: Background

    @property
    def every(self) -> tuple[Example, ...]:
        """All of them, the good ones first."""
        return (*self.good, *self.bad)


def read(folder: Path) -> Examples:
    """Read the examples below a folder.

    Args:
        folder: Holds, at any depth, ``good*.ttl`` and ``bad--SHAPE--why.ttl``, where
            SHAPE is the local name of a shape; and at its top, where they need it,
            ``background.ttl``. Other files are left alone.

    Raises:
        UsageError: there is no such folder.
        InputError: it holds no good example, or the name of a bad one has no SHAPE.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: is not a folder; name the folder of your examples.")
    behind = folder / BACKGROUND
    background = Background(_statements(document(behind)) if behind.exists() else [])
    good, bad = [], []
    for path in turtle_below(folder):
        if path.name.startswith("good"):
            good.append(_example(folder, path, "", background))
        elif path.name.startswith("bad--"):
            bad.append(_example(folder, path, broken_by(path), background))
    if not good:
        raise InputError(
            "holds no good*.ttl; write an example that your shapes let through.", str(folder)
        )
    return Examples(tuple(good), tuple(bad), background)


def broken_by(path: Path) -> str:
    """Return the name of the shape that a bad example breaks, from the name of its file.

    Raises:
        InputError: the name has not the form ``bad--SHAPE--why.ttl``.
    """
    found = path.stem.split("--")
    if len(found) < 3 or not found[1]:
        raise InputError("is not called bad--SHAPE--why.ttl; rename it.", str(path))
    return found[1]


def _example(folder: Path, path: Path, shape: str, background: Background) -> Example:
    read = document(path)
    name = path.relative_to(folder).with_suffix("").as_posix()
    return Example(name, read, shape, tuple(background.behind(_statements(read))))


def _statements(read: Document) -> list[Triple]:
    return list(dict.fromkeys(quad.triple for quad in read.quads))
