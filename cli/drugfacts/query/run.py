"""Running one query over a data set or a store, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from drugfacts import iris
from drugfacts.bounded import apart, within
from drugfacts.errors import InputError, LimitError
from drugfacts.graph.read import packaged
from drugfacts.query import forked, hints, safety
from drugfacts.query.asked import Answer, Asked, Format, answer
from drugfacts.query.prefixes import disarmed
from drugfacts.store import manifest

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from drugfacts.graph.dataset import DataSet

__all__ = ["MEGABYTES", "SECONDS", "Answer", "Format", "Limits", "ask", "ask_apart", "prefixes"]

SECONDS = 60.0
"""How long a query may run."""

MEGABYTES = 4096
"""How much memory a query may take beyond the data, in units of 1,048,576 bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Attributes:
        seconds: Wall time.
        megabytes: Memory beyond what is held before, in units of 1,048,576 bytes. It is
            kept on Linux, and for a query in a process of its own.
    """

    seconds: float = SECONDS
    megabytes: int = MEGABYTES

    def late(self, name: str) -> str:
        """Return what to say of a query that takes longer."""
        return (
            f"{name}: the query took longer than {self.seconds:g} seconds; "
            "join fewer things at once, or add a LIMIT inside."
        )

    def hungry(self, name: str) -> str:
        """Return what to say of a query that takes more memory."""
        return (
            f"{name}: the query needs more than {self.megabytes} MB of memory; "
            "sort, group or join fewer things at once, or raise --max-memory."
        )


def ask(
    data: DataSet,
    text: str,
    name: str = "-",
    form: Format | None = None,
    seconds: float = SECONDS,
    derived: Iterable[Quad] = (),
    given: Mapping[str, str] | None = None,
    rows: int | None = None,
) -> Answer:
    """Answer a SPARQL query over a data set and the ontology, in this process.

    The prefixes of the table, those of the documents' fragments and those that the
    documents declare need no PREFIX line. Rows come in the order that the query gives
    them; without ORDER BY they are sorted.

    Args:
        data: What is asked, with its background.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE.
        name: The file of the query as the user named it, for messages.
        form: How the answer is written; None means a table, or Turtle for CONSTRUCT and
            DESCRIBE.
        seconds: How long the query may take.
        derived: What was derived from the data, in named graphs of its own.
        given: Values of variables, as `parameters.term` reads them.
        rows: So many rows, or statements, are given at most.

    Raises:
        UsageError: the query reaches out or changes data; a format is asked for that its
            answer does not have; or a value is none, or of no variable of the query.
        InputError: the query is not SPARQL.
        LimitError: the query is too long, too deep or takes too long.
    """
    store = store_of(data, derived)
    asked = asked_of(data, text, name, form, given, rows)
    return within(seconds, lambda: answer(store, asked), Limits(seconds).late(name))


def ask_apart(place: Store | Path, asked: Asked, limits: Limits | None = None) -> Answer:
    """Answer a query in a process of its own, which is ended when it reaches a limit.

    Args:
        place: The data, or the folder of a persistent store of Oxigraph, which is opened
            to be read only.
        asked: The query.
        limits: What it may take.

    Raises:
        LimitError: it takes longer or needs more memory than it may. For the other errors
            see `ask`.
        OSError: the store cannot be read.
    """
    limits = limits or Limits()
    late, hungry = limits.late(asked.name), limits.hungry(asked.name)
    if forked.possible():
        work: Callable[[], Answer] = lambda: answer(_opened(place), asked)  # noqa: E731
        return forked.forked(work, limits.seconds, limits.megabytes, late, hungry)
    given = (_sent(place), asked, limits.megabytes)
    try:
        return apart(limits.seconds, _answered, given, late)
    except RuntimeError as error:
        # The engine ends its process by a signal when it gets no memory.
        if str(error).rpartition(" ")[2].startswith("-"):
            raise LimitError(hungry) from error
        raise
    except MemoryError as error:
        raise LimitError(hungry) from error


def explain_apart(place: Store | Path, asked: Asked, limits: Limits) -> bytes:
    """Return how a query is read, with counts from the data; see `ask_apart`."""
    from drugfacts.query.algebra import explained

    late = limits.late(asked.name)
    return within(limits.seconds, lambda: explained(_opened(place), asked), late)


def stored(
    folder: Path,
    text: str,
    name: str = "-",
    form: Format | None = None,
    given: Mapping[str, str] | None = None,
    rows: int | None = None,
) -> tuple[Path, Asked]:
    """Return a store and a query on it, for `ask_apart`.

    Args:
        folder: What `drugfacts.store.build` has made.
        text: As for `ask`, like all that follow.
        name: The file of the query.
        form: How the answer is written.
        given: Values of variables.
        rows: So many rows at most.

    Raises:
        UsageError: there is no such folder, or it holds no store.
        InputError: the store cannot be read.
    """
    found = manifest.read(folder)
    table = {**found.prefixes, **iris.prefixes()}
    asked = Asked(text, name, form, table, iris.BASE, found.prefixes, given or {}, rows)
    return folder / manifest.DATA, asked


def count(place: Store | Path) -> int:
    """Return how many statements there are, without opening a persistent store."""
    return len(place) if isinstance(place, Store) else manifest.read(place.parent).statements


def hint(asked: Asked, statements: int) -> str | None:
    """Return what to ask instead of a query that is slow on so many statements; None if it is not.

    Raises:
        UsageError: the query is refused; see `ask`.
        LimitError: it is too long or too deep.
    """
    if statements < hints.MANY:
        return None
    text, table = disarmed(asked.text, asked.prefixes)
    safety.check(text, asked.name, safety.DEEPEST)
    return hints.hint(text, table)


def _answered(given: tuple[bytes | Path, Asked, int]) -> Answer:
    """Answer a query as the process that `ask_apart` starts."""
    sent, asked, megabytes = given
    if isinstance(sent, bytes):
        store = Store()
        store.load(sent, RdfFormat.N_QUADS)
    else:
        store = _opened(sent)
    with forked.silence():
        forked.limit_memory(megabytes)
        return answer(store, asked)


def _opened(place: Store | Path) -> Store:
    if isinstance(place, Store):
        return place
    try:
        return Store.read_only(str(place))
    except OSError as error:
        raise InputError(
            f"cannot be opened ({str(error).rstrip('.')}); build the store again.", str(place)
        ) from error


def _sent(place: Store | Path) -> bytes | Path:
    return place if isinstance(place, Path) else place.dump(format=RdfFormat.N_QUADS) or b""


def asked_of(
    data: DataSet,
    text: str,
    name: str = "-",
    form: Format | None = None,
    given: Mapping[str, str] | None = None,
    rows: int | None = None,
) -> Asked:
    """Return a query with what its answer depends on; arguments as for `ask`."""
    declared = data.declared_prefixes()
    return Asked(text, name, form, prefixes(data), data.base, declared, given or {}, rows)


def prefixes(data: DataSet) -> dict[str, str]:
    """Return the prefixes that a query on a data set may use undeclared."""
    table = data.declared_prefixes()
    for document in (*data.documents, *data.background):
        fragment = iris.fragment_prefix(f"{document.iri}#", data.base)
        if fragment:
            table[fragment[0]] = fragment[1]
    return {**table, **iris.prefixes(data.base)}


def store_of(data: DataSet, derived: Iterable[Quad] = ()) -> Store:
    """Return a data set, the ontology and what was derived as the engine holds them."""
    store = Store()
    store.extend(packaged("ontology").quads())
    for document in (*data.documents, *data.background):
        store.extend(document.quads)
    store.extend(derived)
    return store
