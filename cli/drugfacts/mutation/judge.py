"""Whether the examples notice a change of the shapes, and the shapes one of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from drugfacts.errors import InputError
from drugfacts.mutation.mutant import Fate
from drugfacts.validation import engines
from drugfacts.validation.engines import targets
from drugfacts.validation.shacl import sh

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.mutation.examples import Example, Examples
    from drugfacts.mutation.mutant import ShapeMutant
    from drugfacts.mutation.shapegraph import ShapeGraph

_HARMLESS = sh("Info").value

Check = Callable[[Sequence["Triple"]], Sequence[engines.Result]]
"""Gives the results for a data graph."""


class Broken(NamedTuple):
    """A constraint that an example breaks."""

    shape: Subject
    component: str


Outcome = frozenset[Broken]


class Verdict(NamedTuple):
    """What became of a mutant, and which example noticed it."""

    fate: Fate
    by: str = ""


class Judge:
    """Holds examples against shapes, as they are and changed.

    Args:
        graph: The shapes.
        examples: The examples.

    Raises:
        InputError: the engine cannot use the shapes, a good example has a finding, or a
            bad one does not break the shape that it names: nothing could be told from
            such examples.
    """

    def __init__(self, graph: ShapeGraph, examples: Examples) -> None:
        self._graph = graph
        self._examples = examples.every
        self._check = engines.ready(graph.triples)
        self._declared = targets.declared(graph.triples)
        self._before: dict[tuple[Subject, ...], dict[str, Outcome]] = {}
        for example in self._examples:
            self._refuse_wrong(example)

    def verdict(self, mutant: ShapeMutant) -> Verdict:
        """Return whether an example notices a change of the shapes.

        It does when a bad example breaks a constraint no more that it broke before, or
        when an example breaks a shape that it did not break before. Results of the
        severity ``sh:Info`` do not count.
        """
        if mutant.reason:
            return Verdict(Fate.EQUIVALENT, mutant.reason)
        roots = self._graph.reaching(mutant.shape)
        kept = [t for t in self._graph.part(roots) if t not in mutant.removed]
        name = self._graph.name(self._graph.named_owner(mutant.shape))
        before = self._outcomes(roots)
        try:
            check = engines.ready([*kept, *mutant.added])
            # The examples of the shape itself are the likeliest to notice.
            for example in sorted(self._concerned(roots), key=lambda e: e.shape != name):
                after = self._outcome(check, example.triples, dict(mutant.components))
                new = {b.shape for b in after} - {b.shape for b in before[example.name]}
                if new or before[example.name] - after:
                    return Verdict(Fate.NOTICED, example.name)
        except InputError as error:
            return Verdict(Fate.INVALID, error.message)
        return Verdict(Fate.SURVIVED)

    def breaking(self, data: Sequence[Triple]) -> list[str]:
        """Return the names of the shapes that a data graph breaks, sorted."""
        return sorted(self._names(self._outcome(self._check, data)))

    def focus(self, example: Example) -> Mapping[Subject, frozenset[Term]]:
        """Return the focus nodes of each shape with targets in an example."""
        return self._focus[example.name]

    def _refuse_wrong(self, example: Example) -> None:
        names = self._names(self._outcome(self._check, example.triples))
        if example.shape and example.shape not in names:
            said = f"does not break {example.shape}, as its name says"
        elif names and not example.shape:
            said = f"is called good and breaks {', '.join(sorted(names))}"
        else:
            return
        raise InputError(f"{said}; correct it, or the shape.", example.document.path)

    def _outcomes(self, roots: tuple[Subject, ...]) -> dict[str, Outcome]:
        """Return what the examples break of some shapes as they are."""
        if roots not in self._before:
            check = engines.ready(self._graph.part(roots))
            self._before[roots] = {
                example.name: self._outcome(check, example.triples)
                for example in self._concerned(roots)
            }
        return self._before[roots]

    def _concerned(self, roots: Sequence[Subject]) -> list[Example]:
        """Return the examples that some shapes have focus nodes in."""
        return [e for e in self._examples if any(self.focus(e)[root] for root in roots)]

    @cached_property
    def _focus(self) -> dict[str, dict[Subject, frozenset[Term]]]:
        below = self._graph.subclass_of
        return {
            example.name: targets.focus_nodes(self._declared, [*example.triples, *below])
            for example in self._examples
        }

    def _outcome(
        self, check: Check, data: Sequence[Triple], renamed: Mapping[str, str] | None = None
    ) -> Outcome:
        names = renamed or {}
        return frozenset(
            Broken(result.shape, names.get(result.component, result.component))
            for result in check([*data, *self._graph.subclass_of])
            if result.severity != _HARMLESS
        )

    def _names(self, outcome: Outcome) -> set[str]:
        return {self._graph.name(self._graph.named_owner(broken.shape)) for broken in outcome}
