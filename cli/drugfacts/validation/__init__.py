"""Checking a data set: shapes, and the rules that shapes do not see."""

from __future__ import annotations

from drugfacts.validation.check import validate
from drugfacts.validation.report import Report

__all__ = ["Report", "validate"]
