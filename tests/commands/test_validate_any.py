"""``drugfacts validate --shapes``: any data and any shapes, by no rule of ours."""

from __future__ import annotations

import bz2
import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.commands.reports import FORMATS
from drugfacts.main import cli

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix v: <http://v/> .
v:Shape sh:targetClass v:Thing ; sh:property v:Shape-name .
v:Shape-name sh:path v:name ; sh:minCount 1 ; sh:message "Name it." .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUMMARY = "checked 1 document, 1 triple, 1 shape, 1 focus node: 1 violation, 0 warnings, 0 infos\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.ttl").write_text(SHAPES)


def run(*arguments: str, stdin: str = "") -> Result:
    options = [] if "--format" in arguments else ["--format", "concise"]
    return CliRunner().invoke(cli, ["validate", *arguments, *options], input=stdin.encode())


def check(text: str, shapes: str = SHAPES, *options: str, name: str = "d.ttl") -> Result:
    Path(name).write_text(text)
    Path("s.ttl").write_text(shapes)
    return run(name, "--shapes", "s.ttl", *options)


def prefixed(shapes: str) -> str:
    return (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix v: <http://v/> .\n"
        f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n{shapes}\n"
    )


EACH = {
    "d.ttl": ("@prefix v: <http://v/> .\n\n  v:a a v:Thing .", "d.ttl:3:3: "),
    "d.nt": (f"\n<http://v/a> {TYPE} <http://v/Thing> .", "d.nt:2:1: "),
    "d.nq": (f"# é\n<http://v/a> {TYPE} <http://v/Thing> <http://v/g> .", "d.nq:2:1: "),
    "d.trig": (
        "@prefix v: <http://v/> . v:g {\n v:a a v:Thing . }",
        "d.trig:2:2: ",
    ),
    "d.jsonld": (
        '{"@id": "http://v/a",\n "@type": "http://v/Thing"}',
        "d.jsonld:1:1: ",
    ),
    "d.rdf": (
        '<v:Thing xmlns:v="http://v/" '
        'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about="http://v/a"/>',
        "d.rdf: ",
    ),
}


@pytest.mark.parametrize("end", ["", ".gz", ".bz2"])
@pytest.mark.parametrize("name", EACH)
def test_each_format_is_read_and_has_its_places(name: str, end: str) -> None:
    text, place = EACH[name]
    pack = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress}[end]
    assert callable(pack)
    Path(name + end).write_bytes(pack(text.encode()))
    done = run(name + end, "--shapes", "s.ttl")
    assert (done.exit_code, done.stderr) == (1, SUMMARY)
    said = place.replace(name, name + end)
    assert done.stdout == f"{said}violation v:Shape-name: Name it. (v:a)\n"


def test_standard_input_is_turtle() -> None:
    done = run("-", "--shapes", "s.ttl", stdin="@prefix v: <http://v/> .\nv:a a v:Thing .")
    assert (done.exit_code, done.stdout) == (
        1,
        "-:2:1: violation v:Shape-name: Name it. (v:a)\n",
    )
    Path("d.ttl").write_text("@prefix v: <http://v/> .\nv:a a v:Thing .")
    done = run("d.ttl", "--shapes", "-", stdin=SHAPES)
    assert done.stdout == "d.ttl:2:1: violation v:Shape-name: Name it. (v:a)\n"
    done = run("-", "--shapes", "-", stdin=SHAPES)
    assert (done.exit_code, done.stdout, done.stderr) == (
        2,
        "",
        "Error: standard input can be read once; name files for all but one.\n",
    )


