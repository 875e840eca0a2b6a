"""``label diff``: two versions of a label, and the claims whose verdicts differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from drugfacts.errors import UsageError
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import read
from drugfacts.label import changes as comparing
from drugfacts.label import reading, sides
from drugfacts.label.labels import label as label_called
from drugfacts.label.records import Claim, Facts, Label
from drugfacts.label.verdicts import Verdict, derive
from drugfacts.label.words import Words
from drugfacts.show.names import Names
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.label.changes import Change

_TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A claim whose verdict differs between two versions.

    Attributes:
        claim: The claim.
        old: Its verdict on the old version; None where that has no such dose.
        new: Its verdict on the new version, likewise.
    """

    claim: Claim
    old: Verdict | None
    new: Verdict | None


@dataclass(frozen=True, slots=True)
class Versions:
    """What differs between two versions of a label.

    Attributes:
        old: The old version.
        new: The new version.
        described: What else differs: values before and after, by name.
        changes: What they state differently.
        verdicts: Claims whose verdict differs.
        claims: How many claims were held against both.
        words: How it is said.
        ages: Version, date and age of both, and what replaced them.
        remarks: What a reader must know before.
    """

    old: Label
    new: Label
    described: Mapping[str, tuple[str, str]]
    changes: tuple[Change, ...]
    verdicts: tuple[VerdictChange, ...]
    claims: int
    words: Words
    ages: tuple[str, str]
    remarks: tuple[str, ...]


def compare(old: str, new: str, data: DataSet, as_of: str) -> Versions:
    """Compare two versions of a label, and the verdicts on claims of a data set.

    Args:
        old: A file with one label; or slug, CURIE or IRI of a label of the data set. Where
            the file is in no data set, its concepts and units are those of `data`.
        new: Likewise.
        data: The data set that claims are taken from.
        as_of: The day for which ages are told, ``YYYY-MM-DD``.

    Raises:
        UsageError: a name stands for no label, or for several; or they are not of one drug.
        InputError: a file cannot be read, or what it says cannot be compared.
    """
    (before, before_data), (after, after_data) = (_label(name, data) for name in (old, new))
    if before.drugs != after.drugs:
        raise UsageError(
            f"{old} and {new} are labels of different drugs; name two versions of one label."
        )
    both = _together(data, before_data, after_data)
    order = reading.order(both)
    facts, words = reading.read(data), Words(both, as_of)
    claims = tuple(c for c in facts.claims if c.drugs == before.drugs)
    first, second = (
        _by_claim(derive(Facts(claims, (label,), order), data.base)) for label in (before, after)
    )
    doses = comparing.same_doses(before, after)
    differing = [
        change
        for claim in claims
        for change in _changes(claim, first.get(claim.iri, {}), second.get(claim.iri, {}), doses)
    ]
    return Versions(
        before,
        after,
        comparing.described(before, after),
        comparing.changes(before, after, order),
        tuple(differing),
        len(claims),
        words,
        sides.ages(before, after, facts.labels, words),
        sides.remarks(before, after, words),
    )


def _by_claim(verdicts: Iterable[Verdict]) -> dict[str, dict[str, Verdict]]:
    """Return verdicts by claim, and by the label's dose, which is "" for the whole label."""
    found: dict[str, dict[str, Verdict]] = {}
    for verdict in verdicts:
        dose = verdict.found.basis[0] if verdict.found.dose else ""
        found.setdefault(verdict.claim.iri, {})[dose] = verdict
    return found


def _changes(
    claim: Claim,
    old: Mapping[str, Verdict],
    new: Mapping[str, Verdict],
    doses: Iterable[tuple[str, str]],
) -> Iterator[VerdictChange]:
    """Yield what differs: verdicts on doses for the same use, or the one on a whole label.

    Where a version has no verdict on a dose but one on the whole label, that one is told
    with each dose of the other version.
    """
    pairs = [(one, other) for one, other in doses if one in old or other in new] or [("", "")]
    for one, other in pairs:
        first, second = old.get(one, old.get("")), new.get(other, new.get(""))
        if (first and first.outcome) != (second and second.outcome):
            yield VerdictChange(claim, first, second)


def _label(name: str, data: DataSet) -> tuple[Label, DataSet]:
    if Path(name).is_file():
        own = read([name])
        found = [
            node
            for node in own.subjects
            if isinstance(node, NamedNode) and NamedNode(DF.Label) in own.values(node, _TYPE)
        ]
        if len(found) != 1:
            raise UsageError(f"{name}: holds {len(found)} labels; name a file with one.")
        if all(document.iri is None for document in own.documents):
            own = _with_concepts(own, found[0].value, data)
        return reading.label(own, found[0]), own
    return reading.label(data, label_called(data, Names(data), name)), data


def _with_concepts(own: DataSet, label: str, data: DataSet) -> DataSet:
    """Return a file that stands alone with the rest of a data set, but for that label."""

    def is_other(quad: Quad) -> bool:
        subject = quad.subject
        return not isinstance(subject, NamedNode) or subject.value.partition("#")[0] != label

    rest = (
        replace(document, quads=tuple(filter(is_other, document.quads)))
        for document in (*data.documents, *data.background)
    )
    return DataSet(own.documents, tuple(rest), data.base)


def _together(*sets: DataSet) -> DataSet:
    documents = {id(d): d for each in sets for d in (*each.documents, *each.background)}
    return DataSet(tuple(documents.values()), base=sets[0].base)
