"""The places of results in files that were never read into memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, Document, parts
from drugfacts.graph.places import stream
from drugfacts.model import Position
from drugfacts.terms import PREFIXES
from drugfacts.validation import documents
from drugfacts.validation.lines import holds, is_of_lines
from drugfacts.validation.merged import statements_of
from drugfacts.validation.paths import first_step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from drugfacts.graph.dataset import Term
    from drugfacts.model import Finding
    from drugfacts.validation.engines import Result
    from drugfacts.validation.findings import Reader
    from drugfacts.validation.merged import Merged

    Key = tuple[Term, ...]

_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")


class Places:
    """Where things stand in files; those of lines are read through once, when first asked.

    Args:
        files: The files.
        known: The indexes of some that are there already.
    """

    def __init__(self, files: Sequence[Path], known: Mapping[Path, stream.Index]) -> None:
        self._files = {str(file): file for file in files}
        self._indexes = dict(known)
        self._lines: dict[Path, Sequence[str]] = {}

    def find(self, file: Path, wanted: Collection[Key]) -> dict[Key, tuple[int, int]]:
        """Return line and column of what a file says; 0 and 0 where its format has no places."""
        if not wanted:
            return {}
        if is_of_lines(file):
            return self._index(file).find(wanted)
        (document,) = read.plain([file]).documents
        positions = document.positions()
        if positions is None:
            there: set[Key] = {parts(quad)[:1] for quad in document.quads}
            there |= {parts(q)[2:] for q in document.quads if _is_blank(q.object)}
            return dict.fromkeys(there.intersection(wanted), (0, 0))
        found = {key: positions.locate(*key) for key in wanted}
        return {key: place for key, place in found.items() if place is not None}

    def line_at(self, place: Position) -> str | None:
        """Return the line at a position in one of the files."""
        file = self._files.get(place.path)
        if file is None:
            return None
        if is_of_lines(file):
            return self._index(file).line(place.line)
        if file not in self._lines:
            (document,) = read.plain([file]).documents
            self._lines[file] = (document.text or "").split("\n")
        return self._lines[file][place.line - 1]

    def _index(self, file: Path) -> stream.Index:
        if file not in self._indexes:
            self._indexes[file] = stream.Index.of(file)
        return self._indexes[file]


def with_places(
    results: Sequence[Result],
    reader: Reader,
    shapes: DataSet,
    files: Sequence[Path],
    whole: Merged,
    places: Places,
) -> list[Finding]:
    """Return the findings of results with their places, which `positions` finds in memory.

    Args:
        results: What the engine found.
        reader: Makes findings of results.
        shapes: The shapes graph.
        files: The files of the user.
        whole: What they were merged into.
        places: Where things stand in the files.
    """
    wanted = [_keys(result, shapes) for result in results]
    found = _found({key for keys in wanted for key in keys}, files, whole, places)
    first = [next((found[key] for key in keys if key in found), None) for keys in wanted]
    lost = {r.focus for r, place in zip(results, first, strict=True) if place is None}
    mentioned = _mentioned(lost, files, whole, places) if lost else {}
    return [
        replace(reader.finding(result), position=place or mentioned.get(result.focus))
        for result, place in zip(results, first, strict=True)
    ]


def imports(files: Sequence[Path], places: Places) -> list[Finding]:
    """Find imports of what is in none of the files, as `documents.imports` does in memory."""
    asking = [file for file in files if holds(file, b"imports")]
    said = {
        file: tuple(quad for quad in statements_of(file) if quad.predicate == _IMPORTS)
        for file in asking
    }
    values = {(parts(quad)[2],) for quads in said.values() for quad in quads}
    there = {key for file in files for key in places.find(file, values)}
    found = []
    for file, quads in said.items():
        missing = tuple(quad for quad in quads if (parts(quad)[2],) not in there)
        keys = {key for quad in missing for key in (parts(quad), parts(quad)[:1])}
        stands = places.find(file, keys)
        for finding, quad in zip(
            documents.imports(DataSet((Document(str(file), missing),))), missing, strict=True
        ):
            place = stands.get(parts(quad)) or stands[parts(quad)[:1]]
            found.append(replace(finding, position=Position(str(file), *place)))
    return found


def described(names: Iterable[str], files: Sequence[Path]) -> set[str]:
    """Return those of some IRIs that are subjects."""
    keys: dict[Key, str] = {(NamedNode(name),): name for name in names}
    places = Places(files, {})
    return {keys[key] for file in files for key in places.find(file, keys)}


def _keys(result: Result, shapes: DataSet) -> list[Key]:
    """Return what to look for, the most exact first."""
    focus, value = result.focus, result.value
    predicate = first_step(result.path, shapes)
    keys: list[Key] = []
    if predicate is None and value not in (None, focus) and not isinstance(value, Literal):
        # A query named the culprit itself.
        keys.append((value,))
    if isinstance(focus, Literal):
        return keys
    if predicate is not None:
        keys += [(focus, predicate, value)] if value is not None else []
        keys.append((focus, predicate))
    return [*keys, (focus,)]


def _found(
    keys: Collection[Key], files: Sequence[Path], whole: Merged, places: Places
) -> dict[Key, Position]:
    """Return where things are first said; a file whose format has no places comes last."""
    found: dict[Key, Position] = {}
    for file in files:
        asked = {key: _as_written(key, file, whole) for key in keys}
        stands = places.find(file, {key for key in asked.values() if key is not None})
        for key, written in asked.items():
            if written is not None and written in stands:
                place = Position(str(file), *stands[written])
                if key not in found or (place.line and not found[key].line):
                    found[key] = place
    return found


def _mentioned(
    terms: set[Term], files: Sequence[Path], whole: Merged, places: Places
) -> dict[Term, Position]:
    """Return where terms that are no subjects are first values."""
    labels = {written: label for label, written in whole.names.items()}
    saying: dict[Key, Term] = {}
    for file in files:
        left = set(terms)
        for quad in statements_of(file):
            said: Key = parts(quad)
            if labels:
                said = tuple(labels.get((file, t), t) if _is_blank(t) else t for t in said)
            if said[2] in left:
                saying[said] = said[2]
                if is_of_lines(file):
                    # Lines are in the order of their places.
                    left.remove(said[2])
                    if not left:
                        break
    ways = {key: [key, key[:2], key[:1]] for key in saying}
    stands = _found({each for keys in ways.values() for each in keys}, files, whole, places)
    found: dict[Term, Position] = {}
    for key, term in saying.items():
        place = next(stands[each] for each in ways[key] if each in stands)
        found[term] = min(place, found.get(term, place))
    return found


def _is_blank(term: object) -> TypeGuard[BlankNode]:
    return isinstance(term, BlankNode)


def _as_written(key: Key, file: Path, whole: Merged) -> Key | None:
    """Return a key with the labels that its blank nodes have in a file; None if it has none."""
    if not whole.names:
        return key
    terms: list[Term] = []
    for term in key:
        if _is_blank(term):
            home, term = whole.names[term]
            if home != file:
                return None
        terms.append(term)
    return tuple(terms)
