"""From the spelling of IRIs and literals in Turtle to terms, within prefixes and a base."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from drugfacts.graph.turtle.escapes import decode
from drugfacts.graph.turtle.resolve import is_absolute, resolve

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SHORT = {kind: NamedNode(_XSD + kind) for kind in ("integer", "decimal", "double", "boolean")}


class Scope:
    """The prefixes and the base IRI that hold at one place of a text.

    Args:
        base: What relative IRIs are resolved against before the text names a base.
    """

    def __init__(self, base: str | None = None) -> None:
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, NamedNode] = {}

    def declare(self, prefix: str | None, token: str) -> str:
        """Let a prefix, or the base for None, stand for an IRI (``<...>``) from here on.

        Returns:
            The absolute IRI.

        Raises:
            ValueError: it is no IRI, or relative without a base.
        """
        iri = self._absolute(token)
        if prefix is None:
            self._base = iri
        else:
            self._prefixes[prefix] = iri
        self._known.clear()
        return iri

    def _absolute(self, token: str) -> str:
        iri = decode(token[1:-1])
        if is_absolute(iri):
            return iri
        if self._base is None:
            raise ValueError(f"<{iri}> is relative and there is no @base; write it in full")
        return resolve(iri, self._base)

    def iri(self, token: str) -> NamedNode:
        """Return the IRI that a token (``<...>`` or ``prefix:local``) stands for.

        Raises:
            ValueError: it is no IRI, or its prefix is not declared.
        """
        node = self._known.get(token)
        if node is None:
            node = self._known[token] = self._read(token)
        return node

    def _read(self, token: str) -> NamedNode:
        if token.startswith("<"):
            iri = self._absolute(token)
        else:
            prefix, _, local = token.partition(":")
            if prefix not in self._prefixes:
                raise ValueError(
                    f"the prefix {prefix}: is not declared; add '@prefix {prefix}: <...> .'"
                )
            iri = self._prefixes[prefix] + decode(local)
        try:
            return NamedNode(iri)
        except ValueError as error:
            raise ValueError(f"<{iri}> is not an IRI ({error}); correct it") from error


def short_literal(kind: str, token: str) -> Literal:
    """Return a number or boolean that is written without quotes.

    Args:
        kind: Local name of its datatype.
        token: As written; the lexical form is kept.
    """
    return Literal(token, datatype=_SHORT[kind])


def string_value(token: str) -> str:
    """Return what a quoted string stands for.

    Raises:
        ValueError: it holds an escape that is no character.
    """
    width = 3 if token.startswith(('"""', "'''")) else 1
    return decode(token[width:-width])
