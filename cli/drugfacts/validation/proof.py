"""The rules that a check has checked something: one that did not must not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.model import Finding, Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drugfacts.graph.dataset import DataSet, Subject
    from drugfacts.validation.findings import Reader

NOTHING_CHECKED = "nothing-checked"
IDLE = "shape-without-focus-nodes"

_ON_WAIVERS = PREFIXES["dfsh"] + "Waiver"
"""How the names of those shapes begin that the best data set gives nothing to do."""


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


def _unused(work: Mapping[Subject, int]) -> list[Subject]:
    return [shape for shape, count in work.items() if not count and not _on_waivers(shape)]


def _on_waivers(shape: Subject) -> bool:
    return shape.value.startswith(_ON_WAIVERS)
