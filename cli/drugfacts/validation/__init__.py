"""Checking a data set: shapes, and the rules that shapes do not see."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.reporting.report import Report
    from drugfacts.validation.check import validate
    from drugfacts.validation.options import Options
    from drugfacts.validation.plain import validate_plain

__all__ = ["Options", "Report", "validate", "validate_plain"]

_HOMES = {
    "Options": "drugfacts.validation.options",
    "Report": "drugfacts.reporting.report",
    "validate": "drugfacts.validation.check",
    "validate_plain": "drugfacts.validation.plain",
}


def __getattr__(name: str) -> object:
    """Load what is asked for, as who wants one part of the package needs no engine."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
