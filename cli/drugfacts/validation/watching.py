"""Checking again when a file changes, and what is different then."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drugfacts.errors import DrugFactsError
from drugfacts.graph import read
from drugfacts.graph.roots import Roots
from drugfacts.reporting.baseline import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

SECONDS = 0.3
"""How often files are looked at."""

Stamps = dict[str, tuple[int, int]]


class Turn(NamedTuple):
    """One check of several.

    Attributes:
        changed: The files that changed since the one before, sorted; none at first.
        report: What was found, or why nothing could be.
        new: What the check before had not found.
        gone: What it had found, and this one has not.
    """

    changed: tuple[str, ...]
    report: Report | DrugFactsError
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def turns(
    check: Callable[[], Report],
    paths: Sequence[str],
    wait: Callable[[], None] = lambda: time.sleep(SECONDS),
) -> Iterator[Turn]:
    """Yield a check, and another one after each change; ends never.

    Args:
        check: Checks once; an error of ours is a turn too, as a file may be half edited.
        paths: Files and folders to watch. Of a file in a data set, all of the data set.
        wait: Lets time pass between two looks.
    """
    before: tuple[Finding, ...] = ()
    stamps: Stamps | None = None
    while True:
        now = _stamps(paths)
        if now != stamps:
            changed = () if stamps is None else _changed(stamps, now)
            stamps = now
            report = _checked(check)
            after = before if isinstance(report, DrugFactsError) else report.findings
            yield Turn(changed, report, _only_in(after, before), _only_in(before, after))
            before = after
        wait()


def _checked(check: Callable[[], Report]) -> Report | DrugFactsError:
    try:
        return check()
    except DrugFactsError as error:
        return error


def _stamps(paths: Iterable[str]) -> Stamps:
    """Return time and size of each file; an editor may just be replacing one."""
    roots = Roots()
    places: dict[str, None] = {}
    for path in paths:
        places[path] = None
        try:
            found = roots.find(Path(path))
        except DrugFactsError:
            continue
        if found:
            places[str(found[0].folder)] = None
    stamps: Stamps = {}
    for place in places:
        try:
            files = read.files_of([place], read.rdf_below)
        except DrugFactsError:
            continue
        for file in files:
            try:
                stat = file.stat()
            except OSError:
                continue
            stamps[os.path.relpath(file)] = (stat.st_mtime_ns, stat.st_size)
    return stamps


def _changed(before: Stamps, after: Stamps) -> tuple[str, ...]:
    names = before.keys() | after.keys()
    return tuple(sorted(name for name in names if before.get(name) != after.get(name)))


def _only_in(these: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are not among others, wherever they stand."""
    left = Counter(map(identity, others))
    only = []
    for finding in these:
        name = identity(finding)
        if left[name]:
            left[name] -= 1
        else:
            only.append(finding)
    return tuple(only)
