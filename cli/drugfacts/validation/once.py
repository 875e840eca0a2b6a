"""One mistake, one finding: which results say again what a rule on documents says better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet, Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import name_of
from drugfacts.validation.vocabulary import is_unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from drugfacts.model import Finding
    from drugfacts.validation.engines.result import Result

_SH = PREFIXES["sh"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_CLOSED = _SH + "ClosedConstraintComponent"
_ON_KIND = {_SH + f"{name}ConstraintComponent" for name in ("Class", "Or", "Xone", "And", "Node")}
"""What asks of a value what kind of thing it is."""


def results(
    found: Iterable[Result], dangling: Collection[Finding], unclassed: Collection[Term]
) -> list[Result]:
    """Return the results that say what no rule on documents has said.

    Args:
        found: Results of the shapes.
        dangling: Findings of what is described nowhere: of that, nothing else is said.
        unclassed: Things of which it is said that their class is missing or unknown.
    """
    pairs = {(finding.focus, finding.value) for finding in dangling}
    missing = {finding.value for finding in dangling}
    return [
        result
        for result in found
        if str(result.focus) not in missing
        and not (result.path == _TYPE and result.focus in unclassed)
        and not (
            result.component in _ON_KIND
            and ((name_of(result.focus), str(result.value)) in pairs or result.value in unclassed)
        )
    ]


def of_told_class(found: Iterable[Result]) -> set[Term]:
    """Return the things of whose class a shape has said something."""
    return {result.focus for result in found if result.path == _TYPE}


def of_unknown_class(data: DataSet, ontology: DataSet, shapes: DataSet) -> set[Term]:
    """Return the subjects of the named documents with a class that is not declared."""
    return {
        parts(quad)[0]
        for quad in data.quads()
        if quad.predicate == _TYPE and is_unknown(parts(quad)[2], ontology, shapes)
    }


def is_unknown_property(result: Result, ontology: DataSet, shapes: DataSet) -> bool:
    """Tell whether a closed shape says of a property what the rule on terms says."""
    return (
        result.component == _CLOSED
        and isinstance(result.path, NamedNode)
        and is_unknown(result.path, ontology, shapes)
    )
