"""A reason why shapes cannot be used as they are written, with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.model import Finding, Position, Severity

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term


_IRI = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s\"{}|^`\\]*)>")
_FOR_GOOD = re.compile(r"write <\S+>")
"""An IRI that is proposed must stay whole."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that an engine would pass over, or take in a way of its own.

    Attributes:
        message: What is wrong, then what to do.
        subject: Of which it is said; None when nothing is.
        predicate: The property, when it is at fault or its value is.
        value: The value, when it is at fault.
    """

    message: str
    subject: Subject | None = None
    predicate: NamedNode | None = None
    value: Term | None = None

    def position(self, shapes: DataSet) -> Position | None:
        """Return where it is, as exactly as the input allows."""
        if self.subject is None:
            return None
        place = shapes.locate(self.subject, self.predicate, self.value)
        for node, owner in pairwise(_owners(self.subject, shapes)):
            if place is not None and place.line:
                break
            # A node without a name is found by the statement that it stands in.
            said = shapes.properties(owner).items()
            predicate = min((p for p, values in said if node in values), key=str)
            place = shapes.locate(owner, predicate, node) or place
        return place

    def error(self, shapes: DataSet) -> InputError:
        """Return it as an error with its place."""
        place = self.position(shapes)
        said = self.said(shapes)
        if place is None:
            return InputError(said)
        return InputError(said, place.path, place.line or None, place.col or None)

    def said(self, shapes: DataSet) -> str:
        """Return the message with the prefixes that the shapes declare."""
        if _FOR_GOOD.search(self.message) or not _IRI.search(self.message):
            return self.message
        table = shapes.declared_prefixes()

        def short(found: re.Match[str]) -> str:
            curie = iris.shorten(found[1], iris.BASE, table)
            return found[0] if curie == found[1] else curie

        return _IRI.sub(short, self.message)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is allowed in shapes and hardly meant.

    Attributes:
        rule: Id of the rule, ``shapes-…``.
        fault: What it is and where.
        severity: How bad it is.
    """

    rule: str
    fault: Fault
    severity: Severity = Severity.WARNING

    def finding(self, shapes: DataSet) -> Finding:
        """Return it as a finding with its place."""
        fault = self.fault
        named = [node for node in _owners(fault.subject, shapes) if isinstance(node, NamedNode)]
        value = fault.value
        return Finding(
            rule=self.rule,
            severity=self.severity,
            # The labels of blank nodes are new in each run.
            focus=named[0].value if named else "",
            path="" if fault.predicate is None else str(fault.predicate),
            value="" if value is None or isinstance(value, BlankNode) else str(value),
            message=fault.said(shapes),
            position=fault.position(shapes),
        )


def _owners(node: Subject | None, shapes: DataSet) -> list[Subject]:
    """Return a node and, while it has no name, what it is a part of."""
    found: list[Subject] = []
    while node is not None and node not in found:
        found.append(node)
        owners = [s for subjects in shapes.referring(node).values() for s in subjects]
        node = min(owners, key=str, default=None) if isinstance(node, BlankNode) else None
    return found
