"""What a picture shows: a drug, kinds of claim, and their objects, without any layout."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drugfacts.errors import LimitError, UsageError
from drugfacts.label.drugs import drug as drug_of
from drugfacts.label.outcomes import most_favourable
from drugfacts.label.table import TABLE
from drugfacts.profiles.book import Book
from drugfacts.terms import DF
from drugfacts.text import printable

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from drugfacts.graph.dataset import DataSet
    from drugfacts.profiles.book import Entry

MAX_OBJECTS = 150
"""More can nobody read, and the layout of thousands takes minutes."""


class Status(StrEnum):
    """How a claim stands: the first of several claims about one thing counts."""

    ENDORSED = "a label states it without restriction"
    CLAIMED = "claimed only"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of claims.

    Attributes:
        name: What it is called.
        status: How the claims about it stand.
        note: The verdict that counts, and how many sources state it.
    """

    name: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The objects of one kind of claim.

    Attributes:
        name: What the kind is called.
        things: Its objects, those that are endorsed first.
    """

    name: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        drug: What the drug is called.
        groups: Its kinds of claim.
        as_of: The day of the verdicts.
        left_out: What is not shown, in sentences.
    """

    drug: str
    groups: tuple[Group, ...]
    as_of: str
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the picture is called."""
        return f"What articles claim of {self.drug}, and what labels say ({self.as_of})"

    def told(self) -> str:
        """Return all that it shows in words, for those who do not see it."""
        parts = []
        for group in self.groups:
            for status in Status:
                names = [thing.name for thing in group.things if thing.status is status]
                if names:
                    parts.append(f"{group.name}, {status}: {', '.join(names)}.")
        return " ".join(parts)


def picture(data: DataSet, name: str, as_of: str, kinds: Collection[str] = ()) -> Picture:
    """Return what a picture of one drug shows.

    Only claims of articles are shown; what labels say is in their verdicts.

    Args:
        data: The data set.
        name: Slug, CURIE, IRI or label of the drug.
        as_of: The day for which verdicts are derived, ``YYYY-MM-DD``.
        kinds: Names of kinds of claim; nothing means uses.

    Raises:
        UsageError: there is no such drug or kind, or nothing to show.
        LimitError: there are too many things for one picture.
    """
    book = Book(data, as_of)
    drug = drug_of(data, book.names, name)
    wanted = [_kind(each) for each in kinds] or [DF.Indication]
    found = [e for e in book.entries if drug.value in e.drugs and e.kind in wanted]
    shown = [entry for entry in found if not (entry.label or entry.overruled) and entry.objects]
    groups = tuple(
        group
        for kind in dict.fromkeys(wanted)
        if (group := _group(book, [entry for entry in shown if entry.kind == kind]))
    )
    if not groups:
        raise UsageError(
            f"no article here claims anything of that kind of {_called(book, drug)}; "
            "name another --kind."
        )
    size = sum(len(group.things) for group in groups)
    if size > MAX_OBJECTS:
        raise LimitError(
            f"the picture would show {size} things, and {MAX_OBJECTS} are the limit; "
            "name fewer kinds with --kind."
        )
    return Picture(_called(book, drug), groups, as_of, tuple(_left_out(found, shown)))


def _left_out(found: list[Entry], shown: list[Entry]) -> list[str]:
    labels = sum(bool(entry.label) for entry in found)
    overruled = sum(entry.overruled and not entry.label for entry in found)
    rest = len(found) - len(shown) - labels - overruled
    counted = (
        (labels, "stated by a label itself"),
        (overruled, "overruled by another curation"),
        (rest, "without an object"),
    )
    return [f"left out: {count} {why}" for count, why in counted if count]


def _kind(name: str) -> str:
    known = {iri.rpartition("#")[2]: iri for iri in TABLE}
    bare = name.removeprefix("df:").replace("-", "").replace(" ", "").casefold()
    for local, iri in known.items():
        if local.casefold() == bare:
            return iri
    raise UsageError(f"'{name}' is no kind of claim; name one of {', '.join(known)}.")


def _group(book: Book, entries: list[Entry]) -> Group | None:
    """Return the objects of claims of one kind, each once."""
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        name = " ".join(printable(book.called(value)) for _, value in entry.objects)
        by_name.setdefault(name, []).append(entry)
    if not entries:
        return None
    things = [_thing(name, members) for name, members in by_name.items()]
    order = list(Status)
    things.sort(key=lambda thing: (order.index(thing.status), thing.name.casefold(), thing.name))
    return Group(printable(entries[0].kind_name), tuple(things))


def _thing(name: str, entries: list[Entry]) -> Thing:
    if any(entry.endorsed for entry in entries):
        status = Status.ENDORSED
    else:
        status = Status.DENIED if all(entry.denied for entry in entries) else Status.CLAIMED
    outcomes = [each.outcome for entry in entries for each in entry.overall]
    verdict = f"{most_favourable(outcomes)}, " if outcomes else ""
    sources = len({source for entry in entries for source in entry.sources})
    return Thing(name, status, f"{verdict}{sources} source{'' if sources == 1 else 's'}")


def _called(book: Book, drug: NamedNode) -> str:
    return printable(book.called(drug))
