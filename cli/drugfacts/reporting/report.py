"""What a check found, and the proof that it looked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_IRI = re.compile(r"<([^<>\s]*)>")


@dataclass(frozen=True, slots=True)
class Work:
    """One shape with targets that was run, and how many focus nodes it had.

    Attributes:
        shape: IRI of the shape, or the label of its blank node.
        focus_nodes: Number of its focus nodes; 0 when it checked nothing.
    """

    shape: str
    focus_nodes: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding of a baseline that is there no more.

    Attributes:
        rule: Id of the rule.
        focus: What it was about.
        path: The result path, as in a finding.
        value: The offending term, as in a finding.
    """

    rule: str
    focus: str
    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """A predicate with statements that no shape looked at.

    Attributes:
        predicate: Its IRI.
        triples: Number of its statements that no shape looked at.
        of: Number of all its statements.
    """

    predicate: str
    triples: int
    of: int


@dataclass(frozen=True)
class Report:
    """The outcome of a check.

    Attributes:
        findings: In the order of the files and places.
        documents: Number of named documents.
        triples: Number of their statements; one that is repeated counts each time.
        shapes: Number of shapes with targets that were held against something.
        focus_nodes: Number of things that some shape was held against.
        remarks: What the user should know and no rule can judge.
        base: Base IRI of the data, for short names; "" when they have none.
        prefixes: Prefixes of the user's own files, for short names.
        engine: The SHACL engine that ran, with its version; "" when none did.
        work: The shapes with targets, in the order of their IRIs.
        fixed: What the baseline knows and the check found no more.
        unseen: With ``--coverage``: statements that no shape looked at; else None.
    """

    findings: tuple[Finding, ...]
    documents: int
    triples: int
    shapes: int
    focus_nodes: int
    remarks: tuple[str, ...] = ()
    base: str = iris.BASE
    prefixes: Mapping[str, str] = field(default_factory=dict)
    engine: str = ""
    work: tuple[Work, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    unseen: tuple[Unseen, ...] | None = None

    def __post_init__(self) -> None:
        """Make the table of prefixes once."""
        object.__setattr__(self, "_short", iris.shortener(self.base, self.prefixes))

    def short(self, name: str) -> str:
        """Return the CURIE of an IRI, or what was given when no prefix fits."""
        found: str = self._short(name)  # type: ignore[attr-defined]
        return found

    def short_path(self, path: str) -> str:
        """Return a result path with CURIEs where prefixes fit."""

        def replaced(match: re.Match[str]) -> str:
            curie = self.short(match[1])
            return match[0] if curie == match[1] else curie

        return _IRI.sub(replaced, path)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity that count."""
        return sum(found.severity == severity and found.counts for found in self.findings)

    @property
    def suppressed(self) -> int:
        """Number of findings that a waiver or a baseline keeps from counting."""
        return sum(not found.counts for found in self.findings)

    @property
    def conforms(self) -> bool:
        """True when nothing that counts is a violation."""
        return not self.count(Severity.VIOLATION)

    def passes(self, fail_on: Severity = Severity.VIOLATION) -> bool:
        """Tell whether the data may be used: nothing that counts is so bad or worse.

        Args:
            fail_on: The least bad severity that fails.
        """
        worst = list(Severity)
        return not any(self.count(each) for each in worst[: worst.index(fail_on) + 1])

    def summary(self) -> str:
        """Return one sentence: what was checked, and what was found."""
        checked = (
            (self.documents, "document"),
            (self.triples, "triple"),
            (self.shapes, "shape"),
            (self.focus_nodes, "focus node"),
        )
        found = [(self.count(severity), str(severity)) for severity in Severity]
        aside = f" ({self.suppressed} suppressed)" if self.suppressed else ""
        return f"checked {_listed(checked)}: {_listed(found)}{aside}"


def _listed(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{n} {noun}" if n == 1 else f"{n} {noun}s" for n, noun in counts)
