"""What a mutant is: one small change of the shapes, or of an example."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Triple

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.mutation.advice import Needed


class Kind(StrEnum):
    """In which way something was changed."""

    DROP = "drop"
    WEAKEN = "weaken"
    FLIP = "flip"
    MEMBER = "member"
    TARGET = "target"
    LINK = "link"
    SEVERITY = "severity"
    MISSING = "missing"
    SECOND = "second"
    CORRUPT = "corrupt"


class Fate(StrEnum):
    """What became of a mutant.

    ``NOTICED`` and ``SURVIVED`` make the score. ``EQUIVALENT`` can be told from the
    original by no data, ``FREE`` is a change of data that the shapes allow in so many
    words (they state no minimum, or no maximum), ``INVALID`` cannot be run at all.
    """

    NOTICED = "noticed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    FREE = "free"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Place:
    """The statement that was changed, to find it in its file."""

    subject: Subject
    predicate: NamedNode | None = None
    value: Term | None = None


@dataclass(frozen=True, slots=True)
class ShapeMutant:
    """One change of the shapes.

    Attributes:
        shape: The shape that was changed.
        kind: In which way.
        change: What was changed, such as ``sh:minCount 1: dropped``.
        advice: Which example would notice it.
        place: The statement that was changed.
        removed: Statements that are gone.
        added: Statements that are new.
        components: What a result of the changed constraint is called now, and was
            called before: names of constraint components.
        reason: Why no data can tell it from the original; "" when some may.
    """

    shape: Subject
    kind: Kind
    change: str
    advice: Needed
    place: Place
    removed: frozenset[Triple]
    added: tuple[Triple, ...] = ()
    components: tuple[tuple[str, str], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and what became of it.

    Attributes:
        about: ``rules`` for a change of the shapes, ``data`` for one of an example.
        name: The shape's name, or the class of the thing in the examples.
        kind: In which way something was changed.
        change: What was changed.
        fate: What became of it.
        where: Place of the change, ``path:line:col``.
        by: The first example that noticed it, or the first shape that did; "" if none.
        advice: What would notice it, for a survivor; why it does not count, for what
            is not counted.
    """

    about: str
    name: str
    kind: Kind
    change: str
    fate: Fate
    where: str
    by: str = ""
    advice: str = ""

    @property
    def id(self) -> str:
        """The name by which a list of exceptions speaks of it."""
        return f"{self.name} {self.change}"
