"""Mutants that nobody can tell from the original, listed with the reason by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

from drugfacts.errors import InputError
from drugfacts.graph.parsing import text_of

NAME = "equivalents.toml"
"""The list; it stands at the top of the folder of the examples."""


def read(folder: Path) -> dict[str, str]:
    """Return the reasons by the ids of the mutants; none when there is no list.

    Args:
        folder: The folder of the examples.

    Raises:
        InputError: the list is not TOML, or an entry has not just ``mutant`` and ``reason``.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        said = tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not TOML: {error}; correct it.", str(path)) from error
    found: dict[str, str] = {}
    entries = said.get("equivalent", [])
    if set(said) - {"equivalent"} or not isinstance(entries, list):
        raise InputError("holds more than [[equivalent]] entries; take the rest out.", str(path))
    for entry in entries:
        if not _is_entry(entry):
            raise InputError(
                "an entry does not have just a text for mutant and one for reason; write both.",
                str(path),
            )
        found[entry["mutant"]] = entry["reason"]
    return found


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and set(entry) == {"mutant", "reason"}
        and all(isinstance(text, str) and text.strip() for text in entry.values())
    )
