"""The canonical layout of Turtle: the same triples, the same bytes.

Blocks and predicates are sorted by IRI, so one changed triple changes one block. Subjects
with IRIs come first, then those with labels, then anonymous ones. Objects are sorted:
IRIs, literals, labelled nodes, ``[ ]``, ``( )``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.errors import InputError
from drugfacts.graph.turtle.blanks import Blanks, Graph, index
from drugfacts.graph.turtle.document import FIRST, NIL, REST, TYPE, Fact, Key, Notes, Subject, Term
from drugfacts.graph.turtle.literals import literal_key, write_literal
from drugfacts.graph.turtle.names import Names

_WIDTH = 72
"""The longest list that is written on one line, in characters without its brackets."""

_Written: TypeAlias = tuple[list[str], str]
"""Comments that must stand above a thing, and the thing as text."""


def write(
    triples: Iterable[Triple | Fact],
    table: Mapping[str, str],
    base: str,
    declared: Mapping[str, str] | None = None,
) -> str:
    """Return triples as Turtle in the canonical layout.

    Args:
        triples: In any order; one that is there twice is written once.
        table: Namespaces by prefix; these prefixes stand for nothing else.
        base: Base IRI of the data set, for the prefixes of fragments.
        declared: Prefixes of the user's own, kept for namespaces that have no other.

    Raises:
        LimitError: blank nodes are nested too deep, or too much alike to be sorted.
        InputError: a triple is RDF 1.2, which Turtle 1.1 cannot say.
    """
    names = Names(table, base, declared or {})
    blocks = write_blocks(triples, names, Notes())
    if names.used:
        blocks.insert(0, "\n".join(prefix_line(p, names.used[p]) for p in sorted(names.used)))
    return join(blocks)


def join(blocks: Sequence[str]) -> str:
    """Return blocks as a file: an empty line between them, one newline at the end."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def prefix_line(prefix: str, namespace: str) -> str:
    """Return the line that declares a prefix."""
    return f"@prefix {prefix}: <{namespace}> ."


def write_blocks(triples: Iterable[Triple | Fact], names: Names, notes: Notes) -> list[str]:
    """Return one block for each subject; `names` then knows which prefixes they use."""
    graph = index(triples)
    blanks = Blanks(graph)
    writer = _Writer(graph, blanks, names, notes)
    named = sorted(s for s in graph if type(s) is NamedNode)
    labelled = [node for node in blanks.labels if node in graph]
    roots = sorted(blanks.roots, key=blanks.key)
    subjects: list[Subject] = [*named, *labelled, *roots]
    return [writer.block(subject) for subject in subjects]


