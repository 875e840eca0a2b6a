"""What is derived from the facts, typed by hand among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet, parts
from drugfacts.terms import DF, PREFIXES
from drugfacts.validation.mentions import inside, locate, short, violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject
    from drugfacts.model import Finding

RULE = "document-derived"

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_VERDICTS, _CONFLICTS, _SHORTCUTS = (
    "a verdict, which 'drugfacts label check --format trig' derives",
    "a conflict, which 'drugfacts conflicts --format trig' derives",
    "a short-cut, which 'drugfacts label endorse' derives",
)
_CLASSES = {
    NamedNode(DF.Verdict): _VERDICTS,
    NamedNode(DF.Conflict): _CONFLICTS,
    NamedNode(DF.AdviceConflict): _CONFLICTS,
    NamedNode(DF.ExclusionConflict): _CONFLICTS,
    NamedNode(DF.NegationConflict): _CONFLICTS,
    NamedNode(DF.RangeConflict): _CONFLICTS,
    NamedNode(DF.ValueConflict): _CONFLICTS,
}
_PROPERTIES = {
    NamedNode(DF.againstLabel): _VERDICTS,
    NamedNode(DF.basis): _VERDICTS,
    NamedNode(DF.missingRestriction): _VERDICTS,
    NamedNode(DF.onClaim): _VERDICTS,
    NamedNode(DF.outcome): _VERDICTS,
    NamedNode(DF.between): _CONFLICTS,
    NamedNode(DF.labelledFor): _SHORTCUTS,
}


def derived(data: DataSet) -> Iterator[Finding]:
    """Find verdicts, conflicts and short-cuts in the documents of a data set.

    Each thing is told once in a document, where it first says so. Derived files that lie in
    no data set are what the commands write, and none of this.
    """
    for document, _ in inside(data):
        seen: set[Subject] = set()
        for quad in document.quads:
            subject, predicate, value = parts(quad)
            is_class = predicate == _TYPE and isinstance(value, NamedNode)
            node = value if is_class and isinstance(value, NamedNode) else predicate
            what = (_CLASSES if is_class else _PROPERTIES).get(node)
            if what and subject not in seen:
                seen.add(subject)
                yield violation(
                    RULE,
                    subject,
                    f"{short(node.value, data)} makes this {what} with its day; "
                    "remove it from the facts, and keep what is derived beside them.",
                    locate(data, document, quad, 3 if is_class else 2),
                    node,
                )
