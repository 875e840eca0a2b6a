"""One JSON object for a whole report, a line for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts import __version__
from drugfacts.reporting.objects import (
    array,
    counts,
    dumps,
    finding_object,
    fixed,
    unseen,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.reporting.report import Report

VERSION = 1
"""The version of the form: it grows when a reader of the one before could fail."""


def write(report: Report) -> Iterator[str]:
    """Yield the pieces of a JSON object; its keys always come, in this order.

    A finding has the fields of `drugfacts.model.Finding`, as far as they are set, with
    ``place`` for its position. ``unseen`` is null when nobody asked for it.
    """
    yield f'{{\n  "version": {VERSION}'
    yield f',\n  "tool": {dumps({"name": "drugfacts", "version": __version__})}'
    yield f',\n  "engine": {dumps(report.engine)}'
    yield f',\n  "conforms": {dumps(report.conforms)}'
    yield f',\n  "counts": {dumps(counts(report))}'
    yield ',\n  "shapes": '
    yield from array(work(report), 2)
    yield ',\n  "findings": '
    yield from array(map(finding_object, report.findings), 2)
    yield ',\n  "fixed": '
    yield from array(fixed(report), 2)
    missed = unseen(report)
    yield ',\n  "unseen": '
    yield from ["null"] if missed is None else array(missed, 2)
    yield ',\n  "remarks": '
    yield from array(report.remarks, 2)
    yield "\n}\n"
