from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from drugfacts.model import Finding, Position, Severity
from drugfacts.reporting import formats
from drugfacts.reporting.report import Report, Work

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "skipped", "system-out"},
}
ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}
"""What is written of junit-10.xsd of the xUnit plugin of Jenkins."""


def written(report: Report) -> ElementTree.Element:
    return ElementTree.fromstring("".join(formats.write("junit", report)))


def test_only_what_the_schema_knows_is_written(odd_report: Report) -> None:
    for element in written(odd_report).iter():
        assert set(element.attrib) <= ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
        if element.tag in ("testsuites", "testsuite"):
            assert set(element.attrib) == ATTRIBUTES[element.tag]


def test_the_numbers_are_those_of_the_tests(odd_report: Report) -> None:
    suites = written(odd_report)
    for element in [suites, *suites]:
        assert element.get("tests") == str(len(list(element.iter("testcase"))))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
        assert element.get("errors") == "0"
        assert element.get("skipped") in (None, str(len(list(element.iter("skipped")))))


def test_each_file_is_a_suite_and_each_name_in_it_is_there_once(report: Report) -> None:
    # GitLab passes over the second test of a name.
    twice = replace(report, findings=tuple(f for f in report.findings for _ in range(2)))
    names = [(case.get("classname"), case.get("name")) for case in written(twice).iter("testcase")]
    assert len(set(names)) == len(names)
    assert ("data/drug/examplol.ttl", "Drug-identifier: drug:examplol (2)") in names
    assert {name for name, _ in names} == {
        "no file",
        "data/drug/empty.ttl",
        "data/drug/examplol.ttl",
        "data/odd | `name` <b>.ttl",
        "drugfacts: work done",
    }


def test_a_name_stays_when_lines_move() -> None:
    def names(line: int) -> list[str | None]:
        found = Finding(
            "a", Severity.WARNING, "https://e.org/a", "", "", "m", Position("f.ttl", line)
        )
        made = written(Report((found,), documents=1, triples=1, shapes=1, focus_nodes=1))
        return [case.get("name") for case in made.iter("testcase")]

    assert names(1) == names(2) == ["a: https://e.org/a", "the check ran"]


def test_a_run_without_findings_is_not_empty() -> None:
    work = (Work("https://w3id.org/drugfacts/shapes#Drug", 2), Work("_:b0", 0))
    report = Report(
        (), documents=1, triples=9, shapes=1, focus_nodes=2, work=work, remarks=("one\ntwo",)
    )
    assert (
        "".join(formats.write("junit", report))
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="drugfacts" tests="3" failures="0" errors="0">
  <testsuite name="drugfacts: work done" tests="3" failures="0" errors="0" skipped="1">
    <testcase name="the check ran" classname="drugfacts: work done">
      <system-out>checked 1 document, 9 triples, 1 shape, 2 focus nodes: 0 violations, \
0 warnings, 0 infos
one\\u000atwo</system-out>
    </testcase>
    <testcase name="dfsh:Drug had focus nodes" classname="drugfacts: work done">
      <system-out>focus nodes: 2</system-out>
    </testcase>
    <testcase name="_:b0 had focus nodes" classname="drugfacts: work done">
      <skipped type="unused" message="it has no focus node: nothing was checked"></skipped>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_characters_that_xml_bars_are_shown() -> None:
    found = Finding(
        "a", Severity.VIOLATION, "", "", "", "bell \x07 ]]> <b>\n&", Position("n\udcff.ttl", 1)
    )
    made = written(Report((found,), documents=1, triples=1, shapes=1, focus_nodes=1))
    failure = next(made.iter("failure"))
    assert failure.get("message") == "bell \\u0007 ]]> <b> &"
    assert next(made.iter("testcase")).get("classname") == "n\\xff.ttl"
