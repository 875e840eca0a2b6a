"""Walking a folder: its Turtle, and what looks like RDF there but is not read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from drugfacts.errors import InputError
from drugfacts.graph.compressed import bare
from drugfacts.graph.parsing import FORMATS

_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


def turtle_below(folder: Path) -> list[Path]:
    """Return the files ``*.ttl`` below a folder in order; hidden ones are left out.

    Raises:
        InputError: a folder or a file on the way cannot be looked at.
    """
    found = [p for p in _files_below(folder) if p.suffix == ".ttl" and _kind(p) == "file"]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def rdf_below(folder: Path) -> list[Path]:
    """Return the files below a folder that are RDF by their names, compressed ones too.

    Raises:
        InputError: a folder or a file on the way cannot be looked at.
    """
    found = (p for p in _files_below(folder) if bare(p).suffix.lower() in FORMATS)
    return sorted(
        (path for path in found if _kind(path) == "file"),
        key=lambda path: path.relative_to(folder).parts,
    )


def unread_below(folder: Path) -> list[str]:
    """Return the files below a folder that look like RDF, but are not ``*.ttl`` files.

    A link ``*.ttl`` that leads nowhere is one of them.
    """
    found = (
        path
        for path in _files_below(folder)
        if path.suffix.lower() in FORMATS and (path.suffix != ".ttl" or _kind(path) == "nothing")
    )
    return sorted(map(str, found))


def _files_below(folder: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return found


def _kind(path: Path) -> str:
    """Tell what a path leads to: a file, nothing, or another thing."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno in _NOWHERE:
            return "nothing"
        raise refused(path, error) from error
    return "file" if stat.S_ISREG(mode) else "other"


def _refuse(error: OSError) -> None:
    raise refused(Path(str(error.filename)), error) from error


def refused(path: Path, error: OSError) -> InputError:
    """Return the error for what may not be looked at; passing over it would hide faults."""
    return InputError(
        f"cannot be read ({error.strerror or error}); check that you may read it.", str(path)
    )
