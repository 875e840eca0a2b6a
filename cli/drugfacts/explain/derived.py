"""What is derived of one claim: its verdicts, and the conflicts that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.conflict.find import conflicts
from drugfacts.conflict.telling import Teller
from drugfacts.errors import InputError
from drugfacts.label.check import of_claim
from drugfacts.label.forms import remarks
from drugfacts.label.words import SILENCE

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from drugfacts.conflict.told import Told as Conflict
    from drugfacts.graph.dataset import DataSet
    from drugfacts.label.forms import Told as Verdicts


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on the claim.

    Attributes:
        iri: Its name.
        label: CURIE of the label, or "" where none fits.
        outcome: What the comparison ended in.
        why: What it rests on.
        age: Version, date and age of the label, or "".
    """

    iri: str
    label: str
    outcome: str
    why: str
    age: str


@dataclass(frozen=True, slots=True)
class Counting:
    """The outcome that counts for the claim in one jurisdiction."""

    jurisdiction: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Clashing:
    """A conflict that the claim is in.

    Attributes:
        name: CURIE of the conflict.
        other: CURIE of the other claim.
        says: What the other claim says.
        stated: Who states it.
        why: Why both cannot hold, a sentence each.
    """

    name: str
    other: str
    says: str
    stated: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived of a claim.

    Attributes:
        as_of: The day for which it was derived.
        verdicts: Its verdicts, by label.
        counting: What counts in each jurisdiction.
        conflicts: The conflicts that it is in.
        aside: What a verdict does not mean and which labels were not there yet, or why there
            is none; "" for a claim that labels are not asked about.
    """

    as_of: str
    verdicts: tuple[Verdict, ...]
    counting: tuple[Counting, ...]
    conflicts: tuple[Clashing, ...]
    aside: str


def derive(data: DataSet, claim: NamedNode, as_of: str) -> Derived:
    """Return what is derived of a claim.

    Args:
        data: The data set.
        claim: The claim.
        as_of: The day for which it is asked, ``YYYY-MM-DD``.
    """
    teller = Teller(data)
    found = [each for each in conflicts(data) if claim in (each.first, each.second)]
    clashing = tuple(_clashing(each, claim) for each in teller.all(found))
    try:
        told = of_claim(data, claim, as_of)
    except InputError as error:
        # A claim that is not as it should be is explained with its findings all the same.
        return Derived(as_of, (), (), clashing, f"There is no verdict: {error}")
    aside = " ".join([SILENCE, *(f"The label {said}" for said in remarks(told))])
    return Derived(
        as_of,
        _verdicts(told),
        tuple(Counting(each.jurisdiction, each.outcome) for each in told.overall),
        clashing,
        aside if told.verdicts else "",
    )


def _verdicts(told: Verdicts) -> tuple[Verdict, ...]:
    words = told.words
    return tuple(
        Verdict(
            iri=each.iri,
            label=words.curie(each.label.iri) if each.label else "",
            outcome=each.outcome,
            why=words.why(each),
            age=words.age_of(each),
        )
        for each in told.verdicts
    )


def _clashing(told: Conflict, claim: NamedNode) -> Clashing:
    (other,) = (side for side in told.sides if side.iri != claim.value)
    return Clashing(
        told.name, other.name, other.says, tuple(each.name for each in other.stated), told.why
    )
