"""How far an upload has come, in a file, so that it can go on after it was interrupted."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from drugfacts.errors import InputError, UsageError
from drugfacts.graph import files

if TYPE_CHECKING:
    from pathlib import Path

    from drugfacts.remote.address import Address

_VERSION = 1


@dataclass(frozen=True, slots=True)
class State:
    """What is being sent where, and how much the server has taken.

    Attributes:
        where: The SHA-256 of address and graph, as an address may hold a key.
        digest: The SHA-256 of the N-Triples.
        chunk: How many statements are in a chunk.
        append: Whether the graph keeps what it had.
        done: How many chunks the server has taken.
    """

    where: str
    digest: str
    chunk: int
    append: bool
    done: int = 0

    def after(self, done: int) -> State:
        """Return the state when so many chunks are taken."""
        return replace(self, done=done)


def place(address: Address, graph: str | None) -> str:
    """Return what names address and graph without telling them."""
    return sha256(f"{address}\n{address.query}\n{graph or ''}".encode()).hexdigest()


def resumed(path: Path | None, wanted: State) -> State:
    """Return how far an upload has come; its beginning where there is no file.

    Raises:
        UsageError: the file is of another upload.
        InputError: the file cannot be read.
    """
    if path is None or not path.exists():
        return wanted
    found = _read(path)
    if found.after(0) != wanted:
        what = (
            "the input has changed since"
            if replace(found, done=0, digest=wanted.digest) == wanted
            else "it went elsewhere or in another way"
        )
        raise UsageError(
            f"{path}: is of an upload that was interrupted, and {what}; delete it to begin anew, "
            "or name another with --state."
        )
    return found


def _read(path: Path) -> State:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        version, found = said.pop("version"), State(**said)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable(path) from error
    if version != _VERSION or type(found.done) is not int or found.done < 0:
        raise _unreadable(path)
    return found


def _unreadable(path: Path) -> InputError:
    return InputError(
        "is no state of an upload; delete it to begin anew, or name another with --state.",
        str(path),
    )


def write(path: Path | None, state: State) -> None:
    """Write how far an upload has come.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is not None:
        text = json.dumps({"version": _VERSION, **asdict(state)}, indent=2) + "\n"
        files.write({path: text.encode()})


def remove(path: Path | None) -> None:
    """Remove the file when all is sent."""
    if path is not None:
        path.unlink(missing_ok=True)
