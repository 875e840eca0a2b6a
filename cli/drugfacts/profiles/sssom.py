"""``sssom``: the mappings to other vocabularies and registers, as SSSOM TSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from drugfacts import iris
from drugfacts.profiles import made, tables
from drugfacts.terms import DF, ONTOLOGY_VERSION, PREFIXES
from drugfacts.text import NOTICE, printable

if TYPE_CHECKING:
    from drugfacts.profiles.book import Book

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification",
    "mapping_date", "comment",
)  # fmt: skip
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
"""What each row must have, as SSSOM 1.1 says."""

_SKOS = PREFIXES["skos"]
MATCHES = tuple(
    f"{_SKOS}{degree}Match" for degree in ("exact", "close", "broad", "narrow", "related")
)
REGISTERS = {
    DF.rxcui: ("RXCUI", "http://purl.bioontology.org/ontology/RXNORM/"),
    DF.unii: ("UNII", "https://precision.fda.gov/uniisearch/srs/unii/"),
    DF.chemblId: ("CHEMBL.COMPOUND", "http://identifiers.org/chembl.compound/"),
    DF.drugBankId: ("DRUGBANK", "http://identifiers.org/drugbank/"),
    DF.pubchemCid: ("PUBCHEM.COMPOUND", "http://identifiers.org/pubchem.compound/"),
    DF.inchiKey: ("INCHIKEY", "http://identifiers.org/inchikey/"),
    DF.casNumber: ("CAS", "http://identifiers.org/cas/"),
}
"""Identifiers of the thing itself, with the prefix and namespace of their register."""

_CHECKED, _UNCHECKED = "semapv:ManualMappingCuration", "semapv:UnspecifiedMatching"
_NOT_CHECKED = "not compared with the register that issued it"
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")


class Mapping(NamedTuple):
    """One mapping: IRIs, and whether somebody compared it with the register."""

    subject: NamedNode
    predicate: str
    object: str
    is_checked: bool


def sssom(book: Book) -> made.Made:
    """Return the mappings in the order of their subjects, with a head in YAML."""
    account = made.Account()
    found = list(_mappings(book, account))
    curies = _Curies(book.base)
    rows = [_row(book, each, curies) for each in found]
    head = "".join(f"#{line}\n" for line in _head(book, curies.used))
    return account.made({"": head.encode() + tables.tsv(COLUMNS, rows)}, len(rows))


def _mappings(book: Book, account: made.Account) -> Iterator[Mapping]:
    for subject in sorted(book.data.subjects, key=str):
        if not isinstance(subject, NamedNode):
            continue
        unchecked = {value.value for value in book.data.values(subject, DF.unchecked)}
        for predicate in MATCHES:
            for value in book.data.values(subject, predicate):
                if isinstance(value, NamedNode):
                    yield Mapping(subject, predicate, value.value, value.value not in unchecked)
                else:
                    kind = book.names.property(predicate)
                    account.drop("mapping", kind, "it leads to no IRI")
        for name, (_, namespace) in REGISTERS.items():
            for value in book.data.values(subject, name):
                if isinstance(value, Literal) and _PLAIN.fullmatch(value.value):
                    match = MATCHES[0]
                    yield Mapping(subject, match, namespace + value.value, name not in unchecked)
                else:
                    account.drop("mapping", book.names.property(name), "it is no identifier")
        _drop_codes(book, subject, account)


def _drop_codes(book: Book, subject: NamedNode, account: made.Account) -> None:
    """Note codes of classes that a drug is put into: they do not name the drug itself."""
    for name in (DF.atcCode, DF.epcCode):
        for _ in book.data.values(subject, name):
            account.drop("mapping", book.names.property(name), "it names a class, not the thing")


class _Curies:
    """Shortens IRIs, and remembers the prefixes that are used.

    Args:
        base: Base IRI of the data set.
    """

    def __init__(self, base: str) -> None:
        ours = {**iris.prefixes(base), **dict(REGISTERS.values())}
        self._table = {"CHEBI": PREFIXES["obo"] + "CHEBI_", **ours}
        self._base = base
        self.used: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        """Return the CURIE of an IRI; SSSOM has no other way to name a thing."""
        short = iris.shorten(iri, self._base, self._table)
        if short == iri:
            return self._split(iri)
        prefix, _, local = short.partition(":")
        self.used[prefix] = iri.removesuffix(local)
        return short

    def _split(self, iri: str) -> str:
        """Return a CURIE with a prefix of its own for a namespace that has none."""
        cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
        namespace = iri[:cut]
        known = {ns: prefix for prefix, ns in self.used.items()}
        if namespace not in known:
            known[namespace] = f"ns{len([p for p in self.used if p.startswith('ns')]) + 1}"
            self.used[known[namespace]] = namespace
        return f"{known[namespace]}:{iri[cut:]}"


def _row(book: Book, each: Mapping, curies: _Curies) -> tuple[str, ...]:
    return (
        curies(each.subject.value),
        printable(book.called(each.subject)),
        curies(each.predicate),
        curies(each.object),
        _CHECKED if each.is_checked else _UNCHECKED,
        book.text(each.subject, PREFIXES["dcterms"] + "created"),
        "" if each.is_checked else _NOT_CHECKED,
    )


def _head(book: Book, used: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the metadata, as YAML."""
    yield "sssom_version: '1.1'"
    yield f"mapping_set_id: {_quoted(f'{book.base}mappings')}"
    yield f"mapping_set_version: {_quoted(ONTOLOGY_VERSION)}"
    yield f"mapping_set_description: {_quoted(f'Mappings of drugs and concepts. {NOTICE}')}"
    license_ = book.text(NamedNode(f"{book.base}dataset"), PREFIXES["dcterms"] + "license")
    yield f"license: {_quoted(license_ or 'https://w3id.org/sssom/license/unspecified')}"
    yield "curie_map:"
    table = {**used, "semapv": "https://w3id.org/semapv/vocab/"}
    yield from (f"  {prefix}: {_quoted(ns)}" for prefix, ns in sorted(table.items()))


def _quoted(text: str) -> str:
    return "'" + printable(text).replace("'", "''") + "'"
