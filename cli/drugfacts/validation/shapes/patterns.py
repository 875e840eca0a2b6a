"""Regular expressions of shapes: which engine reads them, and which could run for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.validation import engines
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.fault import Doubt, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject
    from drugfacts.validation.shapes.reading import ShapesGraph

MAX_CHARACTERS = 5_000
"""The longest pattern that is read."""

_ESCAPE = re.compile(r"\\.", re.DOTALL)
_ATOM = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\{[\d,]*\}|.", re.DOTALL)
_GROUP_START = re.compile(r"^\?(?::|P?<\w+>)")
_QUANTIFIER = re.compile(r"[*+?]|\{[\d,]*\}")
_SIGNS = ("*", "+", "?", "^", "$", "|", "(", ")")
_FLAGS = frozenset("smixq")
"""Another rule tells of other flags."""

_ASCII = frozenset(map(chr, range(128)))
_SUBTRACTION = re.compile(r"\[(?:[^\]\\]|\\.)*-\[")
_SET_OPERATION = re.compile(r"\[(?:[^\]\\]|\\.)*(?:&&|--|~~|\[)")
_ODD_SPACE = re.compile(r"[^\S \t\n\r]|\[[^\]]*\s|\\\s")
_REPEATED = re.compile(r"[*+]|\{\d+,(?:\d{2,})?\}")


def patterns(graph: ShapesGraph) -> Iterator[tuple[Subject, Literal, str]]:
    """Yield shape, pattern and flags of each ``sh:pattern`` that is a string."""
    for shape, pattern in graph.said("pattern"):
        if isinstance(pattern, Literal):
            flags = graph.one(shape, "flags")
            yield shape, pattern, flags.value if isinstance(flags, Literal) else ""


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield the patterns that no engine here reads as they are meant."""
    for shape, pattern, flags in patterns(graph):
        said = None
        if len(pattern.value) > MAX_CHARACTERS:
            said = f"the pattern is longer than {MAX_CHARACTERS} characters; ask it in parts."
            yield Fault(said, shape, sh("pattern"), pattern)
            continue
        if "q" not in flags and _SUBTRACTION.search(_ESCAPE.sub("", pattern.value)):
            said = "takes a class out of another ([a-z-[aeiou]]), which no engine here reads"
        elif _FLAGS.issuperset(flags) and engines.reads_pattern(pattern.value, flags) is None:
            said = "is not a regular expression that an engine here reads"
            if flags:
                said = f"with the flags {flags} {said}"
        if said:
            yield Fault(
                f"the pattern {pattern.value!r} {said}; rewrite it.", shape, sh("pattern"), pattern
            )


def doubts(graph: ShapesGraph) -> Iterator[Doubt]:
    """Yield the patterns that can take pySHACL for ever on a text made for it."""
    for shape, pattern, _ in patterns(graph):
        if runs_away(pattern.value):
            yield Doubt(
                "shapes-slow-pattern",
                Fault(
                    f"the pattern {pattern.value!r} repeats what repeats itself, so that "
                    "pySHACL may never end on some texts; let only one of the two repeat.",
                    shape,
                    sh("pattern"),
                    pattern,
                ),
            )


def differs_in_rust(pattern: str, flags: str) -> str | None:
    """Return what the Rust engine reads in a way of its own, or None when there is nothing.

    With ``x`` it takes ``#`` for a comment and leaves out white space of any script, in
    classes too; with ``q`` that flag should do nothing.
    """
    if "x" in flags and ("q" in flags or "#" in pattern or _ODD_SPACE.search(pattern)):
        return "the flag x"
    if "q" not in flags and _SET_OPERATION.search(_ESCAPE.sub("", pattern)):
        return "a class"
    return None


def runs_away(pattern: str) -> bool:
    """Tell whether a group that repeats without end holds something that does, too.

    It is harmless when each round must take a character that the inner part cannot:
    ``(-[a-z]+)*`` can be read in one way only.
    """
    opened: list[int] = []
    at = 0
    while at < len(pattern):
        atom = _ATOM.match(pattern, at)
        if atom is None:
            return False  # Not a pattern; another rule tells.
        if atom[0] == "(":
            opened.append(atom.end())
        elif atom[0] == ")" and opened:
            start = opened.pop()
            if _REPEATED.match(pattern, atom.end()) and _ambiguous(pattern[start:at]):
                return True
        at = atom.end()
    return False


def _ambiguous(body: str) -> bool:
    """Tell whether a text that is made of rounds of this can be cut in many ways."""
    body = _GROUP_START.sub("", body)
    atoms = list(_ATOM.finditer(body))
    repeated = [atom for atom in atoms if _REPEATED.match(body, atom.end())]
    if not any(atom[0] not in _SIGNS for atom in repeated) and ")" not in body:
        return False
    if any(atom[0] in "()|" for atom in atoms):
        return any(_REPEATED.match(body, atom.end()) for atom in atoms)
    fixed = [
        _letters(atom[0])
        for atom in atoms
        if atom[0] not in _SIGNS and not _QUANTIFIER.match(body, atom.end())
    ]
    return any(
        not any(one.isdisjoint(_letters(atom[0])) for one in fixed)
        for atom in repeated
        if atom[0] not in _SIGNS
    )


def _letters(atom: str) -> frozenset[str]:
    """Return what of ASCII a class, an escape or a character stands for."""
    try:
        compiled = re.compile(atom, re.DOTALL)
    except re.error:
        return _ASCII
    return frozenset(character for character in _ASCII if compiled.fullmatch(character))
