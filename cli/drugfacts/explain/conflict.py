"""The explanation of a conflict: why two claims cannot both hold, and who states which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.conflict import choosing
from drugfacts.conflict.telling import Teller
from drugfacts.explain import shape
from drugfacts.explain.layout import Page, Prose, Rows, Section
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.conflict.told import Side, Told
    from drugfacts.explain.model import Term
    from drugfacts.graph.dataset import DataSet

SAME = (
    "Both are about the same drug, of the same kind, and limited in the same way (population, "
    "circumstance, route and the like). Else both could hold, and there would be no conflict."
)
NOT_SAID = (
    "It tells that at least one of the two claims is wrong, and not which one: the number of "
    "sources and their marks decide nothing.",
    "It is derived from the claims and written by no hand. What a label says of either claim is "
    "a verdict, and another question.",
    NOTICE,
)


@dataclass(frozen=True, slots=True)
class Clash:
    """The explanation of a conflict.

    Attributes:
        conflict: The conflict in words.
        terms: Its classes, as the ontology defines them.
        not_said: What it does not mean, a sentence each.
    """

    conflict: Told
    terms: tuple[Term, ...]
    not_said: tuple[str, ...] = NOT_SAID


def explain(data: DataSet, name: str) -> Clash:
    """Return the explanation of the conflict that a CURIE or IRI means.

    Raises:
        UsageError: the data have no such conflict.
    """
    teller = Teller(data)
    told = teller.told(choosing.conflict(data, name))
    found = [shape.term(NamedNode(kind), teller.data, teller.names) for kind in told.kinds]
    return Clash(told, tuple(term for term in found if term is not None))


def page(clash: Clash) -> Page:
    """Return the page of a conflict."""
    told = clash.conflict
    drugs = ", ".join(told.drug_names)
    terms = tuple((term.name, term.definition) for term in clash.terms)
    return Page(
        f"{drugs}, {told.claim_called}: {', '.join(told.called)} ({told.name})",
        f"conflict, <{told.iri}>",
        (
            Section("Why both cannot hold", (*map(Prose, told.why), Prose(SAME))),
            *(Section(_heading(side), _stated(side)) for side in told.sides),
            Section("Terms", (Rows(terms),) if terms else ()),
            Section("What it does not mean", tuple(map(Prose, clash.not_said))),
        ),
    )


def _heading(side: Side) -> str:
    firmly = f' (worded as "{side.wording}")' if side.wording else ""
    return f"{side.name}: {side.says}{firmly}"


def _stated(side: Side) -> tuple[Rows, ...]:
    rows: list[tuple[str, ...]] = []
    for source in side.stated:
        rows.append((source.kind, source.name, source.title))
        rows += [("", "marked", source.marks)] if source.marks else []
        rows += [("", "passage", passage) for passage in source.passages]
    return (Rows(tuple(rows) or (("stated by no source",),)),)
