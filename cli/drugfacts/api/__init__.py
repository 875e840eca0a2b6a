"""The Python API: what the commands do, as objects."""

from __future__ import annotations

from drugfacts.api.facts import Facts, load
from drugfacts.api.records import Claim, Conflict, Passage, Source, Thing, Verdict
from drugfacts.api.rows import Rows

__all__ = [
    "Claim",
    "Conflict",
    "Facts",
    "Passage",
    "Rows",
    "Source",
    "Thing",
    "Verdict",
    "load",
]
