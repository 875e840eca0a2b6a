"""Texts that would crash or stall a parser are refused before it sees them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from drugfacts.errors import InputError, LimitError
from drugfacts.graph import guard
from drugfacts.graph.parsing import parse_text
from drugfacts.graph.turtle.document import MAX_DEPTH

ROOT = Path(__file__).parents[2]
DEEP = 100_000

RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">{}</rdf:RDF>'
)


def nested(form: str, depth: int) -> str:
    start = "<urn:a> <urn:b> "
    texts = {
        "brackets.ttl": start + "[ <urn:b> " * depth + "1" + " ]" * depth + " .",
        "lists.ttl": start + "(" * depth + "1" + ")" * depth + " .",
        "triples.ttl": start + "<<( <urn:a> <urn:b> " * depth + "1" + " )>>" * depth + " .",
        "notes.ttl": start + "1" + " {| <urn:b> 1" * depth + " |}" * depth + " .",
        "brackets.trig": start + "[ <urn:b> " * depth + "1" + " ]" * depth + " .",
        "triples.nt": start + "<<( <urn:a> <urn:b> " * depth + "<urn:c>" + " )>>" * depth + " .",
        "triples.nq": start + "<<( <urn:a> <urn:b> " * depth + "<urn:c>" + " )>>" * depth + " .",
        "objects.jsonld": '{"@id": "urn:a", "urn:b": ' * depth + "1" + "}" * depth,
        "arrays.jsonld": '{"@id": "urn:a", "urn:b": ' + "[" * depth + "1" + "]" * depth + "}",
        "contexts.jsonld": '{"@context": ' + "[" * depth + "{}" + "]" * depth + "}",
        "elements.rdf": RDF.format("<e:C><e:p>" * depth + "</e:p></e:C>" * depth),
        "literal.rdf": RDF.format(
            '<e:C><e:p rdf:parseType="Literal">' + "<b>" * depth + "</b>" * depth + "</e:p></e:C>"
        ),
    }
    return texts[form]


@pytest.mark.parametrize(
    "form",
    [
        "brackets.ttl",
        "lists.ttl",
        "notes.ttl",
        "brackets.trig",
        "objects.jsonld",
        "arrays.jsonld",
        "contexts.jsonld",
        "elements.rdf",
        "literal.rdf",
    ],
)
def test_deep_nesting_is_a_limit_of_a_real_process(tmp_path: Path, form: str) -> None:
    """In a process of its own, as the parser would take the whole process down."""
    path = tmp_path / form
    path.write_text(nested(form, DEEP))
    done = subprocess.run(
        [sys.executable, "-m", "drugfacts", "validate", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "cli")},
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(f"Error: {path}:1:")
    assert done.stderr.endswith(
        f": nested deeper than {MAX_DEPTH}; name the inner nodes and give them blocks of "
        "their own.\n"
    )


@pytest.mark.parametrize("form", ["triples.ttl", "triples.nt", "triples.nq"])
def test_nested_triple_terms_crash_no_process(tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    path.write_text(nested(form, DEEP))
    done = subprocess.run(
        [sys.executable, "-m", "drugfacts", "validate", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "cli")},
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        f"Error: {path}:1:17: '<<' is RDF 1.2, which is not read; "
        "say it with a claim of its own.\n",
    )


@pytest.mark.parametrize("form", ["brackets.ttl", "lists.ttl", "arrays.jsonld", "literal.rdf"])
def test_moderate_nesting_is_read(form: str) -> None:
    suffix = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
    quads, _ = parse_text(nested(form, MAX_DEPTH - 5), suffix[form.partition(".")[2]], form)
    assert quads


def test_brackets_that_mean_nothing_do_not_count() -> None:
    many = "[(" * MAX_DEPTH
    strings = [
        f'"{many}"',
        f"'{many}'",
        f'"""{many}"\n{many}"""',
        f"'''{many}'{many}'''",
        f'"\\"{many}"',
    ]
    text = f"<urn:a> <urn:b> {' , '.join(strings)} . # {many}"
    guard.check(text, RdfFormat.TURTLE, "x")
    guard.check(f'{{"a": "{many}", "b": "\\"{many}"}}', RdfFormat.JSON_LD, "x")


