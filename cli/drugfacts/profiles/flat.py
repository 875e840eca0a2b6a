"""``flat``: one edge for each claim that a label endorses, and nothing else, as TSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.profiles import made, tables
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.profiles.book import Book, Entry

COLUMNS = (
    "subject", "predicate", "object", "claim", "subject_label", "object_label",
    "jurisdictions", "labels", "verdicts", "as_of",
)  # fmt: skip
PREDICATES = {DF.Indication: DF.labelledFor}
"""The edges that the ontology has a property for; the others go by the class of the claim."""

NOT_ENDORSED = "no label endorses it without restriction"


def flat(book: Book) -> made.Made:
    """Return the edges, in the order of the claims.

    Qualifiers of a claim are left out: the label states the edge without restriction, so
    that it holds without them.
    """
    account = made.Account()
    rows = []
    for entry in book.entries:
        if entry.endorsed is None:
            account.drop_claim(entry, _why(entry))
            continue
        for name, _ in entry.qualifiers:
            account.drop("qualifier", book.names.property(name), "an edge holds none")
        rows.append(_row(book, entry))
    return account.made({"": tables.tsv(COLUMNS, rows)}, len(rows))


def _row(book: Book, entry: Entry) -> tuple[str, ...]:
    assert entry.endorsed is not None, "only endorsed claims are edges"
    held = entry.endorsed_object()
    return (
        entry.drugs[0],
        PREDICATES.get(entry.kind, entry.kind),
        held.value,
        entry.iri,
        book.called(entry.drug),
        book.called(held),
        tables.many(entry.endorsed.jurisdictions),
        tables.many(entry.endorsed.labels),
        tables.many(entry.endorsed.verdicts),
        book.as_of,
    )


def _why(entry: Entry) -> str:
    if entry.overruled:
        return made.OVERRULED
    return made.OF_A_LABEL if entry.label else NOT_ENDORSED
