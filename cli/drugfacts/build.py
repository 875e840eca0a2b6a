"""Building: check everything, and only if that passes write Turtle and JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.errors import InputError, UsageError
from drugfacts.export.formats import Format, export
from drugfacts.export.subset import node_of, of_drug, slugs
from drugfacts.graph import files
from drugfacts.graph.roots import Roots, shown
from drugfacts.validation.check import validate
from drugfacts.validation.options import Options

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet
    from drugfacts.reporting.report import Report

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
        left: Files of drugs that stand beside them and are of an earlier build.
    """

    report: Report
    files: tuple[Written, ...]
    left: tuple[Path, ...] = ()


def build(data: DataSet, output: Path, today: str = "") -> Built:
    """Check a data set and, if nothing is a violation, write it.

    All facts are written together, and those of each drug by themselves. Either all
    files are written or none.

    Args:
        data: The facts.
        output: The folder to write to; it is made when it is missing.
        today: The day for which waivers hold, ``YYYY-MM-DD``; "" takes none for expired.

    Raises:
        UsageError: the folder lies in a data set, a file is read too, or a data set is
            named in part: its other documents would be written unchecked.
        OutputError: a file cannot be written.
        InputError: a drug has no name that could be a file's, or the name of another.
        LimitError: shapes, values or blank nodes are too many to be handled in time.
    """
    inputs = [doc.path for doc in (*data.documents, *data.background)]
    files.check_places([_path(output, None, ending) for ending, _ in _FORMS], inputs)
    _check_whole(data)
    report = validate(data, options=Options(today=today))
    if not report.conforms:
        return Built(report, ())
    for slug in slugs(data):
        _check_name(data, slug)
    contents: dict[Path, bytes] = {}
    written: list[Written] = []
    for drug in (None, *slugs(data)):
        triples = len(data.triples() if drug is None else {q.triple for q in of_drug(data, drug)})
        for ending, form in _FORMS:
            path = _path(output, drug, ending)
            contents[path] = export(data, form, drug)
            written.append(Written(path, triples, len(contents[path])))
    files.check_places(contents, inputs)
    files.write(contents)
    beside = sorted(path for ending, _ in _FORMS for path in (output / "drug").glob(f"*{ending}"))
    return Built(report, tuple(written), tuple(path for path in beside if path not in contents))


def _path(output: Path, drug: str | None, ending: str) -> Path:
    return output / f"{NAME}{ending}" if drug is None else output / "drug" / f"{drug}{ending}"


def _check_name(data: DataSet, drug: str) -> None:
    """Refuse a drug whose name is no file's, or would be the file of two."""
    try:
        node = node_of(data, drug)
    except UsageError as error:
        raise InputError(f"{str(error).partition(';')[0]}; give each a slug of its own.") from error
    if not iris.SLUG.fullmatch(drug):
        raise InputError(
            f"the drug <{node.value}> cannot name a file by the end of its IRI; "
            "use small letters, digits and single hyphens."
        )


def _check_whole(data: DataSet) -> None:
    """Refuse a part of a data set: the rest would be written without being checked."""
    if all(document.iri is None for document in data.documents):
        return
    roots = Roots()
    for document in data.background:
        place = roots.find(Path(document.path))
        if place and place[0].base == data.base:
            folder = shown(place[0].folder)
            raise UsageError(f"build takes whole data sets; name the folder {folder}.")
