"""Which source states which claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.overview.counted import Count, count
from drugfacts.overview.drugs import MANY
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.label.records import Claim
    from drugfacts.overview.drugs import Drug
    from drugfacts.overview.survey import Survey

_TITLE = PREFIXES["dcterms"] + "title"


@dataclass(frozen=True, slots=True)
class Source:
    """A source, as the page names it.

    Attributes:
        iri: Its IRI.
        short: Its slug or CURIE.
        title: Its title, or "".
        marks: Its quality marks in words.
        claims: How many claims on the drug it states.
    """

    iri: str
    short: str
    title: str
    marks: str
    claims: Count


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether a source states a claim.

    Attributes:
        states: Whether it does.
        copy: The same letter for the sources of a claim that are one witness; else "".
    """

    states: bool
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, and who states it.

    Attributes:
        says: What it says.
        denied: Whether its sources deny that.
        cells: One for each source.
        witnesses: How many witnesses it has; copied text counts as one.
    """

    says: str
    denied: bool
    cells: Sequence[Cell]
    witnesses: Count


@dataclass(frozen=True, slots=True)
class Kind:
    """The claims of a kind.

    Attributes:
        name: What the kind is called.
        claims: How many claims on the drug are of it.
        rows: The claims.
    """

    name: str
    claims: Count
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims on a drug by sources.

    Attributes:
        sources: The columns.
        kinds: The rows, by kind of claim.
        folded: Whether each kind has a table of its own, which is folded.
    """

    sources: Sequence[Source]
    kinds: Sequence[Kind]
    folded: bool


def matrix(drug: Drug, survey: Survey) -> Matrix:
    """Return who states the claims on a drug."""
    columns = sorted({source for claim in drug.claims for source in survey.sources(claim.iri)})
    kinds = [
        Kind(
            survey.words.kind(kind),
            count("claims-of-kind", len(claims), drug=drug.iris, kind=kind),
            [_row(claim, columns, survey) for claim in claims],
        )
        for kind, claims in drug.kinds().items()
    ]
    sources = [_source(source, drug, survey) for source in columns]
    return Matrix(sources, kinds, folded=len(drug.claims) > MANY)


def _source(iri: str, drug: Drug, survey: Survey) -> Source:
    node, words = NamedNode(iri), survey.words
    stated = sum(iri in survey.sources(claim.iri) for claim in drug.claims)
    return Source(
        iri=iri,
        short=words.short(iri),
        title=words.names.one(node, _TITLE) or "",
        marks=", ".join(words.names.many(node, DF.qualityMark)),
        claims=count("claims-of-source", stated, drug=drug.iris, source=iri),
    )


def _row(claim: Claim, columns: Sequence[str], survey: Survey) -> Row:
    groups = survey.groups(claim.iri)
    copied = [group for group in groups if len(group) > 1]
    letters = {
        source: ascii_lowercase[n % len(ascii_lowercase)]
        for n, group in enumerate(copied)
        for source in group
    }
    stated = set(survey.sources(claim.iri))
    return Row(
        says=survey.words.claim(claim),
        denied=claim.denied,
        cells=[Cell(source in stated, letters.get(source, "")) for source in columns],
        witnesses=count("witnesses-of-claim", len(groups), claim=claim.iri),
    )
