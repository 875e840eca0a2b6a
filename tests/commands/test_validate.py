"""``drugfacts validate``: its lines, its exit codes, and what it says of bad input."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.scaffold import scaffold

ROOT = Path(__file__).parents[2]

DRUG = """\
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix drug: <https://example.org/facts/drug/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

drug:testol a df:Drug ;
    rdfs:label "testol"@en .
"""


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid data set in the folder ``mine`` of the working folder."""
    monkeypatch.chdir(tmp_path)
    scaffold(Path("mine"))
    return tmp_path / "mine"


def run(*arguments: str, stdin: bytes = b"") -> Result:
    """Run the command with findings as lines, which are the easiest to compare."""
    options = [] if {"--format", "--help"} & {*arguments} else ["--format", "concise"]
    return CliRunner().invoke(
        cli, ["validate", *options, *arguments], input=stdin, prog_name="drugfacts"
    )


def process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli")}
    command = [sys.executable, "-m", "drugfacts", "validate", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)


def test_the_packaged_facts_pass() -> None:
    done = run()
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("checked ")
    assert done.stderr.endswith(": 0 violations, 0 warnings, 0 infos\n")


def test_a_data_set_of_the_users_own_passes() -> None:
    done = run("mine")
    assert (done.exit_code, done.stdout) == (0, "")
    remark, summary = done.stderr.splitlines()
    assert re.fullmatch(
        r"\d+ of \d+ shapes found nothing to check; "
        r"'drugfacts validate --verbose' names them, and --require-targets makes that fail\.",
        remark,
    )
    assert summary.endswith(": 0 violations, 0 warnings, 0 infos")


def test_a_violation_is_a_line_with_its_place_and_exit_1(mine: Path) -> None:
    drug = mine / "drug" / "examplol.ttl"
    drug.write_text(drug.read_text() + "\ndrug:other a <urn:thing> .\n")
    done = run("mine/drug/examplol.ttl")
    last = len(drug.read_text().splitlines())
    assert done.exit_code == 1
    assert (
        f"mine/drug/examplol.ttl:{last}:1: violation document-place: this file describes "
        "drug:examplol only; move the subject to drug/other.ttl, or correct the IRI. "
        "(drug:other)"
    ) in done.stdout.splitlines()


