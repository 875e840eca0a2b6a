"""Passages as the facts record them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject

START, END = PREFIXES["oa"] + "start", PREFIXES["oa"] + "end"

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_KINDS = {NamedNode(DF.Passage), NamedNode(DF.Span), NamedNode(DF.Section)}
_WHOLE = re.compile(r"[0-9]{1,9}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a source.

    Attributes:
        node: What names it.
        source: IRI of its source; "" when it names none, or several.
        start: Offset of its first character; 0 when it has no place.
        end: Offset of the character after its last; 0 when it has no place.
        span_digest: SHA-256 of its words.
        normalised_digest: SHA-256 of its normalised words.
        section: Code of the section of a label that it is; "" for none.
        lack: What it lacks so that nobody can check it; "" when it is complete.
        wants_place: Whether it lays claim to a place, well or badly.
    """

    node: Subject
    source: str
    start: int = 0
    end: int = 0
    span_digest: str = ""
    normalised_digest: str = ""
    section: str = ""
    lack: str = ""
    wants_place: bool = True


def passages(data: DataSet) -> list[Passage]:
    """Return the passages that the named documents describe, in the order of their names."""
    part_of = NamedNode(DF.passageOf)
    found = [
        node
        for node in data.subjects
        if part_of in (said := data.properties(node)) or _KINDS & set(said.get(_TYPE, ()))
    ]
    return [passage(data, node) for node in sorted(found, key=str)]


def passage(data: DataSet, node: Subject) -> Passage:
    """Return what the data say of one passage."""
    sources = [each for each in data.values(node, DF.passageOf) if isinstance(each, NamedNode)]
    source = sources[0].value if len(sources) == 1 else ""
    code = data.value(node, DF.sectionCode)
    section = code.value if isinstance(code, Literal) else ""
    parts = [_texts(data, node, each) for each in (START, END, DF.spanDigest, DF.normalisedDigest)]
    if not any(parts) and NamedNode(DF.Span) not in data.values(node, PREFIXES["rdf"] + "type"):
        lack = "it has no offsets" if source else "it belongs to no source"
        return Passage(node, source, section=section, lack=lack, wants_place=not source)
    starts, ends, span_digests, normalised = parts
    lack = ""
    if not source:
        lack = "it belongs to no source, or to several"
    elif not (_one(starts, _WHOLE) and _one(ends, _WHOLE) and int(starts[0]) < int(ends[0])):
        lack = "its offsets cannot be used"
    elif not (_one(span_digests, _DIGEST) and _one(normalised, _DIGEST)):
        lack = "its digests cannot be used"
    if lack:
        return Passage(node, source, section=section, lack=lack)
    start, end = int(starts[0]), int(ends[0])
    return Passage(node, source, start, end, span_digests[0], normalised[0], section)


def _texts(data: DataSet, node: Subject, predicate: str) -> list[str]:
    return [each.value for each in data.values(node, predicate)]


def _one(values: list[str], form: re.Pattern[str]) -> bool:
    return len(values) == 1 and form.fullmatch(values[0]) is not None
