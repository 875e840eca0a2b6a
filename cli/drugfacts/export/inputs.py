"""What an export reads: a data set of ours, or any RDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts.graph import read
from drugfacts.graph.parsing import STDIN, format_of
from drugfacts.graph.roots import Roots
from drugfacts.graph.source import Source

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat


def is_data_set(paths: Sequence[str]) -> bool:
    """Tell whether paths stand for the packaged facts, or for some of a data set.

    Raises:
        UsageError: a path does not exist.
        InputError: a path cannot be read, or holds no RDF.
    """
    roots = Roots()
    return not paths or any(roots.find(file) for file in read.files_of(paths, read.rdf_below))


def sources(
    paths: Sequence[str], form: RdfFormat | None = None, base: str | None = None
) -> list[Source]:
    """Return the sources that paths stand for.

    Args:
        paths: Files, folders (all RDF below them), patterns or ``-``.
        form: The format of what is named itself. Without it, and in folders, the end of
            a file's name tells it, and standard input is Turtle.
        base: What relative IRIs are resolved against.

    Raises:
        UsageError: a path does not exist.
        InputError: a path cannot be read, holds no RDF, or its name tells no format.
    """
    named = {Path(path) for path in paths}
    return [
        Source(file, form if form and file in named else format_of(file), base)
        for file in read.files_of(paths, read.rdf_below)
    ]


def size_of(sources: Sequence[Source]) -> int | None:
    """Return how many bytes sources have as they lie in their files; None for no files."""
    paths = [source.path for source in sources]
    return None if STDIN in paths else sum(path.stat().st_size for path in paths)
