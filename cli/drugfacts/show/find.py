"""Finding the thing that a user names by slug, CURIE, IRI or label."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts import iris
from drugfacts.errors import UsageError
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet
    from drugfacts.show.names import Names

_SHORTEST = 3
"""Less of a name stands in too many names to be a hint."""

_SHOWN = 8
"""How many names are listed where several fit."""


def find(data: DataSet, names: Names, name: str) -> NamedNode:
    """Return the thing that a name means.

    A slug is the last part of an IRI; where a drug has it, the drug is meant. Spaces
    and capitals of a label do not matter: ``Panic disorder`` is ``panic-disorder``.

    Args:
        data: Where to look, with the ontology in its background.
        names: Names of its things.
        name: Slug, CURIE or IRI.

    Raises:
        UsageError: nothing is called so, with the nearest names; or several things
            are, with their CURIEs.
    """
    if _is_iri(name) or ":" in name:
        node = _exact(data, name)
        if node is not None and node in data:
            return node
    slugs = _slugs(data)
    wanted = re.sub(r"\s+", "-", name.strip())
    found = slugs.get(wanted) or slugs.get(wanted.lower(), [])
    drugs = [node for node in found if names.is_a(node, DF.Drug)]
    if len(found) == 1 or len(drugs) == 1:
        return (drugs or found)[0]
    if found:
        curies = sorted(names.curie(node) for node in found)
        more = f" and {len(curies) - _SHOWN} more" if len(curies) > _SHOWN else ""
        raise UsageError(
            f"'{name}' names several things: {', '.join(curies[:_SHOWN])}{more}; "
            "name one of them in full."
        )
    raise UsageError(f"nothing is called '{name}'; {_hint(name, slugs, names)}")


def _is_iri(name: str) -> bool:
    return bool(re.fullmatch(r"<?[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*>?", name))


def _exact(data: DataSet, name: str) -> NamedNode | None:
    bare = name.removeprefix("<").removesuffix(">")
    prefix, _, local = bare.partition(":")
    declared = data.declared_prefixes()
    iri = iris.expand(bare, data.base)
    if iri is None:
        iri = declared[prefix] + local if prefix in declared else bare
    return NamedNode(iri) if _is_iri(iri) else None


def _slugs(data: DataSet) -> dict[str, list[NamedNode]]:
    """Return what the data describe, and the terms of the ontology, by slug."""
    found: dict[str, dict[NamedNode, None]] = {}
    for triple in data.all_triples():
        node = triple.subject
        ours = isinstance(node, NamedNode) and node.value.startswith((data.base, iris.BASE))
        if isinstance(node, NamedNode) and (ours or node in data.subjects):
            slug = re.split(r"[/#]", node.value)[-1]
            if slug and "/prefixes#" not in node.value:
                found.setdefault(slug, {})[node] = None
    return {slug: list(nodes) for slug, nodes in found.items()}


def _hint(name: str, slugs: dict[str, list[NamedNode]], names: Names) -> str:
    local = re.split(r"[:/#]", name)[-1].lower()
    known = [slug for slug in slugs if not slug.startswith("char-")]
    near = difflib.get_close_matches(local, known, n=3, cutoff=0.7)
    if len(local) >= _SHORTEST:
        near += sorted(slug for slug in known if local in slug and slug not in near)[:3]
    curies = dict.fromkeys(names.curie(node) for slug in near[:5] for node in slugs[slug][:2])
    if not curies:
        return "'drugfacts query --list' lists the questions that show what there is."
    return f"did you mean {', '.join(list(curies)[:5])}?"
