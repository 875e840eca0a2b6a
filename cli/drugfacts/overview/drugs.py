"""The claims by drug: those of a combination stand apart from those of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.show.claims import OBJECTS

if TYPE_CHECKING:
    from drugfacts.label.records import Claim
    from drugfacts.overview.survey import Survey

_ORDER = {kind: place for place, kind in enumerate(OBJECTS)}

MANY = 120
"""With more rows than this, a table is parted and folded."""


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug, or drugs that are combined, with the claims of articles on it.

    Attributes:
        iris: The IRI, or those of the parts with a space between them.
        name: What it is called.
        claims: The claims, by kind in the order of reading and by what they say.
    """

    iris: str
    name: str
    claims: Sequence[Claim]

    def kinds(self) -> dict[str, list[Claim]]:
        """Return the claims by kind."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.kind, []).append(claim)
        return found


def drugs(survey: Survey) -> list[Drug]:
    """Return the drugs that claims are about, by name."""
    groups: dict[frozenset[str], list[Claim]] = {}
    for claim in survey.facts.claims:
        groups.setdefault(claim.drugs, []).append(claim)
    words = survey.words
    said = {claim.iri: words.claim(claim) for claim in survey.facts.claims}
    return sorted(
        (
            Drug(
                " ".join(sorted(iris)),
                words.drugs(iris),
                sorted(
                    claims,
                    key=lambda claim: (_ORDER[claim.kind], said[claim.iri].casefold(), claim.iri),
                ),
            )
            for iris, claims in groups.items()
        ),
        key=lambda drug: (drug.name.casefold(), drug.iris),
    )
