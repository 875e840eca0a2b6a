"""Reading RDF from files, folders and standard input, safely and with places."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from drugfacts import resources
from drugfacts.errors import InputError, UsageError
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.graph.parsing import STDIN, document, parse_text, text_of
from drugfacts.graph.roots import (
    ROOT_MARKER,
    Root,
    Roots,
    can_be_named,
    check_name,
    one_base,
    shown,
)
from drugfacts.graph.walk import passed_over as passed_over_below
from drugfacts.graph.walk import rdf_below, refused, turtle_below, unread_below
from drugfacts.iris import BASE, document_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "ROOT_MARKER",
    "document",
    "files_of",
    "packaged",
    "parse_text",
    "passed_over",
    "plain",
    "rdf_below",
    "read",
    "text_of",
    "value_lists",
]


def read(paths: Sequence[str | Path] = ()) -> DataSet:
    """Read a data set: the packaged facts, or the files and folders of a user.

    Args:
        paths: Files, folders (all ``*.ttl`` below them) or ``-`` for Turtle on
            standard input. Empty means the facts that ship with the package. A file
            that is named twice is read once.

    Returns:
        The named documents, with what they may refer to as background: the rest of
        a data set that a file belongs to (the nearest folder above that holds
        ``dataset.ttl``) and, for data under another base, the packaged value lists.

    Raises:
        UsageError: a path does not exist, or the paths lie in different data sets.
        InputError: a path cannot be read, holds nothing, or breaks its format, or no
            IRI can hold its name.
        LimitError: a file is too large or nests too deeply.
    """
    files = files_of(paths or [resources.folder("data")])
    roots = Roots()
    places = [roots.find(path) for path in files]
    bases = one_base(place[0] for place in places if place)
    for path, place in zip(files, places, strict=True):
        if place:
            check_name(path, *place)
    documents = [
        document(path, place and place[1]) for path, place in zip(files, places, strict=True)
    ]
    named = {os.path.realpath(path) for path in files}
    found = dict.fromkeys(place[0] for place in places if place)
    others = [
        (path, root, iri)
        for root in found
        for path, iri in _documents_of(root, roots)
        if os.path.realpath(path) not in named
    ]
    background = [document(path, iri) for path, root, iri in others if can_be_named(root, iri)]
    unread = [str(path) for path, root, iri in others if not can_be_named(root, iri)]
    for root in found:
        below = unread_below(shown(root.folder))
        unread += [path for path in below if os.path.realpath(path) not in named]
    if set(bases) != {BASE}:
        seen = {doc.iri for doc in (*documents, *background)}
        background += [doc for doc in value_lists() if doc.iri not in seen]
    every = _apart([*documents, *background])
    count = len(documents)
    return DataSet(
        tuple(every[:count]), tuple(every[count:]), next(iter(bases), BASE), tuple(unread)
    )


def plain(paths: Sequence[str | Path]) -> DataSet:
    """Read RDF that belongs to no data set: no background, and no base of its own.

    Args:
        paths: Files of any format that is read, also compressed, folders (all such files
            below them) or ``-`` for Turtle on standard input.

    Returns:
        The documents; relative IRIs are resolved against the address of their file.

    Raises:
        UsageError: a path does not exist.
        InputError: a path cannot be read, holds nothing, or breaks its format.
        LimitError: a file is too large or nests too deeply.
    """
    files = files_of(paths, rdf_below)
    documents = [document(path, address=_address(path)) for path in files]
    return DataSet(tuple(_apart(documents)), base="", unread=passed_over(paths, files))


def passed_over(paths: Iterable[str | Path], files: Iterable[Path]) -> tuple[str, ...]:
    """Return what looks like RDF in folders and is not read, as `plain` reads them.

    Args:
        paths: Files and folders, as they were named.
        files: What is read.

    Raises:
        InputError: a folder or a file on the way cannot be looked at.
    """
    read_in = {os.path.realpath(path) for path in files if path != STDIN}
    folders = [path for path in map(Path, paths) if path != STDIN and path.is_dir()]
    found = dict.fromkeys(each for folder in folders for each in passed_over_below(folder))
    return tuple(each for each in found if os.path.realpath(each) not in read_in)


def _address(path: Path) -> str | None:
    return None if path == STDIN else path.absolute().as_uri()


def packaged(name: resources.Folder) -> DataSet:
    """Read all Turtle of one packaged folder."""
    if name == "data":
        return read()
    return DataSet(tuple(document(path) for path in turtle_below(resources.folder(name))))


def value_lists() -> list[Document]:
    """Read the packaged concept schemes: the documents at the top of ``data/``."""
    return [
        document(path, document_iri(BASE, path.name))
        for path in sorted(resources.folder("data").glob("*.ttl"))
        if path.name != ROOT_MARKER
    ]


def _documents_of(root: Root, roots: Roots) -> Iterable[tuple[Path, str]]:
    """Yield the Turtle files of a data set with their IRIs; not those of one within it."""
    for path in turtle_below(shown(root.folder)):
        place = roots.find(path)
        if place and place[0] == root:
            yield path, place[1]


def files_of(
    paths: Iterable[str | Path], below: Callable[[Path], list[Path]] = turtle_below
) -> list[Path]:
    """Return the files that paths stand for, each once however often it is named.

    Args:
        paths: Files and folders.
        below: Finds the files of a folder.
    """
    files: dict[str, Path] = {}
    for path in paths:
        for file in _files_at(Path(path), str(path), below):
            files.setdefault("-" if file == STDIN else os.path.realpath(file), file)
    return list(files.values())


def _files_at(path: Path, name: str, below: Callable[[Path], list[Path]]) -> list[Path]:
    if path == STDIN:
        return [path]
    try:
        there = bool(name) and path.exists()
    except OSError as error:
        raise refused(path, error) from error
    if not there:
        return _matching(name, below)
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError("is neither a file nor a folder; name one.", name)
    found = below(path)
    if not found:
        kind, mine = ("*.ttl file", "Turtle") if below is turtle_below else ("RDF file", "data")
        raise InputError(f"this folder holds no {kind}; name the folder with your {mine}.", name)
    return found


def _matching(name: str, below: Callable[[Path], list[Path]]) -> list[Path]:
    """Return the files of a pattern with ``*``, ``?`` or ``[``, as a shell would, in order.

    Raises:
        UsageError: it is no pattern, or nothing matches.
    """
    if not any(sign in name for sign in "*?["):
        raise UsageError(f"{name or 'an empty path'}: does not exist; check the path.")
    pattern = Path(name)
    found = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    if not found:
        raise UsageError(f"{name}: nothing matches; check the path.")
    return [file for each in found for file in _files_at(each, str(each), below)]


def _apart(documents: Sequence[Document]) -> list[Document]:
    """Give the blank nodes of each document labels that are in no other document."""
    taken: set[str] = set()
    result = []
    for number, doc in enumerate(documents):
        if _has_blanks(doc):
            from drugfacts.graph import scoping  # few have blank nodes

            scope = f"-{number}" if taken else ""
            quads = scoping.scoped(doc.quads, doc.text, doc.form, doc.base, scope)
            while taken & scoping.labels(quads):
                scope += "-x"
                quads = scoping.scoped(doc.quads, doc.text, doc.form, doc.base, scope)
            taken |= scoping.labels(quads)
            doc = replace(doc, quads=tuple(quads), scope=scope)
        result.append(doc)
    return result


def _has_blanks(doc: Document) -> bool:
    return any(
        type(quad.object) is BlankNode
        or type(quad.subject) is BlankNode
        or type(quad.graph_name) is BlankNode
        for quad in doc.quads
    )
