"""From outcomes of passages to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.evidence import rules
from drugfacts.evidence.outcomes import Outcome, Result
from drugfacts.evidence.records import START
from drugfacts.model import Finding, Severity
from drugfacts.terms import DF
from drugfacts.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.evidence.check import Checked
    from drugfacts.evidence.shelf import Held
    from drugfacts.graph.dataset import DataSet, Subject

_TOLD = 5
"""How many places of one span a message names."""


def findings(checked: Checked, data: DataSet) -> Iterator[Finding]:
    """Yield what is to be told of a check; of an exact passage, nothing.

    Args:
        checked: The outcomes.
        data: The data set, for places in the user's files.
    """
    for iri, held in checked.held.items():
        yield from _changed(iri, held, data)
    for result in checked.results:
        yield from _of(result, data)
    if not checked.compared:
        yield _nothing(checked)


def _of(result: Result, data: DataSet) -> Iterator[Finding]:
    passage, told = result.passage, Severity.WARNING if result.blame else Severity.INFO
    if result.outcome is Outcome.UNCHECKABLE:
        message = f"this passage cannot be checked, as {printable(result.why)}; {_advice(result)}"
        yield _finding(rules.UNCHECKABLE, told, passage.node, message, data)
    elif result.outcome is Outcome.NORMALISED:
        message = (
            f"the words at {_at(result, result.places[0])} are the same but for typography; "
            "read them there, and cite them anew if nothing else has changed."
        )
        yield _finding(rules.NORMALISED, Severity.INFO, passage.node, message, data, DF.spanDigest)
    elif result.outcome is Outcome.MOVED:
        message = _moved(result)
        yield _finding(rules.MOVED, Severity.WARNING, passage.node, message, data, START)
    elif result.outcome is Outcome.MISSING:
        message = _missing(result)
        yield _finding(rules.MISSING, Severity.VIOLATION, passage.node, message, data, START)
    if result.disagrees:
        message = (
            "its words have its span digest and not its normalised digest, so one of the two was "
            "changed by hand; cite the words anew with 'drugfacts evidence cite'."
        )
        yield _finding(
            rules.DISAGREES, Severity.VIOLATION, passage.node, message, data, DF.normalisedDigest
        )


def _advice(result: Result) -> str:
    if not result.blame and not result.passage.wants_place:
        return "capture the text of its source and cite the words in it."
    if not result.blame:
        return "name the folder that holds it with --captures."
    if result.passage.lack or result.capture is not None:
        return "'drugfacts validate' tells what is wrong; cite its words anew."
    return "put its capture there, or name another folder."


def _moved(result: Result) -> str:
    places = result.places
    how = "" if result.same_characters else " (with other typography)"
    if len(places) > 1:
        said = ", ".join(f"char-{start}-{end}" for start, end in places[:_TOLD])
        more = f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
        return (
            f"the words stand at {len(places)} other places{how}: {said}{more}; see which is "
            "meant, and cite it."
        )
    start, end = places[0]
    return (
        f"the words stand at char-{start}-{end} now{how}, which is {_at(result, places[0])}; "
        "read them there, and let 'drugfacts evidence check --fix' correct the offsets."
    )


def _missing(result: Result) -> str:
    where = result.capture.path if result.capture else ""
    said = f"{where} does not hold these words"
    if not result.complete:
        said = (
            f"the words do not stand there, nor between blanks elsewhere in {where} (it is too "
            "long to be looked through completely)"
        )
    return printable(
        f"{said}; see what the source says now, and correct or remove the claims that rest on it."
    )


def _at(result: Result, place: tuple[int, int]) -> str:
    return printable(result.capture.where(place[0])) if result.capture else ""


def _changed(iri: str, held: Held, data: DataSet) -> Iterator[Finding]:
    if not held.changed or held.capture is None:
        return
    capture, node = held.capture, NamedNode(iri)
    stated = data.value(node, DF.captureDigest)
    said = "is not the text that was captured" if stated else "may be any text of that name"
    message = printable(
        f"{capture.path} {said} (its SHA-256 is {capture.digest}), and passages were looked for "
        "in it all the same; bring the old text back, or, when you have read the new one and its "
        "passages are in order, write its digest."
    )
    value = str(Literal(capture.digest))
    yield _finding(
        rules.CHANGED, Severity.WARNING, node, message, data, DF.captureDigest, value=value
    )


def _nothing(checked: Checked) -> Finding:
    if checked.results:
        said = (
            "no passage could be held against a capture; name the folder with the captures "
            "with --captures."
        )
    else:
        said = "the named files describe no passage; name the documents of articles and labels."
    return Finding(rules.NOTHING, Severity.VIOLATION, "", "", "", said)


def _finding(
    rule: str,
    severity: Severity,
    node: Subject,
    message: str,
    data: DataSet,
    predicate: str = "",
    *,
    value: str = "",
) -> Finding:
    about = NamedNode(predicate) if predicate else None
    return Finding(
        rule=rule,
        severity=severity,
        focus=node.value if isinstance(node, NamedNode) else str(node),
        path=f"<{predicate}>" if predicate else "",
        value=value,
        message=message,
        position=data.locate(node, about),
    )
