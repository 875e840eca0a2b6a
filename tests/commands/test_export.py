"""``drugfacts export``: where the bytes go, in which format, and the exit codes."""

from __future__ import annotations

import gzip
import json
import os
import pty
import shutil
import subprocess
import sys
from hashlib import sha256
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


# Any RDF, not ours alone.

LINES = b"<urn:s> <urn:p> <urn:o> .\n_:b <urn:p> <urn:o> .\n"
MAGIC = {".gz": b"\x1f\x8b", ".bz2": b"BZh", ".zst": b"\x28\xb5\x2f\xfd"}


def test_any_rdf_is_converted_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "big.nt.gz"
    path.write_bytes(gzip.compress(b"<urn:b> <urn:p> 'x' .\n".replace(b"'", b'"') + LINES))
    done = run(path, "--format", "turtle")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        '<urn:b> <urn:p> "x" .\n<urn:s> <urn:p> <urn:o> .\n_:b <urn:p> <urn:o> .\n'
    )
    done = run(path, "--format", "turtle", "--canonical")
    assert done.stdout == (
        '<urn:b> <urn:p> "x" .\n\n<urn:s> <urn:p> <urn:o> .\n\n[] <urn:p> <urn:o> .\n'
    )


@pytest.mark.parametrize("end", MAGIC)
def test_the_output_is_compressed_as_its_name_says(end: str, tmp_path: Path) -> None:
    path, packed, again = tmp_path / "a.nt", tmp_path / f"b.nt{end}", tmp_path / f"c.nt{end}"
    path.write_bytes(LINES)
    assert run(path, "-o", packed).stderr == (
        f"{packed}: {packed.stat().st_size} bytes of ntriples\n"
    )
    assert run(path, "-o", again).exit_code == 0
    assert packed.read_bytes() == again.read_bytes() != LINES
    assert run(packed, "--format", "nquads").stdout_bytes == LINES
    assert packed.read_bytes().startswith(MAGIC[end])


def test_our_own_facts_are_compressed_too(tmp_path: Path) -> None:
    output = tmp_path / "facts.ttl.gz"
    assert run(OTHEROL, "-o", output).exit_code == 0
    assert gzip.decompress(output.read_bytes()) == OTHEROL.read_bytes()


def test_standard_input_and_odd_names_have_the_format_that_is_named(tmp_path: Path) -> None:
    arguments = ["export", "-", "--from", "nquads", "--format", "trig"]
    done = CliRunner().invoke(cli, arguments, input="<urn:s> <urn:p> <urn:o> <urn:g> .")
    assert done.stdout == "<urn:g> {\n\t<urn:s> <urn:p> <urn:o> .\n}\n"
    path = tmp_path / "data.txt"
    path.write_bytes(LINES)
    assert run(path, "--from", "turtle", "--format", "ntriples").stdout_bytes == LINES
    assert run(path).exit_code == 3


