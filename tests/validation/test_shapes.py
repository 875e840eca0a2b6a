"""Shapes that would not be run as they are written are refused, with the place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from drugfacts.errors import InputError
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.validation import engines
from drugfacts.validation import shapes as shape_rules
from drugfacts.validation.shapes import doubts, vocabulary
from drugfacts.validation.shapes.parameters import RULES
from drugfacts.validation.shapes.patterns import runs_away
from drugfacts.validation.shapes.reading import ShapesGraph

Make = Callable[..., DataSet]
HERE = Path(__file__).parent / "shapes"
DATATYPES = """
    string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY
    ENTITIES QName NOTATION anyURI boolean decimal integer long int short byte
    nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger unsignedLong
    unsignedInt unsignedShort unsignedByte float double dateTime dateTimeStamp date time gYear
    gYearMonth gMonth gMonthDay gDay duration dayTimeDuration yearMonthDuration hexBinary
    base64Binary
""".split()  # noqa: SIM905
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def cases(name: str) -> list[tuple[str, list[str]]]:
    """Read a file of shapes, each on a line of its own, with what is said of them below."""
    found: list[tuple[str, list[str]]] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.mark.parametrize(("body", "said"), cases("faults.txt"))
def test_what_would_be_passed_over_is_refused(make: Make, body: str, said: list[str]) -> None:
    assert said, "a case without a fault would test nothing"
    shapes = make({"s.ttl": body})
    assert [str(error) for error in shape_rules.faults(shapes)] == said
    with pytest.raises(InputError) as caught:
        shape_rules.check(shapes)
    more = f" (The first of {len(said)} faults in the shapes.)" if said[1:] else ""
    assert str(caught.value) == said[0] + more


@pytest.mark.parametrize(("body", "said"), cases("doubts.txt"))
def test_what_is_hardly_meant_is_found(make: Make, body: str, said: list[str]) -> None:
    findings = shape_rules.check(make({"s.ttl": body}))
    found = [f"{each.position}: {each.severity} {each.rule}: {each.message}" for each in findings]
    assert found == said


@pytest.mark.parametrize("body", ["", "ex:a a ex:Thing ."])
def test_without_a_shape_there_is_nothing_to_run(make: Make, body: str) -> None:
    with pytest.raises(InputError) as caught:
        shape_rules.check(make({"s.ttl": body}))
    assert str(caught.value) == "there is no shape; name files that hold some."


def test_every_rule_on_values_has_a_planted_fault() -> None:
    planted = " ".join(line for _, said in cases("faults.txt") for line in said)
    # Any term will do for sh:hasValue.
    rules = sorted(RULES.keys() - {"hasValue"})
    assert [name for name in rules if f"sh:{name} " not in planted.replace(";", " ")] == []


def test_a_shape_in_another_file_is_not_missing(make: Make) -> None:
    files = {"s.ttl": "ex:S sh:targetNode ex:a ; sh:node ex:T .", "t.ttl": "ex:T sh:class ex:C ."}
    assert shape_rules.check(make(files)) == ()


def test_faults_come_in_the_order_of_files_and_places(make: Make) -> None:
    files = {
        "t.ttl": "ex:T sh:targetNode ex:a ; sh:minCount 1 .",
        "s.ttl": "\nex:S sh:zzz 1 ;\n sh:targetClass 1 .",
    }
    places = [str(error).split(": ")[0] for error in shape_rules.faults(make(files))]
    assert places == ["s.ttl:3:6", "s.ttl:4:17", "t.ttl:2:27"]


def test_a_query_may_use_prefixes_of_the_ontology(make: Make) -> None:
    query = "sh:sparql [ sh:prefixes ex:o ; sh:select 'SELECT $this { $this x:p 1 }' ]"
    shapes = make({"s.ttl": f"ex:S sh:targetNode ex:a ; {query} ."})
    declare = "ex:o sh:declare [ sh:prefix 'x' ; sh:namespace 'http://x/'^^xsd:anyURI ] ."
    assert shape_rules.check(shapes, make({"o.ttl": declare})) == ()
    with pytest.raises(InputError, match="the prefix x: is not declared"):
        shape_rules.check(shapes, make({"o.ttl": "ex:o a owl:Ontology ."}))


def test_a_query_with_prefixes_out_of_sight_is_left_to_the_engine(make: Make) -> None:
    query = "sh:sparql [ sh:prefixes ex:o ; sh:select 'SELECT $this { $this x:p 1 }' ]"
    shapes = make({"s.ttl": f"ex:S sh:targetNode ex:a ; {query} ."})
    assert shape_rules.faults(shapes) == []


def test_a_finding_names_no_blank_node(make: Make) -> None:
    """Their labels are new in each run, and the same input must give the same bytes."""
    body = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:flags 'i' ] ."
    (finding,) = shape_rules.check(make({"s.ttl": body}))
    assert (finding.focus, finding.value) == ("https://example.org/vocabulary#S", "")


def test_the_packaged_shapes_are_run_as_written() -> None:
    assert shape_rules.check(packaged("shapes"), packaged("ontology")) == ()


@pytest.mark.parametrize("name", sorted(vocabulary.RUN | vocabulary.REPORTED))
def test_a_term_of_shacl_may_be_spoken_of(make: Make, name: str) -> None:
    shapes = make({"s.ttl": f"ex:S sh:targetNode ex:a ; sh:hasValue sh:{name} ."})
    assert shape_rules.faults(shapes) == []


@given(st.sampled_from(sorted(vocabulary.RUN)), st.data())
def test_a_misspelled_term_is_never_passed_over(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("qxzjk"))
    misspelled = name[:at] + letter + name[at + 1 :]
    if misspelled in vocabulary.RUN or misspelled == name:
        return
    text = f"""
        <urn:s> <http://www.w3.org/ns/shacl#targetNode> <urn:a> .
        <urn:s> <http://www.w3.org/ns/shacl#{misspelled}> <urn:x> .
    """
    (error,) = shape_rules.faults(_read(text))
    assert error.message.startswith(f"sh:{misspelled} is not a term of SHACL Core")


def _read(text: str) -> DataSet:
    from pyoxigraph import RdfFormat, parse

    from drugfacts.graph.dataset import Document

    return DataSet((Document("s.ttl", tuple(parse(text, RdfFormat.TURTLE))),))


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "^(a+)+$",
        "(a*)*",
        "([a-z]+)*",
        "(?:x+y?)*",
        "(x+x+)+y",
        "((a+)b)*",
        "(a{2,})*",
        "(.*,)*",
        "(a|b+)+",
    ],
)
def test_a_pattern_that_runs_away_is_known(pattern: str) -> None:
    assert runs_away(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(-[a-z]+)*",
        "([a-z]+-)*",
        r"(\d+\s)*",
        "(a+){1,3}",
        "(ab)+",
        "[(a+)+]",
        r"\(a+\)+",
        "a+b+",
        "(a+)",
        "^[^/]+(/[^/]+)*$",
    ],
)
def test_a_pattern_that_ends_is_let_be(pattern: str) -> None:
    assert not runs_away(pattern)


def test_a_pattern_that_is_too_long_is_not_read(make: Make) -> None:
    pattern = "[" * 5_001
    with pytest.raises(InputError) as caught:
        shape_rules.check(make({"s.ttl": f'ex:S sh:targetNode ex:a ; sh:pattern "{pattern}" .'}))
    assert str(caught.value) == (
        "s.ttl:2:38: the pattern is longer than 5000 characters; ask it in parts."
    )


def test_a_pattern_that_stands_for_itself_is_no_regular_expression(make: Make) -> None:
    body = 'ex:S sh:targetNode ex:a ; sh:pattern "(a" ; sh:flags "q" .'
    assert shape_rules.faults(make({"s.ttl": body})) == []


def test_many_shapes_in_a_row_are_no_circle(make: Make) -> None:
    chain = "".join(f"ex:S{n} sh:node ex:S{n + 1} .\n" for n in range(5_000))
    body = f"ex:S0 sh:targetNode ex:a .\n{chain}ex:S5000 sh:class ex:C ."
    assert shape_rules.faults(make({"s.ttl": body})) == []


def test_a_path_that_nests_too_deep_is_refused(make: Make) -> None:
    path = "[ sh:inversePath " * 40 + "ex:p" + " ]" * 40
    (error,) = shape_rules.faults(make({"s.ttl": f"ex:P sh:targetNode ex:a ; sh:path {path} ."}))
    assert error.message.startswith("the path is ill-formed: it is nested more than 30 deep;")


@pytest.mark.parametrize(
    ("pattern", "flags", "rust", "reads"),
    [
        ("a+", "x", True, "rust"),
        ("(a", "q", True, "rust"),
        ("^(?!x)", "i", True, "pyshacl"),
        ("^(?!x)", "x", True, "pyshacl"),
        ("(a", "x", True, None),
        ("(a", "", True, None),
        (r"\p{L}", "", True, "rust"),
        (r"\p{L}", "", False, None),
        ("a", "", False, "pyshacl"),
        ("a.b", "s", False, "pyshacl"),
        ("(a", "", False, None),
    ],
)
def test_a_pattern_is_refused_where_no_engine_at_hand_reads_it(
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    pattern: str,
    flags: str,
    rust: bool,
    reads: str | None,
) -> None:
    monkeypatch.setattr(engines, "has_rust", lambda: rust)
    assert engines.reads_pattern(pattern, flags) == reads
    body = f"ex:S sh:targetNode ex:a ; sh:pattern {Literal(pattern)} ; sh:flags {Literal(flags)} ."
    aside = f"with the flags {flags} " if flags else ""
    said = f"s.ttl:2:38: the pattern {pattern!r} {aside}is not a regular expression that an "
    told = [str(error) for error in shape_rules.faults(make({"s.ttl": body}))]
    assert told == ([] if reads else [said + "engine here reads; rewrite it."])


def test_the_datatypes_that_nobody_reads_are_those() -> None:
    """Each datatype of XSD: either an engine finds what is ill-formed, or a doubt is told."""
    found = set()
    for name in DATATYPES:
        said = f'ex:a ex:p "not @ such"^^xsd:{name} , "\\t1 "^^xsd:{name} .'
        data, shapes = (
            [quad.triple for quad in parse(PREFIXES + text, RdfFormat.TURTLE)]
            for text in (said, f"ex:S sh:targetNode ex:a ; sh:path ex:p ; sh:datatype xsd:{name} .")
        )
        by = [engines.run(data, shapes, engine=engine).results for engine in ("rust", "pyshacl")]
        if not any(by):
            found.add(name)
    assert found - {"string", "anyURI"} == doubts._UNREAD


def test_no_datatype_of_the_packaged_shapes_is_unread() -> None:
    graph = ShapesGraph(packaged("shapes"))
    assert [found.fault.message for found in doubts._datatypes(graph)] == []
