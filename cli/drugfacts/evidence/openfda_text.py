"""The text of a label in the JSON of openFDA."""

from __future__ import annotations

import json
import re
from typing import Any

from drugfacts.errors import InputError, LimitError
from drugfacts.evidence.lines import Lines
from drugfacts.evidence.sections import Section
from drugfacts.graph.turtle.tokens import place

_TABLE = "_table"
_BREAK = re.compile(r"\r\n?|\n")
_MARKS = {"openfda", "set_id", "spl_id"}
"""Fields by which a record is known."""


def text(page: str) -> tuple[str, tuple[Section, ...]] | None:
    """Return the text of label records and its sections, or None when it has no such record.

    The records stand in the order of the file: those of ``results``, or the one that the
    file is. Of a record, each field with text is a section: its name in a line, then
    each of its strings, line by line; see `Lines`. Fields stand in the order of their
    names, since openFDA keeps none; those of ``openfda`` stand among them, as
    ``openfda.NAME``. Fields that repeat a table as HTML (``…_table``) and what is no
    string are left out.

    Raises:
        InputError: it is not JSON, or a string in it holds half a character.
        LimitError: it is nested too deeply.
    """
    records = _records(page)
    if records is None:
        return None
    lines = Lines()
    sections: list[Section] = []
    for record in records:
        for name, strings in _fields(record):
            start = lines.at
            for line in (name, *(part for string in strings for part in _BREAK.split(string))):
                lines.add(line)
                lines.end()
            sections.append(Section(name, start, lines.at - 1, len(sections)))
    whole = lines.text()
    if any("\ud800" <= character <= "\udfff" for character in whole):
        raise InputError(
            "a string holds half of a character (a lone surrogate); download the file anew."
        )
    return whole, tuple(sections)


def _records(page: str) -> list[dict[str, Any]] | None:
    try:
        # Numbers are no text, and an endless one must not be counted.
        whole = json.loads(page.removeprefix("\ufeff"), parse_int=len)
    except json.JSONDecodeError as error:
        raise InputError(
            f"begins as JSON and is none ({error.msg.lower()}); download the file anew.",
            None,
            *place(page, error.pos),
        ) from error
    except RecursionError as error:
        raise LimitError("is nested too deeply; download the file anew.") from error
    if not isinstance(whole, dict):
        return None
    found = whole.get("results", [whole])
    if not isinstance(found, list):
        return None
    records = [record for record in found if isinstance(record, dict) and _MARKS & set(record)]
    return records or None


def _fields(record: dict[str, Any]) -> list[tuple[str, list[str]]]:
    found = {name: value for name, value in record.items() if name != "openfda"}
    inner = record.get("openfda")
    if isinstance(inner, dict):
        found |= {f"openfda.{name}": value for name, value in inner.items()}
    fields = []
    for name in sorted(found):
        value = found[name]
        values = value if isinstance(value, list) else [value]
        strings = [each for each in values if isinstance(each, str) and each.strip()]
        if strings and not name.endswith(_TABLE):
            fields.append((name, strings))
    return fields
