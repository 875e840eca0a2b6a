"""The whole run: all mutants of shapes and examples, each held against the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts import resources
from drugfacts.errors import InputError, UsageError
from drugfacts.mutation import datamutants, exceptions, structure
from drugfacts.mutation import examples as example_files
from drugfacts.mutation.expectations import free
from drugfacts.mutation.judge import Judge
from drugfacts.mutation.mutant import Fate, Judged
from drugfacts.mutation.sampling import sampled
from drugfacts.mutation.score import Report
from drugfacts.mutation.shapegraph import ShapeGraph
from drugfacts.terms import PREFIXES
from drugfacts.validation import engines
from drugfacts.validation import shapes as shape_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.graph.dataset import DataSet, Subject
    from drugfacts.model import Position
    from drugfacts.mutation.datamutants import DataChange, DataMutant
    from drugfacts.mutation.mutant import ShapeMutant


_TYPE = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which mutants are run.

    Attributes:
        select: Patterns of names of shapes, with ``*`` and ``?``; empty means all.
        sample: How many mutants, the same ones in every run; None means all.
    """

    select: tuple[str, ...] = ()
    sample: int | None = None


class Run:
    """One run, ready to go through its mutants.

    Args:
        shapes: The shapes.
        ontology: Declares the classes and the prefixes that they need.
        folder: The folder of the examples; see `examples.read`.
        choice: Which mutants are run.

    Raises:
        UsageError: no shape is called as selected, or the folder is not there.
        InputError: the shapes cannot be used, or an example is not what it says.
    """

    def __init__(
        self, shapes: DataSet, ontology: DataSet, folder: Path, choice: Choice | None = None
    ) -> None:
        self._choice = choice or Choice()
        shape_rules.check(shapes)
        self._reasons = exceptions.read(folder)
        self._examples = example_files.read(folder)
        self._graph = ShapeGraph(shapes, ontology)
        self._judge = Judge(self._graph, self._examples)
        self._selected = self._shapes_named(self._choice.select)
        every: list[ShapeMutant | DataChange] = [
            *self._shape_mutants(),
            *datamutants.grouped(self._data_mutants()),
        ]
        self._count = len(every)
        self.mutants = tuple(sampled(every, self._choice.sample))

    def report(self, passed: Iterable[ShapeMutant | DataChange] | None = None) -> Report:
        """Hold each mutant against the other side, and return what became of it.

        Args:
            passed: The mutants of this run, when the caller wants to see them pass by.
        """
        judged = []
        for mutant in self.mutants if passed is None else passed:
            if isinstance(mutant, datamutants.DataChange):
                judged.append(self._excepted(self._judged_data(mutant)))
            else:
                judged.append(self._excepted(self._judged_shape(mutant)))
        return Report(
            tuple(judged),
            (len(self._examples.good), len(self._examples.bad)),
            self._count,
            tuple(self._remarks(judged)),
        )

    def _shapes_named(self, patterns: Sequence[str]) -> tuple[Subject, ...]:
        chosen = [
            shape
            for shape in self._graph.shapes
            if not patterns or any(fnmatchcase(self._graph.name(shape), p) for p in patterns)
        ]
        if not chosen:
            asked = " ".join(patterns) or "with a target"
            names = sorted({self._graph.name(shape) for shape in self._graph.shapes})
            near = get_close_matches(" ".join(patterns), names, n=3, cutoff=0.6) or names[:3]
            advice = f"name one, such as {' or '.join(near)}" if near else "give one a target"
            raise UsageError(f"there is no shape {asked}; {advice}.")
        return tuple(chosen)

    def _shape_mutants(self) -> Iterator[ShapeMutant]:
        """Yield the changes of the shapes that the examples at hand could notice.

        Where there are no bad examples at all, nobody can notice that a rule says less.
        """
        chosen = set(self._selected)
        for mutant in structure.mutants(self._graph):
            if mutant.shape in chosen and (self._examples.bad or mutant.advice.good):
                yield mutant

    def _data_mutants(self) -> Iterator[DataMutant]:
        above = datamutants.above(self._graph.subclass_of)
        mutator = datamutants.Mutator(self._examples.background, above)
        roots = {root for shape in self._selected for root in self._graph.reaching(shape)}
        for example in self._examples.good:
            focus = self._judge.focus(example)
            seen = frozenset().union(*(focus[root] for root in roots))
            for mutant in mutator.mutants(example):
                if mutant.subject in seen:
                    yield mutant

    def _judged_shape(self, mutant: ShapeMutant) -> Judged:
        verdict = self._judge.verdict(mutant)
        place = mutant.place
        found = self._graph.dataset.locate(place.subject, place.predicate, place.value)
        survived = verdict.fate is Fate.SURVIVED
        noticed = verdict.fate is Fate.NOTICED
        return Judged(
            "rules",
            self._graph.name(mutant.shape),
            mutant.kind,
            mutant.change,
            verdict.fate,
            where(found),
            verdict.by if noticed else "",
            mutant.advice.text if survived else "" if noticed else verdict.by,
        )

    def _judged_data(self, change: DataChange) -> Judged:
        """Return what became of a change: it is noticed when it is in every example.

        Examples in which the shapes leave it free count neither way.
        """
        broken = [(mutant, self._judge.breaking(mutant.triples)) for mutant in change.mutants]
        unseen = [mutant for mutant, names in broken if not names and not self._is_free(mutant)]
        noticed = [names[0] for _, names in broken if names]
        predicate = self._graph.shorten(change.predicate.value)
        if unseen:
            fate = Fate.SURVIVED
            some = f"{len(unseen)} of {len(broken)} examples have it unnoticed; "
            advice = some + _advice(change.predicate, predicate)
        elif noticed:
            fate, advice = Fate.NOTICED, ""
        else:
            fate, advice = Fate.FREE, "the shapes state no minimum, or no maximum"
        shown = unseen[0] if unseen else change.mutants[0]
        place = shown.example.locate(shown.subject, shown.predicate, shown.value)
        classes = "+".join(map(self._graph.shorten, change.classes)) or "no-class"
        return Judged(
            "data",
            classes,
            change.kind,
            f"{predicate}: {change.change}",
            fate,
            where(place),
            noticed[0] if fate is Fate.NOTICED else "",
            advice,
        )

    def _is_free(self, mutant: DataMutant) -> bool:
        focus = self._judge.focus(mutant.example)
        roots = [root for root in self._graph.roots if mutant.subject in focus[root]]
        return free(self._graph, roots, mutant.kind, mutant.predicate, mutant.value)

    def _excepted(self, judged: Judged) -> Judged:
        reason = self._reasons.get(judged.id)
        if reason is None or judged.fate is not Fate.SURVIVED:
            return judged
        return replace(judged, fate=Fate.EQUIVALENT, advice=reason)

    def _remarks(self, judged: Sequence[Judged]) -> Iterator[str]:
        if not engines.has_rust():
            yield "the Rust engine is not installed, so that the slower pySHACL ran."
        if not self._examples.bad:
            yield (
                "there is no bad--SHAPE--why.ttl, so that only those changes of the shapes "
                "are run that a good example can notice."
            )
        told = {mutant.id for mutant in judged if mutant.fate is Fate.EQUIVALENT}
        if len(judged) == self._count and not self._choice.select:
            for name in self._reasons:
                if name not in told:
                    yield f"{exceptions.NAME}: '{name}' is no survivor any more; take it out."


def _advice(predicate: NamedNode, name: str) -> str:
    if predicate == _TYPE:
        return "a shape that targets a class does not see this; add sh:targetSubjectsOf to one"
    return f"make a shape say what {name} of such a thing must be"


def where(position: Position | None) -> str:
    """Return a place; of what ships with the package, the path in the repository."""
    if position is None:
        return ""
    path = resources.in_repository(Path(position.path))
    return str(replace(position, path=path))


def packaged_examples() -> Path:
    """Return the folder of the examples that ship with the package.

    Raises:
        InputError: they are not there.
    """
    folder = resources.folder("examples")
    if not folder.is_dir():
        raise InputError("the examples of the package are missing; name some by --examples.")
    return folder