def test_files_and_folders_are_one_graph() -> None:
    """What one file says of a thing counts for the others; places are those of each."""
    Path("more/deep").mkdir(parents=True)
    Path("a.ttl").write_text("@prefix v: <http://v/> . v:a a v:Thing . v:b a v:Thing .")
    Path("more/deep/b.nt").write_text('<http://v/b> <http://v/name> "b" .')
    Path("more/c.nq.gz").write_bytes(
        gzip.compress(f"<http://v/c> {TYPE} <http://v/Thing> .".encode())
    )
    Path("more/notes.txt").write_text("no RDF")
    Path("more/.hidden.nt").write_text("nor this")
    done = run("a.ttl", "more", "--shapes", "s.ttl")
    assert done.stdout.splitlines() == [
        "a.ttl:1:26: violation v:Shape-name: Name it. (v:a)",
        "more/c.nq.gz:1:1: violation v:Shape-name: Name it. (v:c)",
    ]
    assert done.stderr.startswith("checked 3 documents, 4 triples, 1 shape, 3 focus nodes: ")


def test_shapes_may_be_in_several_files_and_in_any_format() -> None:
    Path("more").mkdir()
    Path("more/t.nt.gz").write_bytes(
        gzip.compress(
            b"<http://v/T> <http://www.w3.org/ns/shacl#targetClass> <http://v/Thing> .\n"
            b"<http://v/T> <http://www.w3.org/ns/shacl#nodeKind> "
            b"<http://www.w3.org/ns/shacl#BlankNode> .\n"
        )
    )
    Path("d.ttl").write_text("@prefix v: <http://v/> . v:a a v:Thing .")
    done = run("d.ttl", "--shapes", "s.ttl", "--shapes", "more")
    rules = sorted(line.split()[2] for line in done.stdout.splitlines())
    assert rules == ["v:Shape-name:", "v:T:"]


def test_an_ontology_gives_classes_and_prefixes() -> None:
    Path("o.ttl").write_text(
        prefixed(
            "v:Small <http://www.w3.org/2000/01/rdf-schema#subClassOf> v:Thing . "
            "<http://v/> a owl:Ontology ; sh:declare [ sh:prefix 'w' ; sh:namespace "
            "'http://v/'^^<http://www.w3.org/2001/XMLSchema#anyURI> ] ."
        )
    )
    shapes = SHAPES + (
        "v:Shape sh:sparql [ sh:message 'It is bad.' ; sh:prefixes <http://v/> ; "
        "sh:select 'SELECT $this { $this w:bad ?x }' ] ."
    )
    text = "@prefix v: <http://v/> . v:a a v:Small ; v:bad 1 ; v:name 'a' . v:b a v:Small ."
    done = check(text, shapes, "--ontology", "o.ttl")
    assert done.stdout.splitlines() == [
        "d.ttl:1:26: violation v:Shape: It is bad. (v:a)",
        "d.ttl:1:65: violation v:Shape-name: Name it. (v:b)",
    ]
    # Nothing is reported on the ontology itself, and its triples are not counted.
    assert done.stderr.startswith("checked 1 document, 4 triples, ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("d.ttl", "--ontology", "s.ttl"),
            "--ontology goes with --shapes; name the shapes too.",
        ),
        (
            ("--shapes", "s.ttl"),
            "--shapes needs data; name files or folders, or - for standard input.",
        ),
        (("d.ttl", "--shapes", "none.ttl"), "none.ttl: does not exist; check the path."),
        (("none.ttl", "--shapes", "s.ttl"), "none.ttl: does not exist; check the path."),
    ],
)
def test_what_goes_with_what(arguments: tuple[str, ...], said: str) -> None:
    Path("d.ttl").write_text("")
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")


# Names of rules.


