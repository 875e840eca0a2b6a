"""Walking a folder: its Turtle, and what looks like RDF there but is not read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from drugfacts.errors import InputError
from drugfacts.graph.compressed import bare
from drugfacts.graph.parsing import FORMATS

_OTHER_FORMATS = {".n3", ".trix", ".hdt", ".rj", ".trigx", ".ofn", ".omn", ".owx"}
"""Ends of the names of RDF and OWL in formats that are not read."""
_PACKED = {".zip", ".xz", ".7z"}
"""Ends of the names of files that are compressed in a way that is not unpacked."""
_SIGNS = {
    ".json": (b'"@context"', b'"@graph"', b'"@id"'),
    ".xml": (b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",),
}
"""What stands at the beginning of RDF in files of which few are RDF."""
_BEGINNING = 64 * 1024

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


def passed_over(folder: Path) -> list[str]:
    """Return the files below a folder that look like RDF and that `rdf_below` leaves out.

    What may be RDF or not by its name is looked into, as far as its beginning.

    Raises:
        InputError: a folder or a file on the way cannot be looked at.
    """
    return sorted(str(path) for path in _files_below(folder) if _looks_like_rdf(path))


def _looks_like_rdf(path: Path) -> bool:
    end = path.suffix.lower()
    if end in _PACKED and path.with_suffix("").suffix.lower() in FORMATS:
        return True
    if end in _OTHER_FORMATS:
        return True
    if end not in _SIGNS or _kind(path) != "file":
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(_BEGINNING)
    except OSError as error:
        raise refused(path, error) from error
    return any(sign in start for sign in _SIGNS[end])


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
