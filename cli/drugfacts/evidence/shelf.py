"""A folder of captures: which file is the capture of which source."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts.errors import InputError, LimitError
from drugfacts.evidence import captures

if TYPE_CHECKING:
    from drugfacts.evidence.captures import Capture

SUFFIXES = frozenset({"", ".txt", ".html", ".htm", ".xhtml", ".xml", ".json"})
"""How the names of files end that can be captures by their name; by digest any can."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a folder holds for one source.

    Attributes:
        capture: Its capture, or None.
        changed: The file has the name of the source and another digest than it states.
        lack: Why there is no capture; "" when there is one.
    """

    capture: Capture | None
    changed: bool = False
    lack: str = ""


class Shelf:
    """The files of one folder; each is read once to know its digest.

    Args:
        folder: A folder, looked through at every depth.

    Raises:
        UsageError: it does not exist, or is a file.
        InputError: a file cannot be read.
        LimitError: it holds more than `captures.MAX_FILES` files.
    """

    def __init__(self, folder: Path) -> None:
        captures.check_folder(folder)
        self.folder = folder

    @cached_property
    def _digests(self) -> dict[Path, str]:
        """The files with their digests; "" for those that are too large."""
        found: dict[Path, str] = {}
        path = self.folder
        try:
            for path in captures.listed(self.folder):
                large = path.stat().st_size > captures.MAX_BYTES
                found[path] = "" if large else hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise _unreadable(path, error) from error
        return found

    def find(self, digest: str | None, slug: str, others: Collection[str]) -> Held:
        """Return what is held for a source.

        The file with its digest counts, whatever it is called; of equal ones the first in
        the order of paths. If there is none, the file counts that is called as the source.

        Args:
            digest: SHA-256 of its capture, or None when it states none.
            slug: The last part of its IRI.
            others: Digests of other sources: their captures are not this one's.

        Raises:
            InputError: the file cannot be used.
            LimitError: the file is too large, or takes too long.
        """
        same = (path for path, held in self._digests.items() if held and held == digest)
        found = next(same, None)
        if found is not None:
            return Held(_read(found))
        named = [
            path
            for path, held in self._digests.items()
            if _stem(path) == slug and path.suffix.lower() in SUFFIXES and held not in others
        ]
        if len(named) > 1:
            several = " and ".join(str(path) for path in named[:2])
            return Held(None, lack=f"several files are called as the source ({several})")
        if not named:
            return Held(None, lack=f"no file of {self.folder} has the digest or name of its source")
        if not self._digests[named[0]]:
            raise LimitError(
                f"{named[0]}: is larger than {captures.MAX_BYTES} bytes; "
                "capture the part that is cited."
            )
        return Held(_read(named[0]), changed=True)


def _stem(path: Path) -> str:
    return path.stem if path.suffix else path.name


def _read(path: Path) -> Capture:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    return captures.capture(raw, path)


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be read ({error.strerror or error}); allow it, or name another folder.",
        str(path),
    )