def test_rules_are_named_by_the_prefixes_of_the_shapes() -> None:
    shapes = SHAPES.replace("v:", "far.away:").replace("<http://v/>", "<http://v/>")
    done = check("<http://v/a> a <http://v/Thing> .", shapes)
    assert done.stdout == ("d.ttl:1:1: violation far.away:Shape-name: Name it. (far.away:a)\n")
    done = check("<http://v/a> a <http://v/Thing> .", shapes, "--ignore", "far.away:*")
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_rule_without_a_prefix_is_an_iri() -> None:
    shapes = SHAPES.replace("@prefix v: <http://v/> .", "").replace("v:Shape-name", "<http://v/n>")
    for name in ("Shape", "Thing", "name"):
        shapes = shapes.replace(f"v:{name}", f"<http://v/{name}>")
    done = check("<http://v/a> a <http://v/Thing> .", shapes)
    assert done.stdout == "d.ttl:1:1: violation http://v/n: Name it. (http://v/a)\n"
    assert check("<http://v/a> a <http://v/Thing> .", shapes, "--ignore", "http://*").exit_code == 0


def test_a_prefix_of_ours_for_something_else_is_not_ours() -> None:
    """Somebody else's drug: and df: are theirs."""
    shapes = SHAPES.replace("v:", "df:")
    done = check("@prefix drug: <http://v/> . drug:a a drug:Thing .", shapes)
    assert done.stdout == "d.ttl:1:29: violation df:Shape-name: Name it. (df:a)\n"


@pytest.mark.parametrize(
    "prefixes", ["@prefix aaa: <http://v/> .", "@prefix v: <http://other/> .", ""]
)
def test_the_name_of_a_rule_does_not_hang_on_the_data(prefixes: str) -> None:
    """A baseline and --ignore hold for the next file too."""
    done = check(f"{prefixes}\n<http://v/a> a <http://v/Thing> .")
    assert done.exit_code == 1
    assert done.stdout.startswith("d.ttl:2:1: violation v:Shape-name: Name it. (")


def test_shapes_without_names_are_named_by_their_owners() -> None:
    shapes = prefixed(
        "v:S sh:targetClass v:Thing ; "
        "sh:property [ sh:path v:name ; sh:minCount 1 ; sh:message 'Name it.' ] , "
        "[ sh:path ( v:part [ sh:inversePath v:of ] ) ; sh:maxCount 0 ; sh:message 'No.' ] . "
        "[] sh:targetClass v:Thing ; sh:nodeKind sh:BlankNode ; sh:message 'Unname it.' ."
    )
    text = "@prefix v: <http://v/> .\nv:a a v:Thing ; v:part v:b . v:c v:of v:b ."
    done = check(text, shapes)
    assert done.stdout.splitlines() == [
        "d.ttl:2:1: violation shape-without-name: Unname it. (v:a)",
        "d.ttl:2:1: violation v:S/v:name: Name it. (v:a)",
        "d.ttl:2:17: violation v:S/v:part/^v:of: No. (v:a)",
    ]
    assert check(text, shapes, "--ignore", "v:S/v:part/^v:of,v:S/v:name").stdout.splitlines() == [
        "d.ttl:2:1: violation shape-without-name: Unname it. (v:a)"
    ]


# What is in the data.


def test_relative_iris_are_those_of_the_file(tmp_path: Path) -> None:
    shapes = SHAPES + "v:Shape sh:closed true ."
    done = check("@prefix v: <http://v/> . <a> a v:Thing ; v:name <#x> , <../b> .", shapes)
    address = (tmp_path / "a").as_uri()
    assert f"({address})" in done.stdout
    assert done.exit_code == 1


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    for name in ("one.ttl", "two.ttl"):
        Path(name).write_text("@prefix v: <http://v/> . _:x a v:Thing .")
    Path("two.ttl").write_text('@prefix v: <http://v/> . _:x a v:Thing ; v:name "two" .')
    done = run("one.ttl", "two.ttl", "--shapes", "s.ttl")
    assert done.stdout == "one.ttl:1:26: violation v:Shape-name: Name it. (_:x)\n"
    assert "2 focus nodes" in done.stderr


