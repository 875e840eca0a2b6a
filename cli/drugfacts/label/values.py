"""The values of claims and labels, or an error that says where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import InputError
from drugfacts.label.literals import LITERALS, normal

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term


class Values:
    """Reads the values of properties that verdicts are derived from.

    Args:
        data: The data set.
    """

    def __init__(self, data: DataSet) -> None:
        self._data = data

    def node(self, subject: Subject, name: str) -> NamedNode:
        """Return the one thing that a property names."""
        values = self._data.values(subject, name)
        if len(values) != 1 or not isinstance(values[0], NamedNode):
            said = f"{_called(subject)}: {_local(name)} names no one thing; {_ADVICE}"
            raise self.error(said, subject, name)
        return values[0]

    def one(self, subject: Subject, name: str) -> str:
        """Return the text of a property that has at most one value, or ""."""
        value = self._value(subject, name)
        return "" if value is None else text(value)

    def compared(self, subject: Subject, name: str) -> str:
        """Return the object or a qualifier of a claim as it is compared, or ""."""
        value = self._value(subject, name)
        if value is None:
            return ""
        if name not in LITERALS:
            return self._thing(subject, name, value)
        if not isinstance(value, Literal):
            said = f"{_called(subject)}: {_local(name)} is {value}, which is no literal; "
            raise self.error(f"{said}write its value in quotes.", subject, name, value)
        return normal(value.value, value.datatype.value)

    def things(self, subject: Subject, name: str) -> frozenset[str]:
        """Return the IRIs of the things that a property names."""
        values = self._data.values(subject, name)
        return frozenset(self._thing(subject, name, value) for value in values)

    def error(
        self, said: str, subject: Subject, name: str, value: Term | None = None
    ) -> InputError:
        """Return an error, with its place where the subject is in a named document."""
        place = self._data.locate(subject, NamedNode(name), value)
        if place is None:
            return InputError(said)
        return InputError(said, place.path, place.line or None, place.col or None)

    def _value(self, subject: Subject, name: str) -> Term | None:
        values = self._data.values(subject, name)
        if len(values) > 1:
            said = (
                f"{_called(subject)}: has {len(values)} values of {_local(name)}, so that no "
                f"comparison would be certain; {_ADVICE}"
            )
            raise self.error(said, subject, name)
        return values[0] if values else None

    def _thing(self, subject: Subject, name: str, value: Term) -> str:
        if isinstance(value, NamedNode):
            return value.value
        said = f"{_called(subject)}: {_local(name)} is {value}, which is no thing with an IRI; "
        raise self.error(f"{said}name one ('drugfacts validate' tells more).", subject, name, value)


_ADVICE = "give it one ('drugfacts validate' tells more)."


def text(term: object) -> str:
    """Return the IRI of a node, or the text of a literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _called(subject: Subject) -> str:
    return subject.value if isinstance(subject, NamedNode) else str(subject)


def _local(name: str) -> str:
    return f"df:{name.rpartition('#')[2]}"
