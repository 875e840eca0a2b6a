"""What a profile makes: files, and an account of what it left out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drugfacts.profiles.book import Entry

OVERRULED = "overruled by another curation"
UNCHECKED = "not compared with the register that issued it"
OF_A_LABEL = "stated by a label itself, and no verdict is on it"


class Left(NamedTuple):
    """What was left out, and why.

    Attributes:
        what: What it is: a claim, or a part of one that is written.
        kind: Of which kind.
        reason: Why.
    """

    what: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a profile makes.

    Attributes:
        files: Content by name; a profile of one file has one without a name.
        dropped: How often something was left out.
        written: How many claims, or mappings, are in it.
    """

    files: Mapping[str, bytes]
    dropped: Mapping[Left, int]
    written: int

    @property
    def is_empty(self) -> bool:
        """Tell whether there was nothing to make it from."""
        return not self.written and not self.dropped

    def remarks(self) -> list[str]:
        """Return one line for each reason and sort of what was left out."""
        groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for left, count in sorted(self.dropped.items()):
            groups.setdefault((left.what, left.reason), []).append((left.kind, count))
        return [
            f"left out: {_counted(sum(count for _, count in kinds), what)}, {reason}: "
            + ", ".join(f"{count} {kind}" for kind, count in kinds)
            for (what, reason), kinds in sorted(groups.items())
        ]

    def account(self, profile: str, as_of: str) -> bytes:
        """Return what was left out as JSON, for machines.

        Args:
            profile: The name of the profile.
            as_of: The day for which verdicts were derived, ``YYYY-MM-DD``.
        """
        rows = [{**left._asdict(), "count": count} for left, count in sorted(self.dropped.items())]
        said = {"profile": profile, "as_of": as_of, "written": self.written, "dropped": rows}
        return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


@dataclass(slots=True)
class Account:
    """Counts what a profile leaves out while it is made."""

    dropped: Counter[Left] = field(default_factory=Counter)

    def drop(self, what: str, kind: str, reason: str, count: int = 1) -> None:
        """Note that something was left out; nothing is noted for a count of 0."""
        if count:
            self.dropped[Left(what, kind, reason)] += count

    def drop_claim(self, entry: Entry, reason: str) -> None:
        """Note that a claim was left out."""
        self.drop("claim", entry.kind_name, reason)

    def made(self, files: Mapping[str, bytes], written: int) -> Made:
        """Return what was made, with the account."""
        return Made(files, dict(self.dropped), written)
