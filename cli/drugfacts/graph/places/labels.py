"""Blank nodes in large N-Triples and N-Quads files, by their labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drugfacts.graph.compressed import opened
from drugfacts.graph.places.pieces import BOM, chunks

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from drugfacts.graph.turtle.document import Key, Term

_LABEL = re.compile(
    rb"""<[^>\r\n]*>|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|#[^\r\n]*|(_:[^ \t\r\n<"#]+)"""
)


def nth_blank_nodes(path: Path, numbers: Collection[int]) -> dict[int, str]:
    """Return the labels of blank nodes by the order in which they first appear in a file.

    In a statement, the subject comes before the object and the object before the graph.
    The labels up to the last one that is asked for are held in memory.

    Args:
        path: An N-Triples or N-Quads file, which may be compressed.
        numbers: Which ones; 0 is the first.

    Returns:
        Labels without ``_:``, by number; those that the file does not have are left out.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or is not compressed as its name says.
    """
    seen: dict[bytes, None] = {}
    last = max(numbers, default=-1)
    with opened(path) as stream:
        for chunk in chunks(stream):
            if len(seen) > last:
                break
            if b"_:" in chunk:
                # A full stop may be in a label, but never at its end.
                labels = filter(None, _LABEL.findall(chunk))
                seen.update(dict.fromkeys(label.rstrip(b".") for label in labels))
    asked = set(numbers)
    return {n: label[2:].decode() for n, label in enumerate(seen) if n in asked}


def mentions(path: Path, nodes: Collection[Term]) -> dict[Key, tuple[int, int]]:
    """Return where blank nodes are first values or names of graphs."""
    left = {str(node).encode(): node for node in nodes}
    found: dict[Key, tuple[int, int]] = {}
    number = 1
    with opened(path) as stream:
        for chunk in chunks(stream):
            for n, line in enumerate(chunk.split(b"\n") if b"_:" in chunk else ()):
                for match in _LABEL.finditer(line) if b"_:" in line else ():
                    node = left.pop((match[1] or b"").rstrip(b"."), None)
                    if node is not None:
                        before = line[: match.start()].removeprefix(BOM)
                        col = len(before.decode(errors="replace")) + 1
                        found[(node,)] = (number + n, col)
            if not left:
                break
            number += chunk.count(b"\n")
    return found
