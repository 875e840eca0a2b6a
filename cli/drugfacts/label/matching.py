"""How one claim lies to another: the same, broader, narrower, or something else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label.ways import Way, follows
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Hierarchy, Label, Pair

FREE_ROLE = "/role/alone-or-add-on"
"""End of the IRI of the value that names a role and restricts nothing."""

RESTRICTIONS = (
    DF.role, DF.afterFailureOf, DF.population, DF.setting, DF.duration, DF.circumstance,
    DF.route, DF.doseForm, DF.condition, DF.dosingPhase,
)  # fmt: skip
"""Qualifiers that say where a claim holds, unless they are its object."""

DETAILS = (
    DF.modulation, DF.effect, DF.actionType, DF.incidencePercent, DF.incidencePercentMax,
    DF.placeboIncidencePercent, DF.durationMax,
)  # fmt: skip
"""What a claim says more of its object; it restricts nothing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which properties of a kind of claim are its object.

    Attributes:
        objects: Ways to have an object; the first that a claim has all properties of.
        ways: What follows from each for broader and narrower concepts.
    """

    objects: Sequence[tuple[str, ...]]
    ways: Mapping[str, Way]

    def of(self, claim: Claim) -> tuple[str, ...]:
        """Return the properties that hold the object of a claim, () where it has none."""
        return next((names for names in self.objects if set(names) <= set(claim.scope)), ())


@dataclass(frozen=True, slots=True)
class Fit:
    """How a claim lies to what a label states.

    Attributes:
        stated: The label's claim.
        equal: Whether both have the same object.
        covers: Whether the claim's object follows from the label's; if not, the label's
            follows from the claim's, so that the claim says more.
        broader: Whether the claim's object is broader.
        missing: Restrictions of the label that the claim leaves out, sorted.
        differing: Restrictions for which both name values that have nothing in common.
        unstated: Details of the claim that the label does not give, sorted.
    """

    stated: Claim
    equal: bool
    covers: bool
    broader: bool
    missing: tuple[Pair, ...] = ()
    differing: tuple[Pair, ...] = ()
    unstated: tuple[Pair, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether the claim is all within what the label states."""
        return self.covers and not self.missing and not self.differing


def fit(claim: Claim, stated: Claim, label: Label, shape: Shape, order: Hierarchy) -> Fit | None:
    """Compare a claim with one that a label states, or one that is denied with its denial.

    Args:
        claim: The claim.
        stated: The label's claim; of a kind whose objects are those of `shape`.
        label: The label: its own route and form restrict nothing further.
        shape: What the object of the claim is.
        order: The order of concepts.

    Returns:
        None when their objects, or what both say of them, have nothing in common.
    """
    names = shape.of(claim)
    if not names or shape.of(stated) != names:
        return None
    pairs = [(shape.ways[name], claim.scope[name], stated.scope[name]) for name in names]
    covers = all(follows(way, theirs, ours, order) for way, ours, theirs in pairs)
    exceeds = all(follows(way, ours, theirs, order) for way, ours, theirs in pairs)
    if not covers and not exceeds:
        return None
    details = [name for name in DETAILS if name not in names and name in claim.scope]
    for name in details:
        if name in stated.scope and not order.related(claim.scope[name], stated.scope[name]):
            return None
    missing, differing = limits(claim, stated, label, names, order)
    unstated = [
        (name, claim.scope[name])
        for name in details
        if name not in stated.scope or not order.includes(claim.scope[name], stated.scope[name])
    ]
    equal = covers and exceeds
    return Fit(
        stated,
        equal,
        covers,
        not equal and all(order.includes(ours, theirs) for _, ours, theirs in pairs),
        tuple(sorted(missing)),
        tuple(sorted(differing)),
        tuple(sorted(unstated)),
    )


def restrictions(stated: Claim, label: Label, objects: Collection[str] = ()) -> dict[str, str]:
    """Return the restrictions that a label's claim makes.

    Args:
        stated: The claim.
        label: Its label. A route or form that all of the label has is no restriction.
        objects: Properties that hold the object, and restrict nothing.
    """
    own = {DF.route: label.routes, DF.doseForm: label.forms}
    return {
        name: stated.scope[name]
        for name in RESTRICTIONS
        if name in stated.scope
        and name not in objects
        and not stated.scope[name].endswith(FREE_ROLE)
        and own.get(name) != frozenset({stated.scope[name]})
    }


def limits(
    claim: Claim, stated: Claim, label: Label, objects: Collection[str], order: Hierarchy
) -> tuple[list[Pair], list[Pair]]:
    """Return which restrictions of a label's claim another claim does not keep to.

    Returns:
        Those that it leaves out, or names in a broader way; and those for which it names
        a value that has nothing in common with the label's.
    """
    missing: list[Pair] = []
    differing: list[Pair] = []
    for name, value in restrictions(stated, label, objects).items():
        said = claim.scope.get(name)
        if said is None or said.endswith(FREE_ROLE):
            missing.append((name, value))
        elif not order.related(value, said):
            differing.append((name, value))
        elif not order.includes(value, said):
            missing.append((name, value))
    return missing, differing
