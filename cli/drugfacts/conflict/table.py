"""What each kind of claim can clash in: one table, a row a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drugfacts.conflict import grounds
from drugfacts.conflict.grounds import Test, Way
from drugfacts.terms import DF

UP, DOWN, NOT = Way.UP, Way.DOWN, Way.NOT


@dataclass(frozen=True, slots=True)
class Row:
    """What can clash in claims of one kind. All other properties qualify a claim.

    Attributes:
        objects: What a claim of the kind is of, and what follows from it for broader and
            narrower concepts. It decides when an assertion meets a denial.
        values: Numbers and the like, which a claim adds to its object.
        tests: What else two claims that are both asserted can clash in.
    """

    objects: Mapping[str, Way]
    values: tuple[str, ...] = ()
    tests: tuple[Test, ...] = field(default=())

    @property
    def said(self) -> tuple[str, ...]:
        """The properties that may differ in two claims of a conflict."""
        return (*self.objects, *self.values)


_DOSES = (
    *(DF.singleDoseMin, DF.singleDoseMax, DF.dosesPerDayMin, DF.dosesPerDayMax),
    *(DF.dailyDoseMin, DF.dailyDoseMax),
)

TABLE: Mapping[str, Row] = {
    # A member of a class is one of each class above it.
    DF.Classification: Row({DF.drugClass: UP}),
    DF.BrandName: Row({DF.brandName: NOT}),
    # A product is defined by its strength.
    DF.MarketedStrength: Row({DF.strengthAmount: NOT}, tests=(grounds.another_strength,)),
    DF.Action: Row({DF.actionType: UP}, tests=(grounds.exclusive(DF.actionType),)),
    DF.Mechanism: Row(
        {DF.target: UP, DF.modulation: UP, DF.effect: UP},
        tests=(
            grounds.exclusive(DF.modulation, DF.target, DF.effect),
            grounds.exclusive(DF.effect, DF.target, DF.modulation),
        ),
    ),
    DF.Onset: Row({DF.onsetSpeed: UP}, tests=(grounds.exclusive(DF.onsetSpeed),)),
    # Use in one anxiety disorder is use in an anxiety disorder. The other way there are
    # exceptions: a drug for epilepsy need not be one for absence seizures.
    DF.Indication: Row({DF.condition: UP}),
    DF.PrimaryUse: Row({DF.condition: UP}, tests=(grounds.another_use,)),
    DF.TreatmentOutcome: Row({DF.change: UP}, tests=(grounds.exclusive(DF.change),)),
    DF.TestedDuration: Row({DF.durationMax: NOT}, tests=(grounds.another_time,)),
    DF.Dosing: Row(
        {},
        values=(*_DOSES, DF.withFood, DF.dosingFactor, DF.dosingRule),
        tests=(
            grounds.other_dose,
            grounds.exclusive(DF.withFood),
            grounds.exclusive(DF.dosingRule),
        ),
    ),
    # What brings about a kind of seizure brings about seizures.
    DF.AdverseEffect: Row(
        {DF.effect: UP},
        values=(DF.incidencePercent, DF.placeboIncidencePercent),
        tests=(grounds.other_incidence,),
    ),
    DF.Risk: Row(
        {DF.effect: UP},
        values=(DF.incidencePercentMax, DF.durationMax),
        # "Up to 30 %" and "up to 20 %" can both be true, and so can two such times.
        tests=(),
    ),
    DF.WithdrawalEffect: Row({DF.effect: UP}),
    DF.Interaction: Row(
        {DF.interactsWith: UP, DF.effect: UP},
        tests=(grounds.exclusive(DF.effect, DF.interactsWith),),
    ),
    # Where care is needed, or use forbidden, it is so in all that is included.
    DF.Precaution: Row({DF.activity: DOWN}),
    DF.Contraindication: Row({DF.condition: DOWN, DF.population: DOWN}),
    DF.BoxedWarning: Row({DF.effect: UP, DF.interactsWith: UP}),
    DF.Advice: Row({DF.advises: UP, DF.advisesAgainst: DOWN}, tests=(grounds.opposed_advice,)),
}
