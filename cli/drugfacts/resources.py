"""Where the ontology, the shapes and the facts lie that ship with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

Folder = Literal["ontology", "shapes", "data"]


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
    """Return one of the three folders of packaged Turtle."""
    return root() / name
