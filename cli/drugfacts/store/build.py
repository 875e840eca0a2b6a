"""Building a store: everything is read on, loaded beside the place, and renamed at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Store

from drugfacts.errors import InputError, UsageError
from drugfacts.graph.files import refused
from drugfacts.graph.labels import Labels
from drugfacts.graph.parsing import STDIN
from drugfacts.graph.source import Source, Watch, parsed
from drugfacts.store.manifest import DATA, NAME, Manifest, Part

if TYPE_CHECKING:
    from pyoxigraph import Quad

_CHUNK = 1 << 20


def build(
    sources: Sequence[Source], place: Path, force: bool = False, watch: Watch | None = None
) -> Manifest:
    """Build a store of sources, and return what it says of itself.

    Blank nodes of different sources are different ones. When anything goes wrong, nothing
    is left, and what was there before stays as it was.

    Args:
        sources: What goes in.
        place: The folder that the store is to be.
        force: Replace a store that is there.
        watch: Told of each piece that is read, by the number of its bytes.

    Raises:
        UsageError: a source is not there, or something is at the place and may not be
            replaced.
        InputError: a source breaks its format, or there is nothing in any.
        LimitError: a source nests too deeply, or holds something that is too long.
        OutputError: the store cannot be written.
    """
    _check(place, force)
    try:
        with _beside(place) as draft:
            manifest = _filled(sources, draft, watch)
            (draft / NAME).write_text(manifest.json(), encoding="utf-8")
            _put(draft, place)
    except OSError as error:
        raise refused(place, error) from error
    return manifest


def _check(place: Path, force: bool) -> None:
    if not place.exists() and not place.is_symlink():
        return
    if place.is_dir() and not any(place.iterdir()):
        return
    if not (place / NAME).is_file():
        raise UsageError(f"{place}: is there and no store; name a new folder with --output.")
    if not force:
        raise UsageError(f"{place}: is there; replace it with --force, or name another folder.")


def _filled(sources: Sequence[Source], folder: Path, watch: Watch | None) -> Manifest:
    store = Store(str(folder / DATA))
    prefixes: dict[str, str] = {}
    parts = []
    for number, source in enumerate(sources):
        scope = f"-{number}" if len(sources) > 1 else ""
        with parsed(source, watch) as reading:
            counted = _Counted(Labels(scope, reading, str(source.path)).in_quads(reading.parser))
            store.bulk_extend(counted)
            prefixes = {**reading.parser.prefixes, **prefixes}
        size, digest = _digest(source.path)
        parts.append(Part(str(source.path), size, digest, counted.count))
    if not any(part.statements for part in parts):
        raise InputError("nothing is said in what was read; name files that hold statements.")
    store.optimize()
    store.flush()
    graphs = sum(1 for _ in store.named_graphs())
    return Manifest(len(store), graphs, prefixes, tuple(parts), pyoxigraph.__version__)


class _Counted:
    """Statements that are counted as they are taken."""

    def __init__(self, quads: Iterator[Quad]) -> None:
        self._quads = quads
        self.count = 0

    def __iter__(self) -> Iterator[Quad]:
        for number, quad in enumerate(self._quads, start=1):
            self.count = number
            yield quad


def _digest(path: Path) -> tuple[int | None, str | None]:
    """Return size and SHA-256 of a file; of standard input nothing is left to look at."""
    if path == STDIN or not path.is_file():
        return None, None
    found, size = sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
            size += len(chunk)
    return size, found.hexdigest()


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Give an empty folder beside a place; what is still there at the end is removed."""
    place.resolve().parent.mkdir(parents=True, exist_ok=True)
    made = tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".part", dir=place.resolve().parent)
    folder = Path(made)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(draft: Path, place: Path) -> None:
    """Put a draft in its place; what was there goes when the draft is there."""
    target = place.resolve()
    draft.chmod(0o755)
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent))
    try:
        if target.exists():
            target.rename(old / "store")
        try:
            draft.rename(target)
        except OSError:
            if (old / "store").exists():
                (old / "store").rename(target)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
