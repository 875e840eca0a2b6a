"""The outcomes of a comparison of a claim with a label, and their order of favour."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from drugfacts.terms import DF


class Outcome(StrEnum):
    """What a comparison ends in, in order of favour: the first are the most favourable.

    The last three say nothing about a claim, so that whatever is known goes before them:
    a label that says nothing hides neither a contradiction nor a use off label.
    """

    ON_LABEL = "on-label"
    WITHIN_LABEL_DOSE = "within-label-dose"
    ON_LABEL_RESTRICTED = "on-label-restricted"
    BROADER_THAN_LABEL = "broader-than-label"
    LABEL_SILENT = "label-silent"
    OFF_LABEL = "off-label"
    BEYOND_LABEL_DOSE = "beyond-label-dose"
    CONTRADICTED = "contradicted"
    NOT_COMPARABLE = "not-comparable"
    NOT_RECORDED = "not-recorded"
    LABEL_UNAVAILABLE = "label-unavailable"

    @property
    def term(self) -> str:
        """IRI of the outcome in the ontology."""
        return _TERMS[self]


_TERMS = {
    Outcome.ON_LABEL: DF.OnLabel,
    Outcome.WITHIN_LABEL_DOSE: DF.WithinLabelDose,
    Outcome.ON_LABEL_RESTRICTED: DF.OnLabelRestricted,
    Outcome.BROADER_THAN_LABEL: DF.BroaderThanLabel,
    Outcome.LABEL_SILENT: DF.LabelSilent,
    Outcome.OFF_LABEL: DF.OffLabel,
    Outcome.BEYOND_LABEL_DOSE: DF.BeyondLabelDose,
    Outcome.CONTRADICTED: DF.Contradicted,
    Outcome.NOT_COMPARABLE: DF.NotComparable,
    Outcome.NOT_RECORDED: DF.NotRecorded,
    Outcome.LABEL_UNAVAILABLE: DF.LabelUnavailable,
}
_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


def rank(outcome: Outcome) -> int:
    """Return the place of an outcome in the order of favour, from 0."""
    return _RANK[outcome]


def most_favourable(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome that counts for a drug as a whole.

    Args:
        outcomes: Those of one claim against labels of one jurisdiction; at least one.
    """
    return min(outcomes, key=rank)
