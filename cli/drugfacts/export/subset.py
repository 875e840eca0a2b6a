"""The part of a data set that is of one drug, and that can stand alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from drugfacts.errors import UsageError
from drugfacts.graph.dataset import DataSet, Subject, Term
from drugfacts.terms import DF, PREFIXES

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SIDEWAYS = frozenset(
    NamedNode(PREFIXES["skos"] + name) for name in ("hasTopConcept", "narrower", "related")
)
"""Links from a concept or scheme to others that nothing here mentions: left out."""


def slugs(data: DataSet) -> list[str]:
    """Return the slugs of the drugs that the named documents describe, sorted."""
    return sorted(_drugs(data))


def _drugs(data: DataSet) -> dict[str, list[NamedNode]]:
    """Return the drugs of the named documents by the last step of their IRIs."""
    found: dict[str, list[NamedNode]] = {}
    for node in data.subjects_of(_TYPE.value, NamedNode(DF.Drug)):
        if isinstance(node, NamedNode) and node in data.subjects:
            found.setdefault(re.split(r"[/#]", node.value)[-1], []).append(node)
    return found


def node_of(data: DataSet, slug: str) -> NamedNode:
    """Return the drug that has a slug.

    Raises:
        UsageError: there is none, with the nearest names, or there are several.
    """
    known = _drugs(data)
    found = known.get(slug, [])
    if len(found) == 1:
        return found[0]
    if found:
        iris = " and ".join(f"<{node.value}>" for node in found)
        raise UsageError(f"'{slug}' names several drugs, {iris}; name the documents of one.")
    near = difflib.get_close_matches(slug.lower(), known, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else _all(sorted(known))
    raise UsageError(f"'{slug}' is not a drug in these documents; {hint}")


def of_drug(data: DataSet, slug: str) -> list[Quad]:
    """Return what is said of one drug: statements in the order of the data set.

    These are the drug with its products, the claims about them with their passages and
    the sources of these, the drug's labels with their claims, and all that those
    mention: concepts with the broader ones and their schemes, units and agents. What
    they mention comes along from the background too, so that the result is valid by
    itself.

    Args:
        data: The data set; the drug must be in its named documents.
        slug: Last part of the drug's IRI.

    Raises:
        UsageError: there is no such drug, or there are several.
    """
    wanted = _closure(data, _roots(data, node_of(data, slug)))
    quads = [
        quad
        for document in (*data.documents, *data.background)
        for quad in document.quads
        if quad.subject in wanted
        and not (quad.predicate in _SIDEWAYS and quad.object in data and quad.object not in wanted)
    ]
    return list(dict.fromkeys(quads))


def _all(known: list[str]) -> str:
    return f"choose one of {', '.join(known)}." if known else "they describe no drug."


def _roots(data: DataSet, drug: NamedNode) -> set[Subject]:
    """Return the drug, what it is the ingredient of, and the claims about these."""
    roots: set[Subject] = {drug, *data.subjects_of(DF.ingredient, drug)}
    for root in list(roots):
        roots.update(data.subjects_of(DF.about, root))
    # Not the document of a drug that is itself a fragment: other drugs may be in it.
    homes = {root.value for root in roots if isinstance(root, NamedNode) and "#" not in root.value}
    roots.update(s for s in _everything(data) if _document(s) in homes and _is_claim(data, s))
    return roots


def _everything(data: DataSet) -> Iterable[Subject]:
    quads = (quad for d in (*data.documents, *data.background) for quad in d.quads)
    return dict.fromkeys(q.subject for q in quads if isinstance(q.subject, Subject))


def _is_claim(data: DataSet, subject: Subject) -> bool:
    return NamedNode(DF.about) in data.properties(subject)


def _document(subject: Subject) -> str | None:
    return subject.value.partition("#")[0] if isinstance(subject, NamedNode) else None


def _closure(data: DataSet, roots: set[Subject]) -> set[Subject]:
    """Return roots and what they mention, directly or not, as far as it is described."""
    reached: set[Subject] = set()
    waiting: list[Term] = list(roots)
    while waiting:
        term = waiting.pop()
        if term in reached or term not in data or not isinstance(term, Subject):
            continue
        reached.add(term)
        for predicate, values in data.properties(term).items():
            if predicate not in _SIDEWAYS:
                waiting += values
    return reached
