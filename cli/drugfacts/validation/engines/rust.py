"""The Rust engine of the package ``shacl``: fast, and silent where we must not be.

It takes a text or a file, names blank nodes anew, writes no message where the shape has
none, and hands every term back as text; all of that is undone here. Blank nodes are
numbered through in the order in which they are read, first those of the shapes, then
those of the data, so that the n-th of ours is the n-th of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.errors import DrugFactsError, InputError, LimitError
from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.engines import ntriples
from drugfacts.validation.engines.result import Result, StoppedError, counted, preference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import shacl
    from pyoxigraph import Triple

    from drugfacts.graph.dataset import Subject, Term

    BlankNodes = Callable[[set[int]], dict[int, BlankNode]]

MAX_DEPTH = 48
"""How many shapes may be nested in one another, as the engine itself says."""

MAX_LINE = 16 * 1024 * 1024
"""The longest line that the engine's parser takes, in bytes."""

_SH = PREFIXES["sh"]
_MESSAGE = NamedNode(_SH + "message")
_PATH = NamedNode(_SH + "path")
_IRI = re.compile("<[^<>]*>")
_ENDLESS_YEAR = re.compile(r'"-?[0-9]{19,}-')
_ENDLESS_YEAR_BYTES = re.compile(_ENDLESS_YEAR.pattern.encode())
_STOPPED = "the Rust engine cannot hold a value of the data, such as a date beyond all years"
_CHUNK = 1 << 16
_BLANK = re.compile(r"_:([01])_b([0-9]{1,18})")
_QUERIED = _SH + "SPARQLConstraintComponent"


