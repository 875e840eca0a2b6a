"""Claims of a data set as records."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.api.records import Claim, Passage, Source, Thing
from drugfacts.errors import UsageError
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.label.drugs import drug as drug_called
from drugfacts.show.claims import OBJECTS, Claims
from drugfacts.show.names import Names
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drugfacts.api.records import Value
    from drugfacts.graph.dataset import Subject, Term

_TYPE, _TITLE = PREFIXES["rdf"] + "type", PREFIXES["dcterms"] + "title"
_START, _END = PREFIXES["oa"] + "start", PREFIXES["oa"] + "end"
_XSD = PREFIXES["xsd"]
_INTEGERS = {_XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "int")}
_RECORD = tuple(PREFIXES[prefix] for prefix in ("dcterms", "rdfs", "prov", "skos"))
_BESIDE = {_TYPE, DF.about, DF.statedIn, DF.polarity, DF.wording, DF.reviewState}
"""What is said about a claim and is no part of what it says."""

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


class Reader:
    """Reads claims of a data set.

    Args:
        data: The data set; the ontology is added.
    """

    def __init__(self, data: DataSet) -> None:
        background = (*data.background, *packaged("ontology").documents)
        self._data = DataSet(data.documents, background, data.base)
        self.names = Names(self._data)
        self._claims = Claims(self._data, self.names)
        self._there: dict[NamedNode, Claim] = {}

    def chosen(self, drug: str | None, kind: str | None) -> Iterator[Claim]:
        """Yield the claims of the named documents by kind, then by what they say.

        Args:
            drug: Slug, CURIE, IRI or label of the drug that they are about.
            kind: The name of their class; capitals and hyphens do not matter.

        Raises:
            UsageError: there is no such drug or kind.
        """
        wanted = drug_called(self._data, self.names, drug).value if drug is not None else None
        only = self._kind(kind) if kind is not None else None
        for found, claims in self._claims.by_kind(self._nodes):
            for node in claims if only in (None, found) else ():
                claim = self.claim(node) if isinstance(node, NamedNode) else None
                if claim and (wanted is None or wanted in {one.iri for one in claim.drugs}):
                    yield claim

    @cached_property
    def _nodes(self) -> list[Subject]:
        found = (one for one in self._data.subjects if self.names.is_claim(one))
        return sorted(found, key=str)

    def claim(self, node: NamedNode) -> Claim:
        """Return one claim."""
        if node not in self._there:
            self._there[node] = self._read(node)
        return self._there[node]

    def thing(self, term: Term) -> Thing:
        """Return a thing with its names."""
        iri = term.value
        name = self.names.curie(term)
        return Thing(iri, iri if name.startswith("<") else name, printable(self.names.label(term)))

    def _read(self, node: NamedNode) -> Claim:
        kind = self._claims.kind(node)
        objects = OBJECTS.get(kind, ())
        about = self.names.values(node, DF.about)
        drugs = self.names.values(about[0], DF.ingredient) or about if about else []
        said = {
            predicate.value: tuple(map(self._value, self.names.values(node, predicate.value)))
            for predicate in sorted(self._data.properties(node), key=str)
            if predicate.value not in _BESIDE and not predicate.value.startswith(_RECORD)
        }
        passages = self.names.values(node, DF.statedIn)
        return Claim(
            iri=node.value,
            name=self.thing(node).name,
            kind=_local(kind),
            about=self.thing(about[0]),
            drugs=tuple(map(self.thing, drugs)),
            text=printable(self._claims.phrase(node)),
            object=tuple(value for one in objects for value in said.get(one, ())),
            qualifiers={_local(p): values for p, values in said.items() if p not in objects},
            denied=NamedNode(DF.Denied) in self.names.values(node, DF.polarity),
            overruled=self._claims.is_overruled(node),
            wording=self.names.one(node, DF.wording) or "",
            evidence=tuple(map(self._passage, passages)),
            sources=tuple(map(self._source, self._claims.sources(node))),
        )

    def _passage(self, node: Term) -> Passage:
        source = next(iter(self.names.values(node, DF.passageOf)), None)
        return Passage(
            iri=node.value,
            name=self.thing(node).name,
            source=source.value if source else "",
            start=self._offset(node, _START),
            end=self._offset(node, _END),
            digest=self.names.one(node, DF.spanDigest) or "",
        )

    def _offset(self, node: Term, predicate: str) -> int | None:
        found = self.names.one(node, predicate)
        return int(found) if found and _INTEGER.fullmatch(found) else None

    def _source(self, node: Term) -> Source:
        return Source(
            iri=node.value,
            name=self.thing(node).name,
            title=printable(self.names.one(node, _TITLE) or ""),
            kind="label" if self.names.is_a(node, DF.Label) else "article",
            marks=tuple(self.names.many(node, DF.qualityMark)),
        )

    def _value(self, term: Term) -> Value:
        if not isinstance(term, Literal):
            return self.thing(term)
        kind, text = term.datatype.value, term.value
        if kind in _INTEGERS and _INTEGER.fullmatch(text):
            return int(text)
        if kind == _XSD + "decimal" and _DECIMAL.fullmatch(text):
            return Decimal(text)
        if kind == _XSD + "boolean" and text in _TRUTH:
            return _TRUTH[text]
        return text

    def _kind(self, name: str) -> str:
        known: Mapping[str, str] = {_bare(_local(iri)): iri for iri in OBJECTS}
        found = known.get(_bare(name.removeprefix("df:")))
        if found is None:
            names = ", ".join(map(_local, OBJECTS))
            raise UsageError(f"'{name}' is no kind of claim; name one of {names}.")
        return found


_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def _local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["df"])


def _bare(name: str) -> str:
    return name.replace("-", "").replace(" ", "").casefold()
