"""The formats that facts are exported in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from drugfacts.errors import UsageError
from drugfacts.export.subset import node_of, of_drug
from drugfacts.graph import write

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet


class Format(StrEnum):
    """A format of export, by the name that the command line gives it."""

    TURTLE = "turtle"
    JSONLD = "jsonld"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    RDFXML = "rdfxml"


ENDINGS = {
    ".ttl": Format.TURTLE,
    ".jsonld": Format.JSONLD,
    ".nt": Format.NTRIPLES,
    ".nq": Format.NQUADS,
    ".trig": Format.TRIG,
    ".rdf": Format.RDFXML,
}
"""Formats by the end of a file's name; the same that are read."""


def format_of(name: str) -> Format:
    """Return the format that the end of a file's name stands for.

    Raises:
        UsageError: it stands for none.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        known = " ".join(ENDINGS)
        raise UsageError(f"{name}: its ending tells no format ({known}); name one with --format.")
    return ENDINGS[ending]


def export(data: DataSet, form: Format = Format.TURTLE, drug: str | None = None) -> bytes:
    """Return the named documents of a data set, or the facts of one drug, in a format.

    The same facts give the same bytes, whatever files and order they come in.

    Args:
        data: What is exported, with its background.
        form: The format. JSON-LD of one drug is framed: one object that holds its
            products and claims, and these their passages.
        drug: Slug of the drug to which the export is confined.

    Raises:
        UsageError: there is no such drug, or several have that slug.
        InputError: the format cannot hold the data, such as named graphs in Turtle.
        LimitError: blank nodes are too much alike to be named in time.
    """
    quads = list(data.quads()) if drug is None else of_drug(data, drug)
    declared = data.declared_prefixes()
    if form is Format.NTRIPLES:
        return write.ntriples(quads)
    if form is Format.NQUADS:
        return write.nquads(quads)
    if form is Format.JSONLD:
        from drugfacts.export import jsonld

        triples = write.triples_of(quads, "JSON-LD is written for one graph only")
        if drug is None:
            return jsonld.compacted(triples, data.base, declared)
        return jsonld.framed(triples, node_of(data, drug).value, data.base, declared)
    writers = {Format.TURTLE: write.turtle, Format.TRIG: write.trig, Format.RDFXML: write.rdfxml}
    return writers[form](quads, data.base, declared)
