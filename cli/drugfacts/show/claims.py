"""Claims in one readable line each, and who states them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.show.card import Section
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.show.names import Names

_TYPE = PREFIXES["rdf"] + "type"

OBJECTS = {
    DF.Classification: (DF.drugClass,),
    DF.BrandName: (DF.brandName,),
    DF.MarketedStrength: (DF.strengthAmount, DF.strengthUnit),
    DF.Action: (DF.actionType,),
    DF.Mechanism: (DF.modulation, DF.target),
    DF.Onset: (DF.onsetSpeed,),
    DF.Indication: (DF.condition,),
    DF.PrimaryUse: (DF.condition,),
    DF.TreatmentOutcome: (DF.condition, DF.change),
    DF.TestedDuration: (DF.durationMax,),
    DF.Dosing: (DF.dosingFactor, DF.dosingRule),
    DF.AdverseEffect: (DF.effect,),
    DF.Risk: (DF.effect,),
    DF.WithdrawalEffect: (DF.effect,),
    DF.Interaction: (DF.interactsWith,),
    DF.Precaution: (DF.activity,),
    DF.Contraindication: (DF.condition, DF.population),
    DF.BoxedWarning: (DF.effect, DF.interactsWith),
    DF.Advice: (DF.advises,),
}
"""The kinds of claim in the order of reading, with what each is of."""

_RANGES = (
    (DF.singleDoseMin, DF.singleDoseMax, "{} {unit} a dose"),
    (DF.dosesPerDayMin, DF.dosesPerDayMax, "{} times a day"),
    (DF.dailyDoseMin, DF.dailyDoseMax, "{} {unit} a day"),
)
_PHRASES = {
    DF.withFood: "{}",
    DF.advisesAgainst: "against: {}",
    DF.incidencePercent: "in {} %",
    DF.placeboIncidencePercent: "on placebo in {} %",
    DF.incidencePercentMax: "in up to {} %",
    DF.durationMax: "within {}",
}
_QUALIFIERS = (
    DF.withFood, DF.advisesAgainst, DF.effect, DF.condition, DF.population, DF.setting,
    DF.circumstance, DF.duration, DF.route, DF.doseForm, DF.role, DF.afterFailureOf,
    DF.dosingPhase, DF.actionType, DF.incidencePercent, DF.placeboIncidencePercent,
    DF.incidencePercentMax, DF.durationMax,
)  # fmt: skip


class Claims:
    """Reads claims of a data set.

    Args:
        data: The data set, with the ontology in its background.
        names: Names of its things.
    """

    def __init__(self, data: DataSet, names: Names) -> None:
        self._data = data
        self._names = names

    def kind(self, claim: Subject) -> str:
        """Return the IRI of the class of a claim, or "" when it has none."""
        kinds = [term.value for term in self._data.values(claim, _TYPE)]
        return next((kind for kind in kinds if kind in OBJECTS), kinds[0] if kinds else "")

    def phrase(self, claim: Subject) -> str:
        """Return what a claim says: its object and qualifiers in one line."""
        objects = OBJECTS.get(self.kind(claim), ())
        parts = [self._head(claim, objects), *self._amounts(claim)]
        for predicate in _QUALIFIERS:
            if predicate not in objects:
                parts += [self._qualifier(predicate, v) for v in self._names.many(claim, predicate)]
        said = "; ".join(part for part in parts if part) or self._names.curie(claim)
        if self._data.value(claim, DF.polarity) == NamedNode(DF.Denied):
            said = f"denied: {said}"
        return f"{said} [overruled by another curation]" if self.is_overruled(claim) else said

    def _head(self, claim: Subject, objects: tuple[str, ...]) -> str:
        heads = [v for p in objects for v in self._names.many(claim, p)]
        if DF.strengthAmount in objects:
            heads = [*heads[:1], self._names.unit(claim, DF.strengthUnit)]
        if DF.target in objects and len(heads) == 1:
            heads.insert(0, "acts on")
        return (": " if DF.change in objects else " ").join(heads)

    def is_overruled(self, claim: Subject) -> bool:
        """Tell whether another curation decided otherwise: such a claim is not counted."""
        state = self._data.value(claim, DF.reviewState)
        return state is not None and self._names.slug(state) == "overruled"

    def _qualifier(self, predicate: str, value: str) -> str:
        if predicate in _PHRASES:
            return _PHRASES[predicate].format(value)
        return f"{self._names.property(predicate)}: {value}"

    def _amounts(self, claim: Subject) -> list[str]:
        found = []
        unit = self._names.unit(claim, DF.doseUnit)
        for lowest, highest, phrase in _RANGES:
            low, high = self._names.one(claim, lowest), self._names.one(claim, highest)
            if low and high:
                amount = low if low == high else f"{low} to {high}"
            elif low or high:
                amount = f"at least {low}" if low else f"at most {high}"
            else:
                continue
            found.append(phrase.format(amount, unit=unit))
        return found

    def sources(self, claim: Subject) -> list[Term]:
        """Return the sources that state a claim, each once, sorted."""
        passages = self._names.values(claim, DF.statedIn)
        found = {s for p in passages for s in self._names.values(p, DF.passageOf)}
        return sorted(found, key=str)

    def stated(self, claim: Subject) -> str:
        """Return who states a claim: how many articles, and which."""
        sources = self.sources(claim)
        labels = [s for s in sources if self._names.is_a(s, DF.Label)]
        articles = [s for s in sources if s not in labels]
        said = [_counted(articles, "article", self._names), _counted(labels, "label", self._names)]
        return "; ".join(part for part in said if part) or "no source"

    def by_kind(self, claims: Iterable[Subject]) -> list[tuple[str, list[Subject]]]:
        """Return claims by kind, in the order of reading; within it by what they say."""
        kinds: dict[str, list[Subject]] = {}
        for claim in claims:
            kinds.setdefault(self.kind(claim), []).append(claim)
        order = [*OBJECTS, *sorted(kind for kind in kinds if kind not in OBJECTS)]
        return [
            (kind, sorted(kinds[kind], key=lambda c: (self.phrase(c).casefold(), str(c))))
            for kind in order
            if kind in kinds
        ]

    def sections(
        self, claims: Iterable[Subject], known: Term | None = None, apart: bool = True
    ) -> list[Section]:
        """Return one section for each kind of claim.

        Args:
            claims: The claims.
            known: What need not be named as what a claim is about.
            apart: Whether claims of labels stand apart from the others, below them.
        """
        found = []
        for kind, members in self.by_kind(claims):
            labelled = [c for c in members if apart and self._of_label(c)]
            rows: list[tuple[str, ...]] = [
                (f"{self.line(c, known)}{self._strength(c)}", self.stated(c))
                for c in members
                if c not in labelled
            ]
            if labelled:
                rows.append(("labels say:",))
                rows += [(f"- {self.line(c, known)}", self.stated(c)) for c in labelled]
            found.append(Section(self._heading(kind, members), rows))
        return found

    def marks(self, source: Term) -> str:
        """Return the quality marks of a source, in one line."""
        return ", ".join(self._names.many(source, DF.qualityMark))

    def witnesses(self, claims: Iterable[Subject]) -> Section:
        """Return the sources of claims, each with its title and its quality marks."""
        found = {source for claim in claims for source in self.sources(claim)}
        rows = [(self._names.slug(s), self._names.label(s), self.marks(s)) for s in found]
        return Section("Sources", sorted(rows))

    def line(self, claim: Subject, known: Term | None = None) -> str:
        """Return what a claim is about and says; `known` need not be named."""
        about = self._data.value(claim, DF.about)
        said = self.phrase(claim)
        return said if about is None or about == known else f"{self._names.label(about)}: {said}"

    def _strength(self, claim: Subject) -> str:
        """Return how a claim of an article is worded, where that is weaker or stronger than is."""
        wording = self._data.value(claim, DF.wording)
        if wording is None or self._names.slug(wording) == "is" or self._of_label(claim):
            return ""
        return f" [{self._names.label(wording)}]"

    def _of_label(self, claim: Subject) -> bool:
        sources = self.sources(claim)
        return bool(sources) and all(self._names.is_a(s, DF.Label) for s in sources)

    def _heading(self, kind: str, members: list[Subject]) -> str:
        name = self._names.label(NamedNode(kind)) if kind else "of no kind"
        count = sum(not self.is_overruled(claim) for claim in members)
        return f"{name[:1].upper()}{name[1:]}: {count} claim{'' if count == 1 else 's'}"


def _counted(sources: list[Term], what: str, names: Names) -> str:
    if not sources:
        return ""
    slugs = ", ".join(names.slug(source) for source in sources)
    return f"{len(sources)} {what}{'' if len(sources) == 1 else 's'}: {slugs}"
