"""``nanopub``: one nanopublication for each claim, as TriG, unsigned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from drugfacts.conflict.find import named
from drugfacts.profiles import made
from drugfacts.profiles.book import RECORD
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Term
    from drugfacts.profiles.book import Book, Entry

_NP = "http://www.nanopub.org/nschema#"
_RDF_TYPE = PREFIXES["rdf"] + "type"
_CREATED, _LICENSE = PREFIXES["dcterms"] + "created", PREFIXES["dcterms"] + "license"
_BY, _FROM = PREFIXES["prov"] + "wasAttributedTo", PREFIXES["prov"] + "wasDerivedFrom"
_COMMENT = PREFIXES["rdfs"] + "comment"
IN_THE_ASSERTION = (_RDF_TYPE, DF.about, DF.polarity, DF.wording)
"""What is said of a claim as a record, and belongs to what it claims."""

NO_PASSAGE = "no passage states it, and a nanopublication needs where it is from"


def nanopub(book: Book) -> made.Made:
    """Return the nanopublications.

    The assertion says what the claim is, never that it holds: no edge from a drug to a
    condition is in it. Provenance names the passages, publication info who recorded it.
    """
    from drugfacts.graph import write

    account = made.Account()
    quads: list[Quad] = []
    written = 0
    for entry in book.entries:
        if entry.overruled or not entry.passages:
            account.drop_claim(entry, made.OVERRULED if entry.overruled else NO_PASSAGE)
            continue
        quads += _quads(book, entry)
        written += 1
    content = write.trig(quads, book.base, {"np": _NP, **book.data.declared_prefixes()})
    return account.made({"": content}, written)


def _quads(book: Book, entry: Entry) -> Iterator[Quad]:
    iri = f"{book.base}nanopub/{named(entry.iri, book.base)}"
    nanopub, claim = NamedNode(iri), entry.node
    head, assertion, provenance, info = (
        NamedNode(f"{iri}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    yield Quad(nanopub, NamedNode(_RDF_TYPE), NamedNode(f"{_NP}Nanopublication"), head)
    for name, graph in (
        ("hasAssertion", assertion),
        ("hasProvenance", provenance),
        ("hasPublicationInfo", info),
    ):
        yield Quad(nanopub, NamedNode(_NP + name), graph, head)
    for predicate, value in _said(book, claim):
        if predicate.value not in RECORD or predicate.value in IN_THE_ASSERTION:
            yield Quad(claim, predicate, value, assertion)
        elif predicate.value == DF.statedIn:
            yield Quad(assertion, NamedNode(_FROM), value, provenance)
            yield from _passage(book, value, provenance)
        elif predicate.value in (_CREATED, _BY):
            yield Quad(nanopub, predicate, value, info)
        else:
            yield Quad(claim, predicate, value, provenance)
    licence = book.data.value(NamedNode(f"{book.base}dataset"), _LICENSE)
    if licence is not None:
        yield Quad(nanopub, NamedNode(_LICENSE), licence, info)
    yield Quad(nanopub, NamedNode(_COMMENT), Literal(NOTICE, language="en"), info)


def _passage(book: Book, passage: Term, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a passage is: where it stands, and of which source."""
    if isinstance(passage, NamedNode):
        for predicate, value in _said(book, passage):
            yield Quad(passage, predicate, value, graph)


def _said(book: Book, node: NamedNode) -> Iterator[tuple[NamedNode, Term]]:
    for predicate, values in book.data.properties(node).items():
        for value in values:
            yield predicate, value
