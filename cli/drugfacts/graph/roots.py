"""Which data set a file belongs to, and which document of it the file is."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from drugfacts.errors import InputError, UsageError
from drugfacts.graph.dataset import parts
from drugfacts.graph.parsing import STDIN, document
from drugfacts.iris import document_iri
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.graph.dataset import Document

ROOT_MARKER = "dataset.ttl"
"""The file that makes a folder the root of a data set."""

CAPTURES = "captures"
"""The folder of a data set that its captured texts lie in."""

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DATA_SETS = {NamedNode(PREFIXES["void"] + "Dataset"), NamedNode(PREFIXES["dcat"] + "Dataset")}
_URI_SPACE = NamedNode(PREFIXES["void"] + "uriSpace")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")

# What RFC 3987 lets stand in a path as it is, but "%", which begins a code for something else.
_IN_PATH = re.compile(
    r"[A-Za-z0-9._~!$&'()*+,;=:@/\-"
    "\u00a1-\u200d\u2010-\u2027\u202f-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]+"
)


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
        for resolved in (os.path.abspath, os.path.realpath):
            place = Path(resolved(path))
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


def one_base(roots: Iterable[Root]) -> dict[str, Root]:
    """Return the one base of some data sets, with the first of them; empty for none.

    Raises:
        UsageError: their bases differ.
    """
    bases: dict[str, Root] = {}
    for root in roots:
        bases.setdefault(root.base, root)
    if len(bases) < 2:
        return bases
    folders = sorted(root.folder for root in bases.values())
    for inner in folders:
        outer = next((folder for folder in folders if folder in inner.parents), None)
        if outer is not None:
            raise UsageError(
                f"{shown(inner) / ROOT_MARKER} is a data set of its own inside {shown(outer)}; "
                "name one of them."
            )
    names = " and ".join(str(shown(folder)) for folder in folders)
    raise UsageError(f"{names} are data sets with different bases; name one at a time.")


def can_be_named(root: Root, iri: str) -> bool:
    """Tell whether the IRI made of a file's name is one."""
    return _IN_PATH.fullmatch(iri.removeprefix(root.base)) is not None


def check_name(path: Path, root: Root, iri: str) -> None:
    """Refuse a file whose name no IRI can hold.

    Raises:
        InputError: it has a blank, a sign such as ``#``, or bytes that are no text.
    """
    if can_be_named(root, iri):
        return
    *folders, _ = iri.removeprefix(root.base).split("/")
    odd = next((name for name in folders if not _IN_PATH.fullmatch(name)), None)
    plain = unicodedata.normalize("NFKD", odd or path.stem).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain.lower())) or "my-drug"
    what = f"the name of its folder '{odd}'" if odd else "its name"
    raise InputError(
        f"{what} cannot be a part of an IRI; "
        "use lower-case letters, digits and hyphens, "
        f"such as {slug}{'' if odd else path.suffix.lower()}.",
        str(path),
    )


def _stated_base(marker: Path) -> str | None:
    """Return the base that the head of a data set states; None when it is no such head.

    Not every ``dataset.ttl`` is one: the shapes of data sets are in a file of that name.
    """
    head = document(shown(marker))
    for quad in head.quads:
        if quad.predicate == _URI_SPACE:
            stated = quad.object
            if isinstance(stated, Literal) and _BASE.fullmatch(stated.value):
                return stated.value
            raise _base_error(head, quad)
    if any(quad.predicate == _TYPE and quad.object in _DATA_SETS for quad in head.quads):
        raise InputError(
            "does not say the base IRI of its data set; "
            'add void:uriSpace "https://example.org/facts/" to it.',
            head.path,
        )
    return None


def _base_error(head: Document, quad: Quad) -> InputError:
    subject, predicate, stated = parts(quad)
    if isinstance(stated, Literal):
        said = (
            f"void:uriSpace '{stated.value}' is no base IRI; write one such as "
            "'https://example.org/facts/', with a slash at its end."
        )
    else:
        name = stated.value if isinstance(stated, NamedNode) else "https://example.org/facts/"
        said = f'void:uriSpace must be a string: write "{name}" in quotes.'
    positions = head.positions()
    place = positions.locate(subject, predicate, stated) if positions else None
    return InputError(said, head.path, *(place or ()))
