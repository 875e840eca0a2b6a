"""Bringing Turtle files into the canonical layout."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from pyoxigraph import RdfFormat

from drugfacts.errors import UsageError
from drugfacts.graph import files, read
from drugfacts.graph.parsing import STDIN
from drugfacts.graph.roots import Roots, check_name
from drugfacts.graph.turtle.format import format_text
from drugfacts.iris import BASE, prefixes
from drugfacts.terms import PREFIXES

_NO_NEWLINE = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file as it is and as it should be.

    Attributes:
        path: As the user named it, ``-`` for standard input.
        before: Its text now; a byte order mark is part of it.
        after: Its canonical text.
    """

    path: Path
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Whether the file is not in its canonical layout yet."""
        return self.before != self.after

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff; none when nothing changes."""
        name = str(self.path)
        old, new = _lines(self.before), _lines(self.after)
        for line in unified_diff(old, new, name, name):
            yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"


def formatted(paths: Sequence[str | Path]) -> list[Formatted]:
    """Return Turtle files in their canonical layout; nothing is written.

    Args:
        paths: Files, folders (all ``*.ttl`` below them) or ``-``. A file takes its
            prefixes from the base of the data set that it lies in.

    Raises:
        UsageError: a path does not exist or is no ``*.ttl``.
        InputError: a file cannot be read or is not Turtle; with its place.
        LimitError: a file is too large or nested too deep.
    """
    roots = Roots()
    return [_format(path, roots) for path in read.files_of(paths)]


def write(results: Iterable[Formatted]) -> list[Formatted]:
    """Write the files that change, all or none; return them."""
    changed = [result for result in results if result.changes]
    files.write({result.path: result.after.encode() for result in changed})
    return changed


def _format(path: Path, roots: Roots) -> Formatted:
    if path != STDIN and path.suffix != ".ttl":
        raise UsageError(
            f"{path}: is not named *.ttl, and only Turtle is formatted; "
            "turn it into Turtle with drugfacts export --format turtle."
        )
    text = read.text_of(path)
    place = roots.find(path)
    if place is not None:
        check_name(path, *place)
    base, iri = (place[0].base, place[1]) if place else (_base_in(text, str(path)), None)
    after = format_text(text, str(path), prefixes(base), base, iri)
    before = text if path == STDIN else path.read_bytes().decode()
    return Formatted(path, before, after)


def _base_in(text: str, name: str) -> str:
    """Return the base that a text without a data set means by its prefixes.

    Who declares ``drug:`` as ``https://example.org/facts/drug/`` means the base before
    ``drug/``. If the prefixes disagree, it is that of the packaged facts.
    """
    declared = read.parse_text(text, RdfFormat.TURTLE, name)[1]
    meant = {
        namespace.removesuffix(f"{prefix}/")
        for prefix, namespace in declared.items()
        if PREFIXES.get(prefix) == f"{BASE}{prefix}/" and namespace.endswith(f"/{prefix}/")
    }
    return meant.pop() if len(meant) == 1 else BASE


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline="\n"))
