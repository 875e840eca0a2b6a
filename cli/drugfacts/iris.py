"""How paths, IRIs and CURIEs of the project belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from drugfacts.terms import PREFIXES

BASE = "https://w3id.org/drugfacts/"
"""The base IRI of everything that the project mints."""

DOCUMENT_COLLECTIONS = ("agent", "drug", "label", "product", "source")
"""The collections with a document for each member; the others are concept schemes."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def document_iri(base: str, relative: str) -> str:
    """Return the IRI of the document at a path inside a data set.

    Args:
        base: Base IRI of the data set, ending in ``/``.
        relative: Path below the root of the data set, with ``/``, such as
            ``drug/diazepam.ttl``.
    """
    stem, _, _ = relative.rpartition(".")
    return base + (stem or relative)


def in_document(iri: str, document: str, base: str) -> bool:
    """Tell whether a document is the place that describes an IRI.

    A document describes itself and its fragments; a document at the top of the data
    set (a concept scheme) also describes what lies one step below it.
    """
    if iri == document or iri.startswith(document + "#"):
        return True
    top_level = "/" not in document.removeprefix(base)
    below = iri.removeprefix(document + "/")
    return top_level and below != iri and "/" not in below and "#" not in below


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return the prefix table for data under a base.

    For a base of the user's own, the collection prefixes (``drug:``, ``condition:``
    …) name that base, and those of the packaged facts become ``df-drug:`` and so on.
    """
    table = dict(PREFIXES)
    if base == BASE:
        return table
    for prefix, namespace in PREFIXES.items():
        if namespace.startswith(BASE) and namespace.endswith("/"):
            table[f"df-{prefix}"] = namespace
            table[prefix] = base + namespace.removeprefix(BASE)
    return table


def fragment_prefix(iri: str, base: str) -> tuple[str, str] | None:
    """Return the prefix and namespace of a fragment of a two-step document.

    ``<base>drug/clonazepam#indication-x`` gives ``("drug-clonazepam",
    "<base>drug/clonazepam#")``; every other IRI gives None. So do concepts, which have no
    fragments, and what the table needs itself: ``drug/class#`` cannot be ``drug-class:``.
    """
    document, hash_sign, _ = iri.partition("#")
    if not hash_sign or not document.startswith(base):
        return None
    parts = document.removeprefix(base).split("/")
    if len(parts) != 2 or not all(SLUG.fullmatch(part) for part in parts):
        return None
    prefix = "-".join(parts)
    if parts[0] not in DOCUMENT_COLLECTIONS or prefix in PREFIXES:
        return None
    return prefix, document + "#"


def shorten(iri: str, base: str = BASE, table: Mapping[str, str] | None = None) -> str:
    """Return the CURIE of an IRI, or the IRI itself when no prefix fits."""
    table = prefixes(base) if table is None else table
    fitting = [(ns, p) for p, ns in table.items() if iri.startswith(ns)]
    fragment = fragment_prefix(iri, base)
    if fragment is not None:
        fitting.append((fragment[1], fragment[0]))
    for namespace, prefix in sorted(fitting, key=lambda pair: (-len(pair[0]), pair[1])):
        if LOCAL_NAME.fullmatch(iri.removeprefix(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def shortener(base: str, declared: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that shortens IRIs to CURIEs, and remembers what it has shortened.

    Args:
        base: Base IRI of the data, ``""`` for data that are in no data set.
        declared: Prefixes of the user's own files; for data that are in no data set they
            come before those of the project.
    """
    ours = prefixes(base or BASE)
    table = {**declared, **ours} if base else {**ours, **declared}
    return cache(lambda iri: shorten(iri, base or BASE, table))


def expand(curie: str, base: str = BASE) -> str | None:
    """Return the IRI of a CURIE, or None when its prefix is unknown.

    Fragment prefixes are understood: ``drug-clonazepam:indication-x``.
    """
    prefix, colon, local = curie.partition(":")
    if not colon:
        return None
    table = prefixes(base)
    if prefix in table:
        return table[prefix] + local
    collection, _, slug = prefix.partition("-")
    if collection in DOCUMENT_COLLECTIONS and SLUG.fullmatch(slug):
        return f"{base}{collection}/{slug}#{local}"
    return None