@pytest.mark.parametrize("engine", ["rust", "pyshacl"])
def test_details_are_nested_on_both_engines(engine: str) -> None:
    shapes = prefixed(
        "v:S sh:targetClass v:Thing ; sh:property v:S-part . "
        "v:S-part sh:path v:part ; sh:node v:T ; sh:message 'The part is bad.' . "
        "v:T sh:property v:T-in . v:T-in sh:path v:in ; sh:node v:U ; sh:message 'So is this.' . "
        "v:U sh:property v:U-name . v:U-name sh:path v:name ; sh:minCount 1 ; "
        "sh:message 'It has no name.' ."
    )
    text = "@prefix v: <http://v/> .\nv:a a v:Thing ; v:part [ v:in\n  [ v:x 1 ] ] ."
    done = check(text, shapes, "--details", "--engine", engine, "--format", "text")
    assert done.exit_code == 1
    assert done.stdout == (
        "d.ttl\n"
        "  2:24  violation  v:S-part\n"
        "      The part is bad.\n"
        "         2 | v:a a v:Thing ; v:part [ v:in\n"
        "           |                        ^\n"
        "      focus  v:a\n"
        "      path   v:part\n"
        "      value  _:b1\n"
        "        - violation v:T-in: So is this.\n"
        "          focus _:b1\n"
        "          path v:in\n"
        "          value _:b2\n"
        "          - violation v:U-name: It has no name.\n"
        "            focus _:b2\n"
        "            path v:name\n"
        "\n"
        "1 violation, 0 warnings, 0 infos\n"
    )


def test_coverage_tells_what_no_shape_looked_at() -> None:
    text = "@prefix v: <http://v/> . v:a a v:Thing ; v:name 'a' ; v:x 1 , 2 . v:b v:name 'b' ."
    done = check(text, SHAPES, "--coverage", "--format", "text")
    assert done.exit_code == 0
    assert done.stdout == (
        "shapes that ran, and their focus nodes:\n"
        "  v:Shape  1\n"
        "\n"
        "statements that no shape looked at, by predicate:\n"
        "  v:name  1 of 2\n"
        "  v:x     2 of 2\n"
        "\n"
    )


# Nothing to check.


@pytest.mark.parametrize("text", ["", "# nothing\n", "<urn:a> <urn:b> <urn:c> ."])
@pytest.mark.parametrize("name", ["d.ttl", "d.nt", "d.nq", "d.trig"])
def test_a_run_that_checks_nothing_fails(text: str, name: str) -> None:
    done = check(text, name=name)
    assert (done.exit_code, done.stdout) == (
        1,
        "violation nothing-checked: no shape found anything to check; "
        "name other data, or correct the targets of the shapes.\n",
    )


def test_shapes_that_check_nothing_are_warned_of() -> None:
    shapes = SHAPES + "\nv:Idle sh:targetClass v:None ; sh:nodeKind sh:IRI ."
    text = "@prefix v: <http://v/> . v:a a v:Thing ; v:name 'a' ."
    said = (
        "s.ttl:6:1: {} shape-without-focus-nodes: v:Idle has no focus node, so that it checked "
        "nothing; correct its target, or add data that it is for. (v:Idle)\n"
    )
    done = check(text, shapes)
    assert (done.exit_code, done.stdout) == (0, said.format("warning"))
    done = check(text, shapes, "--require-targets")
    assert (done.exit_code, done.stdout) == (1, said.format("violation"))


def test_imports_that_are_not_there_are_findings() -> None:
    text = prefixed("v:here owl:imports v:there ,\n  v:gone . v:there v:name 'x' . v:a a v:Thing .")
    done = check(text)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == (
        "d.ttl:5:3: violation document-import: <http://v/gone> is not imported, as nothing is "
        "fetched; name its file too, or take the import out. (v:here)"
    )
    assert "v:there>" not in done.stdout


# What cannot be used.

