"""Mutation testing of shapes: would anybody notice if a rule, or the data, were wrong?"""

from __future__ import annotations
