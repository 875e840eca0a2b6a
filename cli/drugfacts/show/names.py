"""What things are called: labels, CURIEs, and readable values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts import iris
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Term

_LABELS = tuple(
    PREFIXES[prefix] + name
    for prefix, name in (("rdfs", "label"), ("skos", "prefLabel"), ("dcterms", "title"))
)
_CALLED = {
    PREFIXES["prov"] + "wasAttributedTo": "curated by",
    PREFIXES["dcterms"] + "created": "curated on",
    PREFIXES["dc"] + "creator": "author",
}
_RDF, _UNION = PREFIXES["rdf"], PREFIXES["owl"] + "unionOf"
_UCUM = PREFIXES["qudt"] + "ucumCode"
_NUMBERS = frozenset(PREFIXES["xsd"] + name for name in ("decimal", "integer"))
_DURATION = PREFIXES["xsd"] + "duration"
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}


class Names:
    """Gives names to the nodes of a data set.

    Args:
        data: The data set, with the ontology in its background.
    """

    def __init__(self, data: DataSet) -> None:
        self._data = data
        declared = data.declared_prefixes()
        self._table: Mapping[str, str] = {**declared, **iris.prefixes(data.base)}

    def values(self, subject: Term, predicate: str) -> list[Term]:
        """Return the values of a property, sorted; a literal has none."""
        return [] if isinstance(subject, Literal) else self._data.values(subject, predicate)

    def label(self, term: Term) -> str:
        """Return what a thing is called: its label, English first, else its CURIE."""
        if isinstance(term, Literal):
            return self.value(term)
        for predicate in _LABELS:
            found = [v for v in self.values(term, predicate) if isinstance(v, Literal)]
            if found:
                return min(found, key=lambda text: text.language != "en").value
        members = self._members(term) if isinstance(term, BlankNode) else []
        return " or ".join(map(self.label, members)) or self.curie(term)

    def _members(self, union: Term) -> list[Term]:
        """Return the classes that a class without a name is the union of."""
        found: list[Term] = []
        rest = next(iter(self.values(union, _UNION)), None)
        while rest is not None and rest not in found:
            found += self.values(rest, _RDF + "first")[:1]
            rest = next(iter(self.values(rest, _RDF + "rest")), None)
        return found

    def property(self, iri: str) -> str:
        """Return what a property is called; one without a label by its local name."""
        if iri in _CALLED:
            return _CALLED[iri]
        label = self.label(NamedNode(iri))
        if label != self.curie(NamedNode(iri)) or label.startswith("<"):
            return label
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label.rpartition(":")[2]).lower()

    def unit(self, subject: Term, predicate: str) -> str:
        """Return the unit that a property names, by its UCUM code where it has one."""
        units = self.values(subject, predicate)
        codes = [code for unit in units for code in self.many(unit, _UCUM)]
        return next(iter(codes or [self.label(unit) for unit in units]), "")

    def curie(self, term: Term) -> str:
        """Return the CURIE of a thing, or its IRI in ``<>`` when no prefix fits."""
        if isinstance(term, BlankNode):
            return f"_:{term.value}"
        short = iris.shorten(term.value, self._data.base, self._table)
        return f"<{short}>" if short == term.value else short

    def both(self, term: Term) -> str:
        """Return label and CURIE of a thing."""
        label, curie = self.label(term), self.curie(term)
        named = isinstance(term, NamedNode) and label != curie
        return f"{label} ({curie})" if named else label

    def slug(self, term: Term) -> str:
        """Return the last part of the IRI of a document, or all of it without a prefix."""
        curie = self.curie(term)
        return curie if curie.startswith("<") else curie.rpartition(":")[2]

    def value(self, term: Term) -> str:
        """Return a value as people write it."""
        if not isinstance(term, Literal):
            return self.label(term)
        kind = term.datatype.value
        if kind in _NUMBERS:
            return number(term.value)
        return duration(term.value) if kind == _DURATION else term.value

    def one(self, subject: Term, predicate: str) -> str | None:
        """Return the readable value of a property that has at most one, or None."""
        return next(iter(self.many(subject, predicate)), None)

    def many(self, subject: Term, predicate: str) -> list[str]:
        """Return the readable values of a property, sorted."""
        return sorted(self.value(value) for value in self.values(subject, predicate))

    def is_a(self, subject: Term, *classes: str) -> bool:
        """Tell whether a thing is declared to be of one of some classes."""
        types = {kind.value for kind in self.values(subject, PREFIXES["rdf"] + "type")}
        return bool(types & set(classes))

    def is_claim(self, subject: Term) -> bool:
        """Tell whether a thing is a claim."""
        return bool(self.values(subject, DF.about))


def number(lexical: str) -> str:
    """Return a decimal without zeros that say nothing."""
    whole, point, rest = lexical.partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if point and rest else whole


def duration(lexical: str) -> str:
    """Return an xsd:duration in words, such as ``4 months``."""
    parts = re.findall(r"(\d+)([YMWDH])", lexical)
    if "".join(["P", *(n + unit for n, unit in parts)]) != lexical:
        return lexical
    return " ".join(f"{n} {_UNITS[unit]}{'' if n == '1' else 's'}" for n, unit in parts)
