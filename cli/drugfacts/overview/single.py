"""Claims that rest on one witness, by that witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.overview.counted import Count, count

if TYPE_CHECKING:
    from drugfacts.overview.drugs import Drug
    from drugfacts.overview.survey import Survey


@dataclass(frozen=True, slots=True)
class Alone:
    """What only one witness states of a drug.

    Attributes:
        witness: The source; or several, whose texts are copies.
        claims: How many claims.
        says: These claims: their kind, and what they say.
    """

    witness: Sequence[str]
    claims: Count
    says: Sequence[tuple[str, str]]


def single(drug: Drug, survey: Survey) -> list[Alone]:
    """Return the claims on a drug that have one witness, by that witness."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for claim in drug.claims:
        groups = survey.groups(claim.iri)
        if len(groups) == 1:
            said = (survey.words.kind(claim.kind), survey.words.claim(claim))
            found.setdefault(groups[0], []).append(said)
    return [
        Alone(
            [survey.words.short(source) for source in witness],
            count("claims-of-one-witness", len(says), drug=drug.iris, witness=" ".join(witness)),
            says,
        )
        for witness, says in sorted(found.items())
    ]
