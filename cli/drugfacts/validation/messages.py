"""What a finding says when the shape has no message of its own: one sentence a component."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.terms import PREFIXES
from drugfacts.validation.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drugfacts.graph.dataset import DataSet, Subject, Term

_SH = PREFIXES["sh"]
_SUFFIX = "ConstraintComponent"
_KINDS = {
    "IRI": "an IRI",
    "BlankNode": "a blank node",
    "Literal": "a literal",
    "BlankNodeOrIRI": "an IRI or a blank node",
    "BlankNodeOrLiteral": "a literal or a blank node",
    "IRIOrLiteral": "an IRI or a literal",
}


def default(
    component: str,
    shape: Subject,
    shapes: DataSet,
    value: Term | None,
    shorten: Callable[[str], str],
    count: int | None = None,
    types: Sequence[Term] = (),
) -> str:
    """Return a sentence on a result: what is wrong, then what to do.

    Args:
        component: IRI of the constraint component.
        shape: The shape that was broken.
        shapes: The shapes graph, for the parameters of the shape.
        value: The value of the result, or None.
        shorten: Makes CURIEs of IRIs.
        count: How many values there are, where somebody has counted them.
        types: The classes that the value is said to have, as far as they are known.
    """
    wording = Wording(shape, shapes, value, shorten, count, types)
    name = component.removeprefix(_SH).removesuffix(_SUFFIX)
    write = _SENTENCES.get(name) if component.startswith(_SH) else None
    if write is None:
        return (
            f"{wording.subject} does not meet the constraint {shorten(component)}; "
            "correct it, or correct the shape."
        )
    return write(wording)


def _values(writer: Wording, number: str = "") -> str:
    noun = "value" if number == "1" else "values"
    return f"{noun} of {writer.path}" if writer.path else noun


def _min_count(writer: Wording) -> str:
    least = writer.number("minCount")
    if least == "1" and writer.count in (None, 0):
        return f"has no value of {writer.path}; add one."
    has = "fewer than" if writer.count is None else f"{writer.count} of at least"
    return f"has {has} {least} {_values(writer, least)}; add what is missing."


def _max_count(writer: Wording) -> str:
    most = writer.number("maxCount")
    if most == "0":
        return f"has a value of {writer.path}, and none is allowed; take it out."
    if writer.count is None:
        return f"has more than {most} {_values(writer, most)}; take some out."
    are = "is" if most == "1" else "are"
    return f"has {writer.count} {_values(writer)}, and at most {most} {are} allowed; take some out."


def _qualified(writer: Wording, name: str, has: str, advice: str) -> str:
    number = writer.number(name)
    conform = "conforms" if number == "1" else "conform"
    much = "no" if has == "fewer than" and number == "1" else f"{has} {number}"
    which = writer.shapes_of("qualifiedValueShape")
    return f"has {much} {_values(writer, number)} that {conform} to the shape{which}; {advice}."


def _bound(writer: Wording, name: str, wanted: str) -> str:
    bound = writer.text(name)
    return f"{writer.subject} is not {wanted} {bound}, or cannot be compared with it; correct it."


def _pattern(writer: Wording) -> str:
    flags = writer.number("flags") if writer.text("flags") else ""
    aside = f" (with the flags {flags})" if flags else ""
    return f"{writer.subject} does not match {writer.text('pattern')}{aside}; correct it."


def _kind(writer: Wording) -> str:
    kind = _KINDS.get(writer.text("nodeKind").removeprefix("sh:"), "of the kind asked for")
    return f"{writer.subject} is not {kind}; write it as one."


def _class(writer: Wording) -> str:
    asked = writer.text("class")
    # Which of several it lacks, the result does not say.
    of, them = ("all of ", "those classes") if " and " in asked else ("", "that class")
    has = f" (it is one of {writer.types()})" if writer.types() else ""
    return (
        f"{writer.subject} is not an instance of {of}{asked}{has}; give it {them}, add its "
        "description where it is missing, or point to another thing."
    )


def _datatype(writer: Wording) -> str:
    asked = writer.text("datatype")
    value = writer.value
    if isinstance(value, Literal) and writer.term(value.datatype) == asked:
        return f"{writer.subject} is not written as {asked} must be; correct it."
    return f"{writer.subject} is not of the datatype {asked}; write it as one."


def _logic(writer: Wording, name: str, fault: str, advice: str) -> str:
    return f"{writer.subject} conforms to {fault}{writer.shapes_of(name)}; {advice}."


def _unique_lang(writer: Wording) -> str:
    return f"has several {_values(writer)} in one language; keep one of each language."


def _pair(writer: Wording, name: str, wanted: str) -> str:
    return (
        f"{writer.subject} is not {wanted} every value of {writer.text(name)}, "
        "or cannot be compared with it; correct one of them."
    )


def _closed(writer: Wording) -> str:
    return "The shape is closed and does not list this property; take it out, or correct its name."


def _in(writer: Wording) -> str:
    said = f"is not one of {writer.listed('in')}; choose one of these"
    none = "is not allowed, as the list is empty; correct the shape"
    return f"{writer.subject} {said if writer.listed('in') else none}."


_SENTENCES: dict[str, Callable[[Wording], str]] = {
    "MinCount": _min_count,
    "MaxCount": _max_count,
    "QualifiedMinCount": lambda w: _qualified(
        w, "qualifiedMinCount", "fewer than", "add what is missing, or correct a value"
    ),
    "QualifiedMaxCount": lambda w: _qualified(w, "qualifiedMaxCount", "more than", "take some out"),
    "Class": _class,
    "Datatype": _datatype,
    "NodeKind": _kind,
    "MinExclusive": lambda w: _bound(w, "minExclusive", "more than"),
    "MinInclusive": lambda w: _bound(w, "minInclusive", "at least"),
    "MaxExclusive": lambda w: _bound(w, "maxExclusive", "less than"),
    "MaxInclusive": lambda w: _bound(w, "maxInclusive", "at most"),
    "MinLength": lambda w: (
        f"{w.subject} is shorter than {w.number('minLength')} characters, "
        "or has no text; correct it."
    ),
    "MaxLength": lambda w: (
        f"{w.subject} is longer than {w.number('maxLength')} characters, "
        "or has no text; shorten it."
    ),
    "Pattern": _pattern,
    "LanguageIn": lambda w: (
        f"{w.subject} is in none of the languages {w.listed('languageIn')}; "
        "give it one of these language tags, or take it out."
    ),
    "UniqueLang": _unique_lang,
    "Equals": lambda w: (
        f"{w.subject} is a value of only one of "
        f"{w.path or 'the node itself'} and {w.text('equals')}, which must have the same; "
        "add it to the other, or take it out."
    ),
    "Disjoint": lambda w: (
        f"{w.subject} is a value of {w.path or 'the node itself'} and of {w.text('disjoint')}, "
        "which must have none in common; take one out."
    ),
    "LessThan": lambda w: _pair(w, "lessThan", "less than"),
    "LessThanOrEquals": lambda w: _pair(w, "lessThanOrEquals", "at most"),
    "Not": lambda w: _logic(
        w, "not", "a shape that it must not conform to", "change what that shape describes"
    ),
    "And": lambda w: _logic(
        w, "and", "not all of the shapes that it must", "correct it so that it meets each"
    ),
    "Or": lambda w: _logic(
        w, "or", "none of the shapes of which it must meet one", "correct it so that it meets one"
    ),
    "Xone": lambda w: _logic(
        w,
        "xone",
        "none or several of the shapes of which it must meet one alone",
        "correct it so that it meets exactly one",
    ),
    "Node": lambda w: (
        f"{w.subject} does not conform to the shape that it must{w.shapes_of('node')}; "
        "correct it as that shape asks."
    ),
    "Property": lambda w: f"{w.subject} does not conform to a property shape; correct it.",
    "Closed": _closed,
    "HasValue": lambda w: (
        f"{w.text('hasValue')} is not among the {_values(w)}; add it."
        if w.path
        else f"{w.subject} is not {w.text('hasValue')}; correct it, or correct the shape."
    ),
    "In": _in,
    "SPARQL": lambda w: (
        f"{w.subject} is found by a query for faults, which has no message; "
        "read sh:select of the shape, and correct the data."
    ),
}
"""The sentence of each component of SHACL Core and of SPARQL-based constraints."""

COMPONENTS = frozenset(f"{_SH}{name}{_SUFFIX}" for name in _SENTENCES)
"""IRIs of the components that have a sentence of their own."""
