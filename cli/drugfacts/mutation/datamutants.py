"""Mutants of the good examples: what is missing, said twice, or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.graph.dataset import parts
from drugfacts.mutation import values
from drugfacts.mutation.mutant import Kind
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.mutation.examples import Background, Example

_TYPE = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class DataMutant:
    """One change of a good example.

    Attributes:
        example: The example.
        subject: The thing that the changed statement is about.
        classes: Its classes, which stand for all things like it.
        predicate: The property of the statement.
        value: Its value before the change.
        kind: In which way it was changed.
        change: What was changed.
        triples: The changed example with its background.
    """

    example: Example
    subject: Subject
    classes: tuple[str, ...]
    predicate: NamedNode
    value: Term
    kind: Kind
    change: str
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class DataChange:
    """The same change of the same kind of thing, once for each example that has one.

    Attributes:
        classes: The classes of the thing.
        predicate: The property.
        kind: In which way it is changed.
        change: What is changed.
        mutants: The changed examples.
    """

    classes: tuple[str, ...]
    predicate: NamedNode
    kind: Kind
    change: str
    mutants: tuple[DataMutant, ...]


def grouped(mutants: Iterable[DataMutant]) -> list[DataChange]:
    """Put the same changes of the same kind of thing together, in a fixed order."""
    found: dict[tuple[tuple[str, ...], str, str, str], list[DataMutant]] = {}
    for mutant in mutants:
        key = (mutant.classes, mutant.predicate.value, mutant.kind.value, mutant.change)
        found.setdefault(key, []).append(mutant)
    return [
        DataChange(m[0].classes, m[0].predicate, m[0].kind, m[0].change, tuple(m))
        for _, m in sorted(found.items(), key=lambda pair: pair[0])
    ]


class Mutator:
    """Makes the mutants of good examples.

    Args:
        background: What the examples refer to.
        above: The classes above each class.
    """

    def __init__(self, background: Background, above: Mapping[Term, frozenset[Term]]) -> None:
        self._background = background
        self._above = above

    def mutants(self, example: Example) -> Iterator[DataMutant]:
        """Yield the mutants of an example.

        Each property of each kind of thing (those of the same classes) is changed once:
        at the first such thing in the order of the names, and at its first value.
        """
        own = _One(example, self._background, self._above)
        for subject, predicate, found in own.kinds():
            # All its values, or a second one would stand in for the first.
            yield own.mutant(Kind.MISSING, "no value", subject, predicate, found, found, [])
            value = found[0]
            for other, more in own.second(predicate, value, found):
                new = [Triple(subject, predicate, other), *more]
                yield own.mutant(Kind.SECOND, "one value more", subject, predicate, found, [], new)
            for how, wrong in own.wrong(predicate, value):
                yield own.mutant(
                    Kind.CORRUPT,
                    how,
                    subject,
                    predicate,
                    found,
                    [value],
                    [Triple(subject, predicate, wrong)],
                )


class _One:
    """One example, read for what it says of which kind of thing."""

    def __init__(
        self, example: Example, background: Background, above: Mapping[Term, frozenset[Term]]
    ) -> None:
        self._example = example
        self._background = background
        self._above = above
        self._about: dict[Subject, dict[NamedNode, list[Term]]] = {}
        for subject, predicate, value in map(parts, example.own):
            self._about.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def kinds(self) -> Iterator[tuple[Subject, NamedNode, list[Term]]]:
        """Yield the first thing of each kind with each of its properties and the values."""
        seen: set[tuple[tuple[str, ...], NamedNode]] = set()
        for subject in sorted(self._about, key=str):
            for predicate in sorted(self._about[subject], key=str):
                kind = (self._classes(subject), predicate)
                if kind not in seen:
                    seen.add(kind)
                    yield subject, predicate, sorted(self._about[subject][predicate], key=str)

    def mutant(
        self,
        kind: Kind,
        change: str,
        subject: Subject,
        predicate: NamedNode,
        found: list[Term],
        gone: Iterable[Term],
        new: Iterable[Triple],
    ) -> DataMutant:
        """Return the example without some values of a property and with other statements."""
        removed = {Triple(subject, predicate, value) for value in gone}
        kept = [*(t for t in self._example.own if t not in removed), *new]
        # What the example says of a thing that is now gone stays there.
        old = [t for t in self._example.triples if t not in removed]
        triples = tuple(dict.fromkeys([*self._background.behind(kept), *old]))
        classes = self._classes(subject)
        return DataMutant(
            self._example, subject, classes, predicate, found[0], kind, change, triples
        )

    def second(
        self, predicate: NamedNode, value: Term, found: list[Term]
    ) -> Iterator[tuple[Term, list[Triple]]]:
        """Yield a value of the same kind that is not there yet, and what describes it."""
        if isinstance(value, Literal):
            yield values.another(value), []
            return
        if predicate == _TYPE:
            others = sorted(
                (c for c in self._known_classes if not self._akin({c}, set(found))), key=str
            )
            yield from ((other, []) for other in others[:1])
            return
        described = self._statements.get(value, [])
        if not described:
            yield NamedNode("urn:example:another-thing"), []
            return
        classes = self._types(value)
        alike = [s for s in self._things if s not in found and self._types(s) == classes]
        if alike:
            yield alike[0], []
            return
        twin = BlankNode("twin") if isinstance(value, BlankNode) else NamedNode(f"{_iri(value)}-2")
        yield twin, [Triple(twin, t.predicate, t.object) for t in described]

    def wrong(self, predicate: NamedNode, value: Term) -> Iterator[values.Wrong]:
        """Yield wrong values in the place of one."""
        if isinstance(value, Literal):
            yield from values.wrong(value)
            return
        yield values.Wrong("a text in the place of an IRI", Literal(_iri(value)))
        if predicate == _TYPE:
            yield values.Wrong("a class that nobody knows", values.not_there(value))
        elif value in self._statements:
            yield values.Wrong("a thing that is not there", values.not_there(value))
            classes = self._types(value)
            others = [s for s in self._things if not self._akin(self._types(s), classes)]
            # A thing that is nearly right is the harder test.
            near = sorted(others, key=lambda s: (not self._share(self._types(s), classes), str(s)))
            if near and classes:
                yield values.Wrong("a thing of another class", near[0])

    @cached_property
    def _statements(self) -> dict[Subject, list[Triple]]:
        found = {subject: list(said) for subject, said in self._background.about.items()}
        for triple in self._example.own:
            found.setdefault(parts(triple)[0], []).append(triple)
        return found

    @cached_property
    def _things(self) -> list[Subject]:
        """Everything that has a class, in the example and behind it, by name."""
        return sorted((s for s in self._statements if self._types(s)), key=str)

    @cached_property
    def _known_classes(self) -> set[Term]:
        return set().union(*(self._types(thing) for thing in self._things))

    def _types(self, thing: Term) -> set[Term]:
        if isinstance(thing, Literal):
            return set()
        said = map(parts, self._statements.get(thing, []))
        return {value for _, predicate, value in said if predicate == _TYPE}

    def _classes(self, thing: Subject) -> tuple[str, ...]:
        return tuple(
            sorted(value.value for value in self._types(thing) if isinstance(value, NamedNode))
        )

    def _akin(self, some: set[Term], others: set[Term]) -> bool:
        """Tell whether a class is one of the others, or above or below one."""
        return any(
            a == b or a in self._above.get(b, ()) or b in self._above.get(a, ())
            for a in some
            for b in others
        )

    def _share(self, some: set[Term], others: set[Term]) -> bool:
        """Tell whether two kinds of thing have a class above them in common."""
        return any(
            self._above.get(a, frozenset()) & self._above.get(b, frozenset())
            for a in some
            for b in others
        )


def _iri(node: Term) -> str:
    return node.value


def above(subclass_of: Iterable[Triple]) -> dict[Term, frozenset[Term]]:
    """Return all classes above each class."""
    direct: dict[Term, set[Term]] = {}
    for subject, _, value in map(parts, subclass_of):
        direct.setdefault(subject, set()).add(value)
    found: dict[Term, frozenset[Term]] = {}
    for start in direct:
        seen: set[Term] = set()
        waiting = [start]
        while waiting:
            new = direct.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        found[start] = frozenset(seen)
    return found