class _Writer:
    """Writes parts of blocks: they begin unindented and end without a newline."""

    def __init__(self, graph: Graph, blanks: Blanks, names: Names, notes: Notes) -> None:
        self.graph = graph
        self.blanks = blanks
        self.names = names
        self.notes = notes if notes else None

    def block(self, subject: Subject) -> str:
        properties = self.graph[subject]
        if type(subject) is NamedNode:
            head = self.names[subject]
        elif subject in self.blanks.list_roots:
            head = self.collection(subject, 0)
            properties = {p: o for p, o in properties.items() if p not in (FIRST, REST)}
        else:
            head = self.blanks.labels.get(subject, "[]")
        tail = self.beside((subject,))[2]
        chunks = self.chunks(subject, properties, 4, " ;" if tail else " .")
        # The first predicate shares a line with its subject, and so do their comments.
        lines = [*self.beside((subject,))[0], *chunks[0][0], f"{head} {chunks[0][1]}"]
        for above, text in chunks[1:]:
            lines += [f"    {line}" for line in (*above, text)]
        if tail:
            lines += [f"    {line}" for line in (*tail, ".")]
        return "\n".join(lines)

    def beside(self, key: Key) -> tuple[list[str], list[str], list[str]]:
        """Return the comments above a thing, at the end of its line and behind it."""
        if self.notes is None:
            return [], [], []
        notes = self.notes
        return notes.before.get(key, []), notes.after.get(key, []), notes.tail.get(key, [])

    def chunks(
        self, subject: Subject, properties: Mapping[NamedNode, list[Term]], indent: int, end: str
    ) -> list[_Written]:
        """Write predicates with their objects; the last one ends in an end mark."""
        order = sorted(properties)
        if TYPE in properties:
            order.remove(TYPE)
            order.insert(0, TYPE)
        chunks = []
        for number, predicate in enumerate(order, 1):
            name = "a" if predicate == TYPE else self.names[predicate]
            mark = end if number == len(order) else " ;"
            values = properties[predicate]
            above, after, _ = self.beside((subject, predicate))
            if len(values) == 1:
                more, text = self.stated((subject, predicate, values[0]), indent, mark)
                chunks.append(([*above, *after, *more], f"{name} {text}"))
                continue
            head = " ".join((name, *after[:1]))
            lines: list[str] = []
            marks = [" ,"] * (len(values) - 1) + [mark]
            for value, sign in zip(sorted(values, key=self.rank), marks, strict=True):
                more, text = self.stated((subject, predicate, value), indent + 4, sign)
                lines += (*more, text)
            chunks.append(([*above, *after[1:]], several(head, lines, indent)))
        return chunks

    def stated(self, key: tuple[Subject, NamedNode, Term], indent: int, mark: str) -> _Written:
        """Write the object of a triple with a mark behind it."""
        value = key[2]
        text = f"{self.term(value, indent)}{mark}"
        if self.notes is None:
            return [], text
        above, after, _ = self.beside(key)
        if value in self.blanks.inline:
            above = [*above, *(line for line in self.beside((value,))[0] if line)]
        return [*above, *after[1:]], " ".join((text, *after[:1]))

    def term(self, value: Term, indent: int) -> str:
        if type(value) is NamedNode:
            return "()" if value == NIL else self.names[value]
        if type(value) is Literal:
            return write_literal(value, self.names)
        if type(value) is not BlankNode:
            raise InputError(f"{value} is RDF 1.2, which Turtle 1.1 cannot say; remove it.")
        if value in self.blanks.labels:
            return self.blanks.labels[value]
        if value in self.blanks.lists:
            return self.collection(value, indent)
        tail = self.beside((value,))[2]
        lines: list[str] = []
        for above, text in self.chunks(value, self.graph.get(value, {}), indent + 4, ""):
            lines += (*above, text)
        return bracket("[", [*lines, *tail], "]", indent)

    def collection(self, head: BlankNode, indent: int) -> str:
        lines: list[str] = []
        comments = False
        cell: Term = head
        while type(cell) is BlankNode:
            properties = self.graph[cell]
            item, following = properties[FIRST][0], properties[REST][0]
            above, text = self.stated((cell, FIRST, item), indent + 4, "")
            if self.notes is not None:
                above = [*self.on_cell(cell, following, head), *above]
                comments = comments or bool(above or self.beside((cell, FIRST, item))[1])
            lines += (*above, text)
            cell = following
        tail = self.beside((head,))[2]
        if comments or tail:
            return bracket("(", [*lines, *tail], ")", indent)
        return in_parentheses(lines, indent)

    def on_cell(self, cell: BlankNode, following: Term, head: BlankNode) -> list[str]:
        """Return the comments on a cell that the text wrote out as a node of its own."""
        found: list[str] = []
        for key in ((cell, FIRST), (cell, REST), (cell, REST, following)):
            above, after, _ = self.beside(key)
            found += [*above, *after]
        if cell != head:
            above, _, tail = self.beside((cell,))
            found += [line for line in (*above, *tail) if line]
        return found

    def rank(self, value: Term) -> tuple[object, ...]:
        """Return what objects of one predicate are sorted by."""
        if type(value) is NamedNode:
            return 0, value.value
        if type(value) is Literal:
            return 1, literal_key(value)
        label = self.blanks.labels.get(value, "")
        if label:
            return 2, len(label), label
        return 4 if value in self.blanks.lists else 3, self.blanks.key(value)


def in_parentheses(lines: Sequence[str], indent: int) -> str:
    """Return the items of a list as text: on one line, if they are short."""
    line = " ".join(lines)
    if "\n" in line or len(line) > _WIDTH:
        return bracket("(", lines, ")", indent)
    return f"( {line} )"


def several(name: str, lines: Iterable[str], indent: int) -> str:
    """Return a predicate with the lines of its objects, of which there are several."""
    return f"\n{' ' * (indent + 4)}".join((name, *lines))


def bracket(opening: str, lines: Sequence[str], closing: str, indent: int) -> str:
    """Return lines in brackets, each with its own; no lines, no space between them."""
    if not lines:
        return opening + closing
    pad = "\n" + " " * indent
    return f"{opening}{''.join(f'{pad}    {line}' for line in lines)}{pad}{closing}"
