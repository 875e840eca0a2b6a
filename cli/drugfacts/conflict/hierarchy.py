"""The concepts of a data set: what lies above them, and which exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from drugfacts.graph.dataset import parts
from drugfacts.label.hierarchy import Concepts
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.conflict.propositions import Value
    from drugfacts.graph.dataset import DataSet

Hierarchy: TypeAlias = "Concepts[Value]"

_BROADER = PREFIXES["skos"] + "broader"


def hierarchy(data: DataSet) -> Hierarchy:
    """Return the order of the concepts of a data set, and what they exclude."""
    stated: dict[str, dict[Value, list[Value]]] = {_BROADER: {}, DF.excludes: {}}
    for document in (*data.documents, *data.background):
        for subject, predicate, value in map(parts, document.quads):
            if predicate.value in stated:
                stated[predicate.value].setdefault(subject, []).append(value)
    return Concepts(stated[_BROADER], stated[DF.excludes])
