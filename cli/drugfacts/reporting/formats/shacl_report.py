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

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.graph.turtle import layout
from drugfacts.graph.turtle.blanks import Blanks, index
from drugfacts.graph.turtle.document import Notes
from drugfacts.graph.turtle.names import Names
from drugfacts.model import Finding, Severity
from drugfacts.reporting.characters import one_line, visible
from drugfacts.reporting.labelled import aside
from drugfacts.reporting.path_nodes import path_triples
from drugfacts.reporting.path_notation import parse
from drugfacts.reporting.rdf_terms import Labels, term
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Term
    from drugfacts.model import Position
    from drugfacts.reporting.report import Report

RULES = "https://w3id.org/drugfacts/docs/rules/"
"""Namespace of the document rules, as constraint components."""

_SH = PREFIXES["sh"]
_PTR = "http://www.w3.org/2009/pointers#"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_IDENTIFIER = NamedNode(PREFIXES["dcterms"] + "identifier")
_SOURCE = NamedNode(PREFIXES["dcterms"] + "source")
_EACH = "\n" + " " * 8
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
    """Writes a report; the triples of one result at a time are in memory.

    No result shares a blank node with another, so that each can be written by itself.
    """

    def __init__(self, report: Report, names: Names) -> None:
        self.triples: list[Triple] = []
        self.labels = Labels()
        self.names = names
        self._report = report
        # A report needs a focus node for what is about the data as a whole.
        whole = term(f"<{report.base}>") if report.base else BlankNode("data")
        self._whole = self.labels.of(whole, "report")

    def pieces(self) -> list[str]:
        """Return the one block of the report, as the canonical layout has it, in pieces."""
        root = BlankNode()
        self._say(root, _TYPE, NamedNode(_SH + "ValidationReport"))
        conforms = not any(_counts(finding) for finding in self._report.findings)
        self._say(root, _sh("conforms"), Literal(conforms))
        for remark in (self._report.summary(), *self._report.remarks, *_fixed(self._report)):
            self._say(root, _COMMENT, Literal(visible(remark)))
        told = [finding for finding in self._report.findings for _ in range(finding.times)]
        if len(told) == 1:
            self._say(root, _sh("result"), self._result(told[0]))
        head = self._written()
        if len(told) < 2:
            return [head]
        results = sorted(self._keyed(finding) for finding in told)
        # By IRI, sh:result is the last of the predicates.
        more = [f" ,{_EACH}{text}" for _, text in results[1:]]
        return [f"{head.removesuffix(' .')} ;\n    sh:result{_EACH}{results[0][1]}", *more, " ."]

    def _keyed(self, finding: Finding) -> tuple[str, str]:
        """Return what a result is sorted by, and the result as one of several objects."""
        node = self._result(finding)
        key = Blanks(index(self.triples)).key(node)
        # Beside a literal, which comes first, the node is written as one of several.
        root = BlankNode()
        self._say(root, _sh("result"), Literal(""))
        self._say(root, _sh("result"), node)
        return key, self._written().partition(f'"" ,{_EACH}')[2].removesuffix(" .")

    def _written(self) -> str:
        """Return the triples so far as a block, and forget them."""
        (block,) = layout.write_blocks(self.triples, self.names, Notes())
        self.triples = []
        return block

    def _say(self, subject: BlankNode, predicate: NamedNode, value: Term) -> None:
        self.triples.append(Triple(subject, predicate, value))

    def _result(self, finding: Finding) -> BlankNode:
        node = BlankNode()
        rule = RULES + quote(finding.rule.encode("utf-8", "replace"), safe="")
        self._say(node, _TYPE, NamedNode(_SH + "ValidationResult"))
        self._say(node, _IDENTIFIER, Literal(visible(finding.rule)))
        self._say(node, _sh("focusNode"), self._focus(finding.focus))
        self._say(node, _sh("resultSeverity"), _iri(finding.level, _SEVERITIES[finding.severity]))
        self._say(node, _sh("sourceConstraintComponent"), _iri(finding.component, rule))
        if finding.message:
            self._say(node, _sh("resultMessage"), Literal(visible(finding.message)))
        if finding.value:
            self._say(node, _sh("value"), self.labels.of(term(finding.value), "data"))
        if finding.shape:
            self._say(node, _sh("sourceShape"), self.labels.of(term(finding.shape), "shapes"))
        if finding.path:
            self._path(node, finding.path)
        if finding.position is not None:
            self._say(node, _SOURCE, self._pointer(finding.position))
        if finding.suppression is not None:
            self._say(node, _COMMENT, Literal(visible(aside(finding.suppression))))
        for detail in finding.details:
            self._say(node, _sh("detail"), self._result(detail))
        return node

    def _focus(self, focus: str) -> Term:
        if not focus:
            return self._whole
        if focus.startswith(("_:", '"')):
            return self.labels.of(term(focus), "data")
        return term(f"<{focus}>")

    def _path(self, result: BlankNode, text: str) -> None:
        try:
            head, triples = path_triples(parse(text))
        except (InputError, ValueError):
            # A path too deep to be written has an ellipsis in it; the words remain.
            self._say(result, _COMMENT, Literal(visible(f"result path: {text}")))
            return
        self._say(result, _sh("resultPath"), head)
        self.triples += triples

    def _pointer(self, place: Position) -> BlankNode:
        pointer, document = BlankNode(), BlankNode()
        self._say(pointer, _TYPE, NamedNode(_PTR + "LineCharPointer"))
        self._say(pointer, NamedNode(_PTR + "reference"), document)
        self._say(document, _IDENTIFIER, Literal(one_line(place.path)))
        for name, number in (("lineNumber", place.line), ("charNumber", place.col)):
            if number:
                self._say(pointer, NamedNode(_PTR + name), Literal(number))
        return pointer


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
