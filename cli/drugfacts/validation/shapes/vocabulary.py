"""The terms of SHACL: which are run here, which only describe, and which are not run."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.validation.shacl import SH
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.reading import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.validation.shapes.reading import ShapesGraph

RUN = frozenset(
    """
    NodeShape PropertyShape Shape targetClass targetNode targetObjectsOf targetSubjectsOf
    deactivated message severity Severity Info Violation Warning property path inversePath
    alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath class datatype nodeKind NodeKind
    IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral minCount maxCount
    minExclusive minInclusive maxExclusive maxInclusive minLength maxLength pattern flags
    languageIn uniqueLang equals disjoint lessThan lessThanOrEquals not and or xone node
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
    closed ignoredProperties hasValue in name description order group defaultValue
    PropertyGroup sparql SPARQLConstraint SPARQLExecutable SPARQLSelectExecutable
    SPARQLAskExecutable select ask prefixes declare prefix namespace PrefixDeclaration
    ConstraintComponent parameter Parameter Parameterizable optional labelTemplate validator
    Validator nodeValidator propertyValidator SPARQLAskValidator SPARQLSelectValidator
    """.split()  # noqa: SIM905
)
"""Local names of SHACL Core and SHACL-SPARQL that a shape may use."""

REPORTED = frozenset(
    """
    ValidationReport ValidationResult AbstractResult conforms result detail focusNode
    resultMessage resultPath resultSeverity sourceConstraint sourceConstraintComponent
    sourceShape value shapesGraph suggestedShapesGraph shapesGraphWellFormed
    resultAnnotation ResultAnnotation annotationProperty annotationValue annotationVarName
    """.split()  # noqa: SIM905
)
"""Local names of reports and of links to shapes; no shape runs them."""

LINKING = frozenset(("nodeShape",))
"""Local names from drafts, which data may have and no shape: `sh:node` could be meant."""

_ADVANCED = frozenset(
    """
    rule Rule TripleRule SPARQLRule construct condition subject predicate object
    target Target TargetType SPARQLTarget SPARQLTargetType SPARQLConstructExecutable update
    SPARQLUpdateExecutable expression ExpressionConstraintComponent function Function
    SPARQLFunction returnType nodes values this filterShape union intersection count distinct
    desc limit offset orderBy sum min max groupConcat separator if then else exists Rules
    """.split()  # noqa: SIM905
)
_SCRIPT = frozenset(
    """
    js jsFunctionName jsLibrary jsLibraryURL JSConstraint JSConstraintComponent JSExecutable
    JSFunction JSLibrary JSRule JSTarget JSTargetType JSValidator
    """.split()  # noqa: SIM905
)
_NEXT = frozenset(
    """
    targetWhere shape memberShape minListLength maxListLength uniqueMembers someValue
    singleLine subsetOf rootClass reifierShape reificationRequired nodeByExpression
    Debug Trace agentInstruction intent codeIdentifier unit
    """.split()  # noqa: SIM905
)
_ELSEWHERE = {
    **dict.fromkeys(_ADVANCED, "SHACL Advanced Features"),
    **dict.fromkeys(_SCRIPT, "the JavaScript extensions of SHACL"),
    **dict.fromkeys(_NEXT, "SHACL 1.2"),
}
"""What else SHACL has, by what it belongs to: none of it is run here."""

_INFERENCE = "entailment"

_COMPONENT = re.compile(r"([A-Z]\w*)ConstraintComponent(?:-(\w+))?")


_NAMESPACE = re.compile(
    r"(https?://(?:www\.)?w3\.org/ns/shacl(?:[#/]+|(?=[A-Za-z])))[A-Za-z]+", re.I
)
"""What is taken for the namespace of SHACL, where it is misspelt, and a term in it."""


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield the terms of SHACL that are unknown, or known and not run here."""
    yield from _misspelt(graph)
    for predicate, pairs in graph.statements.items():
        said = _as_used(predicate)
        linking = predicate.value.removeprefix(SH) in LINKING
        for subject, value in pairs:
            if said and not (linking and subject not in graph.shapes):
                yield Fault(said, subject, predicate)
            if isinstance(subject, NamedNode) and (unknown := _as_named(subject)):
                yield Fault(unknown, subject)
            if isinstance(value, NamedNode):
                wrong = _as_used(value) if predicate == TYPE else _as_named(value)
                if wrong:
                    yield Fault(wrong, subject, predicate, value)


def _misspelt(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield each namespace that only looks like that of SHACL, where it is first used."""
    told: set[str] = set()
    for predicate, pairs in graph.statements.items():
        for subject, value in pairs:
            is_kind = predicate == TYPE and isinstance(value, NamedNode)
            found = _NAMESPACE.fullmatch(predicate.value)
            if found is None and is_kind:
                found = _NAMESPACE.fullmatch(value.value)
            if found is None or found[1] == SH or found[1] in told:
                continue
            told.add(found[1])
            said = f"<{found[1]}> looks like SHACL's namespace; write <{SH}>."
            yield Fault(said, subject, predicate, value if is_kind else None)


def _as_used(term: NamedNode) -> str | None:
    """Return what is wrong with a term that a shape is made with."""
    if not term.value.startswith(SH):
        return None
    name = term.value.removeprefix(SH)
    if name == _INFERENCE:
        return f"sh:{name} asks for inference, which is not run here; take it out."
    if name in _ELSEWHERE:
        return (
            f"sh:{name} is of {_ELSEWHERE[name]}, which is not run here; "
            "say it with SHACL Core or sh:sparql, or take it out."
        )
    return _as_named(term)


def _as_named(term: NamedNode) -> str | None:
    """Return what is wrong with a term that is only spoken of, as shapes about shapes do."""
    if not term.value.startswith(SH):
        return None
    name = term.value.removeprefix(SH)
    known = RUN | REPORTED | _ELSEWHERE.keys() | {_INFERENCE}
    if not name or name in known or _is_component(name):
        return None
    nearest = _nearest(name)
    advice = f"write sh:{nearest}, or take it out" if nearest else "take it out"
    return f"sh:{name} is not a term of SHACL Core or SHACL-SPARQL and would be ignored; {advice}."


def _nearest(name: str) -> str | None:
    """Return the term that is spelt most like a name, in its own case if there are two."""
    found = get_close_matches(name, sorted(RUN), n=1, cutoff=0.7)
    alike = [term for term in sorted(RUN) if term.lower() == name.lower()]
    return next(iter(alike or found), None)


def _is_component(name: str) -> bool:
    """Tell whether a name is that of a component, or of a parameter of one."""
    found = _COMPONENT.fullmatch(name)
    if found is None:
        return False
    stem = found[1][0].lower() + found[1][1:]
    return (stem in RUN or found[1] == "SPARQL") and (found[2] is None or found[2] in RUN)
