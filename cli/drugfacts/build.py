"""Building: check everything, and only if that passes write Turtle and JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.errors import InputError, OutputError
from drugfacts.export.formats import Format, export
from drugfacts.export.subset import of_drug, slugs
from drugfacts.graph import files
from drugfacts.graph.roots import Roots, shown
from drugfacts.validation import Report, validate

if TYPE_CHECKING:
    from pathlib import Path

    from drugfacts.graph.dataset import DataSet

NAME = "drugfacts"
"""Name of the files that hold all facts."""

_FORMS = ((".ttl", Format.TURTLE), (".jsonld", Format.JSONLD))


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written.

    Attributes:
        path: Where, below the folder as the user named it.
        triples: Number of its triples.
        size: Its length in bytes.
    """

    path: Path
    triples: int
    size: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        report: What the check found.
        files: What was written; nothing when there was a violation.
    """

    report: Report
    files: tuple[Written, ...]


def build(data: DataSet, output: Path) -> Built:
    """Check a data set and, if nothing is a violation, write it.

    All facts are written together, and those of each drug by themselves. Either all
    files are written or none.

    Args:
        data: The facts.
        output: The folder to write to; it is made when it is missing.

    Raises:
        OutputError: the folder lies in a data set, or a file cannot be written.
        InputError: a drug has no name that could be a file's.
        LimitError: shapes, values or blank nodes are too many to be handled in time.
    """
    _check_place(output)
    report = validate(data)
    if not report.conforms:
        return Built(report, ())
    contents: dict[Path, bytes] = {}
    written: list[Written] = []
    for drug in (None, *slugs(data)):
        triples = len(data.triples() if drug is None else {q.triple for q in of_drug(data, drug)})
        for ending, form in _FORMS:
            path = _path(output, drug, ending)
            contents[path] = export(data, form, drug)
            written.append(Written(path, triples, len(contents[path])))
    files.write(contents)
    return Built(report, tuple(written))


def _path(output: Path, drug: str | None, ending: str) -> Path:
    if drug is None:
        return output / f"{NAME}{ending}"
    if not iris.SLUG.fullmatch(drug):
        raise InputError(
            f"the drug '{drug}' cannot name a file; use small letters, digits and single hyphens."
        )
    return output / "drug" / f"{drug}{ending}"


def _check_place(output: Path) -> None:
    """Refuse a folder inside a data set: what is built would be read as facts later."""
    place = Roots().find(output / NAME)
    if place:
        raise OutputError(
            f"{output}: lies in the data set of {shown(place[0].folder)}, which would read "
            "it as facts; choose a folder outside."
        )
