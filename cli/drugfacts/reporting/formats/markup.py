"""Pieces of HTML that are safe whatever the data hold."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from drugfacts.reporting import phrases
from drugfacts.reporting.excerpts import place

if TYPE_CHECKING:
    from drugfacts.model import Finding, Severity
    from drugfacts.reporting.report import Report

_LINKABLE = re.compile(r"(?:https?://|mailto:|urn:)[^\s<>\"'`\\{}|^]+", re.IGNORECASE)
_TOKEN = re.compile(r"\S*")


def safe(text: str) -> str:
    """Return a text as HTML that shows it, in an element or in a quoted attribute."""
    return escape(phrases.flat(text), quote=True)


def severity(level: Severity) -> str:
    """Return a severity in its colour; the word alone says it too."""
    return f'<span class="severity {level}">{level}</span>'


def linked(name: str, report: Report) -> str:
    """Return a term as code, and as a link when it is an IRI that may be one.

    Args:
        name: An IRI with or without ``<>``, a blank node, or a literal in N-Triples form.
        report: Knows the prefixes.
    """
    iri = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    said = f"<code>{safe(phrases.term(name, report))}</code>"
    if not _LINKABLE.fullmatch(iri) or phrases.flat(iri) != iri:
        return said
    return f'<a href="{escape(iri, quote=True)}">{said}</a>'


def facts(finding: Finding, report: Report) -> str:
    """Return focus node, path and value as a list, or "" when there is none."""
    terms = {"focus": finding.focus, "value": finding.value}
    pairs = [
        f"<dt>{name}</dt><dd>"
        + (linked(terms[name], report) if name in terms else f"<code>{safe(said)}</code>")
        + "</dd>"
        for name, said in phrases.facts(finding, report)
    ]
    return f"<dl>{''.join(pairs)}</dl>\n" if pairs else ""


def excerpt(finding: Finding) -> str:
    """Return the source line behind its number, the word at the place marked, or ""."""
    where, line = finding.position, finding.excerpt
    if where is None or not where.line or not line.strip():
        return ""
    offset = place(line, where.col)
    number = f'<span class="faint">{where.line} | </span>'
    if offset is None:
        return f"<pre><code>{number}{_kept(line)}</code></pre>\n"
    word = _TOKEN.match(line, offset)
    end = max(offset + 1, word.end() if word else 0)
    marked = f"{_kept(line[:offset])}<mark>{_kept(line[offset:end])}</mark>{_kept(line[end:])}"
    return f"<pre><code>{number}{marked}</code></pre>\n"


def _kept(text: str) -> str:
    return escape(phrases.shown(text), quote=True)
