"""The rules by name: shapes, and those that have a page."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from drugfacts.explain import pages, shape
from drugfacts.explain.catalogue import Catalogue
from drugfacts.graph import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugfacts.explain.model import Rule

_OUTSIDE = "Rules outside the shapes"


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule in the list of all.

    Attributes:
        group: What it stands under: the shape that holds it, or its page's kind.
        name: The id that findings give.
        severity: How bad a finding of it is.
        problem: What is wrong when it is broken.
    """

    group: str
    name: str
    severity: str
    problem: str


class Rules:
    """The rules of the package, or of other shapes.

    Args:
        shapes: Paths of shapes; empty means those of the package.

    Raises:
        UsageError: a path does not exist.
        InputError: a file cannot be read.
    """

    def __init__(self, shapes: Sequence[str] = ()) -> None:
        self.shapes = read.read(shapes) if shapes else read.packaged("shapes")
        self.catalogue = Catalogue(self.shapes, read.packaged("ontology"))

    def explain(self, name: str) -> Rule | None:
        """Return the explanation of a rule, or None when no rule is called so."""
        # A shape without a name is told by the path that it is about, behind a slash.
        outside = name.strip().partition("/")[0]
        if outside in pages.names():
            return pages.explain(outside)
        found = self.catalogue.find(name)
        return None if found is None else shape.explain(found, self.catalogue)

    def nearest(self, name: str) -> list[str]:
        """Return the rules whose names are most like a name that no rule has."""
        local = name.strip().removeprefix("dfsh:").rpartition("#")[2].lower()
        known = {rule.lower(): rule for rule in (*self.catalogue.shapes, *pages.names())}
        return [known[rule] for rule in get_close_matches(local, known, n=3, cutoff=0.75)]

    def all(self) -> list[Listed]:
        """Return all rules that findings can name, by the shapes that hold them."""
        catalogue = self.catalogue
        found = [
            Listed(
                shape.group(node, catalogue),
                name,
                shape.severity(node, catalogue),
                shape.one_line(node, catalogue),
            )
            for name, node in catalogue.rules().items()
        ]
        outside = [
            Listed(_OUTSIDE, page.name, page.head["severity"], page.head["title"])
            for page in map(pages.page, pages.names())
        ]
        return sorted(found, key=lambda one: (one.group, one.name)) + outside
