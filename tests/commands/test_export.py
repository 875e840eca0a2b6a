"""``drugfacts export``: where the bytes go, in which format, and the exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat

from drugfacts.errors import InputError
from drugfacts.export.formats import Format, export
from drugfacts.graph import read, write
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.main import cli

INVENTED = Path(__file__).parents[1] / "invented"
OTHEROL = INVENTED / "drug" / "otherol.ttl"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def test_turtle_on_standard_output_is_the_default() -> None:
    done = run(OTHEROL)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout_bytes == OTHEROL.read_bytes()


def test_packaged_facts_are_exported_without_paths() -> None:
    done = run("--format", "ntriples")
    assert done.exit_code == 0
    assert done.stdout_bytes == write.ntriples(read.read().triples())


def test_a_dash_is_standard_output() -> None:
    done = run(OTHEROL, "-o", "-")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout_bytes == OTHEROL.read_bytes()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("facts.ttl", b"@prefix agent: "),
        ("facts.jsonld", b'{\n  "@context": {\n'),
        ("facts.nt", b"<https://example.org/facts/drug/otherol#"),
        ("facts.nq", b"<https://example.org/facts/drug/otherol#"),
        ("facts.trig", b"@prefix agent: "),
        ("facts.rdf", b"<?xml "),
    ],
)
def test_the_end_of_the_file_tells_the_format(tmp_path: Path, name: str, start: bytes) -> None:
    output = tmp_path / "new" / name
    done = run(OTHEROL, "--output", output)
    assert (done.exit_code, done.stdout) == (0, "")
    assert output.read_bytes().startswith(start)
    size = output.stat().st_size
    assert done.stderr.startswith(f"{output}: {size} bytes of ")


def test_a_named_format_goes_before_the_end_of_the_file(tmp_path: Path) -> None:
    output = tmp_path / "facts.txt"
    assert run(OTHEROL, "--output", output, "--format", "jsonld").exit_code == 0
    assert json.loads(output.read_bytes())["@graph"]


def test_an_unknown_ending_needs_a_format(tmp_path: Path) -> None:
    output = tmp_path / "facts.txt"
    done = run(OTHEROL, "--output", output)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: {output}: its ending tells no format (.ttl .jsonld .nt .nq .trig .rdf); "
        "name one with --format.\n"
    )
    assert not output.exists()


def test_a_drug_is_framed_as_json_ld() -> None:
    done = run(INVENTED, "--drug", "otherol", "--format", "jsonld")
    document = json.loads(done.stdout)
    assert (done.exit_code, document["id"], document["type"]) == (0, "drug:otherol", "Drug")


def test_an_unknown_drug_brings_the_nearest() -> None:
    done = run("--drug", "diazpam")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: 'diazpam' is not a drug in these documents; did you mean diazepam?\n"
    )


def test_an_unknown_format_lists_the_known() -> None:
    done = run("--format", "xml")
    assert done.exit_code == 2
    assert "'turtle', 'jsonld', 'ntriples', 'nquads', 'trig', 'rdfxml'" in done.stderr


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("<urn:a> <urn:b> 1 .\n<urn:a> nope:b 2 .\n", 3, ":2:"),
        ("<urn:a> <urn:b> \n", 3, ":"),
    ],
)
def test_broken_turtle_is_placed_and_writes_nothing(
    tmp_path: Path, text: str, code: int, said: str
) -> None:
    path, output = tmp_path / "broken.ttl", tmp_path / "out.ttl"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--output", output)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.startswith(f"Error: {path}{said}")
    assert not output.exists()


def test_a_missing_path_is_wrong_usage(tmp_path: Path) -> None:
    done = run(tmp_path / "none.ttl")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {tmp_path / 'none.ttl'}: does not exist")


def test_an_output_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    done = run(OTHEROL, "--output", tmp_path / "folder.ttl")
    assert done.exit_code == 3
    assert "cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "folder.ttl"]


def test_named_graphs_in_turtle_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.trig"
    path.write_text("<urn:g> { <urn:s> <urn:p> <urn:o> }", encoding="utf-8")
    done = run(path)
    assert done.exit_code == 3
    assert done.stderr == (
        "Error: the data have named graphs, such as <urn:g>, and this format holds none; "
        "use --format trig or nquads.\n"
    )
    assert run(path, "--format", "nquads").stdout == "<urn:s> <urn:p> <urn:o> <urn:g> .\n"


def test_standard_input_is_read() -> None:
    done = CliRunner().invoke(
        cli, ["export", "-", "--format", "ntriples"], input="<urn:s> <urn:p> 2.0 ."
    )
    assert done.stdout == '<urn:s> <urn:p> "2.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    export = [sys.executable, "-m", "drugfacts", "export", "--format", "ntriples"]
    with subprocess.Popen(
        export,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


def test_help_shows_examples() -> None:
    done = run("--help")
    assert "drugfacts export --drug clonazepam --format jsonld" in done.stdout


def test_the_formats_of_the_option_are_those_of_the_library() -> None:
    option = next(p for p in cli.commands["export"].params if p.name == "form")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(Format)


def test_drugs_are_completed() -> None:
    shell = ShellComplete(cli, {}, "drugfacts", "_DRUGFACTS_COMPLETE")
    offered = shell.get_completions(["export", "--drug"], "c")
    assert [item.value for item in offered] == ["clonazepam"]


@pytest.mark.parametrize("name", ["drug/otherol.ttl", "all.ttl", "new/all.nt"])
def test_nothing_is_written_into_what_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(INVENTED, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.ttl")}
    done = run(folder, "--drug", "otherol", "-o", folder / name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "with --output" in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*.ttl")} == before


def test_an_input_outside_a_data_set_is_not_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "a.ttl", tmp_path / "b.ttl"
    path.write_text("<urn:s> <urn:p> 1 .\n", encoding="utf-8")
    link.symlink_to(path)
    for output in (path, link):
        done = run(path, "-o", output)
        assert (done.exit_code, done.stderr) == (
            2,
            f"Error: {output}: is one of the files that are read; "
            "choose another place with --output.\n",
        )
    assert path.read_text(encoding="utf-8") == "<urn:s> <urn:p> 1 .\n"


def test_a_drug_is_found_by_its_class_on_standard_input() -> None:
    text = "<https://a.example/d/x> a <https://w3id.org/drugfacts/ontology#Drug> ."
    arguments = ["export", "-", "--drug", "x", "--format"]
    done = CliRunner().invoke(cli, [*arguments, "ntriples"], input=text)
    assert (done.exit_code, done.stdout.split()[0]) == (0, "<https://a.example/d/x>")
    done = CliRunner().invoke(cli, [*arguments, "jsonld"], input=text)
    assert json.loads(done.stdout)["type"] == "Drug"


def test_named_graphs_in_json_ld_are_refused_for_another_reason() -> None:
    text = "<urn:g> { <urn:s> <urn:p> <urn:o> }"
    data = DataSet((Document("-", read.parse_text(text, RdfFormat.TRIG, "-")[0]),))
    with pytest.raises(InputError, match="JSON-LD is written for one graph only; use --format"):
        export(data, Format.JSONLD)
