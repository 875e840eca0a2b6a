"""What is told of a conflict, before it is written in one form or another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """One source of a claim.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        title: Its title.
        kind: ``article`` or ``label``.
        marks: Its quality marks in words.
        passages: CURIEs of its passages that state the claim.
    """

    iri: str
    name: str
    title: str
    kind: str
    marks: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        says: What it says, in one line.
        denied: Whether it denies that.
        wording: How firmly it is worded, or "".
        stated: Who states it.
    """

    iri: str
    name: str
    says: str
    denied: bool
    wording: str
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A conflict in words.

    Attributes:
        iri: Its IRI.
        name: Its CURIE.
        kinds: IRIs of its classes.
        called: What these are called.
        claim_kind: IRI of the class of both claims.
        claim_called: What that is called.
        drugs: IRIs of the drugs.
        drug_names: What these are called.
        why: Why the claims cannot both hold, a sentence a ground.
        sides: The two claims, in IRI order, which means nothing.
    """

    iri: str
    name: str
    kinds: tuple[str, ...]
    called: tuple[str, ...]
    claim_kind: str
    claim_called: str
    drugs: tuple[str, ...]
    drug_names: tuple[str, ...]
    why: tuple[str, ...]
    sides: tuple[Side, Side]
