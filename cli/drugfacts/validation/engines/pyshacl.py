"""pySHACL, the reference: right about nearly everything, and slow."""

from __future__ import annotations

import logging
import re
import warnings
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, RdfFormat, Triple, parse

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.rdflib_adapter import Terms, quiet, to_rdflib
from drugfacts.terms import PREFIXES
from drugfacts.validation.engines import mending, validators
from drugfacts.validation.engines.queries import graph_kind
from drugfacts.validation.engines.result import Result, counted, preference

if TYPE_CHECKING:
    from collections.abc import Sequence

    import rdflib
    from rdflib.term import Identifier

    from drugfacts.graph.dataset import Term

SH = PREFIXES["sh"]

MAX_DEPTH = 15
"""How many shapes may be nested in one another, as in pySHACL itself."""


def check(data: Sequence[Triple], shapes: Sequence[Triple]) -> list[Result]:
    """Check data against shapes, without inference, rules, scripts or imports.

    Args:
        data: The data graph, with the classes that it needs.
        shapes: The shapes graph.

    Returns:
        The results, none twice.

    Raises:
        InputError: the shapes are not well-formed, or call themselves.
        LimitError: shapes or classes are nested too deeply.
    """
    from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning

    terms = Terms()
    shapes_graph = to_rdflib(shapes, terms, graph_kind())
    data_graph = to_rdflib(data, terms, graph_kind())
    try:
        with quiet(), mending.mended():
            warnings.simplefilter("error", ShapeRecursionWarning)
            return _Engine(data_graph, shapes_graph, terms).run()
    except ShapeRecursionWarning as error:
        raise InputError("a shape calls itself, which SHACL leaves open; undo that.") from error
    except (re.error, NotImplementedError, AssertionError, TypeError) as error:
        raise InputError(f"the shapes cannot be used: {error}; correct the shape.") from error
    except RecursionError as error:
        raise LimitError(
            "something is nested too deeply for pySHACL, such as classes below classes; "
            "take levels out, or use --engine rust."
        ) from error
    except ReportableRuntimeError as error:
        said = str(getattr(error, "message", error)).split("\n")[0].rstrip(" .")
        if "too deep" in said:
            raise LimitError(
                f"shapes are nested more than {MAX_DEPTH} deep; take a level out."
            ) from error
        raise InputError(f"the shapes cannot be used: {said}; correct the shape.") from error


def check_texts(graphs: tuple[str, str]) -> list[Result]:
    """Return what `check` returns for data and shapes as N-Triples, which a process can take."""
    data, shapes = ([quad.triple for quad in parse(graph, RdfFormat.N_TRIPLES)] for graph in graphs)
    return check(data, shapes)


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
        validators.mend(self._shapes)

    def run(self) -> list[Result]:
        """Hold each shape against its focus nodes, all of a shape at once."""
        from pyshacl.pytypes import SHACLExecutor

        executor = SHACLExecutor(max_validation_depth=MAX_DEPTH)
        results: dict[Identifier, Result] = {}
        for shape in self._shapes.shapes:
            targets = set(shape.focus_nodes(self._data))
            if targets and not shape.deactivated:
                _, found = shape.validate(executor, self._data, focus=targets)
                results.update((node, self._result(node, parts)) for _, node, parts in found)
        return counted(results.values())

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

    def _written(self, found: dict[str, Any], messages: list[Any]) -> tuple[str, ...]:
        """Return the messages that somebody wrote: the constraint's, else the shape's.

        The constraint is a query of the shape, or the validator of a component. pySHACL
        gives its messages first, and its own words where there are none.
        """
        for owner in ("sourceConstraint", "sourceShape"):
            count = self._messages_of(found[owner]) if owner in found else 0
            if count:
                texts = [text for text in messages[:count] if isinstance(text, Literal)]
                return tuple(text.value for text in sorted(texts, key=preference))
        return ()

    def _messages_of(self, node: Term) -> int:
        import rdflib

        predicate = rdflib.URIRef(SH + "message")
        return len(list(self._graph.objects(self._terms.to_rdflib(node), predicate)))


class _Strict(logging.Handler):
    """Turns a warning of the engine into an error: it skips what it warns of."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().rstrip(".")
        raise InputError(f"the shapes cannot be used: {said}; correct the shape.")


def _strict_logger() -> logging.Logger:
    logger = logging.Logger("drugfacts.shacl", logging.WARNING)
    logger.addHandler(_Strict())
    return logger
