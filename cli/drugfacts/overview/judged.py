"""What labels say of the claims on a drug."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.label.outcomes import Outcome, rank
from drugfacts.overview.counted import Count, count
from drugfacts.overview.drugs import MANY

if TYPE_CHECKING:
    from drugfacts.label.verdicts import Overall, Verdict
    from drugfacts.overview.drugs import Drug
    from drugfacts.overview.survey import Survey

SILENT = (Outcome.NOT_COMPARABLE, Outcome.NOT_RECORDED, Outcome.LABEL_UNAVAILABLE)
"""The outcomes that say nothing of a claim."""

ORDER = (*sorted(set(Outcome) - set(SILENT), key=rank, reverse=True), *SILENT)
"""What a reader should see first: the least favourable, and last what says nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one label says.

    Attributes:
        label: Its slug, or "no label".
        outcome: The outcome.
        why: What that rests on.
    """

    label: str
    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What the labels of a jurisdiction say of a claim.

    Attributes:
        outcome: What counts: the most favourable.
        lines: What each label says, the deciding ones first.
        unrecorded: The labels that are not recorded completely for such claims.
    """

    outcome: Outcome
    lines: Sequence[Line]
    unrecorded: Sequence[str]

    def places(self) -> list[int]:
        """Return places in `ORDER`: of what counts, and of what one label says against it.

        What one label contradicts, or a dose beyond one of its own, is shown among the
        first though another label allows it.
        """
        against = (Outcome.CONTRADICTED, Outcome.BEYOND_LABEL_DOSE)
        said = [line.outcome for line in self.lines if line.outcome in against]
        return [ORDER.index(outcome) for outcome in (self.outcome, *said)]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with what counts in each jurisdiction; None where nothing was compared."""

    kind: str
    says: str
    cells: Sequence[Cell | None]

    @property
    def place(self) -> int:
        """Where it stands in the table: the first of its places in `ORDER`."""
        return min(place for cell in self.cells if cell for place in cell.places())


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an outcome is there in one jurisdiction.

    Attributes:
        outcome: The outcome.
        claims: Claims for which it counts.
        verdicts: Verdicts with it, claim by claim and label by label.
        share: The part of the claims in per cent, for a bar.
    """

    outcome: Outcome
    claims: Count
    verdicts: Count
    share: str


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stand together; folded where they are many, or where labels say nothing.

    Attributes:
        title: What they have in common, or "" for all that labels speak of.
        rows: The rows.
        folded: Whether a reader must open them.
    """

    title: str
    rows: Sequence[Row]
    folded: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What labels say of the claims on a drug.

    Attributes:
        jurisdictions: The columns; "" where the drug has no label at all.
        tallies: How often each outcome is there, for each jurisdiction.
        parts: The claims.
    """

    jurisdictions: Sequence[str]
    tallies: Sequence[Sequence[Tally]]
    parts: Sequence[Part]


def judged(drug: Drug, survey: Survey) -> Judged:
    """Return what labels say of the claims on a drug."""
    own = {claim.iri for claim in drug.claims}
    found = [each for each in survey.overall if each.claim.iri in own]
    places = sorted({each.jurisdiction for each in found})
    by_claim: dict[str, dict[str, Overall]] = {}
    for each in found:
        by_claim.setdefault(each.claim.iri, {})[each.jurisdiction] = each
    rows = [
        Row(
            survey.words.kind(claim.kind),
            survey.words.claim(claim),
            [_cell(by_claim[claim.iri].get(place), survey) for place in places],
        )
        for claim in drug.claims
    ]
    tallies = [_tallies(drug, place, found) for place in places]
    return Judged(places, tallies, _parts(sorted(rows, key=lambda row: row.place)))


def _parts(rows: Sequence[Row]) -> list[Part]:
    first_silent = ORDER.index(SILENT[0])
    telling = [row for row in rows if row.place < first_silent]
    rest = [row for row in rows if row.place >= first_silent]
    if len(telling) <= MANY:
        parts = [Part("", telling, folded=False)]
    else:
        places = sorted({row.place for row in telling})
        parts = [
            Part(ORDER[place], [row for row in telling if row.place == place], folded=True)
            for place in places
        ]
    said = "Claims of which no label here says anything"
    return [part for part in (*parts, Part(said, rest, folded=True)) if part.rows]


def _cell(overall: Overall | None, survey: Survey) -> Cell | None:
    if overall is None:
        return None
    lines = [
        Line(label_of(verdict, survey), verdict.outcome, survey.words.why(verdict))
        for verdict in sorted(overall.verdicts, key=lambda v: (rank(v.outcome), v.iri))
        if verdict.outcome is not Outcome.NOT_RECORDED
    ]
    unrecorded = dict.fromkeys(
        label_of(verdict, survey)
        for verdict in overall.verdicts
        if verdict.outcome is Outcome.NOT_RECORDED
    )
    return Cell(overall.outcome, lines, tuple(unrecorded))


def label_of(verdict: Verdict, survey: Survey) -> str:
    """Return what a label is called, and whether a later version replaced it."""
    if verdict.label is None:
        return "no label"
    return f"{survey.words.short(verdict.label.iri)}{' (replaced)' if verdict.newer else ''}"


def _tallies(drug: Drug, place: str, found: Sequence[Overall]) -> list[Tally]:
    here = [each for each in found if each.jurisdiction == place]
    verdicts = [verdict for each in here for verdict in each.verdicts]
    tallies = []
    for outcome in ORDER:
        claims = sum(each.outcome is outcome for each in here)
        each_label = sum(verdict.outcome is outcome for verdict in verdicts)
        given = {"drug": drug.iris, "jurisdiction": place, "outcome": outcome.term}
        if each_label:
            tallies.append(
                Tally(
                    outcome,
                    count("claims-of-outcome", claims, **given),
                    count("verdicts-of-outcome", each_label, **given),
                    str(claims * 100 // len(here)),
                )
            )
    return tallies
