"""What a query finds, as terms; and values of Python as terms of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, overload

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.api.records import Thing
from drugfacts.errors import UsageError
from drugfacts.graph.sparql_tokens import IRI
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Term
    from drugfacts.query.results import Cell, Row

Given: TypeAlias = Thing | NamedNode | Literal | Decimal | date | int | bool | str
"""What a variable of a query may stand for."""

_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]*):([^\s<>\"{}|\\^`]*)")


class Rows(Sequence[Mapping[str, "Term"]]):
    """The rows that a query found, as terms by column; what is unbound is left out.

    Args:
        variables: Names of the columns.
        rows: The rows.

    >>> rows = Rows(("drug",), [{"drug": NamedNode("https://example.org/drug/x")}])
    >>> rows[0]["drug"].value
    'https://example.org/drug/x'
    >>> rows.values("drug")
    ['https://example.org/drug/x']
    """

    def __init__(self, variables: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> None:
        self.variables = tuple(variables)
        self._rows = tuple(rows)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Mapping[str, Term]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Mapping[str, Term] | Rows:
        """Return one row, or some."""
        if isinstance(index, slice):
            return Rows(self.variables, self._rows[index])
        return self._rows[index]

    def __iter__(self) -> Iterator[Mapping[str, Term]]:
        """Return the rows one after another."""
        return iter(self._rows)

    def __repr__(self) -> str:
        """Return columns and number of rows."""
        return f"Rows({', '.join(self.variables)}; {len(self)} rows)"

    def values(self, variable: str) -> list[str]:
        """Return the texts of one column, of each row in which it is bound.

        Raises:
            UsageError: there is no such column.
        """
        if variable not in self.variables:
            known = ", ".join(self.variables)
            raise UsageError(f"'{variable}' is no column; name one of {known}.")
        return [row[variable].value for row in self._rows if variable in row]


def rows(variables: Sequence[str], found: Sequence[Row]) -> Rows:
    """Return the rows of the SPARQL results format in JSON as terms."""
    return Rows(variables, [{name: _term(cell) for name, cell in row.items()} for row in found])


def _term(cell: Cell) -> Term:
    value = cell["value"]
    if cell["type"] == "uri":
        return NamedNode(value)
    if cell["type"] == "bnode":
        return BlankNode(value)
    language = cell.get("xml:lang")
    if isinstance(language, str):
        return Literal(value, language=language)
    datatype = cell.get("datatype")
    return Literal(value, datatype=NamedNode(datatype)) if datatype else Literal(value)


def term(given: Given, prefixes: Mapping[str, str]) -> NamedNode | Literal:
    """Return the term that a value of Python stands for.

    A text is an IRI when it is one in ``<>`` or begins with a known prefix, and a string
    otherwise; `pyoxigraph.Literal` says for certain that it is a string.

    Args:
        given: The value.
        prefixes: The known prefixes.

    Raises:
        UsageError: no term can hold the value.

    >>> str(term("drug:x", {"drug": "https://example.org/drug/"}))
    '<https://example.org/drug/x>'
    >>> str(term("a drug: x", {"drug": "https://example.org/drug/"}))
    '"a drug: x"'
    >>> str(term(Decimal("0.50"), {}))
    '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if isinstance(given, NamedNode | Literal):
        return given
    if isinstance(given, Thing):
        return NamedNode(given.iri)
    if isinstance(given, str):
        found = _NAME.fullmatch(given)
        if IRI.fullmatch(given):
            return _iri(given[1:-1], given)
        if found and found[1] in prefixes:
            return _iri(prefixes[found[1]] + found[2], given)
        return Literal(given)
    for kind, name in _DATATYPES.items():
        if type(given) is kind:
            said = str(given).lower() if kind is bool else f"{given:f}" if kind is Decimal else None
            datatype = NamedNode(PREFIXES["xsd"] + name)
            return Literal(str(given) if said is None else said, datatype=datatype)
    raise UsageError(
        f"{given!r} is no value for a query; give text, a Decimal, an int, a bool, a date or a "
        "term of pyoxigraph."
    )


def _iri(iri: str, given: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"'{given}' is no IRI ({error}); write it in full.") from error


_DATATYPES = {bool: "boolean", int: "integer", Decimal: "decimal", date: "date"}
