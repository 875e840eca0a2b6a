"""Every format for machines carries every finding, whatever stands in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import formats
from drugfacts.reporting.characters import one_line
from drugfacts.reporting.report import Fixed, Report, Work
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SH = PREFIXES["sh"]
BASE = "https://example.org/facts/"
LEVELS = {"error": "violation", "warning": "warning", "note": "info", "notice": "info"}


class Said(NamedTuple):
    """What each format must say of a finding."""

    rule: str
    severity: str
    focus: str
    line: int
    value: str


def said(rule: str, severity: str, focus: str, line: int, value: str) -> Said:
    return Said(one_line(rule), severity, one_line(focus), line, one_line(value))


def expected(report: Report) -> Counter[Said]:
    return Counter(
        said(f.rule, f.severity, f.focus, f.position.line if f.position else 0, f.value)
        for f in report.findings
    )


def from_object(found: dict[str, Any]) -> Said:
    line = found.get("place", {}).get("line", 0)
    focus, value = found.get("focus", ""), found.get("value", "")
    return said(found["rule"], found["severity"], focus, line, value)


def from_json(text: str) -> Iterator[Said]:
    return map(from_object, json.loads(text)["findings"])


def from_json_lines(text: str) -> Iterator[Said]:
    # Some readers take more signs for line ends than JSON Lines does.
    return (from_object(json.loads(line)) for line in text.splitlines())


def from_sarif(text: str) -> Iterator[Said]:
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        (location,) = result["locations"]
        named = {n["kind"]: n["fullyQualifiedName"] for n in location.get("logicalLocations", ())}
        properties = result["properties"]
        line = location["physicalLocation"]["region"]["startLine"]
        if not properties.get("place", {}).get("line"):
            assert line == 1
            line = 0
        assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        severity = LEVELS[result["level"]]
        value = properties.get("value", "")
        yield said(result["ruleId"], severity, named.get("object", ""), line, value)


def from_labelled(text: str) -> Said:
    pairs = [line.split(": ", 1) for line in text.split("\n")[1:] if ": " in line]
    found = {label: value for label, value in pairs if not label.startswith(" ")}
    return Said(
        found["rule"],
        found["severity"],
        found.get("focus", ""),
        int(found.get("line", 0)),
        found.get("value", ""),
    )


def from_junit(text: str) -> Iterator[Said]:
    for suite in ElementTree.fromstring(text):
        for case in suite:
            assert case.get("classname") == suite.get("name")
            (child,) = case
            if suite.get("name") != "drugfacts: work done":
                yield from_labelled(child.text or "")


def from_github(text: str) -> Iterator[Said]:
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        assert match
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        if properties["title"] == "drugfacts" or properties["title"].startswith("fixed "):
            continue
        found = from_labelled(unescaped(match[3]))
        assert unescaped(properties["title"]).endswith(found.rule)
        assert int(properties.get("line", 0)) == found.line
        if "suppressed: " not in unescaped(match[3]):
            assert LEVELS[match[1]] == found.severity
        yield found


def unescaped(text: str) -> str:
    signs = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda match: signs[match[0]], text)


def from_turtle(text: str) -> Iterator[Said]:
    store = Store()
    store.load(text.encode(), RdfFormat.TURTLE)

    def value(subject: Any, predicate: str) -> Any:
        found = [q.object for q in store.quads_for_pattern(subject, NamedNode(predicate), None)]
        assert len(found) < 2
        return found[0] if found else None

    for quad in store.quads_for_pattern(None, NamedNode(SH + "result"), None):
        result = quad.object
        focus = value(result, SH + "focusNode")
        assert value(result, SH + "sourceConstraintComponent") is not None
        place = value(result, PREFIXES["dcterms"] + "source")
        line = value(place, "http://www.w3.org/2009/pointers#lineNumber") if place else None
        yield said(
            value(result, PREFIXES["dcterms"] + "identifier").value,
            value(result, SH + "resultSeverity").value.rpartition("#")[2].lower(),
            focus.value if isinstance(focus, NamedNode) else str(focus),
            int(line.value) if line else 0,
            str(value(result, SH + "value") or ""),
        )


READERS: dict[str, Callable[[str], Iterator[Said]]] = {
    "github": from_github,
    "json": from_json,
    "json-lines": from_json_lines,
    "junit": from_junit,
    "sarif": from_sarif,
    "turtle": from_turtle,
}


def as_rdf_has_it(found: Counter[Said]) -> Counter[Said]:
    """Labels of blank nodes mean nothing in RDF, and the data stand for no focus node.

    A plain literal is one of the type string.
    """
    changed: Counter[Said] = Counter()
    for each, count in found.items():
        focus, value = (re.sub("^_:.*", "_:", term) for term in (each.focus, each.value))
        value = value.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")
        severity = {"mild": "info"}.get(each.severity, each.severity)
        changed[each._replace(focus=focus or BASE, value=value, severity=severity)] += count
    return changed


def agree(name: str, report: Report) -> None:
    text = "".join(formats.write(name, report))
    text.encode()
    found, wanted = Counter(READERS[name](text)), expected(report)
    if name == "turtle":
        found, wanted = as_rdf_has_it(found), as_rdf_has_it(wanted)
    assert found == wanted


@pytest.mark.parametrize("name", READERS)
def test_each_format_carries_every_finding(name: str, odd_report: Report) -> None:
    agree(name, odd_report)


@pytest.mark.parametrize("name", READERS)
def test_a_report_without_findings_can_be_read(name: str) -> None:
    agree(name, Report((), documents=0, triples=0, shapes=0, focus_nodes=0, base=BASE))


FOR_PEOPLE = {"concise", "csv", "html", "markdown", "text"}


def test_every_format_is_read_back_or_is_for_people() -> None:
    assert set(formats.MODULES) - FOR_PEOPLE == set(READERS)


@pytest.mark.parametrize("name", formats.MODULES)
def test_every_format_names_every_rule_and_is_the_same_each_time(
    name: str, odd_report: Report
) -> None:
    text = "".join(formats.write(name, odd_report))
    assert [f.rule for f in odd_report.findings if f.rule not in text] == []
    assert "".join(formats.write(name, odd_report)) == text


BYTES = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"])
SIGNS = st.sampled_from("\0\n\r\t\x1b\x85\u2028\ufffe\u202e%:,;#[]{}<>&\"'\\^|/() ")
STRINGS = st.text(SIGNS | st.characters(exclude_categories=["Cs"]), max_size=12)
LITERALS = st.one_of(
    STRINGS.map(Literal),
    STRINGS.map(lambda text: Literal(text, language="en")),
    STRINGS.map(lambda text: Literal(text, datatype=NamedNode("http://e/t"))),
)
IRIS = st.from_regex(r"http://e/[a-z%0-9;:,&'()#é\[\]]{0,8}", fullmatch=True)


def is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


IRI = IRIS.filter(is_iri)
BLANKS = st.sampled_from(["a", "b1", "c14n0"]).map(BlankNode).map(str)
NAMES = st.text(BYTES | SIGNS | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9)
TEXTS = st.text(BYTES | SIGNS | st.characters(exclude_categories=["Cs"]), max_size=12)
FINDINGS = st.builds(
    Finding,
    rule=STRINGS.filter(str.strip) | IRI,
    severity=st.sampled_from(Severity),
    focus=st.just("") | IRI | BLANKS | LITERALS.map(str),
    path=st.sampled_from(["", "<http://e/p>", "^<http://e/p>/(<http://e/q>|<http://e/r>)*"]),
    value=st.just("") | IRI.map("<{}>".format) | BLANKS | LITERALS.map(str),
    message=TEXTS,
    position=st.none() | st.builds(Position, NAMES, st.integers(0, 3), st.integers(0, 3)),
    shape=st.just("") | IRI.map("<{}>".format) | BLANKS,
    component=st.just("") | IRI,
    excerpt=TEXTS,
    suppression=st.none() | st.builds(Suppression, st.sampled_from(Why), TEXTS, IRI, TEXTS),
)
REPORTS = st.builds(
    Report,
    findings=st.lists(FINDINGS, max_size=4).map(tuple),
    documents=st.just(1),
    triples=st.just(2),
    shapes=st.just(1),
    focus_nodes=st.just(1),
    remarks=st.lists(TEXTS, max_size=2).map(tuple),
    base=st.just(BASE),
    prefixes=st.sampled_from([{}, {"urn": "urn:", "ptr": "http://e/"}]),
    work=st.lists(st.builds(Work, IRI | BLANKS, st.integers(0, 2)), max_size=2).map(tuple),
    fixed=st.lists(st.builds(Fixed, STRINGS, IRI, st.just(""), STRINGS), max_size=2).map(tuple),
)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, deadline=None)
@given(report=REPORTS)
def test_nothing_in_a_finding_breaks_a_format(name: str, report: Report) -> None:
    agree(name, report)


@settings(max_examples=60, deadline=None)
@given(report=REPORTS)
def test_json_loses_nothing_at_all(report: Report) -> None:
    found = json.loads("".join(formats.write("json", report)))
    assert found["remarks"] == list(report.remarks)
    for each, finding in zip(found["findings"], report.findings, strict=True):
        assert each["message"] == finding.message
        assert each.get("excerpt", "") == finding.excerpt
        if finding.position:
            assert each["place"]["path"] == finding.position.path
