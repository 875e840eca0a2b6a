"""What keys and values of a JSON-LD text mean where they stand: the active context.

A light reader of contexts that stand in the text (JSON-LD 1.1 Processing Algorithms, section
4.1 and 4.2). The text has been read by a full parser before, so that what is wrong in a
context need not be told here; what this reader does not know, it leaves without a meaning.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from drugfacts.graph.places.jsonld.scanner import Array, Object, Value
from drugfacts.graph.turtle.resolve import is_absolute, resolve

_KEYWORD = re.compile(r"@[A-Za-z]+")
_DELIMITER = tuple(":/?#[]@")
_LAYERS: Final = 300
"""How many contexts may lie one on the other; more are not worth the time."""


class UnknownContextError(ValueError):
    """A context that does not stand in the text, or that we cannot read."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a term stands for.

    Attributes:
        iri: Its IRI, or a keyword; None when the term is to be ignored.
        prefix: Whether compact IRIs may begin with it.
        reverse: Whether its values are subjects.
        type: IRI of the type of its values, or a keyword.
        containers: Keywords of how its values are laid out.
        language: The language of its strings; "" for none, None for that of the context.
        context: What holds within its values, or on nodes of this type.
    """

    iri: str | None
    prefix: bool = False
    reverse: bool = False
    type: str | None = None
    containers: frozenset[str] = frozenset()
    language: str | None = None
    context: Value | None = None


PLAIN: Final = Term(None)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """An active context.

    Attributes:
        document: What relative IRIs are resolved against outside any context.
        base: What they are resolved against here.
        vocab: What stands before words without a colon.
        language: The language of strings; None when they have none.
        terms: What words stand for; None hides what they stood for before.
        previous: The context to go back to in nodes within; None when this one stays.
    """

    document: str | None
    base: str | None
    vocab: str | None = None
    language: str | None = None
    terms: ChainMap[str, Term | None] = field(default_factory=ChainMap)
    previous: Context | None = None
    _made: dict[tuple[int, bool], Context] = field(default_factory=dict, repr=False)

    def term(self, key: str) -> Term:
        """Return what is known of a key beyond its IRI."""
        return self.terms.get(key) or PLAIN

    def iri(self, word: str, *, vocab: bool = True, document: bool = False) -> str | None:
        """Return the IRI, blank node label (``_:x``) or keyword that a word stands for.

        Args:
            word: As it is written.
            vocab: It may be a term, or stand behind ``@vocab``.
            document: It may be relative to the base.

        Returns:
            None when it stands for nothing.
        """
        if word.startswith("@") and _KEYWORD.fullmatch(word):
            return word
        known = self.terms.get(word)
        if known is not None and (vocab or (known.iri or "").startswith("@")):
            return known.iri
        prefix, colon, rest = word.partition(":")
        if colon and word.find(":", 1) > 0:
            if prefix == "_" or rest.startswith("//"):
                return word
            stem = self.terms.get(prefix)
            if stem is not None and stem.prefix and stem.iri is not None:
                return stem.iri + rest
            if is_absolute(word):
                return word
        if vocab and self.vocab is not None:
            return self.vocab + word
        if document and self.base is not None:
            return resolve(word, self.base)
        return None

    def extended(self, written: Value, *, propagate: bool = True) -> Context:
        """Return what holds behind a ``@context``.

        Args:
            written: The context as it stands in the text.
            propagate: Whether it holds in nodes within too, if it does not say.

        Raises:
            UnknownContextError: it does not stand in the text.
        """
        asked = (written.at, propagate)
        if asked not in self._made:
            self._made[asked] = self._extended(written, propagate=propagate)
        return self._made[asked]

    def _extended(self, written: Value, *, propagate: bool) -> Context:
        items = written.content if isinstance(written.content, Array) else Array((written,))
        result = self
        for item in items:
            if item.content is None:
                result = Context(self.document, self.document)
            elif isinstance(item.content, Object):
                said = {member.key: member.value for member in item.content}
                result = _with(result, said)
                if "@propagate" in said:
                    propagate = said["@propagate"].content is not False
            else:
                raise UnknownContextError(f"offset {item.at}")
        before = self.previous if propagate else self.previous or self
        return _but(result, previous=before)


def _but(active: Context, **changed: Any) -> Context:
    """Return a context with some attributes changed, and nothing made from it yet."""
    return replace(active, **changed, _made={})


def _with(active: Context, said: Mapping[str, Value]) -> Context:
    if "@import" in said:
        raise UnknownContextError("@import")
    result = active
    if "@base" in said:
        base = said["@base"].content
        if isinstance(base, str) and result.base is not None:
            base = resolve(base, result.base)
        result = _but(result, base=base if isinstance(base, str) else None)
    if "@vocab" in said:
        vocab = said["@vocab"].content
        found = result.iri(vocab, document=True) if isinstance(vocab, str) else None
        result = _but(result, vocab=found)
    if "@language" in said:
        language = said["@language"].content
        result = _but(result, language=language if isinstance(language, str) else None)
    return _Definitions(result, said).context


class _Definitions:
    """The terms of one context; one may be defined by another that comes later."""

    def __init__(self, active: Context, said: Mapping[str, Value]) -> None:
        self._said = {key: value for key, value in said.items() if not _KEYWORD.fullmatch(key)}
        self._terms: dict[str, Term | None] = dict.fromkeys(self._said)
        self._begun: set[str] = set()
        layers = active.terms.maps if active.terms else []
        if len(layers) > _LAYERS:
            raise UnknownContextError("too many contexts")
        self.context = _but(active, terms=ChainMap(self._terms, *layers)) if self._said else active
        for key in self._said:
            self._define(key)

    def _iri(self, word: str) -> str | None:
        self._define(word)
        self._define(word.partition(":")[0])
        return self.context.iri(word)

    def _define(self, key: str) -> None:
        if key in self._said and key not in self._begun:
            self._begun.add(key)
            self._terms[key] = self._term(key, self._said[key])

    def _term(self, key: str, value: Value) -> Term:
        if isinstance(value.content, str):
            iri = self._iri(value.content)
            simple = not {":", "/"} & set(key) and iri is not None
            return Term(iri, prefix=simple and (iri or "").endswith(_DELIMITER))
        if not isinstance(value.content, Object):
            return Term(None)
        return self._expanded(key, {member.key: member.value for member in value.content})

    def _expanded(self, key: str, said: Mapping[str, Value]) -> Term:
        def text(name: str) -> str | None:
            content = said[name].content if name in said else None
            return content if isinstance(content, str) else None

        if "@reverse" in said:
            iri = self._iri(text("@reverse") or "")
        elif "@id" in said and said["@id"].content is None:
            iri = None
        elif text("@id") not in (None, key):
            iri = self._iri(text("@id") or "")
        else:
            iri = self._own(key)
        kind = text("@type")
        language = (text("@language") or "") if "@language" in said else None
        prefix = "@prefix" in said and said["@prefix"].content is True
        return Term(
            iri,
            prefix=prefix,
            reverse="@reverse" in said,
            type=None if kind is None else self._iri(kind),
            containers=_words(said.get("@container")),
            language=language,
            context=said.get("@context"),
        )

    def _own(self, key: str) -> str | None:
        """Return what a key stands for whose definition names no IRI."""
        self._define(key.partition(":")[0])
        return self.context.iri(key)


def _words(value: Value | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    items = value.content if isinstance(value.content, Array) else Array((value,))
    return frozenset(item.content for item in items if isinstance(item.content, str))
