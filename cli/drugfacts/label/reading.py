"""Reads claims, labels and the order of concepts out of a data set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import InputError
from drugfacts.label.amounts import regimen, strength
from drugfacts.label.literals import LITERALS
from drugfacts.label.matching import DETAILS, RESTRICTIONS
from drugfacts.label.records import KINDS, Claim, Facts, Hierarchy, Label
from drugfacts.label.values import Values
from drugfacts.label.values import text as text
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term

_TYPE, _BROADER = PREFIXES["rdf"] + "type", PREFIXES["skos"] + "broader"
_ISSUED = PREFIXES["dcterms"] + "issued"
OVERRULED = "/review/overruled"
"""End of the IRI of the state of a claim that another curation decided otherwise."""

SCOPE = tuple(
    dict.fromkeys(
        (
            *RESTRICTIONS, *DETAILS, DF.activity, DF.advises, DF.advisesAgainst, DF.brandName,
            DF.change, DF.condition, DF.dosingFactor, DF.dosingRule, DF.drugClass, DF.effect,
            DF.interactsWith, DF.onsetSpeed, DF.target, DF.withFood,
        )
    )
)  # fmt: skip
"""The properties that make the object and the qualifiers of claims."""


def read(data: DataSet) -> Facts:
    """Return what verdicts are derived from.

    Args:
        data: A data set. The claims of its named documents are held against labels;
            labels and concepts are also taken from its background.

    Raises:
        InputError: a claim or a label is not as its shape wants it, so that a comparison
            would be a guess.
    """
    return _Reader(data).facts(data.subjects)


def of_claim(data: DataSet, claim: NamedNode) -> Facts:
    """Return one claim, and what its verdicts are derived from; errors as for `read`."""
    return _Reader(data).facts((claim,))


def order(data: DataSet) -> Hierarchy:
    """Return the order of the concepts of a data set."""
    broader: dict[str, list[str]] = {}
    for triple in data.all_triples():
        if triple.predicate.value == _BROADER and isinstance(triple.subject, NamedNode):
            broader.setdefault(triple.subject.value, []).append(text(triple.object))
    return Hierarchy(broader)


def is_overruled(data: DataSet, claim: Subject) -> bool:
    """Tell whether another curation decided otherwise: such a claim is never counted."""
    return any(text(state).endswith(OVERRULED) for state in data.values(claim, DF.reviewState))


def label(data: DataSet, node: NamedNode) -> Label:
    """Return one label with the claims that it states; errors as for `read`."""
    return _Reader(data).label(node)


class _Reader:
    def __init__(self, data: DataSet) -> None:
        self.data = data
        self.values = Values(data)

    def facts(self, subjects: Iterable[Subject]) -> Facts:
        labels = [self.label(each) for each in self._of_class(DF.Label)]
        claims = [
            self.claim(subject)
            for subject in subjects
            if self._is_claim(subject)
            and not is_overruled(self.data, subject)
            and not self._labels_of(subject)
        ]
        return Facts(tuple(sorted(claims, key=lambda c: c.iri)), tuple(labels), order(self.data))

    def _of_class(self, name: str) -> list[NamedNode]:
        found = self.data.subjects_of(_TYPE, NamedNode(name))
        return [node for node in found if isinstance(node, NamedNode)]

    def _is_claim(self, subject: Subject) -> bool:
        return self.data.value(subject, DF.about) is not None

    def _labels_of(self, claim: Subject) -> set[Term]:
        """Return the labels whose passages state a claim."""
        return {
            source
            for passage in self.data.values(claim, DF.statedIn)
            if not isinstance(passage, Literal)
            for source in self.data.values(passage, DF.passageOf)
            if not isinstance(source, Literal)
            and NamedNode(DF.Label) in self.data.values(source, _TYPE)
        }

    def label(self, node: NamedNode) -> Label:
        """Return a label with the claims that it states."""
        stated = {
            claim
            for passage in self.data.subjects_of(DF.passageOf, node)
            for claim in self.data.subjects_of(DF.statedIn, passage)
            if not is_overruled(self.data, claim)
        }
        claims = sorted((self.claim(claim) for claim in stated), key=lambda c: c.iri)
        return Label(
            iri=node.value,
            drugs=self.values.things(node, DF.ingredient),
            routes=self.values.things(node, DF.route),
            forms=self.values.things(node, DF.doseForm),
            jurisdiction=self.values.one(node, DF.jurisdiction),
            complete_for=self.values.things(node, DF.completeFor),
            claims=tuple(claims),
            set_id=self.values.one(node, DF.setId),
            version=self.values.one(node, DF.labelVersion),
            issued=self.values.one(node, _ISSUED),
            retrieved=self.values.one(node, DF.retrievedOn),
        )

    def claim(self, node: Subject) -> Claim:
        """Return a claim as it is compared."""
        if not isinstance(node, NamedNode):
            raise InputError(f"the claim {node} has no IRI; give it one, as verdicts name claims.")
        kinds = [text(kind) for kind in self.data.values(node, _TYPE) if text(kind) in KINDS]
        if len(kinds) != 1:
            raise InputError(
                f"{node.value}: is a claim of {len(kinds)} kinds; give it one class below "
                "df:Claim ('drugfacts validate' tells which)."
            )
        about = self.values.node(node, DF.about)
        made_of = self.values.things(about, DF.ingredient)
        own = {name: value for name in SCOPE if (value := self.values.compared(node, name))}
        scope = dict(own)
        limits = {name: self.values.things(about, name) for name in (DF.route, DF.doseForm)}
        for name, values in limits.items():
            if name not in scope and len(values) == 1:
                scope[name] = next(iter(values))
        if kinds[0] == DF.MarketedStrength:
            scope[DF.strengthAmount] = strength(self.data, node)
        denied = DF.Denied in self.values.things(node, DF.polarity)
        if DF.advisesAgainst in scope and not denied:
            scope[DF.advises], denied = scope.pop(DF.advisesAgainst), True
        return Claim(
            iri=node.value,
            kind=kinds[0],
            drugs=made_of or frozenset({about.value}),
            scope=scope,
            denied=denied,
            routes=frozenset({scope[DF.route]}) if DF.route in scope else limits[DF.route],
            forms=frozenset({scope[DF.doseForm]}) if DF.doseForm in scope else limits[DF.doseForm],
            regimen=regimen(self.data, node, about) if kinds[0] == DF.Dosing else None,
            written={name: self.values.one(node, name) for name in LITERALS if name in own},
        )
