"""The label that a user names."""

from __future__ import annotations

import difflib
from pathlib import Path
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
"""How many labels are listed; of more, the first."""


def label(data: DataSet, names: Names, name: str) -> NamedNode:
    """Return the label that a slug, CURIE or IRI means.

    Raises:
        UsageError: no label is called so, and no file; the message lists the labels.
    """
    if _is_file_name(name):
        raise UsageError(_unknown(f"{name}: there is no such file", data, names))
    if Path(name).is_dir():
        known = _known(data, names)
        raise UsageError(printable(f"{name}: is a folder; {_FILE}, or a label: {_listed(known)}."))
    try:
        node = find(data, names, name)
    except UsageError as error:
        if not str(error).startswith("nothing is called"):
            raise
        raise UsageError(_unknown(f"nothing is called '{name}'", data, names, name)) from None
    if not names.is_a(node, DF.Label):
        raise UsageError(_unknown(f"{name}: is neither a file nor a label", data, names))
    return node


_FILE = "name a file with one label"


def _is_file_name(name: str) -> bool:
    """Tell whether a name looks like that of a file, which then is not there."""
    path = Path(name)
    return ":" not in name and not path.exists() and bool(path.suffix or len(path.parts) > 1)


def _unknown(what: str, data: DataSet, names: Names, name: str = "") -> str:
    known = _known(data, names)
    if not known:
        return printable(f"{what}; the data hold no label: name a file with one.")
    near = difflib.get_close_matches(name.strip().lower(), known, n=1, cutoff=0.6)
    meant = f"did you mean {near[0]}? The" if near else "the"
    return printable(f"{what}; {meant} labels here are {_listed(known)}.")


def _known(data: DataSet, names: Names) -> list[str]:
    nodes = data.subjects_of(_TYPE, NamedNode(DF.Label))
    return sorted({names.slug(node) for node in nodes if isinstance(node, NamedNode)})


def _listed(known: list[str]) -> str:
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"{', '.join(known[:_LISTED])}{more}"
