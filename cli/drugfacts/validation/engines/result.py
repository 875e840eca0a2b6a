"""What every SHACL engine gives back, in our own terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from drugfacts.graph.dataset import Subject, Term


class StoppedError(Exception):
    """An engine gave up over something in the data; another one may not."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a SHACL engine.

    Attributes:
        shape: The shape that was broken (``sh:sourceShape``).
        component: IRI of the constraint component.
        severity: IRI of the severity.
        focus: The focus node.
        path: The result path, a node of the shapes graph, or None.
        value: The offending value, or None.
        messages: The messages that the shape's author wrote, the best first.
        details: What was found inside nested shapes, when asked for.
        times: How often the engine gave it.
    """

    shape: Subject
    component: str
    severity: str
    focus: Term
    path: Subject | None
    value: Term | None
    messages: tuple[str, ...] = field(compare=False)
    details: tuple[Result, ...] = field(default=(), compare=False)
    times: int = field(default=1, compare=False)

    def key(self) -> tuple[str, ...]:
        """Return what two engines must agree on, as text."""
        parts = (self.shape, self.component, self.severity, self.focus, self.path, self.value)
        return tuple("" if part is None else str(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Difference:
    """A result that only one of two engines gives.

    Attributes:
        engine: Name and version of the engine that gives it.
        result: What it gives.
    """

    engine: str
    result: Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results of a run and the proof of its work.

    Attributes:
        results: None twice; their order means nothing.
        work: Number of focus nodes of each shape with targets that is not deactivated.
        focus: The focus nodes of each such shape; empty when the data were streamed, and
            only counted.
        count: Number of all focus nodes.
        engine: Name and version of the engine that ran.
        remarks: Why the engine is not the one that was expected.
        differences: What only one engine gives, when two were compared.
        uncompared: What pySHACL said of shapes that it refused to compare with, and that
            are not on the list of `known`; "" when there is no such thing.
    """

    results: tuple[Result, ...]
    work: Mapping[Subject, int]
    focus: Mapping[Subject, frozenset[Term]]
    count: int
    engine: str
    remarks: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    uncompared: str = ""

    @property
    def focus_nodes(self) -> frozenset[Term]:
        """The focus nodes of all shapes."""
        return frozenset().union(*self.focus.values())

    @property
    def shapes(self) -> int:
        """Number of shapes that were held against at least one focus node."""
        return sum(count > 0 for count in self.work.values())


def counted(results: Iterable[Result]) -> list[Result]:
    """Return results, each once, with how often it was given."""
    return [replace(result, times=times) for result, times in Counter(results).items()]


def preference(message: Literal) -> tuple[int, str, str]:
    """Order messages: English, then those of no language, then the others."""
    language = message.language or ""
    return ({"en": 0, "": 1}.get(language.partition("-")[0], 2), language, message.value)
