"""Constraint components of the user's own in plain words, as far as they say some."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.explain.phrases import english
from drugfacts.terms import PREFIXES
from drugfacts.validation.shapes.components import VALIDATORS, components, variable
from drugfacts.validation.shapes.reading import ShapesGraph

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.show.names import Names

_SH = PREFIXES["sh"]
_LABEL = PREFIXES["rdfs"] + "label"
_VARIABLE = re.compile(r"\{[$?](\w+)\}")


class OwnComponents:
    """Tells what shapes ask for with components of the user's own.

    Args:
        shapes: The shapes graph.
        names: Names of what the shapes speak of.
    """

    def __init__(self, shapes: DataSet, names: Names) -> None:
        self._shapes = shapes
        self._names = names

    def asks(self, shape: Subject) -> list[str]:
        """Return what a shape asks of each value, as ends of a sentence."""
        said = self._shapes.properties(shape)
        return sorted(
            self._sentence(component, {path: said[path] for path in paths if path in said})
            for component, (needed, paths) in self._parameters.items()
            if needed and all(path in said for path in needed)
        )

    @cached_property
    def _parameters(self) -> dict[Subject, tuple[list[NamedNode], list[NamedNode]]]:
        """The parameters that each component must have, and all."""
        graph = ShapesGraph(self._shapes)
        found: dict[Subject, tuple[list[NamedNode], list[NamedNode]]] = {}
        for component in components(graph):
            nodes = graph.values(component, "parameter")
            paths = sorted((path for node in nodes for path in graph.values(node, "path")), key=str)
            named = [path for path in paths if isinstance(path, NamedNode)]
            needed = [path for path in named if component in graph.mandatory.get(path, [])]
            found[component] = (needed, named)
        return found

    def _sentence(self, component: Subject, given: dict[NamedNode, list[Term]]) -> str:
        """Return a component by its template, its label, or its name and a message."""
        values = {
            variable(path): ", ".join(sorted(map(self._term, said))) for path, said in given.items()
        }
        for template in english(self._shapes, component, _SH + "labelTemplate"):
            filled = _VARIABLE.sub(lambda found: values.get(found[1], found[0]), template)
            return f'conforms to "{filled}"'
        shown = "; ".join(f"{self._names.curie(path)} {values[variable(path)]}" for path in given)
        for label in english(self._shapes, component, _LABEL):
            return f'conforms to "{label}" ({shown})'
        called = self._names.curie(component) if isinstance(component, NamedNode) else "a component"
        message = next(iter(self._messages(component, values)), "")
        return f"conforms to {called} ({shown})" + (f', else "{message}"' if message else "")

    def _messages(self, component: Subject, values: dict[str, str]) -> list[str]:
        nodes = [node for name in VALIDATORS for node in self._shapes.values(component, _SH + name)]
        owners = [component, *(node for node in nodes if not isinstance(node, Literal))]
        return sorted(
            _VARIABLE.sub(lambda found: values.get(found[1], found[0]), message)
            for owner in owners
            for message in english(self._shapes, owner, _SH + "message")
        )

    def _term(self, term: Term) -> str:
        return term.value if isinstance(term, Literal) else self._names.curie(term)
