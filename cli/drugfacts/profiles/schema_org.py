"""``schema.org``: drugs with what labels endorse, and every claim as a claim, for a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from drugfacts.label.outcomes import Outcome
from drugfacts.profiles import made
from drugfacts.profiles.schema_terms import CONTEXT
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE, printable

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Subject
    from drugfacts.label.verdicts import Verdict
    from drugfacts.profiles.book import Book, Entry

Node = dict[str, Any]

IDENTIFIERS = {
    DF.unii: "UNII", DF.casNumber: "CAS", DF.inchiKey: "InChIKey", DF.chemblId: "ChEMBL",
    DF.drugBankId: "DrugBank", DF.pubchemCid: "PubChem CID", DF.epcCode: "NDF-RT EPC",
}  # fmt: skip
"""Identifiers without a property of their own, with the name of their register."""

NO_PLACE = "no property of schema.org says it of a drug"
SAYS_NOTHING = (Outcome.NOT_RECORDED, Outcome.LABEL_UNAVAILABLE)
_TYPE, _EXACT = PREFIXES["rdf"] + "type", PREFIXES["skos"] + "exactMatch"
_SEE, _TITLE = PREFIXES["rdfs"] + "seeAlso", PREFIXES["dcterms"] + "title"
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def schema_org(book: Book) -> made.Made:
    """Return JSON-LD; no text in it can end the ``script`` element that it stands in."""
    page = _Page(book)
    text = json.dumps(page.document(), ensure_ascii=False, indent=2).translate(_ESCAPES)
    return page.account.made({"": f"{text}\n".encode()}, page.written)


class _Page:
    """The nodes of one page.

    Args:
        book: The claims.
    """

    def __init__(self, book: Book) -> None:
        self.book, self.names = book, book.names
        self.account = made.Account()
        self.written = 0

    def document(self) -> Node:
        """Return the page."""
        claims = [entry for entry in self.book.entries if self._counts(entry)]
        self.written = len(claims)
        about = {entry.about for entry in claims} - set(self.book.drugs)
        sources = {source for entry in claims for source in entry.sources}
        nodes = [
            self._head(),
            *(self._drug(drug, claims) for drug in self.book.drugs),
            *(self._product(product) for product in sorted(about, key=str)),
            *self._conditions(claims),
            *(self._source(NamedNode(source)) for source in sorted(sources)),
            *map(self._claim, claims),
            *(self._review(verdict) for verdict in self.book.verdicts if self._tells(verdict)),
        ]
        return {"@context": CONTEXT, "@graph": nodes}

    def _counts(self, entry: Entry) -> bool:
        if entry.overruled:
            self.account.drop_claim(entry, made.OVERRULED)
        return not entry.overruled

    def _tells(self, verdict: Verdict) -> bool:
        if verdict.outcome in SAYS_NOTHING:
            self.account.drop("verdict", str(verdict.outcome), "it says nothing of the claim")
        return verdict.outcome not in SAYS_NOTHING

    def _head(self) -> Node:
        return {
            "@type": "Dataset",
            "@id": f"{self.book.base}dataset",
            "name": f"Claims about drugs, and what labels say of them on {self.book.as_of}",
            "description": NOTICE,
            "dateModified": self.book.as_of,
        }

    def _drug(self, drug: NamedNode, claims: list[Entry]) -> Node:
        node = {"@type": "Drug", "@id": drug.value, "name": self._called(drug)}
        node["nonProprietaryName"] = node["name"]
        node |= self._identity(drug)
        for entry in claims:
            if entry.endorsed is not None and entry.drugs == (drug.value,):
                self._fact(node, entry)
        return node

    def _identity(self, drug: NamedNode) -> Node:
        """Return identifiers; those that nobody compared with their register are left out."""
        unchecked = {value.value for value in self.book.data.values(drug, DF.unchecked)}
        found: Node = {}
        for name in (DF.rxcui, DF.atcCode, *IDENTIFIERS):
            for value in self.names.many(drug, name):
                if name in unchecked:
                    self._drop_identifier(name)
                elif name == DF.rxcui:
                    found["rxcui"] = value
                elif name == DF.atcCode:
                    code = {"@type": "MedicalCode", "codeValue": value, "codingSystem": "ATC"}
                    found.setdefault("code", []).append(code)
                else:
                    said = {"@type": "PropertyValue", "propertyID": IDENTIFIERS[name]}
                    found.setdefault("identifier", []).append({**said, "value": value})
        for match in self.book.data.values(drug, _EXACT):
            if match.value in unchecked:
                self._drop_identifier(_EXACT)
            else:
                found.setdefault("sameAs", []).append(match.value)
        return found

    def _drop_identifier(self, name: str) -> None:
        kind = self.names.property(name)
        self.account.drop("identifier", kind, made.UNCHECKED)

    def _fact(self, node: Node, entry: Entry) -> None:
        write = _FACTS.get(entry.kind)
        if write is None:
            self.account.drop("endorsed fact", entry.kind_name, NO_PLACE)
            return
        said = write(self._called(entry.endorsed_object()))
        for name, value in said.items():
            if value not in node.setdefault(name, []):
                node[name].append(value)

    def _conditions(self, claims: list[Entry]) -> list[Node]:
        """Return the conditions that drugs are labelled for; each names these drugs."""
        treated: dict[str, set[str]] = {}
        for entry in claims:
            if entry.kind == DF.Indication and entry.endorsed is not None:
                treated.setdefault(entry.endorsed_object().value, set()).update(entry.drugs)
        return [
            {
                "@type": "MedicalCondition",
                "@id": condition,
                "name": self._called(NamedNode(condition)),
                "drug": [{"@id": drug} for drug in sorted(drugs)],
            }
            for condition, drugs in sorted(treated.items())
        ]

    def _product(self, product: NamedNode) -> Node:
        node: Node = {"@type": "Drug", "@id": product.value, "name": self._called(product)}
        for name, known in (
            ("activeIngredient", DF.ingredient),
            ("dosageForm", DF.doseForm),
            ("administrationRoute", DF.route),
        ):
            values = [printable(value) for value in self.names.many(product, known)]
            node |= {name: values} if values else {}
        return node

    def _source(self, source: NamedNode) -> Node:
        is_article = self.names.is_a(source, DF.Article)
        node = {"@type": "Article" if is_article else "CreativeWork", "@id": source.value}
        title = self.book.text(source, _TITLE)
        node |= {"name": printable(title)} if title else {}
        link = self.book.text(source, _SEE)
        return node | ({"url": link} if link.startswith(("https://", "http://")) else {})

    def _claim(self, entry: Entry) -> Node:
        said: Node = {"@type": "Claim", "@id": entry.iri, "text": self._text(entry)}
        said["about"] = {"@id": entry.about.value}
        said["appearance"] = [{"@id": source} for source in entry.sources]
        return said

    def _text(self, entry: Entry) -> str:
        return f"{self._called(entry.about)}: {entry.kind_name}: {entry.phrase}"

    def _review(self, verdict: Verdict) -> Node:
        words = self.book.words
        rating = {
            "@type": "Rating",
            "alternateName": str(verdict.outcome),
            "ratingExplanation": printable(f"{words.why(verdict)}. {NOTICE}"),
        }
        node: Node = {"@type": "ClaimReview", "@id": verdict.iri}
        node["claimReviewed"] = f"{words.kind(verdict.claim.kind)}: {words.claim(verdict.claim)}"
        node["itemReviewed"] = {"@id": verdict.claim.iri}
        node["reviewRating"] = rating
        node["datePublished"] = self.book.as_of
        return node | ({"isBasedOn": {"@id": verdict.label.iri}} if verdict.label else {})

    def _called(self, term: Subject | Any) -> str:
        return printable(self.book.called(term))


_FACTS: dict[str, Callable[[str], Node]] = {
    DF.Indication: lambda _: {},  # said of the condition
    DF.Classification: lambda name: {"drugClass": {"@type": "DrugClass", "name": name}},
    DF.BrandName: lambda name: {"proprietaryName": name},
    DF.Mechanism: lambda name: {"mechanismOfAction": name},
    DF.BoxedWarning: lambda name: {"warning": name},
    DF.Risk: lambda name: {"warning": name},
    DF.Precaution: lambda name: {"warning": name},
}
"""What an endorsed claim of a kind says of its drug."""
