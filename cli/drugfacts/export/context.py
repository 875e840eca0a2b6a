"""The JSON-LD context that is written into an export."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from drugfacts import iris, resources
from drugfacts.errors import InputError
from drugfacts.terms import PREFIXES

Node: TypeAlias = dict[str, Any]
"""A JSON object."""


def packaged(*path: str) -> Node:
    """Return a JSON document of the ontology, by the parts of its path."""
    content = Path(resources.folder("ontology"), *path).read_bytes()
    document: Node = json.loads(content)
    return document


def context_for(nodes: Iterable[Node], base: str, declared: Mapping[str, str]) -> Node:
    """Return the packaged context, with the prefixes that some nodes need besides.

    Args:
        nodes: Expanded node objects.
        base: Base IRI of the data set: the prefixes of collections stand for it.
        declared: Prefixes that the input declared, for namespaces without another.

    Raises:
        InputError: an IRI reads like a name with a prefix.
    """
    context: Node = packaged("context.jsonld")["@context"]
    used = {iri for node in nodes for iri in _iris(node)}
    _check_names(used, {**context, **PREFIXES})
    known = [value for value in context.values() if isinstance(value, str)]
    for prefix, namespace in iris.prefixes(base).items():
        ours = context.get(prefix) == PREFIXES.get(prefix) != namespace
        if (ours or prefix not in context) and _starts_any(namespace, used):
            context[prefix] = namespace
            known.append(namespace)
    for prefix, namespace in sorted(declared.items()):
        free = prefix not in context and prefix and namespace[-1:] in {"/", "#", ":", "_"}
        needed = free and not any(namespace.startswith(ns) for ns in known)
        if needed and _starts_any(namespace, used):
            context[prefix] = namespace
    return context


def _check_names(used: Iterable[str], prefixes: Mapping[str, object]) -> None:
    """Refuse IRIs that JSON-LD would take for names with a prefix, such as <mesh:D003975>."""
    for iri in sorted(used):
        prefix, _, local = iri.partition(":")
        if prefix in prefixes and not local.startswith("//"):
            raise InputError(
                f"<{iri}> reads like a name with the prefix {prefix}:, which JSON-LD would take "
                "it for; write the IRI in full, or use another format."
            )


def _starts_any(namespace: str, used: Iterable[str]) -> bool:
    return any(iri.startswith(namespace) for iri in used)


def _iris(node: Node) -> Iterable[str]:
    for key, values in node.items():
        if not key.startswith("@"):
            yield key
            yield from (v.get("@id", v.get("@type", "")) for v in values)
    yield node["@id"]
    yield from node.get("@type", [])


def relevant(context: Node, nodes: Iterable[Node]) -> Node:
    """Return the entries of a context that can matter to some nodes, in their order.

    PyLD holds each IRI against each entry, so that compaction takes twice as long with
    the whole context. These entries give the same result: the terms that the nodes
    use, the prefixes of their IRIs, and terms that a short value could be taken for.
    """
    used = sorted({iri for node in nodes for iri in _iris(node)})
    local = {iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :] for iri in used}
    kept: Node = {}
    for key, entry in context.items():
        iri = _expanded(_id(entry), context)
        at = bisect_left(used, iri)
        begins = at < len(used) and used[at].startswith(iri)
        if begins or key in local or key.startswith("@") or iri.startswith("@"):
            kept[key] = entry
    types = (e["@type"] for e in kept.values() if isinstance(e, dict) and "@type" in e)
    named = {name.partition(":")[0] for name in (*map(_id, kept.values()), *types)}
    return {key: entry for key, entry in context.items() if key in kept or key in named}


def _id(entry: object) -> str:
    if isinstance(entry, dict):
        return str(entry.get("@id") or entry.get("@reverse"))
    return str(entry)


def _expanded(name: str, context: Node) -> str:
    prefix, _, local = name.partition(":")
    namespace = context.get(prefix)
    return namespace + local if isinstance(namespace, str) else name
