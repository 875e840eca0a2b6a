"""The rules that a check has checked something: one that did not must not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts import iris
from drugfacts.graph.dataset import parts
from drugfacts.model import Finding, Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.validation.engines import Outcome
    from drugfacts.validation.findings import Reader

NOTHING_CHECKED = "nothing-checked"
IDLE = "shape-without-focus-nodes"
TARGET_MISSING = "shape-target-missing"

_TARGET_NODE = NamedNode(PREFIXES["sh"] + "targetNode")
_DEACTIVATED = NamedNode(PREFIXES["sh"] + "deactivated")
_TRUE = Literal(True)
_DERIVED = ("Conflict", "LabelledFor", "Verdict", "Waiver")
_FOR_NO_DATA = tuple(PREFIXES["dfsh"] + name for name in _DERIVED)
"""How the names of those shapes begin that a data set need not give anything to do.

The best one has no waiver, and what is derived from it is in no data set.
"""


def nothing_checked(advice: str) -> Finding:
    """Return the finding that no shape had a focus node.

    Args:
        advice: What to do, behind "give the things a class that the shapes target".
    """
    return Finding(
        NOTHING_CHECKED,
        Severity.VIOLATION,
        "",
        "",
        "",
        f"no shape found anything to check; {advice}.",
    )


def of(outcome: Outcome, reader: Reader, shapes: DataSet, *, required: bool) -> list[Finding]:
    """Find what shows that a check of any data has not checked all that it should."""
    if not outcome.count:
        return [nothing_checked("name other data, or correct the targets of the shapes")]
    return idle(outcome.work, reader, shapes, required=required, packaged=False)


def idle(
    work: Mapping[Subject, int], reader: Reader, shapes: DataSet, *, required: bool, packaged: bool
) -> list[Finding]:
    """Find the shapes with targets that were held against nothing.

    Args:
        work: Number of focus nodes of each shape.
        reader: Knows the names of shapes.
        shapes: The shapes graph.
        required: Each is a violation; else a warning.
        packaged: The shapes are those of the package, which have no place of the user's.
    """
    return [
        Finding(
            IDLE,
            Severity.VIOLATION if required else Severity.WARNING,
            name_of(shape),
            "",
            "",
            f"{reader.rule(shape)} has no focus node, so that it checked nothing; correct its "
            "target, or add data that it is for.",
            None if packaged else shapes.locate(shape),
            shape=str(shape),
        )
        for shape in _unused(work)
    ]


def idle_remark(work: Mapping[Subject, int]) -> str:
    """Return what to say of packaged shapes without focus nodes, or "".

    No data set of a user has something for all of them: it is no fault of theirs.
    """
    unused = _unused(work)
    if not unused:
        return ""
    return (
        f"{len(unused)} of {len(work)} shapes found nothing to check; "
        "'drugfacts validate --verbose' names them, and --require-targets makes that fail."
    )


def missing_targets(
    shapes: DataSet, reader: Reader, is_there: Callable[[NamedNode], bool], *, required: bool
) -> list[Finding]:
    """Find the nodes that shapes name with ``sh:targetNode`` and that are not in the data.

    Literals are left out: they are values, whether the data have them or not.

    Args:
        shapes: The shapes graph, of a user.
        reader: Knows the names of shapes.
        is_there: Tells whether a statement of the data has an IRI in it; see `mentioned`.
        required: Each is a violation; else a warning.
    """
    shorten = iris.shortener("", shapes.declared_prefixes())

    def short(node: NamedNode) -> str:
        curie = shorten(node.value)
        return str(node) if curie == node.value else curie

    wanted = _aims(shapes)
    there = {node: is_there(node) for _, node in wanted if isinstance(node, NamedNode)}
    return [
        Finding(
            TARGET_MISSING,
            Severity.VIOLATION if required else Severity.WARNING,
            name_of(shape),
            str(_TARGET_NODE),
            str(node),
            f"{reader.rule(shape)} is for {short(node)}, which is not in the data, "
            "so that there was nothing of it to check; correct its name, or add it.",
            shapes.locate(shape, _TARGET_NODE, node),
            shape=str(shape),
        )
        for shape, node in wanted
        if isinstance(node, NamedNode) and not there[node]
    ]


def mentioned(*graphs: DataSet) -> Callable[[NamedNode], bool]:
    """Return what tells whether an IRI is in a statement of data sets."""
    every = frozenset(
        term for graph in graphs for triple in graph.all_triples() for term in parts(triple)
    )
    return lambda node: node in every


def words_of(shapes: DataSet) -> set[bytes]:
    """Return what to look for in lines of N-Triples before `mentioned_in` can tell."""
    nodes = (value for _, value in _aims(shapes))
    return {str(node).encode() for node in nodes if isinstance(node, NamedNode)}


def mentioned_in(words: Collection[bytes]) -> Callable[[NamedNode], bool]:
    """Return what tells whether an IRI is in lines of N-Triples.

    A text that holds the same signs counts as well.

    Args:
        words: Those of `words_of` that are in the lines.
    """
    return lambda node: str(node).encode() in words


def _aims(shapes: DataSet) -> list[tuple[Subject, Term]]:
    """Return the shapes that are switched on, with the nodes that they name as targets."""
    return [
        (subject, value)
        for subject, predicate, value in map(parts, shapes.all_triples())
        if predicate == _TARGET_NODE
        and _TRUE not in shapes.properties(subject).get(_DEACTIVATED, [])
    ]


def _unused(work: Mapping[Subject, int]) -> list[Subject]:
    return [shape for shape, count in work.items() if not count and not _for_no_data(shape)]


def _for_no_data(shape: Subject) -> bool:
    return shape.value.startswith(_FOR_NO_DATA)