WRONG_SHAPES = {
    "v:S sh:targetClass v:C ;\n  sh:property [ sh:path v:p ; sh:minCuont 1 ] .": (
        "s.ttl:5:31: sh:minCuont is not a term of SHACL Core or SHACL-SPARQL and would be "
        "ignored; write sh:minCount, or take it out."
    ),
    'v:S sh:targetClass v:C ;\n  sh:property [ sh:path v:p ; sh:minCount "x" ] .': (
        's.ttl:5:43: "x" cannot be a value of sh:minCount; it must be a whole number from 0 on, '
        "such as 1."
    ),
    "v:S sh:targetClass v:C ;\n  sh:in v:list .": (
        "s.ttl:5:9: the value of sh:in is not a well-formed list; write it as ( a b c )."
    ),
    "v:S sh:targetClass v:C ;\n  sh:pattern '(' .": (
        "s.ttl:5:14: the pattern '(' is not a regular expression that an engine here reads; "
        "rewrite it."
    ),
    "v:S a v:C .": "there is no shape; name files that hold some.",
    "v:S sh:targetClass v:C ;\n  sh:nodeKind .": (
        "s.ttl:5:15: . is not a valid RDF object; correct the syntax here."
    ),
}


@pytest.mark.parametrize("engine", ["auto", "rust", "pyshacl", "compare"])
@pytest.mark.parametrize("body", WRONG_SHAPES)
def test_wrong_shapes_are_exit_3_with_their_place(body: str, engine: str) -> None:
    done = check("<http://v/a> a <http://v/C> .", prefixed(body), "--engine", engine)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"Error: {WRONG_SHAPES[body]}\n"


BROKEN = {
    "d.ttl": ("@prefix v: <http://v/> .\nv:a v:b\n  v:c v:d .", "d.ttl:3:7: "),
    "d.nt": ("<urn:a> <urn:b> .", "d.nt:1:17: "),
    "d.nq": ("\n<urn:a> <urn:b> 1 .", "d.nq:2:17: "),
    "d.trig": ("{ <urn:a>\n <urn:b> . }", "d.trig:2:10: "),
    "d.jsonld": ('{\n "@id": }', "d.jsonld:2:"),
    "d.rdf": ("<a>\n</b>", "d.rdf:2:"),
    "latin.nt": ("", ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_data_are_exit_3_with_their_place(name: str) -> None:
    text, place = BROKEN[name]
    if not place:
        Path(name).write_bytes(b'<urn:a> <urn:b> "\xe9" .')
        place = "latin.nt:1:18: byte 0xe9 is not UTF-8; save the file as UTF-8."
    else:
        Path(name).write_text(text)
    done = run(name, "--shapes", "s.ttl")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"Error: {place}")
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_folder_is_exit_3() -> None:
    Path("nothing").mkdir()
    done = run("nothing", "--shapes", "s.ttl")
    assert (done.exit_code, done.stderr) == (
        3,
        "Error: nothing: this folder holds no RDF file; name the folder with your data.\n",
    )


# No vocabulary of ours.


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_of_our_vocabulary_is_told(form: str) -> None:
    shapes = SHAPES + (
        "v:Shape sh:closed true ; sh:ignoredProperties ( v:z ) ; sh:class v:Other ; "
        "sh:property [ sh:path v:q ; sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ; "
        "sh:in ( 1 2 ) ; sh:maxCount 0 ; sh:equals v:r ] . "
        "v:Idle sh:targetClass v:None ; sh:nodeKind sh:IRI ."
    )
    text = "@prefix v: <http://v/> . v:a a v:Thing ; v:q 'x' , v:b , [] ; v:unknown v:gone ."
    options = ["--details", "--verbose", *(["--coverage"] if form == "text" else [])]
    done = check(text, shapes, *options, "--format", form)
    assert done.exit_code == 1
    said = done.stdout + done.stderr
    # The tool may say its own name and where its rules are described.
    for allowed in ("https://w3id.org/drugfacts/docs/rules/", "drugfacts"):
        said = said.replace(allowed, "")
    for word in ("df:", "dfsh:", "ontology#", "shapes#", "drug:", "dataset", "claim", "data set"):
        assert re.search(rf"\b{word}", said) is None, word
