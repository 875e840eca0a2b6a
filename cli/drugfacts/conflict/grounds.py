"""Why two claims cannot both hold: one pure function for each kind of reason.

Each is given two claims of one kind about one drug, stated in one sphere, and tells the
ground of a conflict or None. None of them looks at anything but the two claims and the
concepts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from drugfacts.conflict.amounts import Interval
from drugfacts.label import regimen
from drugfacts.label.ways import Way, follows
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.conflict.hierarchy import Hierarchy
    from drugfacts.conflict.propositions import Proposition, Value
    from drugfacts.label.regimen import Derived


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason why two claims cannot both hold.

    Attributes:
        kind: IRI of the class of conflict.
        what: IRI of the property that they clash in, or the name of a range; "" for a
            negation of the very same.
        first: What the first claim says of it.
        second: What the second one says.
        dimension: What the numbers of a range measure, "" where they only count.
    """

    kind: str
    what: str
    first: Value
    second: Value
    dimension: str = ""

    def turned(self) -> Ground:
        """Return the same ground for the claims in the other order."""
        return Ground(self.kind, self.what, self.second, self.first, self.dimension)


Test: TypeAlias = "Callable[[Proposition, Proposition, Hierarchy], Ground | None]"


def negation(
    asserted: Proposition,
    denied: Proposition,
    hierarchy: Hierarchy,
    objects: Mapping[str, Way],
    values: tuple[str, ...],
) -> Ground | None:
    """Find that what a claim asserts implies what the other denies.

    Args:
        asserted: A claim that is asserted.
        denied: A claim that is denied, with the same qualifiers.
        hierarchy: The concepts.
        objects: What claims of the kind are of, and what follows from it.
        values: Numbers and the like: what is denied with them is denied of them only.
    """
    step: tuple[str, Value, Value] | None = None
    if not denied.parts or (not objects and not any(map(denied.values, values))):
        return None
    for name, way in objects.items():
        mine, theirs = asserted.values(name), denied.values(name)
        if bool(mine) != bool(theirs):
            return None
        for implied in sorted(theirs, key=str):
            found = [v for v in mine if follows(way, v, implied, hierarchy)]
            if not found:
                return None
            if implied not in found:
                step = (name, min(found, key=str), implied)
    if any(not denied.values(name) <= asserted.values(name) for name in values):
        return None
    name, first, second = step or ("", "", "")
    return Ground(DF.NegationConflict, name, first, second)


def another_use(one: Proposition, other: Proposition, hierarchy: Hierarchy) -> Ground | None:
    """Find two main uses, each named by a source that does not name the other."""
    found = _one_of_each(one, other, DF.condition)
    if found is None or hierarchy.related(*found):
        return None
    shared = sorted(set(one.spheres) & set(other.spheres))
    for sphere in shared:
        mine, theirs = one.spheres[sphere], other.spheres[sphere]
        if mine - theirs and theirs - mine:
            return Ground(DF.ValueConflict, DF.condition, *found)
    return None


def another_strength(one: Proposition, other: Proposition, _: Hierarchy) -> Ground | None:
    """Find two strengths of one product."""
    mine, theirs = one.number(DF.strengthAmount), other.number(DF.strengthAmount)
    if mine is None or theirs is None or mine.dimension != theirs.dimension or mine == theirs:
        return None
    return Ground(DF.ValueConflict, DF.strengthAmount, mine, theirs)


def another_time(one: Proposition, other: Proposition, _: Hierarchy) -> Ground | None:
    """Find two times of study that differ however long the months are."""
    found = _one_of_each(one, other, DF.durationMax)
    if found is None:
        return None
    mine, theirs = found
    apart = isinstance(mine, Interval) and isinstance(theirs, Interval) and mine.is_apart(theirs)
    return Ground(DF.ValueConflict, DF.durationMax, mine, theirs) if apart else None


def other_incidence(one: Proposition, other: Proposition, _: Hierarchy) -> Ground | None:
    """Find figures for one effect that differ by more than how they were rounded."""
    if one.values(DF.effect) != other.values(DF.effect):
        return None
    for name in (DF.incidencePercent, DF.placeboIncidencePercent):
        mine, theirs = one.number(name), other.number(name)
        if mine and theirs and mine.rounded.is_apart(theirs.rounded):
            return Ground(DF.RangeConflict, name, mine, theirs)
    return None


def other_dose(one: Proposition, other: Proposition, _: Hierarchy) -> Ground | None:
    """Find doses, numbers of doses a day or daily doses without a common value."""
    for name, range_of in RANGES.items():
        mine, theirs = range_of(one), range_of(other)
        if mine and theirs and mine[1] == theirs[1] and mine[0].is_apart(theirs[0]):
            return Ground(DF.RangeConflict, name, mine[0], theirs[0], mine[1])
    return None


_Range: TypeAlias = "tuple[Interval, str] | None"


def single_dose(claim: Proposition) -> _Range:
    """Return what is taken at once: as stated, or one unit of the product."""
    return _range(regimen.single_dose(claim.regimen)) if claim.regimen else None


def daily_dose(claim: Proposition) -> _Range:
    """Return what is taken in a day: as stated, or as dose and number of doses give it."""
    return _range(regimen.daily_dose(claim.regimen)) if claim.regimen else None


def times_a_day(claim: Proposition) -> _Range:
    """Return how many doses are taken in a day."""
    times = claim.regimen.times if claim.regimen else None
    return (Interval(times.low, times.high), "") if times else None


def _range(derived: Derived | None) -> _Range:
    if derived is None:
        return None
    ends = [end and end.in_base() for end in (derived.amount.low, derived.amount.high)]
    (dimension,) = {end[0] for end in ends if end}
    return Interval(*(end[1] if end else None for end in ends)), dimension


RANGES: dict[str, Callable[[Proposition], _Range]] = {
    "single dose": single_dose,
    "number of doses a day": times_a_day,
    "daily dose": daily_dose,
}


def exclusive(name: str, *same: str) -> Test:
    """Return the test whether two claims name concepts that exclude each other.

    Args:
        name: The property.
        same: Properties in which the two claims must agree.
    """

    def test(one: Proposition, other: Proposition, hierarchy: Hierarchy) -> Ground | None:
        if any(one.values(each) != other.values(each) for each in same):
            return None
        for mine in sorted(one.values(name), key=str):
            for theirs in sorted(other.values(name), key=str):
                if hierarchy.exclude(mine, theirs):
                    return Ground(DF.ExclusionConflict, name, mine, theirs)
        return None

    return test


def opposed_advice(one: Proposition, other: Proposition, hierarchy: Hierarchy) -> Ground | None:
    """Find that a step is advised, and it or one that includes it advised against."""
    for step in sorted(one.values(DF.advises), key=str):
        for against in sorted(other.values(DF.advisesAgainst), key=str):
            if follows(Way.DOWN, against, step, hierarchy):
                return Ground(DF.AdviceConflict, DF.advises, step, against)
    for against in sorted(one.values(DF.advisesAgainst), key=str):
        for step in sorted(other.values(DF.advises), key=str):
            if follows(Way.DOWN, against, step, hierarchy):
                return Ground(DF.AdviceConflict, DF.advisesAgainst, against, step)
    return None


def _one_of_each(one: Proposition, other: Proposition, name: str) -> tuple[Value, Value] | None:
    mine, theirs = one.values(name), other.values(name)
    if len(mine) != 1 or len(theirs) != 1:
        return None
    return next(iter(mine)), next(iter(theirs))
