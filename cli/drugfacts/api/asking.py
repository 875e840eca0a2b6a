"""Queries over a data set that is kept between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from drugfacts.api import rows
from drugfacts.bounded import within
from drugfacts.errors import UsageError
from drugfacts.query import parameters, prefixes, results, run, safety

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Triple

    from drugfacts.graph.dataset import DataSet

T = TypeVar("T")
_Found = QuerySolutions | QueryBoolean | QueryTriples
_NAME = "query"
"""What a query of the API is called in messages."""


class Asker:
    """Asks queries of a data set and the ontology.

    Args:
        data: The data set.
    """

    def __init__(self, data: DataSet) -> None:
        self._data = data

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that need no declaration."""
        return run.prefixes(self._data)

    @cached_property
    def _store(self) -> Store:
        return run.store_of(self._data)

    def select(self, text: str, given: Mapping[str, rows.Given], seconds: float) -> rows.Rows:
        """Return the rows of a SELECT."""

        def read(found: _Found, text: str) -> rows.Rows:
            if not isinstance(found, QuerySolutions):
                raise UsageError("the query is no SELECT; use ask() or construct().")
            collected = results.collect(found, text)
            return rows.rows(collected.variables, collected.rows)

        return self._asked(text, given, seconds, read)

    def ask(self, text: str, given: Mapping[str, rows.Given], seconds: float) -> bool:
        """Return the answer to an ASK."""

        def read(found: _Found, _: str) -> bool:
            if not isinstance(found, QueryBoolean):
                raise UsageError("the query is no ASK; use query() or construct().")
            return bool(found)

        return self._asked(text, given, seconds, read)

    def construct(self, text: str, given: Mapping[str, rows.Given], seconds: float) -> list[Triple]:
        """Return what a CONSTRUCT or DESCRIBE gives, sorted."""

        def read(found: _Found, _: str) -> list[Triple]:
            if not isinstance(found, QueryTriples):
                raise UsageError("the query is no CONSTRUCT or DESCRIBE; use query() or ask().")
            return sorted(found, key=str)

        return self._asked(text, given, seconds, read)

    def _asked(
        self,
        text: str,
        given: Mapping[str, rows.Given],
        seconds: float,
        read: Callable[[_Found, str], T],
    ) -> T:
        asked, table = prefixes.disarmed(text, self.prefixes)
        safety.check(asked, _NAME, safety.DEEPEST)
        bound = self._bound(asked, {name: rows.term(given[name], table) for name in given})
        store = self._store

        def evaluate() -> T:
            try:
                found = store.query(
                    bound.text + safety.PADDING,
                    prefixes=table,
                    substitutions=bound.substitutions,
                )
            except SyntaxError as error:
                if given:
                    _told(
                        lambda: parameters.refuse_computed(asked, dict.fromkeys(given, ""), table)
                    )
                raise safety.syntax_error(error, text, _NAME) from error
            return read(found, text)

        return within(
            seconds,
            evaluate,
            f"the query took longer than {seconds:g} seconds; join fewer things at once, or give "
            "it more: facts.seconds = 600.",
        )

    def _bound(self, text: str, terms: Mapping[str, NamedNode | Literal]) -> parameters.Bound:
        written = {name: str(term) for name, term in terms.items()}
        return _told(lambda: parameters.bound(text, written, {}))


def _told(work: Callable[[], T]) -> T:
    """Do what the command line does too, and leave its options out of what it says."""
    try:
        return work()
    except UsageError as error:
        raise UsageError(str(error).removeprefix("--param ")) from error
