"""Conflicts for people: why two claims cannot both hold, and who states which."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.conflict.amounts import Interval, Quantity
from drugfacts.conflict.hierarchy import hierarchy
from drugfacts.conflict.told import Side, Stated, Told
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.label.units import plain
from drugfacts.show.claims import Claims
from drugfacts.show.names import Names
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.conflict.find import Conflict
    from drugfacts.conflict.grounds import Ground
    from drugfacts.conflict.propositions import Value
    from drugfacts.graph.dataset import Term

_TYPE, _TITLE = PREFIXES["rdf"] + "type", PREFIXES["dcterms"] + "title"
_UNITS = {"mass": ("mg", 3), "volume": ("mL", 3), "international units": ("[IU]", 0)}
"""In what amounts are shown, and by which power of ten it is smaller than the base unit."""


class Teller:
    """Puts conflicts into words.

    Args:
        data: The data set that they were found in; the ontology is added.
    """

    def __init__(self, data: DataSet) -> None:
        background = (*data.background, *packaged("ontology").documents)
        self.data = DataSet(data.documents, background, data.base)
        self.names = Names(self.data)
        self.claims = Claims(self.data, self.names)
        self.hierarchy = hierarchy(self.data)

    def all(self, found: Iterable[Conflict]) -> list[Told]:
        """Return conflicts in words, in the same order."""
        return [self.told(each) for each in found]

    def told(self, conflict: Conflict) -> Told:
        """Return one conflict in words."""
        curie, label = self.names.curie, self.names.label
        return Told(
            iri=conflict.iri,
            name=curie(NamedNode(conflict.iri)),
            kinds=conflict.kinds,
            called=tuple(label(NamedNode(kind)) for kind in conflict.kinds),
            claim_kind=conflict.kind,
            claim_called=label(NamedNode(conflict.kind)),
            drugs=tuple(drug.value for drug in conflict.drugs),
            drug_names=tuple(map(label, conflict.drugs)),
            why=tuple(self.why(ground, conflict) for ground in conflict.grounds),
            sides=(self.side(conflict.first), self.side(conflict.second)),
        )

    def side(self, claim: NamedNode) -> Side:
        """Return one claim with who states it."""
        return Side(
            iri=claim.value,
            name=self.names.curie(claim),
            says=self.claims.phrase(claim),
            denied=self._is_denied(claim),
            wording=self.names.one(claim, DF.wording) or "",
            stated=tuple(self._stated(claim, source) for source in self.claims.sources(claim)),
        )

    def _stated(self, claim: NamedNode, source: Term) -> Stated:
        passages = [
            self.names.curie(passage)
            for passage in self.names.values(claim, DF.statedIn)
            if source in self.names.values(passage, DF.passageOf)
        ]
        return Stated(
            iri=source.value,
            name=self.names.curie(source),
            title=self.names.one(source, _TITLE) or "",
            kind="label" if self.names.is_a(source, DF.Label) else "article",
            marks=self.claims.marks(source),
            passages=tuple(passages),
        )

    def why(self, ground: Ground, conflict: Conflict) -> str:
        """Return the ground of a conflict as a sentence."""
        first, second = (self._said(v, ground.dimension) for v in (ground.first, ground.second))
        what = self.names.property(ground.what) if ":" in ground.what else ground.what
        kind = self.names.label(NamedNode(conflict.kind))
        if ground.kind == DF.NegationConflict:
            return self._negation(ground, conflict)
        if ground.kind == DF.AdviceConflict:
            step, against = (first, second) if ground.what == DF.advises else (second, first)
            within = "" if step == against else ", which includes it"
            return f"One advises {step}, and the other advises against {against}{within}."
        if ground.kind == DF.ExclusionConflict:
            return f"They name {first} and {second} as {what}, which exclude each other."
        if ground.kind == DF.RangeConflict:
            return f"For the {what} they give {first} and {second}, which have no value in common."
        if conflict.kind == DF.PrimaryUse:
            return (
                f"Each names another {kind}, {first} and {second}; neither includes the other, "
                "and each has a source that does not name the other."
            )
        ends = [self._written(claim, ground.what) for claim in (conflict.first, conflict.second)]
        return f"There is one {what}, and they give {' and '.join(ends)}."

    def _written(self, claim: NamedNode, name: str) -> str:
        unit = self.names.unit(claim, DF.strengthUnit) if name == DF.strengthAmount else ""
        return f"{self.names.one(claim, name)} {unit}".strip()

    def _negation(self, ground: Ground, conflict: Conflict) -> str:
        if not ground.what:
            return "One denies what the other asserts."
        first_denies = self._is_denied(conflict.first)
        ends = (ground.second, ground.first) if first_denies else (ground.first, ground.second)
        asserted, denied = map(self._said, ends)
        if self.hierarchy.includes(ends[1], ends[0]):
            return (
                f"One asserts {asserted}, which is a kind of {denied}; the other denies "
                f"{denied} altogether."
            )
        return (
            f"One asserts {asserted}, all kinds of it; the other denies {denied}, which is one "
            "of them."
        )

    def _is_denied(self, claim: NamedNode) -> bool:
        return NamedNode(DF.Denied) in self.data.values(claim, DF.polarity)

    def _said(self, value: Value, dimension: str = "") -> str:
        if isinstance(value, Quantity):
            return plain(value.amount)
        if isinstance(value, Interval):
            return _span(value, dimension)
        if isinstance(value, NamedNode | BlankNode | Literal):
            return self.names.label(value)
        return value


def _span(interval: Interval, dimension: str) -> str:
    measured, per, rest = dimension.partition(" per ")
    unit, places = _UNITS.get(measured, (measured, 0))
    low, high = (
        None if end is None else plain(end.scaleb(places, _exact(end)))
        for end in (interval.low, interval.high)
    )
    said = f" {unit}{f'/{rest}' if per else ''}" if unit else ""
    if low is None or high is None:
        return f"at least {low}{said}" if high is None else f"at most {high}{said}"
    return f"{low}{said}" if low == high else f"{low} to {high}{said}"


def _exact(number: Decimal) -> Context:
    return Context(prec=max(len(number.as_tuple().digits), 1))
