"""The rules that nothing of a data set goes unchecked: no thing and no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet, Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.mentions import inside, short, violation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from drugfacts.model import Finding

_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def untyped(data: DataSet, told: Collection[Term]) -> Iterator[Finding]:
    """Find things without a class, which most shapes pass over.

    Args:
        data: What is checked.
        told: Things of whose class a shape has said something already.
    """
    for document, _ in inside(data):
        for subject in dict.fromkeys(parts(quad)[0] for quad in document.quads):
            if (
                isinstance(subject, NamedNode)
                and subject not in told
                and _TYPE not in data.properties(subject)
            ):
                yield violation(
                    "document-untyped",
                    subject,
                    f"{short(subject.value, data)} has no class, so that it goes unchecked; "
                    "give it one of the ontology, such as df:Drug or df:Condition.",
                    data.locate(subject, document=document),
                )


def unchecked(data: DataSet, checked: Collection[Term]) -> Iterator[Finding]:
    """Find documents with things that no shape was held against, each document once.

    Args:
        data: What is checked.
        checked: The focus nodes of all shapes, and that of which it is told already
            why no shape looks at it.
    """
    for document, _ in inside(data):
        subjects = dict.fromkeys(parts(quad)[0] for quad in document.quads)
        passed = [s for s in subjects if isinstance(s, NamedNode) and s not in checked]
        if passed:
            more = f" and {len(passed) - 1} more of this file" if passed[1:] else ""
            yield violation(
                "document-unchecked",
                passed[0],
                f"no shape looks at {short(passed[0].value, data)}{more}; "
                "give each thing a class of the ontology, such as df:Drug.",
                data.locate(passed[0], document=document),
            )
