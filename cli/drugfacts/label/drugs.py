"""The drug that a user names."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.errors import UsageError
from drugfacts.show.find import find
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet
    from drugfacts.show.names import Names

_TYPE = PREFIXES["rdf"] + "type"
_LISTED = 12
"""How many drugs are listed; of more, the first."""


def drug(data: DataSet, names: Names, name: str) -> NamedNode:
    """Return the drug that a slug, CURIE, IRI or label means.

    Raises:
        UsageError: no drug is called so; the message lists those that there are.
    """
    known = {
        names.slug(node): node
        for node in data.subjects_of(_TYPE, NamedNode(DF.Drug))
        if isinstance(node, NamedNode)
    }
    if name in known:
        return known[name]
    try:
        found = find(data, names, name)
    except UsageError:
        found = None
    if found is not None and names.is_a(found, DF.Drug):
        return found
    raise UsageError(printable(f"'{name}' is no drug here; {_hint(name, sorted(known))}"))


def _hint(name: str, known: list[str]) -> str:
    if not known:
        return "the data describe none; name the files of drugs too."
    near = difflib.get_close_matches(name.strip().lower(), known, n=1, cutoff=0.6)
    there = f"did you mean {near[0]}? There are" if near else "there are"
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"{there} {', '.join(known[:_LISTED])}{more}."
