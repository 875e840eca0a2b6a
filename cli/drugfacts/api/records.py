"""What the API gives: claims, verdicts and conflicts, and the things that they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.label.outcomes import Outcome


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A thing that has an IRI, such as a drug, a condition or a label.

    Attributes:
        iri: Its IRI.
        name: Its CURIE, such as ``condition:panic-disorder``; the IRI where no prefix fits.
        label: What it is called.
    """

    iri: str
    name: str
    label: str

    def __str__(self) -> str:
        """Return what it is called."""
        return self.label


Value: TypeAlias = Thing | Decimal | int | bool | str
"""A thing, or what a literal says; a duration is text, such as ``P4M``."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who states a claim.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        title: Its title, or "".
        kind: An article, or a label.
        marks: Its quality marks, such as ``anonymous``.
    """

    iri: str
    name: str
    title: str
    kind: Literal["article", "label"]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source states a claim; the words themselves are not stored.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        source: IRI of its source.
        start: Where it starts in the captured text, in code points; None when unknown.
        end: Where it ends.
        digest: The SHA-256 of the words, or "".
    """

    iri: str
    name: str
    source: str
    start: int | None = None
    end: int | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What sources say of a drug: a claim, not a fact, and no medical advice.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        kind: What it is a claim of, by the name of its class, such as ``Indication``.
        about: The drug or product.
        drugs: The drug, or the ingredients of the product.
        text: What it says, in one line.
        object: What it names: the condition of an indication, the effect of a risk.
        qualifiers: What limits it, by the name of the property: population, route, dose.
        denied: Whether its sources deny it.
        overruled: Whether another curation decided otherwise; such a claim does not count.
        wording: How firmly it is worded, such as ``may``; "" when nothing is said of it.
        evidence: The passages that state it.
        sources: Their sources, each once.
    """

    iri: str
    name: str
    kind: str
    about: Thing
    drugs: tuple[Thing, ...]
    text: str
    object: tuple[Value, ...]
    qualifiers: Mapping[str, tuple[Value, ...]] = field(hash=False)
    denied: bool
    overruled: bool
    wording: str
    evidence: tuple[Passage, ...]
    sources: tuple[Source, ...]

    notice: ClassVar[str] = NOTICE
    """What everybody who shows a claim must say."""

    @property
    def drug(self) -> str:
        """What the drug is called; of a combination, all ingredients."""
        return " and ".join(drug.label for drug in self.drugs)

    def __str__(self) -> str:
        """Return what it says, and that it is a claim."""
        count = len(self.sources)
        said = f"claimed by {count} source{'' if count == 1 else 's'}, not a fact"
        return f"{self.drug}: {self.text} ({said})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the regulator's label says of a claim; it is derived, and no medical advice.

    Attributes:
        iri: Its IRI.
        claim: The claim.
        label: The label; None where there is none of that drug, route and form.
        jurisdiction: Where the label holds, or "".
        outcome: What the comparison ended in; it is also a text, such as ``off-label``.
        why: What it rests on, in words.
        basis: IRIs of the label's claims that it rests on.
    """

    iri: str
    claim: Claim
    label: Thing | None
    jurisdiction: str
    outcome: Outcome
    why: str
    basis: tuple[str, ...]

    notice: ClassVar[str] = (
        f"{NOTICE} Label-silent and off-label do not mean unsafe, and on-label does not mean "
        "safe: a verdict says only what a label states."
    )
    """What everybody who shows a verdict must say."""

    def __str__(self) -> str:
        """Return outcome, claim and label."""
        against = self.label.name if self.label else "no label"
        return f"{self.outcome}: {self.claim} against {against}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both hold; which is first means nothing.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        kinds: Names of its classes, such as ``ValueConflict``.
        first: One claim.
        second: The other.
        why: Why they cannot both hold, a sentence a ground.
    """

    iri: str
    name: str
    kinds: tuple[str, ...]
    first: Claim
    second: Claim
    why: tuple[str, ...]

    notice: ClassVar[str] = NOTICE
    """What everybody who shows a conflict must say."""

    def __str__(self) -> str:
        """Return both claims and why they conflict."""
        return f"{self.first} / {self.second}: {' '.join(self.why)}"
