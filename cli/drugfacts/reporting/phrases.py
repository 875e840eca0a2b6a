"""What the formats for people share: how a text, a term, a waiver and a total are said."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from drugfacts.model import Severity, Why
from drugfacts.reporting.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding, Suppression
    from drugfacts.reporting.report import Fixed, Report

_DATATYPE = re.compile(r"(?s)(\".*\")\^\^<([^<>\s]*)>")
_LONGEST = 200
_TAB = " " * 4
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def shown(text: str) -> str:
    r"""Return a text as it can be shown on one line, with all of its spaces.

    A tab becomes four spaces. What steers a terminal, ends a line or is not seen at all
    stands as ``\uNNNN``.
    """
    if text.isascii() and text.isprintable():
        return text
    line = one_line(text.replace("\t", _TAB))
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in _UNSEEN else c for c in line)


def flat(text: str) -> str:
    """Return a text as it can be shown on one line, with single spaces."""
    return shown(" ".join(text.split()))


def term(text: str, report: Report) -> str:
    """Return a focus node or a value, short and on one line.

    Args:
        text: An IRI with or without ``<>``, a blank node, or a literal in N-Triples form.
        report: Knows the prefixes.
    """
    literal = _DATATYPE.fullmatch(text)
    if literal:
        return shortened(f"{literal[1]}^^{_named(literal[2], report)}")
    if text.startswith("<") and text.endswith(">") and not text.startswith("<<"):
        return shortened(_named(text[1:-1], report))
    return shortened(report.short(text))


def _named(iri: str, report: Report) -> str:
    curie = report.short(iri)
    return f"<{iri}>" if curie == iri else curie


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line that is not too long, with ``…`` for what is left out."""
    line = shown(text)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def value(finding: Finding, report: Report) -> str:
    """Return the value of a finding, or "" when it says no more than the focus node."""
    if finding.value in {finding.focus, f"<{finding.focus}>"}:
        return ""
    return term(finding.value, report)


def facts(finding: Finding, report: Report) -> list[tuple[str, str]]:
    """Return what is known of a finding beside its message, each with its name."""
    known = (
        ("focus", term(finding.focus, report)),
        ("path", shortened(report.short_path(finding.path))),
        ("value", value(finding, report)),
    )
    return [(name, said) for name, said in known if said]


def aside(suppression: Suppression, report: Report) -> str:
    """Say why a finding does not count."""
    if suppression.why is Why.KNOWN:
        return "known (baseline)"
    by = f" by {term(suppression.author, report)}" if suppression.author else ""
    until = f" until {flat(suppression.until)}" if suppression.until else ""
    reason = f": {flat(suppression.reason)}" if suppression.reason else ""
    return f"waived{by}{until}{reason}"


def fixed(entry: Fixed, report: Report) -> str:
    """Return a finding of a baseline that is there no more: rule, focus, path, value."""
    parts = (
        flat(entry.rule),
        term(entry.focus, report),
        shortened(report.short_path(entry.path)),
        term(entry.value, report),
    )
    return " ".join(part for part in parts if part)


def counted(n: int, noun: str) -> str:
    """Return a number with its noun, as in ``1 shape`` and ``2 shapes``."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def totals(report: Report) -> str:
    """Return how many findings there are of each severity, on one line."""
    found = ", ".join(counted(report.count(each), str(each)) for each in Severity)
    aside = f", {report.suppressed} suppressed" if report.suppressed else ""
    gone = f", {len(report.fixed)} fixed" if report.fixed else ""
    return found + aside + gone


def nested(finding: Finding) -> Iterator[tuple[int, Finding]]:
    """Yield the details of a finding, the details of these behind each, with the depth."""
    waiting = [(1, each) for each in reversed(finding.details)]
    while waiting:
        depth, detail = waiting.pop()
        yield depth, detail
        waiting += [(depth + 1, each) for each in reversed(detail.details)]
