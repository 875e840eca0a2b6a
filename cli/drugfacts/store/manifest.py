"""What a store says of itself: what went in, and how much."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drugfacts.errors import InputError, UsageError

NAME = "store.json"
"""The file of a store that tells what is in it."""

DATA = "oxigraph"
"""The folder of a store that holds the data, as Oxigraph keeps them."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A file that went in.

    Attributes:
        name: As the user named it, ``-`` for standard input.
        size: Its bytes as it lay there; None for standard input.
        sha256: Their digest; None for standard input.
        statements: How many it says, each as often as it says it.
    """

    name: str
    size: int | None
    sha256: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store says of itself.

    Attributes:
        statements: How many different ones are in it.
        graphs: How many of its graphs have a name.
        prefixes: Those that the files declare.
        parts: What went in.
        engine: Version of pyoxigraph that wrote it.
    """

    statements: int
    graphs: int
    prefixes: dict[str, str]
    parts: tuple[Part, ...]
    engine: str

    def json(self) -> str:
        """Return it as JSON."""
        document = {"format": _VERSION, **asdict(self)}
        return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read(folder: Path) -> Manifest:
    """Return what a store says of itself.

    Raises:
        UsageError: there is no such folder, or it holds no store.
        InputError: the store cannot be read.
    """
    path = folder / NAME
    if not folder.exists():
        raise UsageError(f"{folder}: does not exist; make it with 'drugfacts store build'.")
    if not path.is_file() or not (folder / DATA).is_dir():
        raise UsageError(
            f"{folder}: is no store; name a folder that 'drugfacts store build' has made."
        )
    try:
        found = json.loads(path.read_bytes())
        if found.pop("format") != _VERSION:
            raise _unreadable(path, "another version of drugfacts wrote it")
        return _manifest(found)
    except OSError as error:
        raise _unreadable(path, str(error.strerror or error)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(path, "it is damaged") from error


def _manifest(found: dict[str, Any]) -> Manifest:
    parts = tuple(Part(**part) for part in found.pop("parts"))
    manifest = Manifest(parts=parts, **found)
    if not isinstance(manifest.statements, int) or not isinstance(manifest.prefixes, dict):
        raise TypeError
    return manifest


def _unreadable(path: Path, why: str) -> InputError:
    return InputError(f"cannot be used ({why}); build the store again.", str(path))
