"""The SHACL engine: the only place that knows which one it is (pySHACL).

An engine takes triples and gives an `Outcome`; it never sees files or places, and its
own types do not leave this module.
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.rdflib_adapter import Terms, quiet, to_rdflib
from drugfacts.terms import PREFIXES
from drugfacts.validation.queries import graph_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import rdflib
    from rdflib.term import Identifier

    from drugfacts.graph.dataset import Subject, Term

SH = PREFIXES["sh"]

MAX_DEPTH = 15
"""How many shapes may be nested in one another, as in pySHACL itself."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a SHACL engine.

    Attributes:
        shape: The shape that was broken (``sh:sourceShape``).
        component: IRI of the constraint component.
        severity: IRI of the severity.
        focus: The focus node.
        path: The result path, a node of the shapes graph, or None.
        value: The offending value, or None.
        messages: The messages that the shape's author wrote, the best first.
    """

    shape: Subject
    component: str
    severity: str
    focus: Term
    path: Subject | None
    value: Term | None
    messages: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results of a run and the proof of its work.

    Attributes:
        results: None twice; their order means nothing.
        shapes: Number of shapes with targets that were held against at least one focus node.
        focus_nodes: What these shapes were held against.
    """

    results: tuple[Result, ...]
    shapes: int
    focus_nodes: frozenset[Term]


def run(
    data: Sequence[Triple],
    shapes: Sequence[Triple],
    ontology: Sequence[Triple] = (),
    focus: frozenset[Term] | None = None,
) -> Outcome:
    """Check data against shapes, without inference, rules, scripts or imports.

    Args:
        data: The data graph.
        shapes: The shapes graph.
        ontology: Added to the data graph for its classes, and to the shapes graph for
            its prefixes.
        focus: Only these are focus nodes, where a shape targets them; what they refer
            to is looked at wherever it is. None: all that the shapes target.

    Raises:
        InputError: the shapes are not well-formed, or call themselves.
        LimitError: shapes are nested too deeply.
    """
    from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning

    terms = Terms()
    declared = (t for t in ontology if t.predicate in _DECLARING)
    shapes_graph = to_rdflib([*shapes, *declared], terms, graph_kind())
    data_graph = to_rdflib([*data, *ontology], terms, graph_kind())
    wanted = None if focus is None else {terms.to_rdflib(term) for term in focus}
    try:
        with quiet():
            warnings.simplefilter("error", ShapeRecursionWarning)
            return _Engine(data_graph, shapes_graph, terms).run(wanted)
    except ShapeRecursionWarning as error:
        raise InputError("a shape calls itself, which SHACL leaves open; undo that.") from error
    except (re.error, NotImplementedError, AssertionError, TypeError) as error:
        raise InputError(f"the shapes cannot be used: {error}; correct the shape.") from error
    except ReportableRuntimeError as error:
        said = str(getattr(error, "message", error)).split("\n")[0].rstrip(".")
        if "too deep" in said:
            raise LimitError(
                f"shapes are nested more than {MAX_DEPTH} deep; take a level out."
            ) from error
        raise InputError(f"the shapes cannot be used: {said}; correct the shape.") from error


_DECLARING = {NamedNode(SH + name) for name in ("declare", "prefix", "namespace")}


class _Engine:
    """One run of pySHACL over one pair of graphs.

    It goes around `pyshacl.validate`, which would copy the graphs, wrap each look into
    them, and write a report as text and as a graph that nobody reads.
    """

    def __init__(self, data: rdflib.Graph, shapes: rdflib.Graph, terms: Terms) -> None:
        from pyshacl import ShapesGraph

        self._terms = terms
        self._data = data
        self._graph = shapes
        self._shapes = ShapesGraph(shapes, logger=_strict_logger())

    def run(self, wanted: set[Identifier] | None) -> Outcome:
        """Hold each shape against its focus nodes, all of a shape at once.

        pySHACL's own ``focus_nodes`` is of no use here: it also filters the values
        inside ``sh:node`` and its like, which then conform without being looked at.
        """
        from pyshacl.pytypes import SHACLExecutor

        executor = SHACLExecutor(max_validation_depth=MAX_DEPTH)
        results: dict[Result, None] = {}
        seen: set[Identifier] = set()
        shapes = 0
        for shape in self._shapes.shapes:
            targets = set(shape.focus_nodes(self._data))
            if wanted is not None:
                targets &= wanted
            if not targets or shape.deactivated:
                continue
            shapes += 1
            seen |= targets
            _, found = shape.validate(executor, self._data, focus=targets)
            results.update((self._result(node, parts), None) for _, node, parts in found)
        focus_nodes = frozenset(self._terms.from_rdflib(node) for node in seen)
        return Outcome(tuple(results), shapes, focus_nodes)

    def _result(self, node: Identifier, parts: Sequence[tuple[Any, Any, Any]]) -> Result:
        """Read a result from the triples that pySHACL makes of it and of its details."""
        found: dict[str, Any] = {}
        messages: list[Any] = []
        for subject, predicate, value in parts:
            if subject is not node:
                continue
            # A pair holds the graph that the term is from, and the term.
            term = self._terms.from_rdflib(value[1] if isinstance(value, tuple) else value)
            name = str(predicate).removeprefix(SH)
            if name == "resultMessage":
                messages.append(term)
            else:
                found[name] = term
        return Result(
            shape=found["sourceShape"],
            component=found["sourceConstraintComponent"].value,
            severity=found["resultSeverity"].value,
            focus=found["focusNode"],
            path=found.get("resultPath"),
            value=found.get("value"),
            messages=self._written(found, messages),
        )

    def _written(self, found: dict[str, Any], messages: list[Any]) -> tuple[Literal, ...]:
        """Return the messages that somebody wrote: the constraint's, else the shape's.

        pySHACL gives the constraint's first, and its own words where there are none.
        """
        for owner in ("sourceConstraint", "sourceShape"):
            count = self._messages_of(found[owner]) if owner in found else 0
            if count:
                texts = [text for text in messages[:count] if isinstance(text, Literal)]
                return tuple(sorted(texts, key=_preference))
        return ()

    def _messages_of(self, node: Term) -> int:
        import rdflib

        predicate = rdflib.URIRef(SH + "message")
        return len(list(self._graph.objects(self._terms.to_rdflib(node), predicate)))


def _preference(message: Literal) -> tuple[int, str, str]:
    language = message.language or ""
    return ({"en": 0, "": 1}.get(language.partition("-")[0], 2), language, message.value)


class _Strict(logging.Handler):
    """Turns a warning of the engine into an error: it skips what it warns of."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().rstrip(".")
        raise InputError(f"the shapes cannot be used: {said}; correct the shape.")


def _strict_logger() -> logging.Logger:
    logger = logging.Logger("drugfacts.shacl", logging.WARNING)
    logger.addHandler(_Strict())
    return logger
