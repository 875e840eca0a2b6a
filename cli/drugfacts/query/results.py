"""Query results: rows in a fixed order, for people and in the formats of the W3C."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from drugfacts.query import order, safety
from drugfacts.text import columns, printable, width

if TYPE_CHECKING:
    from drugfacts.query.questions import Question


class Cell(TypedDict, total=False):
    """One value as the SPARQL results format in JSON writes it."""

    type: str
    value: str
    datatype: str


Row = dict[str, Cell]

_MARKS = re.compile(r"[\\`*_\[\]<>&|~$]")
"""What Markdown, or HTML in it, may take for more than a character."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a SELECT found.

    Attributes:
        variables: Names of the columns.
        rows: Values by column; what is unbound is left out.
    """

    variables: Sequence[str]
    rows: Sequence[Row]

    def json(self) -> bytes:
        """Return them in the W3C SPARQL Query Results JSON Format, indented."""
        return (self._json(indent=2) + "\n").encode()

    def _json(self, indent: int | None = None) -> str:
        document = {"head": {"vars": self.variables}, "results": {"bindings": self.rows}}
        return json.dumps(document, ensure_ascii=False, indent=indent)

    def written(self, form: QueryResultsFormat) -> bytes:
        """Return them in another format of the W3C for query results.

        In CSV, values stand as they are, as that format wants it: a spreadsheet may take
        one that begins with ``=`` for a formula.
        """
        solutions = parse_query_results(self._json(), QueryResultsFormat.JSON)
        written = solutions.serialize(format=form)
        assert written is not None, "bytes are returned where no output is named"
        return written if written.endswith(b"\n") else written + b"\n"

    def first(self, count: int | None) -> Rows:
        """Return the first rows, or all where no count is given."""
        return Rows(self.variables, self.rows[:count])

    def table(self, shorten: Callable[[str], str]) -> bytes:
        """Return them as aligned columns for people.

        Args:
            shorten: Makes a CURIE of an IRI.
        """
        return table(self.variables, self._shown(shorten))

    def markdown(self, shorten: Callable[[str], str]) -> bytes:
        """Return them as a table in Markdown.

        Args:
            shorten: Makes a CURIE of an IRI.
        """
        rule = ["---" for _ in self.variables]
        cells = [[_MARKS.sub(r"\\\g<0>", cell) for cell in row] for row in self._shown(shorten)]
        lines = [self.variables, rule, *cells]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()

    def _shown(self, shorten: Callable[[str], str]) -> list[list[str]]:
        return [[_shown(row.get(name), shorten) for name in self.variables] for row in self.rows]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows below heads, in columns."""
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    lines = columns([heads, ["-" * size for size in widths], *rows])
    return "".join(f"{line}\n" for line in lines).encode()


def listed(questions: Sequence[Question], form: str = "table") -> bytes:
    """Return names and titles of questions, and what they derive.

    Args:
        questions: The questions.
        form: ``table``, ``csv`` or ``json``.
    """
    derives = {q.name: ", ".join(q.derives) for q in questions}
    if form == "table":
        rows = [[q.name, derives[q.name], q.title] for q in questions]
        return table(["question", "derives", "title"], rows)
    fields = [{"name": q.name, "title": q.title, "derives": derives[q.name]} for q in questions]
    found: list[Row] = [
        {key: Cell(type="literal", value=value) for key, value in each.items()} for each in fields
    ]
    listing = Rows(["name", "title", "derives"], found)
    return listing.written(QueryResultsFormat.CSV) if form == "csv" else listing.json()


def collect(solutions: QuerySolutions, text: str) -> Rows:
    """Return what an engine found, in an order that is the same every time.

    Args:
        solutions: What the engine found.
        text: The query. Unless it orders the rows itself, they are sorted by their
            values, from the first column on.
    """
    written = solutions.serialize(format=QueryResultsFormat.JSON)
    assert written is not None, "bytes are returned where no output is named"
    document = json.loads(written)
    variables = order.columns(text, document["head"]["vars"])
    rows: list[Row] = document["results"]["bindings"]
    if not safety.is_ordered(text):
        rows = sorted(rows, key=lambda row: [_key(row.get(name)) for name in variables])
    if b'"bnode"' not in written and variables == document["head"]["vars"]:
        return Rows(variables, rows)
    labels: dict[str, str] = {}
    return Rows(variables, [_relabelled(row, variables, labels) for row in rows])


def _key(cell: Cell | None) -> tuple[str, ...]:
    if cell is None:
        return ()
    value = "" if cell["type"] == "bnode" else cell["value"]
    return (cell["type"], value, cell.get("datatype", ""), str(cell.get("xml:lang", "")))


def _relabelled(row: Row, variables: Sequence[str], labels: dict[str, str]) -> Row:
    """Return a row in the order of the columns, blank nodes numbered as they come."""
    relabelled: Row = {}
    for name in variables:
        cell = row.get(name)
        if cell is None:
            continue
        if cell["type"] == "bnode":
            label = labels.setdefault(cell["value"], f"b{len(labels)}")
            cell = Cell(type="bnode", value=label)
        relabelled[name] = cell
    return relabelled


def _shown(cell: Cell | None, shorten: Callable[[str], str]) -> str:
    if cell is None:
        return ""
    if cell["type"] == "uri":
        return printable(shorten(cell["value"]))
    if cell["type"] == "bnode":
        return f"_:{cell['value']}"
    return printable(cell["value"])
