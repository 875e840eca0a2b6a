"""Which example is missing when nobody notices that a constraint was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.mutation.shapegraph import ShapeGraph

_BAD = {
    "class": "a thing that is no {value}",
    "datatype": "a value that is right but for its datatype, {value}",
    "nodeKind": "a value of another kind of node than {value}",
    "minCount": "fewer than {value} values",
    "maxCount": "one value more than {value}",
    "qualifiedMinCount": "fewer than {value} values of the qualified shape",
    "qualifiedMaxCount": "one value of the qualified shape more than {value}",
    "minLength": "a text one character shorter than {value}",
    "maxLength": "a text one character longer than {value}",
    "minInclusive": "a value just below {value}",
    "minExclusive": "the value {value}",
    "maxInclusive": "a value just above {value}",
    "maxExclusive": "the value {value}",
    "pattern": "a value that is right but for its pattern",
    "in": "a value that is not in the list",
    "languageIn": "a text in another language",
    "uniqueLang": "two texts in one language",
    "equals": "values that {value} does not have",
    "disjoint": "a value that {value} has too",
    "lessThan": "a value that is equal to that of {value}",
    "lessThanOrEquals": "a value just above that of {value}",
    "not": "a value that is {value}",
    "node": "a value that is not {value}",
    "and": "a value that misses one of the shapes in the list",
    "or": "a value that is none of the shapes in the list",
    "xone": "a value that is none of the shapes in the list, or two of them",
    "hasValue": "values without {value}",
    "closed": "a property that the shape does not name",
    "sparql": "what the query looks for",
    "and-member": "a value that is all in the list but {value}",
}
_GOOD = {
    "in-member": "the value {value}",
    "languageIn-member": "a text in the language {value}",
    "or-member": "a value that is {value} and nothing else of the list",
    "xone-member": "a value that is {value} and nothing else of the list",
    "ignoredProperties": "the property {value}",
    "minInclusive-flipped": "exactly the value {value}",
    "maxInclusive-flipped": "exactly the value {value}",
    "lessThanOrEquals-flipped": "a value equal to that of {value}",
}
QUERY_ADVICE = (
    "write a good example that only this condition keeps from being reported, "
    "or a bad one that it reports"
)

_LOOSER = {
    "minExclusive-flipped": "minExclusive",
    "maxExclusive-flipped": "maxExclusive",
    "lessThan-flipped": "lessThan",
    "and-flipped": "and",
}


class Needed(NamedTuple):
    """An example that would notice a change.

    Attributes:
        good: True for one that the shapes let through, False for one that breaks them.
        text: What it would be, as an advice.
    """

    good: bool
    text: str


def needed(graph: ShapeGraph, shape: Subject, key: str, value: Term, change: str = "") -> Needed:
    """Return which example would notice that a constraint was changed.

    Args:
        graph: The shapes.
        shape: The shape with the constraint.
        key: The parameter without its prefix; ``-member`` behind it when the list got
            shorter, ``-flipped`` when it was turned round.
        value: Its value.
        change: What was done to it.
    """
    said = graph.text(value)
    if key in _GOOD:
        return good(graph, shape, _GOOD[key].format(value=said))
    if key.endswith("-flipped") and key not in _LOOSER:
        return good(graph, shape, "a right value")
    if change.startswith("widened to "):
        return bad(graph, shape, f"a value of {change.removeprefix('widened to ')} but not {said}")
    forbidden = _BAD.get(_LOOSER.get(key, key), "what it forbids")
    return bad(graph, shape, forbidden.format(value=said))


def good(graph: ShapeGraph, shape: Subject, having: str) -> Needed:
    """Ask for an example that the shapes let through."""
    return Needed(True, f"write a good example with {having}{_at(graph, shape)}")


def bad(graph: ShapeGraph, shape: Subject, having: str) -> Needed:
    """Ask for an example that breaks a shape."""
    name = graph.name(graph.named_owner(shape))
    return Needed(False, f"write a bad example of {name} with {having}{_at(graph, shape)}")


def _at(graph: ShapeGraph, shape: Subject) -> str:
    path = graph.path(shape)
    return f" at {path}" if path else ""