class Engine:
    """Shapes that are ready to be held against data.

    Args:
        shapes: The shapes graph.

    Raises:
        InputError: the engine cannot use the shapes.
        LimitError: they are nested too deeply.
    """

    def __init__(self, shapes: Sequence[Triple]) -> None:
        import shacl

        # Messages go in the best first, and come out in this order.
        ordered = sorted(shapes, key=_message_order)
        self._blanks = ntriples.blank_nodes(ordered)
        self._messages: dict[Subject, list[Literal]] = {}
        self._paths: dict[Subject, Subject] = {}
        for subject, predicate, value in map(parts, ordered):
            if predicate == _MESSAGE and isinstance(value, Literal):
                self._messages.setdefault(subject, []).append(value)
            elif predicate == _PATH and not isinstance(value, Literal):
                self._paths[subject] = value
        try:
            self._shapes = shacl.Shapes.from_text(ntriples.text(ordered), format="ntriples")
        except ValueError as error:
            raise _refused(error) from error

    def check(self, data: Sequence[Triple]) -> list[Result]:
        """Return what is wrong with a data graph."""
        blanks = ntriples.blank_nodes(data)
        text = ntriples.text(data)
        if _ENDLESS_YEAR.search(text):
            raise StoppedError(_STOPPED)
        report = self._run(lambda: self._shapes.validate_text(text, format="ntriples"))
        return self._results(
            report, lambda numbers: {n: blanks[n] for n in numbers if n < len(blanks)}
        )

    def check_file(self, path: Path, blanks: BlankNodes) -> list[Result]:
        """Return what is wrong with an N-Triples file, which is not read into Python.

        Args:
            path: The file; `refuse` has let it pass.
            blanks: Gives the blank nodes of the file by number, as they are first met.

        Raises:
            SyntaxError: the file is not N-Triples; the engine's words tell no more.
            StoppedError: the engine cannot hold a value of the data.
            InputError: a query of the shapes is not SPARQL.
        """
        report = self._run(lambda: self._shapes.validate_file(str(path)))
        return self._results(report, blanks)

    def _run(self, engine: Callable[[], shacl.Report]) -> shacl.Report:
        try:
            return engine()
        except ValueError as error:
            if str(error).startswith("parse error"):
                raise SyntaxError(str(error)) from error
            # It reads a query when it first runs it.
            raise _refused(error) from error
        except BaseException as error:
            # A panic of Rust is no Exception, so that nobody takes it for one.
            if type(error).__name__ == "PanicException":
                raise StoppedError(_STOPPED) from error
            raise

    def _results(self, report: shacl.Report, blanks: BlankNodes) -> list[Result]:
        found = report.results
        texts = {
            text
            for result in found
            for text in (result.focus_node, result.value, result.source_shape)
            if text is not None
        }
        said = {text for text in texts if not text.startswith("_:")}
        terms = ntriples.terms(said)
        told = {
            match[0]
            for result in found
            if _is_filled_in(result)
            for message in result.messages
            for match in _BLANK.finditer(message)
            if self._number(match[0])[0]
        }
        numbers = {text: self._number(text) for text in texts - said | told}
        theirs = blanks({n for of_data, n in numbers.values() if of_data})
        for text, (of_data, n) in numbers.items():
            # A message may hold a text of the data that only looks like a label.
            if of_data and n in theirs:
                terms[text] = theirs[n]
            elif not of_data:
                terms[text] = self._blanks[n]
        return counted(self._result(result, terms) for result in found)

    def _number(self, label: str) -> tuple[bool, int]:
        """Return whether a blank node is one of the data, and the how manieth it is there."""
        match = _BLANK.fullmatch(label)
        if match is None:
            raise RuntimeError(f"the engine gave a blank node an unknown label, {label}")
        number = int(match[2]) - len(self._blanks)
        return (True, number) if number >= 0 else (False, int(match[2]))

    def _result(self, result: shacl.Result, terms: dict[str, Term]) -> Result:
        shape = cast("Subject", terms[result.source_shape or ""])
        return Result(
            shape=shape,
            component=result.component_iri,
            severity=result.severity_iri,
            focus=terms[result.focus_node],
            path=self._path(result.path, shape),
            value=None if result.value is None else terms[result.value],
            messages=self._said(result, shape, terms),
        )

    def _path(self, text: str | None, shape: Subject) -> Subject | None:
        if text is None:
            return None
        if _IRI.fullmatch(text):
            return NamedNode(text[1:-1])
        # Written out as in SPARQL; we have the node that says the same.
        return self._paths[shape]

    def _said(
        self, result: shacl.Result, shape: Subject, terms: dict[str, Term]
    ) -> tuple[str, ...]:
        """Return the messages; a query's, or a component's, are filled in by the engine."""
        if _is_filled_in(result):
            return tuple(
                _BLANK.sub(lambda match: str(terms.get(match[0], match[0])), message)
                for message in result.messages
            )
        return tuple(message.value for message in self._messages.get(shape, ()))


def refuse(path: Path, in_doubt: Callable[[], None]) -> None:
    """Refuse an N-Triples file that would end the process, or bring forth the engine's words.

    Args:
        path: The file.
        in_doubt: Called where it may have triple terms, which crash the engine when they
            are nested; it raises an error if it has.

    Raises:
        SyntaxError: a line has no end.
        StoppedError: the engine cannot hold a value of the data.
    """
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            chunk += stream.readline(MAX_LINE)
            if len(chunk) > MAX_LINE:
                raise SyntaxError("a line without end")
            if b"<<(" in chunk:
                in_doubt()
            if _ENDLESS_YEAR_BYTES.search(chunk) and (b"#date" in chunk or b"#gYear" in chunk):
                raise StoppedError(_STOPPED)


def _is_filled_in(result: shacl.Result) -> bool:
    return result.component_iri == _QUERIED or not result.component_iri.startswith(_SH)


def _refused(error: ValueError) -> DrugFactsError:
    if "recursion limit exceeded" in str(error):
        return LimitError(f"shapes are nested more than {MAX_DEPTH} deep; take a level out.")
    said = " ".join(str(error).removeprefix("invalid shapes graph: ").split()).rstrip(".")
    return InputError(f"the shapes cannot be used: {said}; correct the shape.")


def _message_order(triple: Triple) -> tuple[int, str, str]:
    message = triple.object
    if triple.predicate == _MESSAGE and isinstance(message, Literal):
        return preference(message)
    return (-1, "", "")
