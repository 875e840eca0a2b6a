"""Components of the user's own in pySHACL: results with the value and the messages of SHACL.

pySHACL leaves the value out where an ASK validator of a property shape finds one that does
not conform, and gives each result the messages of the results before it too.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyshacl


def mend(shapes: pyshacl.ShapesGraph) -> None:
    """Make the components of a shapes graph report as SHACL says."""
    mended: Any = {_Component(each) for each in shapes.custom_constraints}
    shapes._custom_constraints = mended


class _Component:
    """A component whose validators are mended when a shape gets them.

    Args:
        component: The component of pySHACL.
    """

    def __init__(self, component: Any) -> None:
        self._component = component

    def __getattr__(self, name: str) -> Any:
        return getattr(self._component, name)

    def make_validator_for_shape(self, shape: Any) -> Any:
        bound = self._component.make_validator_for_shape(shape)
        bound.make_v_result = partial(_result, bound, bound.make_v_result)
        bound.validator = _Validator(bound.validator)
        return bound


class _Validator:
    """A validator that tells which value does not conform.

    Args:
        validator: The validator of pySHACL.
    """

    def __init__(self, validator: Any) -> None:
        self.node = validator.node
        self._validate = validator.validate

    def validate(self, executor: Any, focus: Any, *more: Any) -> set[tuple[Any, Any]]:
        found = self._validate(executor, focus, *more)
        # A SELECT gives focus node, path and value; an ASK gives False alone.
        return {(value, (focus, None, value) if said is False else said) for value, said in found}


def _result(bound: Any, make: Any, *given: Any, **named: Any) -> Any:
    """Make a result with the messages of its own validator alone, and with their owner."""
    named["extra_messages"] = list(bound.query_helper.bound_messages)
    return make(*given, **named, source_constraint=bound.validator.node)
