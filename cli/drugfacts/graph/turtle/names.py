"""Which prefix an IRI is written with.

An IRI is written as ``prefix:local`` when what follows a known namespace consists of
letters, digits, ``_``, ``-``, ``:`` and, inside, ``.``; of several namespaces the longest
wins. Every other IRI is written in full: no escapes in local names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from drugfacts.graph.turtle.spelling import INSIDE_LOCAL, START_LOCAL, is_name
from drugfacts.iris import fragment_prefix

_LOCAL = re.compile(f"{START_LOCAL}{INSIDE_LOCAL}*(?:\\.+{INSIDE_LOCAL}+)*")


class Names(dict[NamedNode, str]):
    """The written form of each IRI, made when it is first asked for.

    Args:
        table: Namespaces by prefix; these prefixes stand for nothing else.
        base: Base of the data set: ``<base>COLL/SLUG#`` gets the prefix ``COLL-SLUG``.
        declared: Prefixes that a file declares: they are kept for namespaces that
            neither of the two rules above names.

    Attributes:
        used: Namespaces by prefix, as far as they have been needed.
    """

    def __init__(self, table: Mapping[str, str], base: str, declared: Mapping[str, str]) -> None:
        super().__init__()
        self.used: dict[str, str] = {}
        self._base = base
        self._seen: set[str] = set()
        self._taken = set(table)
        self._prefixes: dict[str, str] = {}
        for prefix, namespace in table.items():
            self._prefixes.setdefault(namespace, prefix)
        for prefix, namespace in declared.items():
            if fragment_prefix(namespace, base) is None:
                self._add(prefix, namespace)
        self._lengths = sorted({len(ns) for ns in self._prefixes}, reverse=True)

    def _add(self, prefix: str, namespace: str) -> None:
        if prefix not in self._taken and namespace not in self._prefixes:
            self._taken.add(prefix)
            self._prefixes[namespace] = prefix

    def __missing__(self, node: NamedNode) -> str:
        """Choose how an IRI is written, once."""
        name = self[node] = self._name(node.value)
        return name

    def _name(self, iri: str) -> str:
        document = iri[: iri.find("#") + 1]
        if document not in self._seen:
            self._seen.add(document)
            fragment = fragment_prefix(document, self._base)
            if fragment is not None:
                self._add(*fragment)
                self._lengths = sorted({*self._lengths, len(document)}, reverse=True)
        # No local name holds "/" or "#".
        shortest = max(iri.rfind("/"), iri.rfind("#")) + 1
        for length in self._lengths:
            if length < shortest:
                break
            prefix = self._prefixes.get(iri[:length])
            if prefix is None or not _LOCAL.fullmatch(iri, length):
                continue
            if is_name(":" + iri[length:]):
                self.used[prefix] = iri[:length]
                return f"{prefix}:{iri[length:]}"
        return f"<{iri}>"
