"""The rules on evidence, by the names that findings give."""

from __future__ import annotations

CHANGED = "evidence-capture-changed"
DISAGREES = "evidence-digests-disagree"
MISSING = "evidence-missing"
MOVED = "evidence-moved"
NORMALISED = "evidence-normalised"
UNCHECKABLE = "evidence-uncheckable"

RULES = (CHANGED, DISAGREES, MISSING, MOVED, NORMALISED, UNCHECKABLE)
"""Each has a page in docs/rules."""

NOTHING = "nothing-checked"
"""The rule that a run has checked something; it always counts."""
