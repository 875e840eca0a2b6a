"""Writing files so that none is ever half written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from drugfacts.errors import InputError, OutputError, UsageError
from drugfacts.graph.compressed import bare
from drugfacts.graph.parsing import FORMATS, STDIN
from drugfacts.graph.roots import CAPTURES, ROOT_MARKER, Roots, shown


def write(files: Mapping[Path, bytes]) -> None:
    """Write files: first all beside their places, then rename each.

    Missing folders are made. When one draft cannot be written, no file is replaced and
    the drafts are removed. What is there and no ordinary file, such as a pipe or a
    device, is written to and never replaced.

    Args:
        files: Content by path. A path that is a symbolic link is written through.

    Raises:
        OutputError: a path cannot be written; the message names it.
    """
    drafts: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, content in files.items():
            if path.exists() and not path.is_file() and not path.is_dir():
                with path.open("wb") as stream:
                    stream.write(content)
                continue
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(21, "is a folder")
            draft = _draft(target)
            drafts.append((draft, target))
            draft.write_bytes(content)
            _permit(draft, target)
        for draft, path in drafts:
            draft.replace(path)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream for what a file is to hold; the file is replaced when that is complete.

    If anything is raised before, the file stays as it was. What is there and no ordinary
    file, such as a pipe or a device, is written to. Missing folders are made.

    Raises:
        OutputError: the file cannot be written. An error of the stream itself is an
            `OSError`; see `refused`.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                yield stream
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder")
        draft = _draft(target)
    except OSError as error:
        raise refused(path, error) from error
    try:
        with draft.open("wb") as stream:
            yield stream
        _permit(draft, target)
        draft.replace(target)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def refused(path: Path, error: OSError) -> OutputError:
    """Return the error for what cannot be written."""
    return OutputError(
        f"{path}: cannot be written ({error.strerror or error}); "
        "choose another place or change its permissions."
    )


def check_places(
    outputs: Iterable[Path],
    inputs: Iterable[str | Path],
    captures: Path | None = None,
    kept: Iterable[Path] = (),
) -> None:
    """Refuse files that would replace what is read, or stand among facts and captures.

    Symbolic links are followed: neither a link into a data set nor one out of it helps.

    Args:
        outputs: The files that are to be written.
        inputs: Files and folders that are read.
        captures: The folder with captured texts, where it is not that of the data set.
        kept: Outputs that may be kept in a data set, such as a baseline; yet no RDF, and
            none among captures.

    Raises:
        UsageError: an output is an input, lies in a data set or among captures, or is RDF
            in a folder that is read.
        InputError: the head of the data set that an output lies in cannot be used.
    """
    outputs = list(outputs)
    if len({os.path.realpath(output) for output in outputs}) < len(outputs):
        raise UsageError(f"{outputs[0]}: two outputs are one file; choose another place for one.")
    roots = Roots()
    read = {os.path.realpath(path): Path(path) for path in inputs if Path(path) != STDIN}
    texts = _captures(read.values(), captures)
    kept = set(kept)
    for output in outputs:
        real = Path(os.path.realpath(output))
        if str(real) in read and not real.is_dir():
            raise UsageError(
                f"{output}: is one of the files that are read; choose another place with --output."
            )
        among = next((texts[str(p)] for p in (real, *real.parents) if str(p) in texts), None)
        if among:
            raise _misplaced(output, str(among), "where captured texts are kept")
        is_rdf = bool({bare(output).suffix.lower(), bare(real).suffix.lower()} & set(FORMATS))
        home = _home(roots, output, is_rdf)
        if home and (is_rdf or output not in kept):
            why = (
                "where it would be taken for facts" if is_rdf else "which holds facts and captures"
            )
            raise _misplaced(output, f"the data set of {_here(home)}", why)
        folder = next((read[str(p)] for p in real.parents if str(p) in read), None)
        if is_rdf and folder:
            raise _misplaced(output, _here(folder), "where it would be taken for facts")


def _captures(inputs: Iterable[Path], captures: Path | None) -> dict[str, Path]:
    """Return the folders with captures, by where symbolic links lead.

    These are the one that is named, and those of the data sets that are read.
    """
    named = {Path.cwd() / (path if path.is_dir() else path.parent) for path in inputs}
    above = sorted({folder for path in named for folder in (path, *path.parents)})
    found = [shown(folder / CAPTURES) for folder in above if (folder / ROOT_MARKER).is_file()]
    found += [captures] if captures else []
    return {os.path.realpath(path): path for path in found if path.is_dir()}


def _home(roots: Roots, output: Path, is_rdf: bool) -> Path | None:
    """Return the folder of the data set that an output lies in, or None."""
    try:
        place = roots.find(output)
    except InputError:
        # Where the head is that of no data set of ours, only RDF could be taken for its facts.
        if is_rdf:
            raise
        return None
    return shown(place[0].folder) if place else None


def _here(folder: Path) -> str:
    return "this folder" if folder == Path() else str(folder)


def _misplaced(output: Path, where: str, why: str) -> UsageError:
    return UsageError(f"{output}: lies in {where}, {why}; choose a place outside with --output.")


def _draft(target: Path) -> Path:
    """Make an empty file beside a place."""
    import tempfile  # slow to import

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    return Path(name)


def _permit(draft: Path, target: Path) -> None:
    """Give a draft the mode that the file at its place has, or would have."""
    draft.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
