"""Which engine runs: the fast one, where it can be trusted with the shapes and the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import InputError, UsageError
from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES
from drugfacts.validation import engines

if TYPE_CHECKING:
    from collections.abc import Collection

    from drugfacts.graph.dataset import DataSet

_DATE = NamedNode(PREFIXES["xsd"] + "date")


def choose(
    engine: engines.Name,
    shapes: DataSet,
    ontology: DataSet,
    dated: Collection[str] | None,
    *,
    packaged: bool = False,
) -> tuple[engines.Name, tuple[str, ...]]:
    """Return the engine to run, and what to tell the user about the choice.

    ``auto`` stays ``auto`` where nothing speaks against the Rust engine.

    Args:
        engine: What the user asked for.
        shapes: The shapes graph.
        ontology: Declares prefixes of queries.
        dated: Properties that have dates in the data, by IRI; None when unknown.
        packaged: The shapes are those of the package, which are known to suit the Rust
            engine (a test says so).

    Raises:
        UsageError: the Rust engine is asked for and not installed.
        InputError: it is asked for and cannot be trusted with the shapes.
    """
    there = engines.has_rust()
    if engine == "auto" and not there:
        return "pyshacl", ("the Rust engine is not installed, so that the slower pySHACL ran.",)
    if engine in ("rust", "compare") and not there:
        raise UsageError(
            f"--engine {engine} needs the package shacl, which is not installed; "
            "install it, or use --engine pyshacl."
        )
    if packaged or engine not in ("auto", "rust"):
        return engine, ()
    why = _reason(shapes, ontology, dated)
    if why is None:
        return engine, ()
    if engine == "rust":
        raise InputError(
            f"the Rust engine cannot be trusted with these shapes: {why}; use --engine auto."
        )
    return "pyshacl", (f"the slower pySHACL ran, as of the Rust engine {why}.",)


def _reason(shapes: DataSet, ontology: DataSet, dated: Collection[str] | None) -> str | None:
    # Reading the queries of shapes takes patterns that are slow to make.
    from drugfacts.validation.shapes import beyond_rust

    return beyond_rust.reason(shapes, ontology, dated)


def dated(data: DataSet) -> frozenset[str]:
    """Return the properties that have values of the datatype xsd:date, by IRI."""
    return frozenset(
        predicate.value
        for _, predicate, value in map(parts, data.all_triples())
        if isinstance(value, Literal) and value.datatype == _DATE
    )
