"""What the checks speak of: places in files and findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is, after ``sh:Severity``."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the user.

    Attributes:
        path: The file as the user named it, ``-`` for standard input.
        line: Line, from 1; 0 when only the file is known.
        col: Column in code points, from 1; 0 when only the line or file is known.
    """

    path: str
    line: int = 0
    col: int = 0

    def __str__(self) -> str:
        """Return ``path:line:col``, as far as it is known."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)])


class Why(StrEnum):
    """Why a finding does not count."""

    WAIVED = "waived"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Suppression:
    """What keeps a finding from failing a run; it is still shown.

    Attributes:
        why: By a waiver in the data, or by a baseline.
        reason: The reason that the waiver gives; "" for a baseline.
        author: IRI of who waived it; "" for a baseline.
        until: The last day on which the waiver holds, ``YYYY-MM-DD``; "" for a baseline.
    """

    why: Why
    reason: str = ""
    author: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    Attributes:
        rule: Id of the rule: the shape's local name or the document rule's name.
        severity: How bad it is.
        focus: IRI (or blank node label, or literal) of the thing that is at fault.
        path: The result path in SPARQL notation with whole IRIs,
            ``<http://…>/^<http://…>``, or "" when there is none.
        value: The offending term in N-Triples form, or "" when something is missing.
        message: What is wrong, then what to do.
        position: Where to look, when the input has places.
        shape: The source shape in N-Triples form, or "" for what no shape found.
        component: IRI of the constraint component, or "" for what no shape found.
        level: IRI of the severity as the shape states it, or "" for what no shape found.
        excerpt: The line of the input at the position, shortened when it is long.
        details: What was found inside a nested shape (``sh:detail``), when asked for.
        suppression: What keeps it from counting, or None.
        times: How many results of the engine say just this, such as one for each of two
            smaller values that a value should be below.
    """

    rule: str
    severity: Severity
    focus: str
    path: str
    value: str
    message: str
    position: Position | None = None
    shape: str = ""
    component: str = ""
    level: str = ""
    excerpt: str = ""
    details: tuple[Finding, ...] = ()
    suppression: Suppression | None = None
    times: int = 1

    @property
    def counts(self) -> bool:
        """True unless a waiver or a baseline suppresses it."""
        return self.suppression is None

    def sort_key(self) -> tuple[Position, str, str, str, str, str, str]:
        """Order by place, then by what is said: the same input, the same order."""
        place = self.position or Position("")
        return (
            place,
            self.focus,
            self.rule,
            self.component,
            self.path,
            self.value,
            self.message,
        )
