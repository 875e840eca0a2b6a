"""Where the ontology, the shapes and the facts lie that ship with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

Folder = Literal["ontology", "shapes", "data", "examples", "rules"]

_IN_A_CHECKOUT = {"examples": "tests/shapes", "rules": "docs/rules"}
"""The folders that have another place in the repository than in the wheel."""


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/``, ``shapes/`` and ``data/``.

    In an installed wheel that is ``drugfacts/_resources``; in a checkout it is the
    top of the repository.
    """
    package = Path(__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent.parent


def folder(name: Folder) -> Path:
    """Return a folder that ships with the package.

    Args:
        name: ``ontology``, ``shapes`` or ``data``; ``examples`` for the examples that
            keep and break the shapes; ``rules`` for the pages on the other rules.
    """
    packed = root().name == "_resources"
    return root() / (name if packed else _IN_A_CHECKOUT.get(name, name))


def in_repository(path: Path) -> str:
    """Return the path in the repository of a file that ships with the package.

    The same in a checkout and in a wheel, so that what is printed is the same too.
    """
    for name in get_args(Folder):
        place = folder(name)
        if path.is_relative_to(place):
            return f"{_IN_A_CHECKOUT.get(name, name)}/{path.relative_to(place).as_posix()}"
    return str(path)