def test_many_brackets_side_by_side_do_not_count() -> None:
    text = "<urn:a> <urn:b> " + ", ".join(["[]"] * 1000) + " ."
    guard.check(text, RdfFormat.TURTLE, "x")
    guard.check("[" + ", ".join(["[{}]"] * 1000) + "]", RdfFormat.JSON_LD, "x")


@pytest.mark.parametrize("text", ['"a << b"', "'<<'", '"""<<"""', "1 . # <<"])
def test_the_signs_of_triple_terms_in_strings_and_comments_are_text(text: str) -> None:
    guard.check(f"<urn:a> <urn:b> {text} .", RdfFormat.TURTLE, "x")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<< <urn:a> <urn:b> <urn:c> >> <urn:d> 1 .", "1:1"),
        ("<urn:a> <urn:b>\n  <<( <urn:a> <urn:b> <urn:c> )>> .", "2:3"),
    ],
)
def test_triple_terms_are_refused(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_text(text, RdfFormat.TURTLE, "x.ttl")
    assert str(caught.value) == (
        f"x.ttl:{place}: '<<' is RDF 1.2, which is not read; say it with a claim of its own."
    )


@pytest.mark.parametrize(
    "text",
    [
        '<urn:a> <urn:b> "x"@en--ltr .',
        "<urn:a> <urn:b> 1 {| <urn:c> 2 |} .",
        "<urn:a> <urn:b> 1 ~ .",
    ],
)
def test_the_rest_of_rdf_12_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"is RDF 1\.2, which is not read; say it in RDF 1\.1"):
        parse_text(text, RdfFormat.TURTLE, "x.ttl")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a><b></a>", "x.rdf:1:9: mismatched tag; correct the syntax here."),
        ("<a>\n  é<b>&none;</b></a>", "x.rdf:2:7: undefined entity; correct the syntax here."),
        ("", "x.rdf:1:1: no element found; correct the syntax here."),
    ],
)
def test_broken_xml_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_text(text, RdfFormat.RDF_XML, "x.rdf")
    assert str(caught.value) == said


def test_entities_do_not_get_to_grow() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>' + RDF.format("<e:C><e:p>&l9;</e:p></e:C>")
    with pytest.raises(InputError, match="a document type"):
        parse_text(text, RdfFormat.RDF_XML, "x.rdf")


@pytest.mark.parametrize("sign", ['"', "'", '"""', "'''", '"\\', "<", "[", "(", "<urn:", "#", "\\"])
def test_hostile_texts_are_looked_through_in_linear_time(sign: str) -> None:
    text = "[" * (MAX_DEPTH + 1) + sign * 200_000
    start = time.perf_counter()
    with pytest.raises(LimitError):
        guard.check(text, RdfFormat.TURTLE, "x")
    text = "[]" * (MAX_DEPTH + 1) + sign * 100_000
    try:
        guard.check(text, RdfFormat.TURTLE, "x")
    except (InputError, LimitError):
        assert sign in ("<", "[", "(")
    assert time.perf_counter() - start < 5


LONG = "x" * (16 * 1024 * 1024)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f'<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> "{LONG}" .\n', "x.ttl:2"),
        (f"# short\n\n# {LONG}\n<urn:a> <urn:b> 1 .", "x.ttl:3"),
        ('<urn:a> <urn:b> """' + "a line\n" * 2_500_000 + '""" .', "x.ttl"),
    ],
    ids=["literal", "comment", "lines"],
)
def test_a_text_that_is_too_long_for_the_parser(text: str, place: str) -> None:
    with pytest.raises(LimitError) as caught:
        parse_text(text, RdfFormat.TURTLE, "x.ttl")
    assert str(caught.value) == (
        f"{place}: a single text is longer than 16 MB; "
        "keep it in a file of its own and give its address, or shorten it."
    )
