"""The formats that facts are exported in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from drugfacts.errors import UsageError
from drugfacts.graph.compressed import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Quad

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


PARSED_AS = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.JSONLD: RdfFormat.JSON_LD,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.NQUADS: RdfFormat.N_QUADS,
    Format.TRIG: RdfFormat.TRIG,
    Format.RDFXML: RdfFormat.RDF_XML,
}
"""What the parser calls the formats."""


def format_of(name: str) -> Format:
    """Return the format that the end of a file's name stands for, compressed or not.

    Raises:
        UsageError: it stands for none.
    """
    ending = bare(Path(name)).suffix.lower()
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
    if drug is None:
        return written(list(data.quads()), form, data.base, data.declared_prefixes())
    from drugfacts.export.subset import node_of, of_drug

    quads = of_drug(data, drug)
    if form is not Format.JSONLD:
        return written(quads, form, data.base, data.declared_prefixes())
    from drugfacts.export import jsonld
    from drugfacts.graph import write

    triples = write.triples_of(quads, _ONE_GRAPH)
    return jsonld.framed(triples, node_of(data, drug).value, data.base, data.declared_prefixes())


def written(quads: Sequence[Quad], form: Format, base: str, declared: Mapping[str, str]) -> bytes:
    """Return statements in a format; the same statements give the same bytes.

    Args:
        quads: Statements, in any order.
        form: The format.
        base: Base IRI of the data set, for the prefixes of its collections.
        declared: Prefixes that the input declared.

    Raises:
        InputError: the format cannot hold the statements.
        LimitError: blank nodes are too much alike to be named in time.
    """
    from drugfacts.graph import write

    if form is Format.NTRIPLES:
        return write.ntriples(quads)
    if form is Format.NQUADS:
        return write.nquads(quads)
    if form is Format.JSONLD:
        from drugfacts.export import jsonld

        return jsonld.compacted(write.triples_of(quads, _ONE_GRAPH), base, declared)
    writers = {Format.TURTLE: write.turtle, Format.TRIG: write.trig, Format.RDFXML: write.rdfxml}
    return writers[form](quads, base, declared)


def digest(data: DataSet) -> str:
    """Return the SHA-256 of the canonical N-Quads of a data set, as RDFC-1.0 has it.

    Raises:
        LimitError: blank nodes are too much alike to be named in time.
    """
    from hashlib import sha256

    return sha256(export(data, Format.NQUADS)).hexdigest()


_ONE_GRAPH = "JSON-LD is written for one graph only"
