"""Where pySHACL is known to differ from the Recommendation: the named list of ``compare``.

These are the four tests of the W3C suite that it does not pass. What else the engines
differ in is told, whoever is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from drugfacts.validation.engines.result import Result

_SH = PREFIXES["sh"]
_UNIQUE_LANG = NamedNode(_SH + "uniqueLang")
_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")

REFUSALS = {
    "can only be present on a PropertyShape": (
        "pySHACL refuses sh:qualifiedMinCount and its like on a node shape (qualified-001)"
    ),
    "$shapesGraph in it": "pySHACL has no $shapesGraph (shapesGraph-001)",
    "Unknown namespace prefix": "pySHACL does not follow owl:imports to prefixes (prefixes-001)",
}
"""What pySHACL says when it refuses shapes that are allowed, and why it does."""


def refusal(said: str, shapes: Iterable[Triple]) -> str | None:
    """Return which entry of the list a refusal of pySHACL is, or None for another one.

    Args:
        said: Its words.
        shapes: The shapes graph.
    """
    for words, why in REFUSALS.items():
        if words in said:
            imports = any(triple.predicate == _IMPORTS for triple in shapes)
            return why if "imports" not in why or imports else None
    return None


def is_listed(result: Result, shapes: Sequence[Triple]) -> bool:
    """Tell whether a result that pySHACL alone gives is on the list.

    It takes ``"1"^^xsd:boolean`` for true, which ``sh:uniqueLang`` does not (uniqueLang-002).
    """
    if result.component != _SH + "UniqueLangConstraintComponent":
        return False
    stated = [
        triple.object
        for triple in shapes
        if triple.subject == result.shape and triple.predicate == _UNIQUE_LANG
    ]
    return bool(stated) and all(isinstance(v, Literal) and v.value == "1" for v in stated)
