"""Which data set a file belongs to, and which document of it the file is."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import InputError
from drugfacts.graph.parsing import STDIN, document
from drugfacts.iris import document_iri
from drugfacts.terms import PREFIXES

ROOT_MARKER = "dataset.ttl"
"""The file that makes a folder the root of a data set."""

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DATA_SETS = {NamedNode(PREFIXES["void"] + "Dataset"), NamedNode(PREFIXES["dcat"] + "Dataset")}
_URI_SPACE = NamedNode(PREFIXES["void"] + "uriSpace")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")


class Root(NamedTuple):
    """The folder of a data set, absolute, and the base IRI of the data set."""

    folder: Path
    base: str


class Roots:
    """Finds the data sets of files; the head of each is read once."""

    def __init__(self) -> None:
        self._bases: dict[Path, str | None] = {}

    def find(self, path: Path) -> tuple[Root, str] | None:
        """Return the data set that a path lies in, and the IRI of its document there.

        That is the nearest folder above with a ``dataset.ttl`` that states a base: first
        on the way that the user named, then where symbolic links lead. None when there
        is none, as for standard input.

        Raises:
            InputError: the head of the data set cannot be used.
        """
        if path == STDIN:
            return None
        for place in (Path(os.path.normpath(Path.cwd() / path)), Path(os.path.realpath(path))):
            for folder in place.parents:
                base = self._base_of(folder)
                if base is not None:
                    relative = place.relative_to(folder).as_posix()
                    return Root(folder, base), document_iri(base, relative)
        return None

    def _base_of(self, folder: Path) -> str | None:
        if folder not in self._bases:
            marker = folder / ROOT_MARKER
            self._bases[folder] = _stated_base(marker) if marker.is_file() else None
        return self._bases[folder]


def shown(path: Path) -> Path:
    """Return an absolute path as seen from the working folder, when it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _stated_base(marker: Path) -> str | None:
    """Return the base that the head of a data set states; None when it is no such head.

    Not every ``dataset.ttl`` is one: the shapes of data sets are in a file of that name.
    """
    head = document(shown(marker))
    for quad in head.quads:
        if quad.predicate == _URI_SPACE and isinstance(quad.object, Literal):
            base = quad.object.value
            if _BASE.fullmatch(base):
                return base
            raise InputError(
                f"void:uriSpace '{base}' is no base IRI; write one such as "
                "'https://example.org/facts/', with a slash at its end.",
                head.path,
            )
    if any(quad.predicate == _TYPE and quad.object in _DATA_SETS for quad in head.quads):
        raise InputError(
            "does not say the base IRI of its data set; "
            'add void:uriSpace "https://example.org/facts/" to it.',
            head.path,
        )
    return None
