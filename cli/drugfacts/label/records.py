"""What is compared: claims and labels, without RDF around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from drugfacts.label.hierarchy import Concepts
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.label.regimen import Regimen

Pair = tuple[str, str]
"""A property and its value: IRIs, or the text of a literal."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition as it is compared.

    Attributes:
        iri: Its name.
        kind: IRI of its class.
        drugs: The drug that it is about, or the ingredients of the product.
        scope: Its object and qualifiers, one value a property.
        denied: Whether its sources deny it. Advice against a step of care stands here as
            the denial of advice for it.
        routes: The routes that it is limited to: its own, or those of the product.
        forms: The dose forms that it is limited to, likewise.
        regimen: Its doses, for a claim that gives any.
        written: Literals of its scope as its document writes them, to be shown.
    """

    iri: str
    kind: str
    drugs: frozenset[str]
    scope: Mapping[str, str] = field(hash=False)
    denied: bool = False
    routes: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    regimen: Regimen | None = None
    written: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """One version of a label, with the claims that it states.

    Attributes:
        iri: Its name.
        drugs: Its ingredients; a label of a combination is no label of its parts.
        routes: The routes of its product.
        forms: The dose forms of its product.
        jurisdiction: Where it holds.
        complete_for: IRIs of the kinds of claim that are recorded completely.
        claims: What it states, in IRI order; overruled claims are not among them.
        set_id: What all its versions share, or "".
        version: The number of the version, or "" where nobody knows it.
        issued: The day of the version, ``YYYY-MM-DD``, or "".
        retrieved: The day on which its text was captured, or "".
    """

    iri: str
    drugs: frozenset[str]
    routes: frozenset[str]
    forms: frozenset[str]
    jurisdiction: str
    complete_for: frozenset[str] = frozenset()
    claims: tuple[Claim, ...] = ()
    set_id: str = ""
    version: str = ""
    issued: str = ""
    retrieved: str = ""

    def is_complete_for(self, kind: str) -> bool:
        """Tell whether all claims of a kind that it states are recorded."""
        return kind in self.complete_for


Hierarchy: TypeAlias = Concepts[str]
"""The order of concepts, by their IRIs."""


@dataclass(frozen=True)
class Facts:
    """What a comparison looks at.

    Attributes:
        claims: Claims that are held against labels, in IRI order; overruled ones are not
            among them.
        labels: All labels, in IRI order.
        hierarchy: The order of the concepts.
    """

    claims: tuple[Claim, ...]
    labels: tuple[Label, ...]
    hierarchy: Hierarchy


KINDS = (
    DF.Action, DF.AdverseEffect, DF.Advice, DF.BoxedWarning, DF.BrandName, DF.Classification,
    DF.Contraindication, DF.Dosing, DF.Indication, DF.Interaction, DF.MarketedStrength,
    DF.Mechanism, DF.Onset, DF.Precaution, DF.PrimaryUse, DF.Risk, DF.TestedDuration,
    DF.TreatmentOutcome, DF.WithdrawalEffect,
)  # fmt: skip
"""The kinds of claim."""
