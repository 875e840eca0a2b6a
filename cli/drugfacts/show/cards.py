"""Which card a thing gets, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet, Subject, Term
from drugfacts.graph.read import packaged
from drugfacts.show.card import Card, Section
from drugfacts.show.claims import Claims
from drugfacts.show.find import find
from drugfacts.show.names import Names
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
_DCTERMS, _OA, _PROV = PREFIXES["dcterms"], PREFIXES["oa"], PREFIXES["prov"]
_TYPE, _BROADER = _RDF + "type", _SKOS + "broader"
_IDENTIFIERS = (
    DF.rxcui, DF.unii, DF.atcCode, DF.definedDailyDose, DF.drugBankId, DF.chemblId,
    DF.pubchemCid, DF.inchiKey, DF.casNumber, DF.deaSchedule, DF.epcCode,
)  # fmt: skip
_MATCHES = tuple(_SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch"))
_OF_CURATION = (DF.about, DF.statedIn, DF.reviewState, _TYPE, _DCTERMS + "created")
_MOST = 40
"""How many of the things that refer to a thing are listed."""


def card(data: DataSet, name: str) -> Card:
    """Return the card of the thing that a name means.

    Args:
        data: The data set to look in; the ontology is added.
        name: Slug, CURIE or IRI.

    Raises:
        UsageError: nothing or more than one thing is called so.
    """
    background = (*data.background, *packaged("ontology").documents)
    whole = DataSet(data.documents, background, data.base)
    cards = _Cards(whole)
    return cards.of(find(whole, cards.names, name))


class _Cards:
    def __init__(self, data: DataSet) -> None:
        self.data = data
        self.names = Names(data)
        self.claims = Claims(data, self.names)

    def of(self, node: NamedNode) -> Card:
        """Choose a card by what the thing is."""
        cards: dict[str, Callable[[NamedNode], list[Section]]] = {
            DF.Drug: self.drug,
            DF.Product: self.product,
            DF.Label: self.label,
            DF.Article: self.article,
        }
        sections = next((cards[c] for c in cards if self.names.is_a(node, c)), None)
        if sections is None and self.names.is_claim(node):
            sections = self.claim
        if sections is None and self.data.value(node, _SKOS + "inScheme") is not None:
            sections = self.concept
        label, curie = self.names.label(node), self.names.curie(node)
        kinds = ", ".join(self.names.label(kind) for kind in self.data.values(node, _TYPE))
        title = curie if label == curie else f"{label} ({curie})"
        if self.names.is_claim(node):
            title = f"{self.claims.line(node)} ({curie})"
        return Card(f"{title}, {kinds}" if kinds else title, NOTICE, (sections or self.other)(node))

    def rows(self, node: Subject, *predicates: str, marked: bool = False) -> list[tuple[str, ...]]:
        """Return one row for each value of some properties."""
        unchecked = self.data.values(node, DF.unchecked) if marked else []
        rows: list[tuple[str, ...]] = []
        for predicate in predicates:
            name = NamedNode(predicate)
            for value in self.data.values(node, predicate):
                mark = "unchecked" if name in unchecked or value in unchecked else ""
                shown = f"{self.names.both(value)} {self._unit(node, predicate)}".rstrip()
                rows.append((self.names.property(predicate), shown, mark))
        return rows

    def _unit(self, node: Subject, predicate: str) -> str:
        units = {DF.definedDailyDose: DF.doseUnit, DF.strengthAmount: DF.strengthUnit}
        return self.names.unit(node, units[predicate]) if predicate in units else ""

    def about(self, *things: Subject) -> list[Subject]:
        """Return the claims about some things."""
        return [claim for thing in things for claim in self.data.subjects_of(DF.about, thing)]

    def drug(self, node: NamedNode) -> list[Section]:
        made = self.data.subjects_of(DF.ingredient, node)
        products = [thing for thing in made if self.names.is_a(thing, DF.Product)]
        labels = [thing for thing in made if self.names.is_a(thing, DF.Label)]
        claims = self.about(node, *products)
        return [
            Section("Identifiers", self.rows(node, *_IDENTIFIERS, *_MATCHES, marked=True)),
            Section("Products", [(self.names.both(product),) for product in products]),
            Section("Labels", [(self.names.curie(one), self._version(one)) for one in labels]),
            *self.claims.sections(claims, node),
            self.claims.witnesses(claims),
        ]

    def product(self, node: NamedNode) -> list[Section]:
        described = (DF.ingredient, DF.strengthAmount, DF.doseForm, DF.route, DF.rxcui)
        return [
            Section("Product", self.rows(node, *described, marked=True)),
            *self.claims.sections(self.about(node), node),
        ]

    def article(self, node: NamedNode) -> list[Section]:
        described = (DF.qualityMark, _DCTERMS + "issued", PREFIXES["dc"] + "creator")
        digest = self.rows(node, DF.captureDigest)
        rows = [*self.rows(node, *described), *digest]
        return [Section("Article", rows), *self.claims.sections(self._stated_in(node), apart=False)]

    def label(self, node: NamedNode) -> list[Section]:
        described = (DF.ingredient, DF.doseForm, DF.route, DF.regulator, DF.jurisdiction, DF.setId)
        rest = (DF.qualityMark, DF.retrievedOn, _DCTERMS + "identifier", DF.captureDigest)
        complete = ", ".join(self.names.many(node, DF.completeFor)) or "nothing"
        rows = [
            *self.rows(node, *described),
            ("version", self._version(node), ""),
            ("complete for", complete, ""),
            *self.rows(node, *rest, _DCTERMS + "license"),
        ]
        drugs = self.data.values(node, DF.ingredient)
        known = drugs[0] if len(drugs) == 1 else None
        return [Section("Label", rows), *self.claims.sections(self._stated_in(node), known, False)]

    def _version(self, label: Subject) -> str:
        version = self.names.one(label, DF.labelVersion)
        issued = self.names.one(label, _DCTERMS + "issued")
        known = f"version {version}" if version else "version unknown"
        return f"{known}, {issued or 'undated'}"

    def _stated_in(self, source: Subject) -> list[Subject]:
        passages = self.data.subjects_of(DF.passageOf, source)
        return list(
            dict.fromkeys(c for p in passages for c in self.data.subjects_of(DF.statedIn, p))
        )

    def claim(self, node: NamedNode) -> list[Section]:
        agents = (_PROV + "wasAttributedTo", _DCTERMS + "created", DF.reviewState)
        said = [
            p.value for p in self.data.properties(node) if p.value not in (*_OF_CURATION, *agents)
        ]
        passages = [
            (self.names.curie(passage), self._place(passage), self._source(passage))
            for passage in self.data.values(node, DF.statedIn)
        ]
        return [
            Section("Claim", self.rows(node, DF.about, *sorted(said))),
            Section("Curation", self.rows(node, *agents)),
            Section(f"Stated in: {self.claims.stated(node)}", passages),
        ]

    def _place(self, passage: Term) -> str:
        start, end = (self.names.one(passage, _OA + name) for name in ("start", "end"))
        if start and end:
            return f"characters {start} to {end}"
        code = self.names.one(passage, DF.sectionCode)
        return f"section {code}, no offsets" if code else "no offsets"

    def _source(self, passage: Term) -> str:
        source = next(iter(self.names.values(passage, DF.passageOf)), None)
        if source is None:
            return "of no source"
        marks = self.claims.marks(source)
        return f"{self.names.label(source)}{f' [{marks}]' if marks else ''}"

    def concept(self, node: NamedNode) -> list[Section]:
        texts = (_SKOS + "definition", _SKOS + "altLabel", _SKOS + "scopeNote", _SKOS + "inScheme")
        narrower = self.data.subjects_of(_BROADER, node)
        rows = self.rows(node, *texts, _BROADER)
        rows += [("narrower", self.names.both(one), "") for one in narrower]
        users = [u for users in self.data.referring(node).values() for u in users]
        claims = [user for user in dict.fromkeys(users) if self.names.is_claim(user)]
        return [
            Section("Concept", rows),
            Section("Matches", self.rows(node, *_MATCHES, marked=True)),
            *self.claims.sections(claims),
        ]

    def other(self, node: NamedNode) -> list[Section]:
        said = [predicate.value for predicate in self.data.properties(node)]
        users = [
            (self.names.property(predicate.value), self.names.curie(user))
            for predicate, found in sorted(self.data.referring(node).items(), key=str)
            for user in sorted(found, key=self.names.curie)
            if isinstance(user, NamedNode)
        ]
        more = [(f"and {len(users) - _MOST} more",)] if len(users) > _MOST else []
        return [
            Section("Properties", self.rows(node, *sorted(said))),
            Section(
                f"Referred to {len(users)} time{'' if len(users) == 1 else 's'}",
                [*users[:_MOST], *more],
            ),
        ]
