"""Small parts of sentences: texts in English, articles, names spelt out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject


def english(data: DataSet, node: Subject, *predicates: str) -> list[str]:
    """Return texts about a node: of each property those in English, or else all."""
    found: list[str] = []
    for predicate in predicates:
        values = [v for v in data.values(node, predicate) if isinstance(v, Literal)]
        ours = [v for v in values if (v.language or "en").partition("-")[0].lower() == "en"]
        found += [value.value for value in ours or values]
    return list(dict.fromkeys(found))


def with_article(noun: str) -> str:
    """Return a noun with "a" or "an" before it."""
    vowel = noun[:1].lower() in set("aeiou") and not noun.lower().startswith(("uni", "use"))
    return f"{'an' if vowel else 'a'} {noun}"


def spelt_out(name: str) -> str:
    """Return a name in camel case, or with hyphens, as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("-", " ").lower()


def capital(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]
