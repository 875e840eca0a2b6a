"""The rules outside the shapes: each has a page in ``docs/rules``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts import resources
from drugfacts.errors import InputError
from drugfacts.explain.model import Example, Rule

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = ("Problem", "Why it matters", "Wrong", "Right", "How to fix")
"""The headings of a page, in their order."""

_HEAD = re.compile(r"---\n((?:\w+: .+\n)+)---\n\n# (\S+)\n\n")
_BLOCK = re.compile(r"```(?:turtle|text)\n# (\S+)\n(.*?)```\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read.

    Attributes:
        name: Name of the rule.
        head: What stands above it: title and severity.
        sections: Text by heading.
    """

    name: str
    head: dict[str, str]
    sections: dict[str, str]

    def files(self, heading: str) -> list[tuple[str, str]]:
        """Return the files of a section, Turtle and captures: path in a data set, and text."""
        return [(path, text) for path, text in _BLOCK.findall(self.sections[heading])]

    def prose(self, heading: str) -> str:
        """Return the text of a section without its files."""
        return _BLOCK.sub("", self.sections[heading]).strip()


def names() -> list[str]:
    """Return the names of the rules that have a page, sorted."""
    return sorted(path.stem for path in resources.folder("rules").glob("*.md"))


def page(name: str) -> Page:
    """Return the page of a rule that `names` gives.

    Raises:
        InputError: the page is not laid out as the others.
    """
    path = resources.folder("rules") / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None or head[2] != name:
        raise _broken(path, f"it must open with title, severity and '# {name}'")
    lines = [line.partition(": ") for line in head[1].splitlines()]
    sections: dict[str, str] = {}
    for part in re.split(r"^## ", text[head.end() :], flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        sections[heading] = body.strip() + "\n"
    if tuple(sections) != SECTIONS:
        raise _broken(path, f"its headings must be {', '.join(SECTIONS)}")
    return Page(name, {key: value for key, _, value in lines}, sections)


def raw(name: str) -> str:
    """Return the page of a rule as it is written, without what stands above its title."""
    path = resources.folder("rules") / f"{name}.md"
    return path.read_text(encoding="utf-8").partition("\n---\n\n")[2]


def explain(name: str) -> Rule:
    """Return the explanation of a rule that has a page.

    Raises:
        InputError: the page is not laid out as the others.
    """
    read = page(name)
    file = f"docs/rules/{name}.md"
    return Rule(
        name=name,
        title=read.head["title"],
        severity=read.head["severity"],
        iri="",
        place=file,
        problem=read.prose("Problem"),
        why=(read.prose("Why it matters"),),
        scope=(),
        path="",
        asks=(),
        terms=(),
        fix=read.prose("How to fix"),
        wrong=_examples(read, "Wrong"),
        right=_examples(read, "Right"),
    )


def _examples(read: Page, heading: str) -> tuple[Example, ...]:
    """Return the files of a section; what it says of them stands at the first."""
    prose = read.prose(heading)
    return tuple(
        Example(path, "" if number else prose, tuple(text.rstrip("\n").split("\n")))
        for number, (path, text) in enumerate(read.files(heading))
    )


def _broken(path: Path, said: str) -> InputError:
    return InputError(f"{said}; correct the page.", f"docs/rules/{path.name}")