def test_one_file_is_checked_with_the_rest_behind_it(mine: Path) -> None:
    """Nothing of the other files is missed, and nothing about them is reported."""
    other = mine / "drug" / "other.ttl"
    other.write_text(DRUG.replace("testol", "other") + "drug:other df:rxcui 1 .\n")
    assert run("mine").exit_code == 1
    done = run("mine/drug/examplol.ttl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1].startswith("checked 1 document, ")


def test_warnings_pass_unless_strict(mine: Path) -> None:
    (mine / "drug" / "empty.ttl").touch()
    line = (
        "mine/drug/empty.ttl:1:1: warning document-empty: the file states nothing; "
        "describe drug:empty in it, or delete it. (drug:empty)\n"
    )
    done = run("mine")
    assert (done.exit_code, done.stdout) == (0, line)
    assert done.stderr.endswith(": 0 violations, 1 warning, 0 infos\n")
    done = run("mine", "--strict")
    assert (done.exit_code, done.stdout) == (1, line)


def test_a_loose_file_is_checked_but_not_for_its_place() -> None:
    Path("loose.ttl").write_text(DRUG + "    # an identifier is missing\n")
    done = run("loose.ttl")
    assert done.exit_code == 0
    assert done.stdout.startswith("loose.ttl:5:1: warning Drug-identifier: ")
    assert done.stderr.splitlines()[0] == (
        "loose.ttl: in no data set (no folder above holds a dataset.ttl that states a base), "
        "so the place was not checked."
    )


def test_standard_input_is_turtle() -> None:
    done = run("-", stdin=DRUG.encode())
    assert done.exit_code == 0
    assert done.stdout.startswith("-:5:1: warning Drug-identifier: ")


def test_a_run_that_checks_nothing_fails() -> None:
    done = run("-", stdin=b"<urn:a> <urn:b> <urn:c> .")
    assert (done.exit_code, done.stdout) == (
        1,
        "violation nothing-checked: no shape found anything to check; "
        "give the things a class of the ontology, such as df:Drug, or name other files.\n",
    )


def test_the_order_and_the_bytes_are_the_same_in_every_run(mine: Path) -> None:
    drug = mine / "drug" / "examplol.ttl"
    text = drug.read_text().replace("df:statedIn", "df:statedin").replace("df:about", "df:abuot")
    drug.write_text(text + "drug:b df:about [ a df:Drug ] , _:x .\n")
    outputs = set()
    for seed in ("0", "1", "2"):
        os.environ["PYTHONHASHSEED"] = seed
        done = process("mine")
        outputs.add((done.returncode, done.stdout, done.stderr))
    os.environ.pop("PYTHONHASHSEED")
    assert len(outputs) == 1
    assert {code for code, _, _ in outputs} == {1}


# Bad input: one clear line, the place where there is one, the right exit code.


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


BAD = [
    ("missing.ttl", None, 2, "missing.ttl: does not exist; check the path."),
    ("", None, 2, "an empty path: does not exist; check the path."),
    (
        "broken.ttl",
        "@prefix a: <urn:a> .\na:x a:y\n  a:z a:w .\n",
        3,
        "broken.ttl:3:7: A dot is expected at the end of statements; correct the syntax here.",
    ),
    (
        "prefix.ttl",
        "@prefix drug: <https://example.org/facts/drug/> .\n\ndrug:é df:about 1 .\n",
        3,
        "prefix.ttl:3:8: the prefix df: is not declared; "
        "add '@prefix df: <https://w3id.org/drugfacts/ontology#> .' at the top.",
    ),
    (
        "other.ttl",
        "<urn:a> zzz:b 1 .",
        3,
        "other.ttl:1:9: the prefix zzz: is not declared; add '@prefix zzz: <…> .' at the top.",
    ),
    (
        "latin.ttl",
        '# gr\u00fcn\n<urn:a> <urn:b> "na\u00efve" .'.encode("latin-1"),
        3,
        "latin.ttl:1:5: byte 0xfc is not UTF-8; save the file as UTF-8.",
    ),
    (
        "utf16.ttl",
        "<urn:a> <urn:b> 1 .".encode("utf-16"),
        3,
        "utf16.ttl:1:1: byte 0xff is not UTF-8; save the file as UTF-8.",
    ),
    (
        "facts.csv",
        "drug,claim\n",
        3,
        "facts.csv: the end of its name is not one of .ttl .nt .nq .trig .jsonld .rdf; "
        "rename or convert it.",
    ),
    (
        "remote.jsonld",
        '{"@context": "https://example.org/context.jsonld", "@id": "urn:a"}',
        3,
        "remote.jsonld: names a remote JSON-LD context, and nothing is fetched; "
        "put the context in.",
    ),
    (
        "entities.rdf",
        '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY e "x">]>\n<r>&e;</r>',
        3,
        "entities.rdf:2:13: a document type (DOCTYPE) is not read; "
        "remove it and write its entities out.",
    ),
    (
        "deep.ttl",
        "<urn:a> <urn:b> " + "[ <urn:b> " * 100_000 + "1" + " ]" * 100_000 + " .",
        4,
        "deep.ttl:1:1297: nested deeper than 128; "
        "name the inner nodes and give them blocks of their own.",
    ),
]


@pytest.mark.parametrize(("name", "content", "code", "said"), BAD, ids=[b[0] for b in BAD])
def test_bad_input_is_one_clear_line(
    name: str, content: str | bytes | None, code: int, said: str
) -> None:
    if content is not None:
        write(name, content)
    done = run(name)
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", f"Error: {said}\n")


def test_an_empty_folder_is_an_error() -> None:
    Path("nothing").mkdir()
    write("nothing/notes.txt", "no Turtle")
    done = run("nothing")
    assert (done.exit_code, done.stderr) == (
        3,
        "Error: nothing: this folder holds no *.ttl file; name the folder with your Turtle.\n",
    )


def test_a_file_whose_path_and_iri_differ_is_a_finding(mine: Path) -> None:
    (mine / "drug" / "examplol.ttl").rename(mine / "drug" / "exampol.ttl")
    done = run("mine/drug/exampol.ttl")
    assert done.exit_code == 1
    lines = [line for line in done.stdout.splitlines() if "document-place" in line]
    assert lines[0].startswith("mine/drug/exampol.ttl:")
    assert lines[0].endswith(
        ": violation document-place: this file describes drug:exampol only, and 9 of its "
        "subjects belong elsewhere; move the first to drug/examplol.ttl, or correct the IRIs. "
        "(drug:examplol)"
    )
    assert len(lines) == 1


@pytest.mark.parametrize("other", ["https://w3id.org/drugfacts/ontology/", "http://w3id.org/x#"])
def test_a_wrong_namespace_does_not_pass(mine: Path, other: str) -> None:
    drug = mine / "drug" / "examplol.ttl"
    drug.write_text(drug.read_text().replace("https://w3id.org/drugfacts/ontology#", other))
    for path in ("mine", "mine/drug/examplol.ttl"):
        done = run(path)
        assert done.exit_code == 1
        rule = "unknown-term" if "drugfacts" in other else "unchecked"
        assert f"violation document-{rule}: " in done.stdout


def test_a_wrong_base_is_one_line(mine: Path) -> None:
    head = mine / "dataset.ttl"
    stated = 'void:uriSpace "https://example.org/'
    head.write_text(head.read_text().replace(f"{stated}facts/", f"{stated}fact/"))
    done = run("mine")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith("mine/dataset.ttl:14:19: violation document-place: ")


def test_files_of_another_format_are_remarked_on(mine: Path) -> None:
    (mine / "drug" / "EXAMPLOL.TTL").touch()
    done = run("mine")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == (
        "1 file of the data set is not read, such as mine/drug/EXAMPLOL.TTL; only *.ttl is."
    )


def test_a_name_that_no_iri_can_hold_is_a_clear_error(mine: Path) -> None:
    (mine / "drug" / "my drug.ttl").touch()
    done = run("mine")
    assert (done.exit_code, done.stderr) == (
        3,
        "Error: mine/drug/my drug.ttl: its name cannot be a part of an IRI; "
        "use lower-case letters, digits and hyphens, such as my-drug.ttl.\n",
    )
    assert run("mine/drug/examplol.ttl").exit_code == 0


def test_a_text_that_is_too_long_reaches_a_limit() -> None:
    done = run(write("long.ttl", '<urn:a> <urn:b> "' + "x" * 17_000_000 + '" .'))
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr.startswith("Error: long.ttl:1: a single text is longer than 16 MB; ")


def test_the_help_tells_the_exit_codes() -> None:
    text = " ".join(run("--help").stdout.split())
    assert "if the shapes matched nothing, and with 3 if a folder holds nothing to read." in text


def test_a_broken_file_behind_the_named_one_is_named(mine: Path) -> None:
    (mine / "drug" / "broken.ttl").write_text("<urn:a> <urn:b> .\n")
    done = run("mine/drug/examplol.ttl")
    assert (done.exit_code, done.stdout, done.stderr) == (
        3,
        "",
        "Error: mine/drug/broken.ttl:1:17: . is not a valid RDF object; correct the syntax here.\n",
    )


def test_an_unknown_option_is_wrong_usage() -> None:
    done = run("--stirct")
    assert (done.exit_code, done.stdout, done.stderr) == (
        2,
        "",
        "Error: No such option '--stirct'. (Did you mean one of: '--select', '--strict'?); "
        "see 'drugfacts validate --help'.\n",
    )


def test_bad_input_of_a_real_process() -> None:
    done = process("-", stdin=b"<urn:a> <urn:b>\n  <urn:c> <urn:d>")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == (
        b"Error: -:2:11: A dot is expected at the end of statements; correct the syntax here.\n"
    )


def test_help_shows_an_example() -> None:
    done = run("--help")
    assert done.exit_code == 0
    assert (
        "  Example:\n      drugfacts validate\n      drugfacts validate mine --fail-on warning"
        in done.stdout
    )
