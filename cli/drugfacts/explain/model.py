"""What an explanation holds, before it is written in one form or another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.explain.derived import Derived


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of Turtle that keeps a rule, or breaks it.

    Attributes:
        file: Where it comes from: a path inside the repository or a data set.
        why: What is wrong or right about it, in a few words; may be "".
        turtle: Its lines; the one that matters ends in a comment.
    """

    file: str
    why: str
    turtle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a rule speaks of, as the ontology defines it.

    Attributes:
        name: Its CURIE.
        label: What it is called.
        definition: What it means.
    """

    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The explanation of a rule.

    Attributes:
        name: The id that findings give.
        title: What it is about, in one line.
        severity: How bad a finding of it is, "" for a shape that others are made of.
        iri: IRI of its shape, or "".
        place: Where it stands, as ``file:line`` or a page.
        problem: What is wrong when it is broken.
        why: Why it matters, one sentence or paragraph each.
        scope: What it is held against.
        path: The path that it looks along, or "".
        asks: Its constraints in words.
        terms: The terms that it speaks of.
        fix: What to do.
        wrong: One example that breaks it, a piece for each file.
        right: The same, mended.
        also_wrong: What else breaks it, in a few words each.
        parts: The rules that a shape holds, each with its problem.
        used_by: The shapes that a shape without targets is a part of.
    """

    name: str
    title: str
    severity: str
    iri: str
    place: str
    problem: str
    why: tuple[str, ...]
    scope: tuple[str, ...]
    path: str
    asks: tuple[str, ...]
    terms: tuple[Term, ...]
    fix: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]
    also_wrong: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A finding about a thing.

    Attributes:
        rule: Id of the rule.
        severity: How bad it is.
        message: What is wrong, then what to do.
        place: Where, or "".
    """

    rule: str
    severity: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class Held:
    """The rules of one shape with targets that a thing is held against.

    Attributes:
        shape: Name of the shape.
        rules: Names of its rules, the shape itself among them if it has constraints.
    """

    shape: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """The explanation of a claim, or of another thing of a data set.

    Attributes:
        name: Its CURIE.
        iri: Its IRI.
        kind: What it is, such as "withdrawal effect".
        claim: Whether it is a claim.
        title: What it says, or what it is called.
        says: What that means, a sentence each.
        tables: What is recorded of it.
        terms: The terms and values that it uses.
        held: The rules that it was held against.
        findings: What they found.
        not_said: What it does not mean, a sentence each.
        derived: What is derived of a claim: verdicts and conflicts; None for other things.
    """

    name: str
    iri: str
    kind: str
    claim: bool
    title: str
    says: tuple[str, ...]
    tables: tuple[Table, ...]
    terms: tuple[Term, ...]
    held: tuple[Held, ...]
    findings: tuple[Told, ...]
    not_said: tuple[str, ...]
    derived: Derived | None = None
