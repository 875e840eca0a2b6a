"""Reading waivers from a data set, each with what it lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from drugfacts.errors import InputError
from drugfacts.graph.dataset import parts
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drugfacts.graph.dataset import DataSet, Document, Subject, Term
    from drugfacts.model import Position

MAX_YEARS = 2
"""How long a waiver may hold; ``shapes/waiver.ttl`` says the same."""

MIN_REASON = 20
"""How many characters a reason has at least; ``shapes/waiver.ttl`` says the same."""

UNTIL = PREFIXES["schema"] + "validThrough"
"""The property that holds the last day of a waiver."""

CREATED = PREFIXES["dcterms"] + "created"
"""The property that holds the day when a waiver was made."""

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_WAIVER = NamedNode(DF.Waiver)
_ONLY_OF_WAIVERS = {NamedNode(DF.waivedRule), NamedNode(DF.waivedFocus)}
_AUTHOR = PREFIXES["prov"] + "wasAttributedTo"
_DATE = NamedNode(PREFIXES["xsd"] + "date")
_STRING = NamedNode(PREFIXES["xsd"] + "string")
_SPACE = PREFIXES["df"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision that what one rule finds about one thing does not fail a check.

    Attributes:
        name: Its IRI, or the label of its blank node.
        rule: Id of the rule that it waives.
        focus: IRI of the thing that it is about.
        reason: Why; in English where it is given in several languages.
        author: IRI of who decided.
        until: The last day on which it holds, ``YYYY-MM-DD``.
        place: Where it stands; None in the background of a data set.
        rule_place: Where it names its rule.
        until_place: Where it names its last day.
        fault: What to do so that it waives something; "" when it is complete.
        made: The day when it was made, before which it does not hold; "" for always.
        made_place: Where it names that day.
    """

    name: str
    rule: str
    focus: str
    reason: str
    author: str
    until: str
    place: Position | None = None
    rule_place: Position | None = None
    until_place: Position | None = None
    fault: str = ""
    made: str = ""
    made_place: Position | None = None


def of_files(data: DataSet) -> tuple[Waiver, ...]:
    """Return the waivers of files that are named for their waivers.

    Raises:
        InputError: there is none in one of the files.
    """
    for document in data.documents:
        if not any(True for _ in _nodes(document)):
            raise InputError(
                f"there is no waiver in it; a waiver is of the class <{DF.Waiver}> and names "
                f"its rule with <{DF.waivedRule}>: correct the namespace, or name another file.",
                document.path,
            )
    return of(data)


def of(data: DataSet) -> tuple[Waiver, ...]:
    """Return the waivers of a data set, in the order of their names.

    Those of the background count as well: what is found in one file must not depend on
    whether the file with its waiver was named too.
    """
    nodes = {node for d in (*data.documents, *data.background) for node in _nodes(d)}
    return tuple(_read(data, node) for node in sorted(nodes, key=str))


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as ``YYYY-MM-DD``."""
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _nodes(document: Document) -> Iterator[Subject]:
    if _has_none(document):
        return
    for subject, predicate, value in map(parts, document.quads):
        if predicate in _ONLY_OF_WAIVERS or (predicate == _TYPE and value == _WAIVER):
            yield subject


def _has_none(document: Document) -> bool:
    """Tell from the text, a hundred times faster than from the statements, where one can."""
    text = document.text
    if text is None or document.form == RdfFormat.JSON_LD:
        return False
    # An escape may hide the words, and a prefix may cut them in two.
    words = ("Waiver", "waived", "\\u", "\\U")
    cut = any(ns.startswith(_SPACE) for ns in {*document.prefixes.values()} - {_SPACE})
    return not cut and not any(word in text for word in words)


def _read(data: DataSet, node: Subject) -> Waiver:
    rules = data.values(node, DF.waivedRule)
    things = data.values(node, DF.waivedFocus)
    authors = data.values(node, _AUTHOR)
    reasons = data.values(node, DF.reason)
    made, until = data.values(node, CREATED), data.values(node, UNTIL)
    faults = {
        "give it the class df:Waiver": _WAIVER not in data.values(node, _TYPE.value),
        "name one rule as text, with df:waivedRule": not _are_one(rules, _is_name),
        "name one thing by its IRI, with df:waivedFocus": not _are_one(things, _is_iri),
        f"give a reason of {MIN_REASON} characters or more in a named language, "
        "with df:reason": not _are_reasons(reasons),
        "name who decided by an IRI, with prov:wasAttributedTo": not _are_one(authors, _is_iri),
        "give the day when it was made as an xsd:date, with dcterms:created": not _are_one(
            made, _is_date
        ),
        "give its last day as an xsd:date, with schema:validThrough": not _are_one(until, _is_date),
    }
    fault = next((advice for advice, at_fault in faults.items() if at_fault), "")
    if not fault and not _text(made) < _text(until) <= _latest(_text(made)):
        fault = (
            f"let it end after the day when it was made, and at most {MAX_YEARS} years later, "
            "with schema:validThrough"
        )
    return Waiver(
        name=_text([node]),
        rule=_text(rules),
        focus=_text(things),
        reason=_text(sorted(reasons, key=_preference)),
        author=_text(authors),
        until=_text(until),
        place=data.locate(node),
        rule_place=data.locate(node, NamedNode(DF.waivedRule), next(iter(rules), None)),
        until_place=data.locate(node, NamedNode(UNTIL), next(iter(until), None)),
        fault=fault,
        made=_text(made),
        made_place=data.locate(node, NamedNode(CREATED), next(iter(made), None)),
    )


def _are_one(values: list[Term], fits: Callable[[Term], bool]) -> bool:
    return len(values) == 1 and fits(values[0])


def _is_name(term: Term) -> bool:
    plain = isinstance(term, Literal) and term.datatype == _STRING
    return plain and bool(term.value) and " " not in term.value


def _is_iri(term: Term) -> bool:
    return isinstance(term, NamedNode)


def _is_date(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype == _DATE and is_day(term.value)


def _are_reasons(values: list[Term]) -> bool:
    texts = [term for term in values if isinstance(term, Literal) and term.language]
    languages = {(term.language or "").lower() for term in texts}
    return (
        bool(values)
        and len(texts) == len(languages) == len(values)
        and all(len(term.value.strip()) >= MIN_REASON for term in texts)
    )


def _latest(made: str) -> str:
    """Return the last day that a waiver made on a day may name; as text, days sort alike."""
    return f"{int(made[:4]) + MAX_YEARS:04}{made[4:]}"


def _preference(term: Term) -> tuple[int, str]:
    language = (term.language or "") if isinstance(term, Literal) else ""
    return {"en": 0}.get(language.partition("-")[0].lower(), 1), language


def _text(terms: Sequence[Term]) -> str:
    """Return the first of some terms as findings name it, or ""."""
    if not terms:
        return ""
    return str(terms[0]) if isinstance(terms[0], BlankNode) else terms[0].value