def test_folders_and_patterns_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("b.nt", "a.ttl"):
        Path("in", name).write_text(f"<urn:{name[0]}> <urn:p> <urn:o> .\n")
    both = "<urn:a> <urn:p> <urn:o> .\n<urn:b> <urn:p> <urn:o> .\n"
    for named in ("in", "in/*", "*/*.*t*", str(tmp_path / "in" / "*")):
        assert run(named, "--format", "ntriples").stdout == both
    done = run("in/*.rdf")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: in/*.rdf: nothing matches; check the path.\n",
    )


def test_relative_iris_need_a_base(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<#s> <urn:p> <o> .")
    done = run(path, "--format", "ntriples")
    assert (done.exit_code, done.stderr) == (
        3,
        f"Error: {path}:1:1: is a relative IRI; write it in full, or say with --base what it is "
        "relative to.\n",
    )
    done = run(path, "--format", "ntriples", "--base", "https://e.example/d")
    assert done.stdout == "<https://e.example/d#s> <urn:p> <https://e.example/o> .\n"


@pytest.mark.parametrize("canonical", [[], ["--canonical"]])
@pytest.mark.parametrize("end", ["", ".gz"])
@pytest.mark.parametrize("name", ["out.ttl", "out.nq", "out.rdf", "out.jsonld", "out.nt.zst"])
def test_a_fault_in_the_middle_leaves_no_output(
    name: str, end: str, canonical: list[str], tmp_path: Path
) -> None:
    path = tmp_path / f"in.nt{end}"
    content = LINES * 50_000 + b"<urn:s> <urn:p> oops .\n" + LINES
    path.write_bytes(gzip.compress(content) if end else content)
    (tmp_path / name).write_text("as it was")
    done = run(path, "-o", tmp_path / name, *canonical)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"Error: {path}:100001:17: ")
    assert done.stderr.endswith("; correct the syntax here.\n")
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / name).read_text() == "as it was"
    assert {each.name for each in tmp_path.iterdir()} == {path.name, name}


def test_one_graph_has_one_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_bytes(LINES)
    lines = b"<urn:s> <urn:p> <urn:o> .\n_:c14n0 <urn:p> <urn:o> .\n"
    done = run(path, "--hash")
    assert (done.exit_code, done.stdout) == (0, sha256(lines).hexdigest() + "\n")
    for name in ("b.ttl", "b.jsonld", "b.rdf", "b.trig.bz2"):
        run(path, "-o", tmp_path / name)
        assert run(tmp_path / name, "--hash").stdout == done.stdout


def test_our_own_facts_have_a_hash() -> None:
    lines = run("--format", "nquads").stdout_bytes
    assert run("--hash").stdout == sha256(lines).hexdigest() + "\n"


@pytest.mark.parametrize("also", [["--drug", "x"], ["--format", "turtle"], ["-o", "x.ttl"]])
def test_a_hash_is_of_all_and_printed(also: list[str]) -> None:
    done = run("--hash", *also)
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: --hash prints the hash of a whole graph; give it paths and no output.\n",
    )


def test_a_drug_is_of_a_data_set() -> None:
    done = run(OTHEROL, "--drug", "otherol", "--from", "turtle")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: --drug is for data sets, whose files are Turtle; leave --from and --base.\n",
    )


def test_a_graph_that_cannot_be_named_in_time_is_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drugfacts.graph.canonical.SECONDS", 0.5)
    path, output = tmp_path / "poison.nt", tmp_path / "out.nq"
    some = range(12)
    path.write_text("".join(f"_:a{n} <urn:p> _:a{m} .\n" for n in some for m in some if n != m))
    for done in (run(path, "--hash"), run(path, "--canonical", "-o", output)):
        assert (done.exit_code, done.stdout) == (4, "")
        assert done.stderr == (
            "Error: the blank nodes are so much alike that naming them took longer than "
            "0.5 seconds; give some of them IRIs.\n"
        )
    assert not output.exists()
    assert run(path, "-o", output).exit_code == 0


def test_progress_is_shown_on_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, output = tmp_path / "a.nt", tmp_path / "b.ttl"
    path.write_bytes(LINES * 10)
    command = [sys.executable, "-m", "drugfacts", "export", str(path), "-o", str(output)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    plain = subprocess.run(command, env=environment, capture_output=True, check=True)
    content = output.read_bytes()
    assert plain.stderr == f"{output}: {len(content)} bytes of turtle\n".encode()
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while piece := _rest(ours):
            shown += piece
        assert process.wait() == 0
    assert b"reading" in shown
    assert b"100%" in shown
    assert output.read_bytes() == content


def _rest(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # This is how a terminal ends on Linux.
        return b""


def test_nothing_compressed_is_written_into_a_folder_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_bytes(LINES)
    done = run(tmp_path, "-o", tmp_path / "b.nt.gz")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "it would be taken for facts; choose a place outside with --output" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["a.nt"]
