"""What follows from a statement on a concept for broader and narrower ones, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.hierarchy import Concepts, T


class Way(Enum):
    """What follows, along ``skos:broader``, from what a claim states of a concept."""

    UP = "what holds of a concept holds of those that include it"
    DOWN = "what holds of a concept holds of those that it includes"
    NOT = "nothing follows for any other concept"

    @property
    def turned(self) -> Way:
        """What follows from the denial: the other way."""
        return {Way.UP: Way.DOWN, Way.DOWN: Way.UP}.get(self, self)


UP, DOWN, NOT = Way.UP, Way.DOWN, Way.NOT

WAYS: Mapping[str, Mapping[str, Way]] = {
    # A member of a class is one of each class above it.
    DF.Classification: {DF.drugClass: UP},
    DF.BrandName: {DF.brandName: NOT},
    DF.MarketedStrength: {DF.strengthAmount: NOT},
    DF.Action: {DF.actionType: UP},
    DF.Mechanism: {DF.target: UP, DF.modulation: UP, DF.effect: UP},
    DF.Onset: {DF.onsetSpeed: UP},
    # Use in one anxiety disorder is use in an anxiety disorder. The other way there are
    # exceptions: a drug for epilepsy need not be one for absence seizures.
    DF.Indication: {DF.condition: UP},
    DF.PrimaryUse: {DF.condition: UP},
    DF.TreatmentOutcome: {DF.change: UP},
    DF.TestedDuration: {DF.durationMax: NOT},
    DF.Dosing: {DF.withFood: NOT, DF.dosingFactor: NOT, DF.dosingRule: NOT},
    # What brings about a kind of seizure brings about seizures.
    DF.AdverseEffect: {DF.effect: UP},
    DF.Risk: {DF.effect: UP},
    DF.WithdrawalEffect: {DF.effect: UP},
    DF.Interaction: {DF.interactsWith: UP, DF.effect: UP},
    # Where care is needed, or use forbidden, it is so in all that is included.
    DF.Precaution: {DF.activity: DOWN, DF.population: DOWN, DF.circumstance: DOWN},
    DF.Contraindication: {DF.condition: DOWN, DF.population: DOWN},
    DF.BoxedWarning: {DF.effect: UP, DF.interactsWith: UP},
    DF.Advice: {DF.advises: UP, DF.advisesAgainst: DOWN},
}
"""What follows from an assertion of each kind. From a denial, the other way follows."""


def follows(way: Way, stated: T, implied: T, order: Concepts[T]) -> bool:
    """Tell whether one value of a property follows from another."""
    if stated == implied:
        return True
    if way is Way.NOT:
        return False
    broad, narrow = (implied, stated) if way is Way.UP else (stated, implied)
    return order.includes(broad, narrow)
