"""Repairing spans that moved: their offsets, their names, and every mention of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from drugfacts.errors import DrugFactsError, UsageError
from drugfacts.evidence.outcomes import Outcome, Result
from drugfacts.evidence.records import END, START
from drugfacts.evidence.spans import Span, span
from drugfacts.formatting import Formatted
from drugfacts.graph.dataset import parts
from drugfacts.graph.parsing import parse_text
from drugfacts.graph.places.statements import statements
from drugfacts.graph.turtle.format import format_text
from drugfacts.graph.turtle.tokens import scan
from drugfacts.iris import BASE, prefixes
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.evidence.check import Checked
    from drugfacts.graph.dataset import DataSet, Document, Subject, Term

Fact = tuple["Subject", NamedNode, "Term"]

_OFFSET = NamedNode(PREFIXES["xsd"] + "nonNegativeInteger")


@dataclass(frozen=True, slots=True)
class Repair:
    """What a span becomes.

    Attributes:
        node: Its new name.
        span: Its new offsets and digests.
    """

    node: NamedNode
    span: Span

    def value(self, predicate: NamedNode) -> Literal | None:
        """Return the new value of a property; None for those that stay."""
        values = {
            START: Literal(str(self.span.start), datatype=_OFFSET),
            END: Literal(str(self.span.end), datatype=_OFFSET),
            DF.spanDigest: Literal(self.span.span_digest),
            DF.normalisedDigest: Literal(self.span.normalised_digest),
        }
        return values.get(predicate.value)


def plan(checked: Checked, data: DataSet) -> dict[NamedNode, Repair]:
    """Return the repairs of a check: of moved spans that stand at exactly one place.

    A span keeps its offsets when another thing has the name that it would get, unless
    that one makes room, or is the same words at the same place: then both become one.

    Args:
        checked: The outcomes.
        data: What was checked.
    """
    found = {}
    exact = {}
    for result in checked.results:
        node = result.passage.node
        if not isinstance(node, NamedNode):
            continue
        if result.outcome is Outcome.MOVED and len(result.places) == 1:
            found[node] = _repair(result)
        elif result.outcome is Outcome.EXACT and not result.disagrees:
            exact[node] = result.passage.span_digest
    while blocked := [
        node
        for node, repair in found.items()
        if repair.node in data
        and repair.node not in found
        and exact.get(repair.node) != repair.span.span_digest
    ]:
        for node in blocked:
            del found[node]
    return found


def _repair(result: Result) -> Repair:
    assert result.capture is not None, "what moved was found in a capture"
    new = span(result.capture.text, *result.places[0])
    return Repair(NamedNode(f"{result.passage.source}#{new.fragment}"), new)


def repaired(data: DataSet, repairs: dict[NamedNode, Repair]) -> list[Formatted]:
    """Return the files that a repair changes, in the canonical layout; nothing is written.

    Every file of the data set that mentions a span is among them, named or not.

    Args:
        data: What was checked.
        repairs: What becomes of which span.

    Raises:
        UsageError: a document that must change is no Turtle file.
    """
    touched = [
        document
        for document in (*data.documents, *data.background)
        if any({quad.subject, quad.object} & repairs.keys() for quad in document.quads)
    ]
    return [_rewritten(document, data.base, repairs) for document in touched]


def _rewritten(document: Document, base: str, repairs: dict[NamedNode, Repair]) -> Formatted:
    path = Path(document.path)
    if document.text is None or document.form != RdfFormat.TURTLE or path.suffix != ".ttl":
        raise UsageError(
            f"{document.path}: mentions spans that moved, and only files with Turtle can be "
            "corrected; turn it into a *.ttl with drugfacts export --format turtle."
        )
    base = base if document.iri else BASE
    edited = _edited(document.text, document.base, repairs)
    after = format_text(edited, document.path, prefixes(base), base, document.iri)
    said = {_plain(parts(quad)) for quad in parse_text(after, RdfFormat.TURTLE, document.path)[0]}
    if said != {_plain(_new(parts(quad), repairs)) for quad in document.quads}:
        raise DrugFactsError(
            f"{document.path}: correcting the offsets would have changed something else, so "
            "nothing was written; report this as a fault of drugfacts, with the file."
        )
    return Formatted(path, path.read_bytes().decode(), after)


def _new(fact: Fact, repairs: dict[NamedNode, Repair]) -> Fact:
    """Return what a fact becomes."""
    subject, predicate, value = fact
    repair = repairs.get(subject) if isinstance(subject, NamedNode) else None
    named = repairs.get(value) if isinstance(value, NamedNode) else None
    given = repair.value(predicate) if repair else None
    renamed = named.node if named else value
    return repair.node if repair else subject, predicate, given or renamed


def _plain(fact: Iterable[Term]) -> tuple[str, ...]:
    """Return a fact in which all blank nodes look alike: their labels are random."""
    return tuple("_:" if isinstance(term, BlankNode) else str(term) for term in fact)


def _edited(text: str, base: str | None, repairs: dict[NamedNode, Repair]) -> str:
    """Return a Turtle text with new names and values; all else stays as it is written."""
    ends = {start: (kind, end) for kind, start, end in scan(text)}
    edits: dict[int, str] = {}
    for fact in statements(text, RdfFormat.TURTLE, base):
        old: Fact = (fact.subject, fact.predicate, fact.object)
        subject, _, value = _new(old, repairs)
        if subject != fact.subject:
            edits[fact.subject_at] = str(subject)
        if value == fact.object:
            continue
        if isinstance(value, Literal) and ends[fact.object_at][0] == "string":
            # The datatype stays as it is written.
            edits[fact.object_at] = str(Literal(value.value))
        else:
            edits[fact.object_at] = str(value)
    pieces, last = [], 0
    for start, new in sorted(edits.items()):
        pieces += [text[last:start], new]
        last = ends[start][1]
    return "".join([*pieces, text[last:]])
