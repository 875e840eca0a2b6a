"""Claims as propositions: what they say, cleared of who says so and how it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from drugfacts.conflict.amounts import Interval, Quantity, quantity, seconds
from drugfacts.label.amounts import regimen
from drugfacts.label.literals import DURATION, NUMBERS, normal
from drugfacts.label.reading import is_overruled
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drugfacts.graph.dataset import DataSet, Term
    from drugfacts.label.regimen import Regimen

Value: TypeAlias = "Term | Quantity | Interval | str"

_RDF = PREFIXES["rdf"]
_UCUM = PREFIXES["qudt"] + "ucumCode"
_UNITS = {
    DF.singleDoseMin: DF.doseUnit,
    DF.singleDoseMax: DF.doseUnit,
    DF.dailyDoseMin: DF.doseUnit,
    DF.dailyDoseMax: DF.doseUnit,
    DF.strengthAmount: DF.strengthUnit,
}
"""Amounts, with the property that names their unit."""

_RECORD = (PREFIXES["dcterms"], PREFIXES["rdfs"], PREFIXES["prov"], PREFIXES["skos"])
_BESIDE = {
    *(_RDF + "type", DF.about, DF.statedIn, DF.polarity, DF.wording, DF.reviewState),
    *_UNITS.values(),
}
ARTICLES = "articles"
"""The one sphere of all sources that are no labels."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What one claim says.

    Attributes:
        claim: The claim.
        kind: IRI of its class.
        about: The drug or product.
        denied: Whether its sources deny it.
        parts: All else that it says, by property.
        spheres: Its sources by sphere: those that are no labels together, each label,
            which is one version of one label, for itself.
        regimen: Its doses, for a claim on dosing about one thing that gives any.
    """

    claim: NamedNode
    kind: str
    about: frozenset[Term]
    denied: bool
    parts: Mapping[str, frozenset[Value]]
    spheres: Mapping[str, frozenset[Term]]
    regimen: Regimen | None = None

    def values(self, name: str) -> frozenset[Value]:
        """Return the values of a property."""
        return self.parts.get(name, frozenset())

    def number(self, name: str) -> Quantity | None:
        """Return the number that a property has; None when it has none, or several."""
        found = [value for value in self.values(name) if isinstance(value, Quantity)]
        return found[0] if len(found) == 1 else None

    def without(self, *names: str) -> frozenset[tuple[str, frozenset[Value]]]:
        """Return what it says apart from some properties."""
        return frozenset((name, values) for name, values in self.parts.items() if name not in names)


def propositions(data: DataSet, kinds: frozenset[str]) -> Iterator[Proposition]:
    """Yield the claims of a data set, sorted by IRI; those that are overruled are left out.

    Args:
        data: The data set; its background counts too.
        kinds: The classes of claims.
    """
    found = {
        subject: kind
        for kind in sorted(kinds)
        for subject in data.subjects_of(_RDF + "type", NamedNode(kind))
        if isinstance(subject, NamedNode)
    }
    for claim, kind in sorted(found.items(), key=lambda pair: pair[0].value):
        if not is_overruled(data, claim):
            yield of_claim(data, claim, kind)


def of_claim(data: DataSet, claim: NamedNode, kind: str) -> Proposition:
    """Return what a claim says."""
    parts = {
        predicate.value: frozenset(
            _value(data, claim, predicate.value, term)
            for term in data.values(claim, predicate.value)
        )
        for predicate in data.properties(claim)
        if predicate.value not in _BESIDE and not predicate.value.startswith(_RECORD)
    }
    about = data.values(claim, DF.about)
    doses = None
    if kind == DF.Dosing and len(about) == 1 and isinstance(about[0], NamedNode):
        doses = regimen(data, claim, about[0])
    return Proposition(
        claim=claim,
        kind=kind,
        about=frozenset(about),
        denied=NamedNode(DF.Denied) in data.values(claim, DF.polarity),
        parts=parts,
        spheres=_spheres(data, claim),
        regimen=doses,
    )


def _spheres(data: DataSet, claim: NamedNode) -> dict[str, frozenset[Term]]:
    found: dict[str, set[Term]] = {}
    for passage in data.values(claim, DF.statedIn):
        for source in [] if isinstance(passage, Literal) else data.values(passage, DF.passageOf):
            if isinstance(source, Literal):
                continue
            is_label = NamedNode(DF.Label) in data.values(source, _RDF + "type")
            found.setdefault(str(source) if is_label else ARTICLES, set()).add(source)
    return {sphere: frozenset(sources) for sphere, sources in found.items()}


def _value(data: DataSet, claim: NamedNode, name: str, term: Term) -> Value:
    if not isinstance(term, Literal):
        return term
    text = normal(term.value, term.datatype.value)
    if term.datatype.value in NUMBERS:
        return quantity(text, _unit(data, claim, name)) or term
    if term.datatype.value == DURATION:
        return seconds(text) or term
    return text


def _unit(data: DataSet, claim: NamedNode, name: str) -> str:
    unit = data.value(claim, _UNITS[name]) if name in _UNITS else None
    if unit is None or isinstance(unit, Literal):
        return "" if unit is None else unit.value
    code = data.value(unit, _UCUM)
    return code.value if isinstance(code, Literal) else str(unit)
