"""The forms in which findings are written: each a pure function of a report."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drugfacts.reporting.report import Report

MODULES = {
    "concise": "concise",
}
"""The module of each format, by the name that users give; each has a function `write`."""


def write(name: str, report: Report) -> Iterator[str]:
    """Yield the pieces of a report in one format, line ends included.

    Args:
        name: One of `MODULES`.
        report: What is written.
    """
    module = import_module(f"drugfacts.reporting.formats.{MODULES[name]}")
    form: Callable[[Report], Iterator[str]] = module.write
    yield from form(report)
