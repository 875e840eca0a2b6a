"""How two labels lie to one another: which is later, and whether they are versions of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from drugfacts.label.ages import described, not_yet, replaced_by, unordered
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.label.records import Label
    from drugfacts.label.words import Words

_OLD, _NEW = "old", "new"
"""What both are called here: two files may hold versions of a label with one IRI."""


def ages(old: Label, new: Label, others: Iterable[Label], words: Words) -> tuple[str, str]:
    """Return version, date and age of two labels in words, and what replaced them.

    Args:
        old: The first.
        new: The second.
        others: Further labels that were looked at.
        words: How it is said.
    """
    known = {old.iri, new.iri}
    third = [x for x in others if x.iri not in known and not not_yet(x, words.as_of)]
    looked_at = [*_both(old, new), *third]
    newer, loose = replaced_by(looked_at), unordered(looked_at)
    if (old.iri, old.version, old.issued) == (new.iri, new.version, new.issued):
        loose -= {_OLD, _NEW}

    def said(label: Label, name: str) -> str:
        later = newer.get(name, "")
        called = f"the {later} one" if later in (_OLD, _NEW) else later and words.short(later)
        return printable(described(label, words.as_of, called, name not in loose))

    return said(old, _OLD), said(new, _NEW)


def remarks(old: Label, new: Label, words: Words) -> tuple[str, ...]:
    """Return what a reader must know of two labels before what differs between them."""
    if _NEW in replaced_by(_both(old, new)):
        return (
            f"The old one, {words.short(old.iri)}, is newer than the new one: what follows is "
            "told backwards; name it second.",
        )
    apart = [
        name
        for name, differ in (
            ("set ids", bool(old.set_id and new.set_id and old.set_id != new.set_id)),
            ("jurisdictions", old.jurisdiction != new.jurisdiction),
        )
        if differ
    ]
    if apart:
        return (
            f"These are two labels and not two versions of one, as their {' and '.join(apart)} "
            "differ: what follows tells how they differ, and not what changed.",
        )
    if old.iri != new.iri and not (old.set_id and new.set_id):
        return ("Nobody knows whether these are two versions of one label: a set id is unknown.",)
    return ()


def _both(old: Label, new: Label) -> tuple[Label, Label]:
    return replace(old, iri=_OLD), replace(new, iri=_NEW)
