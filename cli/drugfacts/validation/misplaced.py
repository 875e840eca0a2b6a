"""Shapes that were named as data: they are read, and nothing is held against them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, parts
from drugfacts.graph.parsing import STDIN
from drugfacts.graph.places import stream
from drugfacts.model import Finding, Position, Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import name_of
from drugfacts.validation.lines import holds, is_of_lines
from drugfacts.validation.merged import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Quad

RULE = "shapes-in-data"

_SH = PREFIXES["sh"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_PROPERTY = NamedNode(_SH + "property")
_KINDS = {NamedNode(_SH + name) for name in ("NodeShape", "PropertyShape", "Shape")}


def shapes_in_data(data: DataSet, shapes: DataSet) -> list[Finding]:
    """Find the documents that hold shapes and are not read as shapes, each once.

    Args:
        data: What is checked.
        shapes: The shapes graph, of a user.
    """
    known = _real(document.path for document in shapes.documents)
    found = []
    for document in data.documents:
        if _real([document.path]) <= known:
            continue
        quad = next(_stating(document.quads), None)
        if quad is not None:
            place = data.locate(*parts(quad), document)
            found.append(_finding(quad, place or Position(document.path)))
    return found


def shapes_in_files(files: Sequence[Path], shapes: DataSet) -> list[Finding]:
    """Find the same in files that are not read into memory."""
    known = _real(document.path for document in shapes.documents)
    found = []
    for file in files:
        if file == STDIN or _real([str(file)]) <= known or not holds(file, b"/shacl#"):
            continue
        if not is_of_lines(file):
            found += shapes_in_data(read.plain([file]), shapes)
            continue
        quad = next(_stating(statements_of(file)), None)
        if quad is not None:
            places = stream.find(file, {parts(quad)})
            found.append(_finding(quad, Position(str(file), *places[parts(quad)])))
    return found


def _real(paths: Iterable[str]) -> set[str]:
    return {os.path.realpath(path) for path in paths if Path(path) != STDIN}


def _stating(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        _, predicate, value = parts(quad)
        if predicate == _PROPERTY or (predicate == _TYPE and value in _KINDS):
            yield quad


def _finding(quad: Quad, place: Position) -> Finding:
    subject, _, _ = parts(quad)
    return Finding(
        RULE,
        Severity.WARNING,
        name_of(subject),
        "",
        "",
        "this file holds shapes and is read as data, so that nothing is held against them; "
        "name it behind a --shapes of its own.",
        place,
    )
