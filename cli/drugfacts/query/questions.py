"""The competency questions that ship with the ontology."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from drugfacts import resources
from drugfacts.errors import InputError, UsageError

_HEAD = re.compile(r"# title: (?P<title>.+)\n# answer: (?P<answer>.+)\n")
_DERIVE = re.compile(r"#\s*derive:(.*)")
_PARAM = re.compile(
    r"#\s*param:\s*\??(?P<name>\w+)(?P<needed>,\s*required)?\s*(?::\s*(?P<said>.*))?"
)

DERIVED = ("verdicts", "endorsed", "conflicts", "witnesses", "evidence")
"""What a question can be asked of beside the facts."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that has a name.

    Attributes:
        name: What it is asked by.
        title: What it asks, in a sentence.
        answer: What one row of the answer means.
        path: Its file.
        text: Its SPARQL.
        derives: What it is asked of beside the facts, of `DERIVED`.
    """

    name: str
    title: str
    answer: str
    path: Path
    text: str
    derives: tuple[str, ...] = ()


def questions() -> list[Question]:
    """Return the questions in order of their names."""
    folder = resources.folder("ontology") / "questions"
    return [_read(path) for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem)]


def named(name: str) -> Question:
    """Return one question.

    Raises:
        UsageError: there is none of that name; the message names the nearest ones.
    """
    known = {question.name: question for question in questions()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    near += [other for other in known if name.lower() in other and other not in near][:3]
    hint = f"did you mean {' or '.join(near)}?" if near else "no name is like it."
    raise UsageError(
        f"'{name}' is not a question: {hint} 'drugfacts query --list' lists all; "
        "a file's name ends in .rq or .sparql."
    )


def declared(text: str, name: str) -> tuple[str, ...]:
    """Return what a query declares that it is asked of beside the facts.

    It does so in a line ``# derive: verdicts, conflicts`` among the comments at its top.

    Args:
        text: The query.
        name: Its file as the user named it, for messages.

    Raises:
        InputError: it declares what nobody derives.
    """
    found: list[str] = []
    for number, line in _head(text):
        said = _DERIVE.fullmatch(line)
        for part in said[1].split(",") if said else ():
            if part.strip() not in DERIVED:
                raise InputError(
                    f"'{part.strip()}' is not derived; name some of {', '.join(DERIVED)}.",
                    name,
                    number,
                )
            found.append(part.strip())
    return tuple(dict.fromkeys(found))


def check_needs(text: str, name: str, given: Collection[str]) -> None:
    """Refuse to ask a query without the values that its head declares that it needs.

    It does so in a line ``# param: drug, required: the drug that is asked about``; without
    the word ``required``, the value may be left out.

    Args:
        text: The query.
        name: Its file as the user named it, for messages.
        given: The names of the values that there are.

    Raises:
        UsageError: one is missing.
        InputError: such a line cannot be read.
    """
    for number, line in _head(text):
        if not re.match(r"#\s*param:", line):
            continue
        said = _PARAM.fullmatch(line.rstrip())
        if not said:
            raise InputError("is no parameter; write '# param: drug: what it is'.", name, number)
        if said["needed"] and said["name"] not in given:
            told = f" ({said['said']})" if said["said"] else ""
            raise UsageError(
                f"{name}: needs a value for {said['name']}{told}; "
                f"give it with --param {said['name']}=VALUE."
            )


def _head(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of the comments and empty lines at the top of a query."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            return
        yield number, line


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    title, answer = (head["title"], head["answer"]) if head else ("", "")
    return Question(path.stem, title, answer, path, text, declared(text, path.name))
