"""Which engine runs, and that nothing can make a run endless or end the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from drugfacts.errors import UsageError
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, parts
from drugfacts.validation import choice, engines
from drugfacts.validation.shapes import beyond_rust
from drugfacts.validation.shapes.reading import ShapesGraph

ROOT = Path(__file__).parents[2]
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
SH = "http://www.w3.org/ns/shacl#"


def allowed_dates(shapes: DataSet) -> frozenset[str]:
    """Return the properties whose values some shape wants to be dates."""
    graph = ShapesGraph(shapes)
    paths = (
        shapes.value(shape, SH + "path") for shape, kind in graph.said("datatype") if kind == DATE
    )
    return frozenset(path.value for path in paths if isinstance(path, NamedNode))


def dates_of(data: DataSet) -> frozenset[str]:
    return frozenset(
        predicate.value
        for _, predicate, value in map(parts, data.all_triples())
        if isinstance(value, Literal) and value.datatype == DATE
    )


def test_the_packaged_shapes_suit_the_rust_engine() -> None:
    """`choice.choose` takes it for granted, as looking takes longer than the check."""
    shapes, ontology = read.packaged("shapes"), read.packaged("ontology")
    dated = allowed_dates(shapes) | dates_of(read.read())
    assert len(dated) > 1
    assert beyond_rust.reason(shapes, ontology, dated=dated) is None


def test_dates_are_found_by_property() -> None:
    data = read.read()
    assert choice.dated(data) == dates_of(data)
    assert choice.dated(data)


@pytest.mark.parametrize("engine", ["rust", "compare"])
def test_an_engine_that_is_not_installed_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, engine: engines.Name
) -> None:
    monkeypatch.setattr(engines, "has_rust", lambda: False)
    nothing = DataSet(())
    with pytest.raises(UsageError) as caught:
        choice.choose(engine, nothing, nothing, frozenset())
    assert str(caught.value) == (
        f"--engine {engine} needs the package shacl, which is not installed; "
        "install it, or use --engine pyshacl."
    )
    name, why = choice.choose("auto", nothing, nothing, frozenset())
    assert name == "pyshacl"
    assert why == ("the Rust engine is not installed, so that the slower pySHACL ran.",)
    assert choice.choose("pyshacl", nothing, nothing, frozenset()) == ("pyshacl", ())


PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e/> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)
THING = 'ex:a a ex:C ; ex:p "a" .'
TARGET = "ex:S0 a sh:NodeShape ; sh:targetClass ex:C ."
MANY = 10_000
PATH = TARGET + " ex:S0 sh:property [ sh:path _:p0 ; sh:minCount 9 ] ."


def chain(link: str, last: str, count: int = MANY) -> str:
    return "".join(link.format(n, n + 1) for n in range(count)) + last.format(count)


def run(folder: Path, shapes: str, data: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Check in a process of its own, which a crash would end."""
    (folder / "s.ttl").write_text(PREFIXES + shapes)
    (folder / "d.ttl").write_text(PREFIXES + data)
    command = [sys.executable, "-m", "drugfacts", "validate", "d.ttl", "--shapes", "s.ttl"]
    return subprocess.run(
        [*command, "--format", "concise", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "cli")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


PATHS_TOO_DEEP = (
    "Error: s.ttl:2:74: the path is ill-formed: it is nested more than 30 deep; write a "
    "property, ( a b ), [ sh:inversePath a ], [ sh:alternativePath ( a b ) ], or "
    "[ sh:zeroOrMorePath a ] and its like.\n"
)
RUST_TOO_DEEP = "Error: shapes are nested more than 48 deep; take a level out.\n"
PYSHACL_TOO_DEEP = "Error: shapes are nested more than 15 deep; take a level out.\n"
BRACKETS = "name the inner nodes and give them blocks of their own.\n"

Said = tuple[int, str]

DEEP: dict[str, tuple[str, str, Said, Said]] = {
    "nested shapes": (
        TARGET + chain("ex:S{} sh:node ex:S{} .\n", "ex:S{} sh:nodeKind sh:Literal ."),
        THING,
        (4, RUST_TOO_DEEP),
        (4, PYSHACL_TOO_DEEP),
    ),
    "denied shapes": (
        TARGET + chain("ex:S{} sh:not ex:S{} .\n", "ex:S{} sh:nodeKind sh:Literal ."),
        THING,
        (4, RUST_TOO_DEEP),
        (4, PYSHACL_TOO_DEEP),
    ),
    "inverse paths": (
        PATH + chain("_:p{} sh:inversePath _:p{} .\n", "_:p{} sh:inversePath ex:p ."),
        THING,
        (3, PATHS_TOO_DEEP),
        (3, PATHS_TOO_DEEP),
    ),
    "repeated paths": (
        PATH + chain("_:p{} sh:zeroOrMorePath _:p{} .\n", "_:p{} sh:inversePath ex:p ."),
        THING,
        (3, PATHS_TOO_DEEP),
        (3, PATHS_TOO_DEEP),
    ),
    "brackets of shapes": (
        "ex:S sh:targetClass ex:C ; sh:property "
        + "[ sh:path ex:p ; sh:property " * 5000
        + "[ sh:path ex:p ]"
        + " ]" * 5000
        + " .",
        THING,
        (4, f"Error: s.ttl:2:3752: nested deeper than 128; {BRACKETS}"),
        (4, f"Error: s.ttl:2:3752: nested deeper than 128; {BRACKETS}"),
    ),
    "brackets of data": (
        TARGET,
        "ex:a ex:p " + "[ ex:p " * 5000 + "1" + " ]" * 5000 + " .",
        (4, f"Error: d.ttl:2:907: nested deeper than 128; {BRACKETS}"),
        (4, f"Error: d.ttl:2:907: nested deeper than 128; {BRACKETS}"),
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_too_deeply_is_one_line(tmp_path: Path, name: str) -> None:
    shapes, data, by_rust, by_pyshacl = DEEP[name]
    for engine, said in (("auto", by_rust), ("rust", by_rust), ("pyshacl", by_pyshacl)):
        done = run(tmp_path, shapes, data, "--engine", engine)
        assert (done.returncode, done.stderr) == said
        assert done.stdout == ""


@pytest.mark.parametrize("engine", ["rust", "pyshacl"])
def test_long_chains_of_data_are_walked(tmp_path: Path, engine: str) -> None:
    shapes = TARGET + "ex:S0 sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 1 ] ."
    data = chain("ex:n{} ex:p ex:n{} .\n", "ex:n{} ex:p 1 . ex:n0 a ex:C .")
    done = run(tmp_path, shapes, data, "--engine", engine)
    assert done.returncode == 1, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_long_chain_of_classes_is_walked_or_reaches_a_limit(tmp_path: Path) -> None:
    shapes = "ex:S0 sh:targetClass ex:C0 ; sh:nodeKind sh:Literal ."
    below = "rdfs:subClassOf"
    data = chain(f"ex:C{{1}} {below} ex:C{{0}} .\n", "ex:a a ex:C{} .")
    done = run(tmp_path, shapes, data)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    done = run(tmp_path, shapes, data, "--engine", "pyshacl")
    assert (done.returncode, done.stdout, done.stderr) == (
        4,
        "",
        "Error: something is nested too deeply for pySHACL, such as classes below classes; "
        "take levels out, or use --engine rust.\n",
    )


DATED = TARGET + "ex:S0 sh:property [ sh:path ex:p ; sh:datatype xsd:date ] ."
ENDLESS = 'ex:a a ex:C ; ex:p "1234567890123456789012345-01-01"^^xsd:date .'
STOPPED = "the Rust engine cannot hold a value of the data, such as a date beyond all years"


def test_a_date_beyond_all_years_does_not_end_the_process(tmp_path: Path) -> None:
    done = run(tmp_path, DATED, ENDLESS)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        'd.ttl:2:20: violation ex:S0/ex:p: "1234567890123456789012345-01-01"^^xsd:date is not '
        "written as xsd:date must be; correct it. (ex:a)"
    ]
    assert done.stderr.splitlines()[0] == f"the slower pySHACL ran, as {STOPPED}."
    done = run(tmp_path, DATED, ENDLESS, "--engine", "rust")
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        f"Error: {STOPPED}; use --engine pyshacl.\n",
    )


RUNAWAY = "ex:S0 sh:property [ sh:path ex:p ; sh:pattern '{}' ] ."
LONG = f'ex:a a ex:C ; ex:p "{"a" * 60}!" .'


def test_a_pattern_that_can_run_away_does_not_in_the_rust_engine(tmp_path: Path) -> None:
    done = run(tmp_path, TARGET + RUNAWAY.format("^(a+)+$"), LONG)
    assert done.returncode == 1
    assert "warning shapes-slow-pattern: " in done.stdout
    assert done.stderr.endswith(": 1 violation, 1 warning, 0 infos\n")


@pytest.mark.parametrize(
    ("pattern", "engine"),
    [
        ("^(a+)+$", "pyshacl"),
        ("^(?!x)(a|aa)+$", "auto"),
        ("^(a|a){60}$", "pyshacl"),
        ("^a*a*a*a*a*a*a*a*a*a*b$", "pyshacl"),
        ("^(a|a)*(?=b)b$", "auto"),
    ],
)
def test_a_pattern_that_runs_away_in_pyshacl_is_stopped(
    tmp_path: Path, pattern: str, engine: str
) -> None:
    options = ("--engine", engine, "--timeout", "1")
    done = run(tmp_path, TARGET + RUNAWAY.format(pattern), LONG, *options)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("Error: the check took longer than 1 seconds; ")
    assert len(done.stderr.splitlines()) == 1


def test_a_query_that_runs_away_in_pyshacl_is_stopped(tmp_path: Path) -> None:
    query = "SELECT $this { $this <http://e/p> ?x FILTER (regex(?x, '^(a|aa)+$')) }"
    shapes = TARGET + f'ex:S0 sh:sparql [ sh:select """{query}""" ] .'
    done = run(tmp_path, shapes, LONG, "--engine", "pyshacl", "--timeout", "1")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("Error: the check took longer than 1 seconds; ")


def test_a_process_apart_finds_the_same_and_raises_the_same(tmp_path: Path) -> None:
    shapes = TARGET + RUNAWAY.format("^(x|y)+$")
    text = 'ex:a a ex:C ; ex:p "xyx" , "xz" , [ ex:p _:x ] . _:x a ex:C ; ex:p "z"@en .'
    found = [run(tmp_path, shapes, text, "--engine", engine) for engine in ("rust", "pyshacl")]
    assert found[0].stdout == found[1].stdout
    assert [done.returncode for done in found] == [1, 1]
    wrong = shapes + "ex:S0 sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { } }' ] ."
    done = run(tmp_path, wrong, text, "--engine", "pyshacl")
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
