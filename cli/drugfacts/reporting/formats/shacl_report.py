"""The validation report of SHACL (https://www.w3.org/TR/shacl/#validation-report), as Turtle.

The layout is the canonical one of ``drugfacts format``. Each finding is a result, those of
document rules too: their constraint component is an IRI of our own, below `RULES`. What
the vocabulary has no word for is said in words of others: the rule as
``dcterms:identifier``, the place as a pointer (https://www.w3.org/TR/Pointers-in-RDF10/)
at ``dcterms:source``.

``sh:conforms`` is false when any result counts: in SHACL that of an info is one too. What
does not count is there all the same: suppressed findings, whose ``rdfs:comment`` says
why, and infos of our own rules, which SHACL knows nothing of.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.graph.turtle import layout, trees
from drugfacts.graph.turtle.names import Names
from drugfacts.graph.turtle.trees import Node
from drugfacts.model import Finding, Severity
from drugfacts.reporting.characters import one_line, visible
from drugfacts.reporting.labelled import aside
from drugfacts.reporting.path_nodes import path_node
from drugfacts.reporting.path_notation import parse
from drugfacts.reporting.rdf_terms import Labels, term
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.graph.turtle.trees import Value
    from drugfacts.model import Position
    from drugfacts.reporting.report import Report

RULES = "https://w3id.org/drugfacts/docs/rules/"
"""Namespace of the document rules, as constraint components."""

_SH = PREFIXES["sh"]
_PTR = "http://www.w3.org/2009/pointers#"
_POINTER, _REFERENCE = NamedNode(_PTR + "LineCharPointer"), NamedNode(_PTR + "reference")
_LINE, _CHARACTER = NamedNode(_PTR + "lineNumber"), NamedNode(_PTR + "charNumber")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_IDENTIFIER = NamedNode(PREFIXES["dcterms"] + "identifier")
_SOURCE = NamedNode(PREFIXES["dcterms"] + "source")
_INDENT = 8
_EACH = "\n" + " " * _INDENT
"""What stands before each of several objects of one predicate."""

_SEVERITIES = {
    Severity.VIOLATION: _SH + "Violation",
    Severity.WARNING: _SH + "Warning",
    Severity.INFO: _SH + "Info",
}


def write(report: Report) -> Iterator[str]:
    """Yield the report as Turtle."""
    base = report.base or iris.BASE
    writer = _Writer(report, Names(iris.prefixes(base), base, {**report.prefixes, "ptr": _PTR}))
    pieces = writer.pieces()
    used = sorted(writer.names.used.items())
    prefixes = "\n".join(layout.prefix_line(*pair) for pair in used)
    yield f"{prefixes}\n\n"
    for piece in pieces:
        yield writer.labels.named(piece)
    yield "\n"


class _Writer:
    """Writes a report, result by result."""

    def __init__(self, report: Report, names: Names) -> None:
        self.labels = Labels()
        self.names = names
        self._trees = trees.Writer(names)
        self._report = report
        # A report needs a focus node for what is about the data as a whole.
        whole = term(f"<{report.base}>") if report.base else BlankNode("data")
        self._whole = self.labels.of(whole, "report")

    def pieces(self) -> list[str]:
        """Return the one block of the report, as the canonical layout has it, in pieces."""
        conforms = not any(_counts(finding) for finding in self._report.findings)
        remarks = (self._report.summary(), *self._report.remarks, *_fixed(self._report))
        said: dict[NamedNode, Sequence[Value]] = {
            _TYPE: (_sh("ValidationReport"),),
            _COMMENT: [Literal(visible(remark)) for remark in remarks],
            _sh("conforms"): (Literal(conforms),),
        }
        told = [finding for finding in self._report.findings for _ in range(finding.times)]
        if len(told) == 1:
            said[_sh("result")] = (self._result(told[0]),)
        head = self._trees.root(Node(said))
        if len(told) < 2:
            return [head]
        results = sorted(self._trees.value(self._result(finding), _INDENT) for finding in told)
        # By IRI, sh:result is the last of the predicates.
        more = [f" ,{_EACH}{text}" for _, text in results[1:]]
        return [f"{head.removesuffix(' .')} ;\n    sh:result{_EACH}{results[0].text}", *more, " ."]

    def _result(self, finding: Finding) -> Node:
        rule = RULES + quote(finding.rule.encode("utf-8", "replace"), safe="")
        comments: list[Value] = []
        said: dict[NamedNode, Sequence[Value]] = {
            _TYPE: (_sh("ValidationResult"),),
            _IDENTIFIER: (Literal(visible(finding.rule)),),
            _sh("focusNode"): (self._focus(finding.focus),),
            _sh("resultSeverity"): (_iri(finding.level, _SEVERITIES[finding.severity]),),
            _sh("sourceConstraintComponent"): (_iri(finding.component, rule),),
        }
        if finding.message:
            said[_sh("resultMessage")] = (Literal(visible(finding.message)),)
        if finding.value:
            said[_sh("value")] = (self.labels.of(term(finding.value), "data"),)
        if finding.shape:
            said[_sh("sourceShape")] = (self.labels.of(term(finding.shape), "shapes"),)
        if finding.path:
            path = _path(finding.path)
            if path is None:
                comments.append(Literal(visible(f"result path: {finding.path}")))
            else:
                said[_sh("resultPath")] = (path,)
        if finding.position is not None:
            said[_SOURCE] = (_pointer(finding.position),)
        if finding.suppression is not None:
            comments.append(Literal(visible(aside(finding.suppression))))
        if comments:
            said[_COMMENT] = comments
        if finding.details:
            said[_sh("detail")] = [self._result(detail) for detail in finding.details]
        return Node(said)

    def _focus(self, focus: str) -> NamedNode | Literal:
        if not focus:
            return self._whole
        if focus.startswith(("_:", '"')):
            return self.labels.of(term(focus), "data")
        return self.labels.of(term(f"<{focus}>"), "data")


@lru_cache(maxsize=1024)
def _path(text: str) -> Value | None:
    """Return a path, or None for one that is too deep to be written, with an ellipsis in it."""
    try:
        return path_node(parse(text))
    except (InputError, ValueError):
        return None


def _pointer(place: Position) -> Node:
    said: dict[NamedNode, Sequence[Value]] = {
        _TYPE: (_POINTER,),
        _REFERENCE: (Node({_IDENTIFIER: (Literal(one_line(place.path)),)}),),
    }
    if place.line:
        said[_LINE] = (Literal(place.line),)
    if place.col:
        said[_CHARACTER] = (Literal(place.col),)
    return Node(said)


def _counts(finding: Finding) -> bool:
    from_shape = bool(finding.component)
    return finding.counts and (from_shape or finding.severity is not Severity.INFO)


def _fixed(report: Report) -> Iterator[str]:
    for each in report.fixed:
        yield f"fixed: {each.rule} {each.focus} {each.path} {each.value}".rstrip()


@cache
def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


def _iri(given: str, otherwise: str) -> NamedNode:
    try:
        return NamedNode(given or otherwise)
    except ValueError:
        return NamedNode(otherwise)
