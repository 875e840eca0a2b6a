"""What each kind of claim can clash in: one table, a row a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drugfacts.conflict import grounds
from drugfacts.label.ways import WAYS, Way
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.conflict.grounds import Test


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


def _row(
    kind: str, *objects: str, values: tuple[str, ...] = (), tests: tuple[Test, ...] = ()
) -> tuple[str, Row]:
    return kind, Row({name: WAYS[kind][name] for name in objects}, values, tests)


TABLE: Mapping[str, Row] = dict(
    (
        _row(DF.Classification, DF.drugClass),
        _row(DF.BrandName, DF.brandName),
        # A product is defined by its strength.
        _row(DF.MarketedStrength, DF.strengthAmount, tests=(grounds.another_strength,)),
        _row(DF.Action, DF.actionType, tests=(grounds.exclusive(DF.actionType),)),
        _row(
            *(DF.Mechanism, DF.target, DF.modulation, DF.effect),
            tests=(
                grounds.exclusive(DF.modulation, DF.target, DF.effect),
                grounds.exclusive(DF.effect, DF.target, DF.modulation),
            ),
        ),
        _row(DF.Onset, DF.onsetSpeed, tests=(grounds.exclusive(DF.onsetSpeed),)),
        _row(DF.Indication, DF.condition),
        _row(DF.PrimaryUse, DF.condition, tests=(grounds.another_use,)),
        _row(DF.TreatmentOutcome, DF.change, tests=(grounds.exclusive(DF.change),)),
        _row(DF.TestedDuration, DF.durationMax, tests=(grounds.another_time,)),
        _row(
            DF.Dosing,
            values=(*_DOSES, DF.withFood, DF.dosingFactor, DF.dosingRule),
            tests=(
                grounds.other_dose,
                grounds.exclusive(DF.withFood),
                grounds.exclusive(DF.dosingRule),
            ),
        ),
        _row(
            *(DF.AdverseEffect, DF.effect),
            values=(DF.incidencePercent, DF.placeboIncidencePercent),
            tests=(grounds.other_incidence,),
        ),
        # "Up to 30 %" and "up to 20 %" can both be true, and so can two such times.
        _row(DF.Risk, DF.effect, values=(DF.incidencePercentMax, DF.durationMax)),
        _row(DF.WithdrawalEffect, DF.effect),
        _row(
            *(DF.Interaction, DF.interactsWith, DF.effect),
            tests=(grounds.exclusive(DF.effect, DF.interactsWith),),
        ),
        _row(DF.Precaution, DF.activity),
        _row(DF.Contraindication, DF.condition, DF.population),
        _row(DF.BoxedWarning, DF.effect, DF.interactsWith),
        _row(DF.Advice, DF.advises, DF.advisesAgainst, tests=(grounds.opposed_advice,)),
    )
)
