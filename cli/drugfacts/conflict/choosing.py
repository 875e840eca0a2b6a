"""What a user names: kinds of claim, and conflicts."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from drugfacts import iris
from drugfacts.conflict.find import COLLECTION, conflicts
from drugfacts.conflict.table import TABLE
from drugfacts.errors import UsageError
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from drugfacts.conflict.find import Conflict
    from drugfacts.graph.dataset import DataSet


def kind(name: str) -> str:
    """Return the kind of claim that a name means: ``PrimaryUse``, ``primary-use``, ``df:…``.

    Raises:
        UsageError: there is no such kind.
    """
    known = {_bare(iri.removeprefix(PREFIXES["df"])): iri for iri in TABLE}
    wanted = _bare(name.removeprefix("df:").removeprefix(PREFIXES["df"]))
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6) or sorted(known)
    hint = ", ".join(known[one].removeprefix(PREFIXES["df"]) for one in near)
    raise UsageError(f"'{name}' is no kind of claim; use one of {hint}.")


def _bare(name: str) -> str:
    return re.sub(r"[-_\s]", "", name).lower()


def is_conflict(name: str, base: str = iris.BASE) -> bool:
    """Tell whether a name looks like that of a conflict."""
    return _iri(name, base).startswith(f"{base}{COLLECTION}/")


def conflict(data: DataSet, name: str) -> Conflict:
    """Return the conflict that a CURIE or IRI means.

    Raises:
        UsageError: the data have no such conflict.
    """
    wanted = _iri(name, data.base)
    found = {each.iri: each for each in conflicts(data)}
    if wanted in found:
        return found[wanted]
    near = difflib.get_close_matches(wanted, found, n=1, cutoff=0.8)
    hint = f"did you mean {iris.shorten(near[0], data.base)}? " if near else ""
    raise UsageError(
        f"there is no conflict '{name}' in these data; {hint}"
        "'drugfacts conflicts' lists those that there are."
    )


def _iri(name: str, base: str) -> str:
    bare = name.strip().removeprefix("<").removesuffix(">")
    return iris.expand(bare, base) or bare
