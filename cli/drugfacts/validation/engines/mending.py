"""Components of SHACL Core that pySHACL gets wrong in silence, as SHACL has them.

It compares what SPARQL cannot compare, so that such a value passes, and it heeds only two
of the flags of patterns.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from drugfacts.graph.rdflib_adapter import Terms
from drugfacts.validation.engines import patterns
from drugfacts.validation.engines.comparing import precedes

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDS = {
    # Whether the bound is the lesser, and whether the value may be equal to it.
    "MinExclusive": (True, False),
    "MinInclusive": (True, True),
    "MaxExclusive": (False, False),
    "MaxInclusive": (False, True),
}


@contextmanager
def mended() -> Iterator[None]:
    """Have pySHACL take these components instead of its own; there is no other way in."""
    from pyshacl import shape
    from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP

    before = getattr(shape, "CONSTRAINT_PARAMS", (None, None))
    own = {**CONSTRAINT_PARAMETERS_MAP, **_components()}
    shape.CONSTRAINT_PARAMS = (ALL_CONSTRAINT_PARAMETERS, own)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        shape.CONSTRAINT_PARAMS = before  # type: ignore[attr-defined]


@cache
def _components() -> dict[Any, Any]:
    """Return the components by their parameters; made here as pySHACL is heavy."""
    from pyshacl.constraints.core import property_pair_constraints as pairs
    from pyshacl.constraints.core import string_based_constraints as strings
    from pyshacl.constraints.core import value_range_constraints as ranges

    found = [
        _bounding(getattr(ranges, f"{name}ConstraintComponent"), *how)
        for name, how in _BOUNDS.items()
    ]
    found += [
        _pairing(pairs.LessThanConstraintComponent, or_equal=False),
        _pairing(pairs.LessThanOrEqualsConstraintComponent, or_equal=True),
        _matching(strings.PatternConstraintComponent, strings.SH_flags),
    ]
    return {parameter: each for each in found for parameter in each.constraint_parameters()}


def _bounding(component: Any, is_least: bool, or_equal: bool) -> Any:
    (parameter,) = component.constraint_parameters()

    class Bounding(component):  # type: ignore[misc]
        def evaluate(self, _: Any, graph: Any, values: Any, *__: Any) -> tuple[bool, list[Any]]:
            bounds = list(self.shape.objects(parameter))
            found = [
                self.make_v_result(graph, focus, value_node=value)
                for bound in bounds
                for focus, nodes in values.items()
                for value in nodes
                if not _in_order(*((bound, value) if is_least else (value, bound)), or_equal)
            ]
            return not found, found

    return Bounding


def _pairing(component: Any, or_equal: bool) -> Any:
    (parameter,) = component.constraint_parameters()

    class Pairing(component):  # type: ignore[misc]
        def evaluate(self, _: Any, graph: Any, values: Any, *__: Any) -> tuple[bool, list[Any]]:
            found = [
                self.make_v_result(graph, focus, value_node=value)
                for predicate in self.shape.objects(parameter)
                for focus, nodes in values.items()
                for other in graph.objects(focus, predicate)
                for value in set(nodes)
                if not _in_order(value, other, or_equal)
            ]
            return not found, found

    return Pairing


def _matching(component: Any, flagged: Any) -> Any:
    (parameter,) = component.constraint_parameters()

    class Matching(component):  # type: ignore[misc]
        def __init__(self, shape: Any) -> None:
            # Its own would try to read what `compiled` reads in another way.
            super(component, self).__init__(shape)
            flags = next(map(str, shape.objects(flagged)), "")
            self.string_rules = list(shape.objects(parameter))
            self.compiled_cache = {
                pattern: patterns.compiled(str(pattern), flags) for pattern in self.string_rules
            }

    return Matching


def _in_order(one: Any, other: Any, or_equal: bool) -> bool:
    from pyoxigraph import Literal

    terms = Terms()
    first, second = terms.from_rdflib(one), terms.from_rdflib(other)
    if not isinstance(first, Literal) or not isinstance(second, Literal):
        return False
    return precedes(first, second, or_equal)
