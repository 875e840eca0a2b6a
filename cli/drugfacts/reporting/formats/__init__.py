"""The forms in which findings are written: each a pure function of a report."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drugfacts.reporting.report import Report

MODULES = {
    "concise": "concise",
    "csv": "csv_",
    "github": "github",
    "html": "html_",
    "json": "json_",
    "json-lines": "json_lines",
    "junit": "junit",
    "markdown": "markdown",
    "sarif": "sarif",
    "text": "text",
    "turtle": "shacl_report",
}
"""The module of each format, by the name that users give; each has a function `write`."""


def write(name: str, report: Report, **options: str | bool) -> Iterator[str]:
    """Yield the pieces of a report in one format, line ends included.

    Args:
        name: One of `MODULES`.
        report: What is written.
        options: What only this format understands, such as `group` of ``text``.
    """
    module = import_module(f"drugfacts.reporting.formats.{MODULES[name]}")
    form: Callable[..., Iterator[str]] = module.write
    yield from form(report, **options)
