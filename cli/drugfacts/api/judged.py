"""What is derived from the claims: verdicts and conflicts as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.api.records import Conflict, Verdict
from drugfacts.conflict import find
from drugfacts.conflict.telling import Teller
from drugfacts.label.check import Asked, check
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from drugfacts.api.reading import Reader
    from drugfacts.graph.dataset import DataSet


def verdicts(data: DataSet, reader: Reader, as_of: str, drug: str | None) -> list[Verdict]:
    """Return what the labels say of the claims.

    Args:
        data: The data set.
        reader: Reads its claims.
        as_of: The day, ``YYYY-MM-DD``.
        drug: Only verdicts on claims about this drug.
    """
    told = check(data, as_of, Asked(drug=drug or "")).told
    return [
        Verdict(
            iri=each.iri,
            claim=reader.claim(NamedNode(each.claim.iri)),
            label=reader.thing(NamedNode(each.label.iri)) if each.label else None,
            jurisdiction=each.jurisdiction,
            outcome=each.outcome,
            why=told.words.why(each),
            basis=each.found.basis,
        )
        for each in told.verdicts
    ]


def conflicts(data: DataSet, reader: Reader) -> list[Conflict]:
    """Return pairs of claims that cannot both hold.

    Args:
        data: The data set.
        reader: Reads its claims.
    """
    told = Teller(data).all(find.conflicts(data))
    return [
        Conflict(
            iri=each.iri,
            name=each.name,
            kinds=tuple(kind.removeprefix(PREFIXES["df"]) for kind in each.kinds),
            first=reader.claim(NamedNode(each.sides[0].iri)),
            second=reader.claim(NamedNode(each.sides[1].iri)),
            why=each.why,
        )
        for each in told
    ]
