"""Checking a data set: shapes, and the rules that shapes do not see."""

from __future__ import annotations

from drugfacts.reporting.report import Report
from drugfacts.validation.check import validate

__all__ = ["Report", "validate"]
