"""Constraints of shapes in plain words: "exactly one value", "each value is a df:Drug"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.explain.own import OwnComponents
from drugfacts.explain.phrases import with_article
from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import items
from drugfacts.validation.paths import path_text
from drugfacts.validation.shapes.reading import TRUE

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.show.names import Names

SH, XSD, RDF = PREFIXES["sh"], PREFIXES["xsd"], PREFIXES["rdf"]

_KINDS = {
    "IRI": "an IRI",
    "BlankNode": "a blank node",
    "Literal": "a literal",
    "BlankNodeOrIRI": "an IRI or a blank node",
    "BlankNodeOrLiteral": "a blank node or a literal",
    "IRIOrLiteral": "an IRI or a literal",
}
_DATATYPES = {
    XSD + "string": "a plain string",
    RDF + "langString": "a text with its language",
    XSD + "decimal": "a decimal number",
    XSD + "integer": "a whole number",
    XSD + "nonNegativeInteger": "a whole number of at least 0",
    XSD + "date": "a full date",
    XSD + "boolean": "true or false",
    XSD + "anyURI": "an address",
    XSD + "duration": "a duration",
}
_BOUNDS = {
    "minInclusive": "at least {}",
    "minExclusive": "more than {}",
    "maxInclusive": "at most {}",
    "maxExclusive": "less than {}",
}
_LENGTHS = {"minLength": "at least {}", "maxLength": "at most {}"}
_PAIRS = {
    "equals": "the values are those of {}",
    "disjoint": "no value is a value of {}",
    "lessThan": "each value is less than each value of {}",
    "lessThanOrEquals": "no value is greater than a value of {}",
}
_MOST_DEEP = 12
"""How deep shapes inside shapes are told."""


class Words:
    """Tells the constraints of the shapes of one graph.

    Args:
        shapes: The shapes graph.
        names: Names of what the shapes speak of.

    Attributes:
        own: Tells the constraint components of the user's own.
    """

    def __init__(self, shapes: DataSet, names: Names) -> None:
        self._shapes = shapes
        self._names = names
        self.own = OwnComponents(shapes, names)

    def path(self, shape: Subject) -> str:
        """Return the path of a property shape in the notation of SPARQL, or ""."""
        path = self._shapes.value(shape, SH + "path")
        return "" if path is None else path_text(path, self._shapes, self._short)

    def asks(self, shape: Subject) -> list[str]:
        """Return what a shape asks for, a sentence without its full stop each."""
        return self._asks(shape, 0)

    def _asks(self, shape: Subject, depth: int) -> list[str]:
        along = self._shapes.value(shape, SH + "path") is not None
        found = self._counts(shape) if along else []
        who = "each value" if along else "it"
        found += [f"{who} {said}" for said in self._of_each(shape, depth)]
        found += [f"{who} {said}" for said in self.own.asks(shape)]
        if self._is_true(shape, "uniqueLang"):
            found.append("no two values are in the same language")
        for value in self._values(shape, "hasValue"):
            found.append(f"{'one of the values' if along else 'it'} is {self._term(value)}")
        for name, phrase in _PAIRS.items():
            found += [phrase.format(self._term(value)) for value in self._values(shape, name)]
        found += self._qualified(shape, depth)
        if self._values(shape, "sparql"):
            found.append("its query finds nothing")
        return found

    def _of_each(self, shape: Subject, depth: int) -> list[str]:
        """Return what a shape asks of each value alone, as ends of a sentence."""
        found = [f"is {self._a_class(c)}" for c in self._values(shape, "class")]
        found += self._numbers(shape)
        for kind in self._values(shape, "nodeKind"):
            found.append(f"is {_KINDS.get(_local(kind), self._term(kind))}")
        sizes = [p.format(_lexical(v)) for n, p in _LENGTHS.items() for v in self._values(shape, n)]
        if sizes:
            found.append(f"has {' and '.join(sizes)} characters")
        for pattern in self._values(shape, "pattern"):
            flags = "".join(map(_lexical, self._values(shape, "flags")))
            found.append(f"matches {_lexical(pattern)}{f' (flags {flags})' if flags else ''}")
        for head in self._values(shape, "languageIn"):
            found.append(
                f"is in one of the languages {', '.join(map(_lexical, self._items(head)))}"
            )
        for head in self._values(shape, "in"):
            found.append(f"is one of {', '.join(map(self._term, self._items(head)))}")
        if self._is_true(shape, "closed"):
            found.append(f"has no property but {', '.join(self._allowed(shape)) or 'none'}")
        return found + self._logic(shape, depth)

    def _allowed(self, shape: Subject) -> list[str]:
        """Return the properties that a closed shape allows, those of its own first."""
        parts = [p for p in self._values(shape, "property") if not isinstance(p, Literal)]
        own = [path for part in parts for path in self._nodes(part, "path")]
        ignored = [
            i for head in self._values(shape, "ignoredProperties") for i in self._items(head)
        ]
        return list(dict.fromkeys([*sorted(map(self._term, own)), *map(self._term, ignored)]))

    def _counts(self, shape: Subject) -> list[str]:
        least = next(map(_lexical, self._values(shape, "minCount")), "")
        most = next(map(_lexical, self._values(shape, "maxCount")), "")
        return [] if not (least or most) else [_count(least, most)]

    def _numbers(self, shape: Subject) -> list[str]:
        kinds = [_DATATYPES.get(k.value, self._term(k)) for k in self._nodes(shape, "datatype")]
        bounds = [p.format(_lexical(v)) for n, p in _BOUNDS.items() for v in self._values(shape, n)]
        limit = " and ".join(bounds)
        if kinds:
            return [f"is {', '.join(kinds)}{f', {limit}' if limit else ''}"]
        return [f"is {limit}"] if limit else []

    def _logic(self, shape: Subject, depth: int) -> list[str]:
        found = [self._inner(inner, depth) for inner in self._values(shape, "node")]
        found += [f"is nothing that {self._inner(s, depth)}" for s in self._values(shape, "not")]
        for name, sign in (("and", " and "), ("or", " or "), ("xone", " or else ")):
            for head in self._values(shape, name):
                parts = [self._inner(member, depth) for member in self._items(head)]
                found.append(sign.join(parts) + (", but only one" if name == "xone" else ""))
        if depth:
            found += [self._inner(part, depth) for part in self._values(shape, "property")]
        # Shapes without a name come in another order each time.
        return sorted(found)

    def _qualified(self, shape: Subject, depth: int) -> list[str]:
        least = next(map(_lexical, self._values(shape, "qualifiedMinCount")), "")
        most = next(map(_lexical, self._values(shape, "qualifiedMaxCount")), "")
        return [
            f"{_count(least, most)} that {self._inner(inner, depth)}"
            for inner in self._values(shape, "qualifiedValueShape")
        ]

    def _inner(self, shape: Term, depth: int) -> str:
        """Return what a shape inside another asks for, as the end of a sentence."""
        if isinstance(shape, Literal) or depth > _MOST_DEEP:
            return "…"
        if isinstance(shape, NamedNode):
            label = self._names.label(shape)
            # The shapes of the package that serve others are called "is a drug", "is in English".
            verb = label.partition(" ")[0] in {"is", "has"}
            return label if verb else f"conforms to {self._names.curie(shape)}"
        asked = self._asks(shape, depth + 1)
        path = self.path(shape)
        if path:
            return f"has {path} ({'; '.join(asked) or 'anything'})"
        return " and ".join(said.removeprefix("it ") for said in asked) or "is anything"

    def _a_class(self, of: Term) -> str:
        label, curie = self._names.label(of), self._names.curie(of)
        return f"{with_article(label)} ({curie})" if label != curie else with_article(curie)

    def _term(self, term: Term) -> str:
        return f'"{term.value}"' if isinstance(term, Literal) else self._names.curie(term)

    def _short(self, iri: str) -> str:
        return self._names.curie(NamedNode(iri)).strip("<>")

    def _values(self, shape: Subject, name: str) -> list[Term]:
        return self._shapes.values(shape, SH + name)

    def _nodes(self, shape: Subject, name: str) -> list[NamedNode]:
        return [value for value in self._values(shape, name) if isinstance(value, NamedNode)]

    def _items(self, head: Term) -> list[Term]:
        return items(head, self._shapes.properties) or []

    def _is_true(self, shape: Subject, name: str) -> bool:
        return TRUE in self._values(shape, name)


def _count(least: str, most: str) -> str:
    least = "" if least == "0" else least
    if not most:
        return f"at least {_values(least)}" if least else "any number of values"
    if most == "0":
        return "no value"
    if least == most:
        return f"exactly {_values(most)}"
    return f"{f'at least {least} and ' if least else ''}at most {_values(most)}"


def _values(number: str) -> str:
    return "one value" if number == "1" else f"{number} values"


def _local(term: Term) -> str:
    return term.value.rpartition("#")[2]


def _lexical(term: Term) -> str:
    return term.value
