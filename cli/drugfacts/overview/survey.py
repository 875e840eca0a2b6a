"""What the page is made from: claims, labels, verdicts, conflicts, passages and copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.conflict import find
from drugfacts.conflict.telling import Teller
from drugfacts.conflict.witnesses import copies
from drugfacts.evidence.captures import check_folder
from drugfacts.evidence.check import Checker
from drugfacts.label import reading
from drugfacts.label.verdicts import derive, overall
from drugfacts.label.words import Words
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from drugfacts.conflict.told import Told
    from drugfacts.evidence.check import Checked
    from drugfacts.graph.dataset import DataSet
    from drugfacts.label.records import Claim, Facts
    from drugfacts.label.verdicts import Overall, Verdict

_TYPE = PREFIXES["rdf"] + "type"

NOTHING = (
    "nothing to report: there is no claim outside labels; name files with claims, "
    "or leave PATHS out for the facts that ship with the package."
)


@dataclass(frozen=True)
class Survey:
    """A data set as the page sees it.

    Attributes:
        data: The data set.
        facts: Claims of articles, and labels with theirs; overruled ones are left out.
        verdicts: The verdicts on these claims.
        overall: What counts for each claim in each jurisdiction.
        conflicts: The conflicts, in words.
        passages: What became of each passage.
        witnesses: The sources of each claim, those together that are one witness.
        compared: Whether texts were at hand to find copies in.
        overruled: How many claims another curation overruled.
        words: What things are called.
    """

    data: DataSet
    facts: Facts
    verdicts: tuple[Verdict, ...]
    overall: tuple[Overall, ...]
    conflicts: list[Told]
    passages: Checked
    witnesses: Mapping[str, tuple[tuple[str, ...], ...]]
    compared: bool
    overruled: int
    words: Words

    def sources(self, claim: str) -> tuple[str, ...]:
        """Return the sources of a claim, sorted."""
        return tuple(sorted(source for group in self.groups(claim) for source in group))

    def groups(self, claim: str) -> tuple[tuple[str, ...], ...]:
        """Return the witnesses of a claim: sources, those together that are copies."""
        return self.witnesses.get(claim, ())


def survey(data: DataSet, as_of: str, captures: Path | None = None) -> Survey:
    """Look a data set through.

    Args:
        data: The data set; its claims are those of the named documents.
        as_of: The day for which verdicts and conflicts are derived, ``YYYY-MM-DD``.
        captures: The folder with the captured texts, or None.

    Raises:
        UsageError: the folder does not exist, or is a file.
        InputError: claims or labels cannot be compared, or no capture is at hand there.
        LimitError: captures are too large, or too much work.
    """
    if captures is not None:
        check_folder(captures)
    facts = reading.read(data)
    verdicts = derive(facts, data.base, as_of)
    alone = {claim.iri: _each_alone(data, claim) for claim in facts.claims}
    found = copies(data, captures).claims if captures else ()
    return Survey(
        data=data,
        facts=facts,
        verdicts=verdicts,
        overall=overall(verdicts),
        conflicts=Teller(data).all(find.conflicts(data)),
        passages=Checker(data, captures).all(),
        witnesses={**alone, **{each.claim: each.groups for each in found if each.claim in alone}},
        compared=captures is not None,
        overruled=_overruled(data),
        words=Words(data, as_of),
    )


def _each_alone(data: DataSet, claim: Claim) -> tuple[tuple[str, ...], ...]:
    sources = {
        source.value
        for passage in data.values(NamedNode(claim.iri), DF.statedIn)
        if isinstance(passage, NamedNode)
        for source in data.values(passage, DF.passageOf)
        if isinstance(source, NamedNode)
    }
    return tuple((source,) for source in sorted(sources))


def _overruled(data: DataSet) -> int:
    return sum(
        data.value(subject, DF.about) is not None and reading.is_overruled(data, subject)
        for subject in data.subjects
    )
