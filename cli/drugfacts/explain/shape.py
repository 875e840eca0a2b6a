"""The explanation of a shape, from the shape itself, the ontology and its examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts import resources
from drugfacts.explain import examples
from drugfacts.explain.catalogue import DFSH, SH, Catalogue
from drugfacts.explain.model import Rule, Term
from drugfacts.explain.phrases import capital, english, spelt_out, with_article
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.graph.dataset import DataSet, Subject
    from drugfacts.graph.dataset import Term as Node
    from drugfacts.show.names import Names

_RDFS, _SKOS = PREFIXES["rdfs"], PREFIXES["skos"]
_WHY = (SH + "description", _RDFS + "comment")
_SEVERITIES = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}


def explain(shape: Subject, catalogue: Catalogue) -> Rule:
    """Return the explanation of a shape of a catalogue, as far as the shape says it."""
    words = catalogue.words
    name = catalogue.name(shape)
    asks = tuple(dict.fromkeys(a for s in catalogue.alike(shape) for a in words.asks(s)))
    breakable = catalogue.can_be_broken(shape)
    problem, fix = _problem(shape, catalogue, asks) if breakable else ("", "")
    is_ours = isinstance(shape, NamedNode) and shape.value.startswith(DFSH)
    found = examples.of_shape(name) if is_ours else None
    pair, also = found or ((), ())
    return Rule(
        name=name,
        title=_title(shape, catalogue),
        severity=severity(shape, catalogue) if breakable else "",
        iri=shape.value if isinstance(shape, NamedNode) else "",
        place=_place(shape, catalogue),
        problem=problem,
        why=tuple(_why(shape, catalogue)),
        scope=catalogue.scope(shape),
        path=words.path(shape),
        asks=asks,
        terms=tuple(_terms(shape, catalogue)),
        fix=fix,
        wrong=pair[:1],
        right=pair[1:],
        also_wrong=also,
        parts=tuple(
            (catalogue.name(part), _problem(part, catalogue, ())[0])
            for part in catalogue.parts(shape)
        ),
        used_by=() if catalogue.targets(shape) else tuple(catalogue.users(shape)),
    )


def severity(shape: Subject, catalogue: Catalogue) -> str:
    """Return how bad a finding of a shape is; one of somebody's own is a violation."""
    stated = catalogue.data.value(shape, SH + "severity")
    return "violation" if stated is None else _SEVERITIES.get(stated.value, "violation")


def group(shape: Subject, catalogue: Catalogue) -> str:
    """Return the label of the shape that holds a shape, or of itself when none does."""
    owner = next((o for o in catalogue.owners(shape) if isinstance(o, NamedNode)), shape)
    label = catalogue.names.label(owner)
    return label if ":" in label else capital(label)


def one_line(shape: Subject, catalogue: Catalogue) -> str:
    """Return what is wrong when a shape is broken."""
    return _problem(shape, catalogue, ())[0]


def _problem(shape: Subject, catalogue: Catalogue, asks: tuple[str, ...]) -> tuple[str, str]:
    """Return what is wrong when a shape is broken, and what to do about it."""
    alike = catalogue.alike(shape)
    messages = [m for s in alike for m in english(catalogue.data, s, SH + "message")]
    halves = [message.rpartition("; ") for message in dict.fromkeys(messages)]
    problem = " ".join(f"{(before or after).rstrip('.')}." for before, _, after in halves)
    fix = " ".join(f"{capital(after).rstrip('.')}." for before, _, after in halves if before)
    if not problem:
        said = "; ".join(asks or catalogue.words.asks(shape))
        problem = (
            f"What it asks for is not met: {said}." if said else "It asks for nothing by itself."
        )
    return problem, fix or "Change the data so that it meets what the shape asks for."


def _title(shape: Subject, catalogue: Catalogue) -> str:
    names = catalogue.names
    path = catalogue.data.value(shape, SH + "path")
    if path is None:
        return names.label(shape)
    own = english(catalogue.data, shape, SH + "name", _RDFS + "label")
    property_ = names.property(path.value) if isinstance(path, NamedNode) else ""
    called = next(iter(own), property_) or _last(catalogue.name(shape))
    owner = next((o for o in catalogue.owners(shape) if isinstance(o, NamedNode)), None)
    if owner is None:
        return called
    kinds = [value for name, value in catalogue.targets(owner) if name == "targetClass"]
    of = names.label(kinds[0]) if kinds else names.label(owner).removesuffix(" shape")
    return f"{called} of {with_article(of)}"


def _last(name: str) -> str:
    """Return what a name says of the path: what is behind the class, or the path itself."""
    owner, slash, path = name.partition("/")
    return path if slash else spelt_out(owner.rpartition("-")[2])


def _place(shape: Subject, catalogue: Catalogue) -> str:
    place = catalogue.data.locate(shape)
    if place is None:
        return ""
    return str(replace(place, path=resources.in_repository(Path(place.path))))


def _why(shape: Subject, catalogue: Catalogue) -> Iterable[str]:
    holders = (shape, *catalogue.owners(shape))
    found = [text for node in holders for text in english(catalogue.data, node, *_WHY)]
    path = catalogue.data.value(shape, SH + "path")
    if isinstance(path, NamedNode):
        found += english(catalogue.data, path, _SKOS + "scopeNote")
    return dict.fromkeys(found)


def _terms(shape: Subject, catalogue: Catalogue) -> list[Term]:
    data = catalogue.data
    nodes: list[Node] = [value for _, value in catalogue.targets(shape)]
    nodes += data.values(shape, SH + "path")
    nodes += data.values(shape, SH + "class")
    found = (term(node, data, catalogue.names) for node in dict.fromkeys(nodes))
    return [each for each in found if each is not None]


def term(node: Node, data: DataSet, names: Names) -> Term | None:
    """Return what a data set says that a term or a concept means, or None."""
    if isinstance(node, Literal):
        return None
    definition = english(data, node, _SKOS + "definition", _RDFS + "comment")
    return Term(names.curie(node), names.label(node), definition[0]) if definition else None
