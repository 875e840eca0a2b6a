"""No output takes the place of a capture or a fact: what --output refuses, for all commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.scaffold import scaffold

COMMANDS = [
    ("report", "mine"),
    ("label", "check", "mine", "--format", "csv"),
    ("label", "endorse", "mine"),
    ("label", "diff", "xx-examplol-tablet", "xx-examplol-tablet", "mine"),
    ("conflicts", "mine", "--format", "csv"),
    ("validate", "mine", "--format", "csv"),
    ("evidence", "check", "mine", "--format", "csv"),
    ("export", "mine", "--format", "ntriples"),
    ("export", "mine", "--profile", "sssom"),
    ("store", "build", "mine"),
]
CAPTURE = "mine/captures/examplol-overview.txt"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("mine"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def everything() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_output_never_lands_in_the_data_set(command: tuple[str, ...]) -> None:
    Path("way").symlink_to("mine/captures")
    before = everything()
    captured = "lies in mine/captures, where captured texts are kept"
    inside = "lies in the data set of mine, which holds facts and captures"
    for output, why in (
        (CAPTURE, captured),
        ("mine/captures/new/x.txt", captured),
        ("way/examplol-overview.txt", captured),
        ("mine/x.html", inside),
        ("mine/new/x.csv", inside),
    ):
        done = run(*command, "--output", output)
        assert (done.exit_code, done.stdout) == (2, ""), done.output
        said = f"Error: {output}: {why}; choose a place outside with --output."
        assert done.stderr.splitlines()[-1] == said
    assert everything() == before


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_output_may_stand_anywhere_else(command: tuple[str, ...]) -> None:
    done = run(*command, "--output", "out/x.csv")
    assert done.exit_code == 0, done.output
    assert Path("out/x.csv").exists(), "missing folders are made"


@pytest.mark.parametrize("command", [("report",), ("evidence", "check")], ids=" ".join)
@pytest.mark.parametrize("output", ["texts/examplol-overview.txt", "way/x.html", "link.txt"])
def test_captures_elsewhere_are_kept_too(command: tuple[str, ...], output: str) -> None:
    Path("mine/captures").rename("texts")
    Path("way").symlink_to("texts")
    Path("link.txt").symlink_to("texts/examplol-overview.txt")
    before = everything()
    done = run(*command, "mine", "--captures", "texts", "--output", output)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        f"Error: {output}: lies in texts, where captured texts are kept; "
        "choose a place outside with --output."
    )
    assert everything() == before


def test_captures_behind_a_link_of_the_data_set_are_kept_too() -> None:
    Path("mine/captures").rename("texts")
    Path("mine/captures").symlink_to("../texts")
    for command in (("report", "mine"), ("build", "mine")):
        done = run(*command, "--output", "texts/x")
        assert done.exit_code == 2
        assert "lies in mine/captures, where captured texts are kept" in done.stderr
    assert not Path("texts/x").exists()


def test_a_baseline_may_be_kept_with_the_facts_but_not_with_the_captures() -> None:
    assert run("validate", "mine", "--write-baseline", "mine/known.json").exit_code == 0
    assert Path("mine/known.json").is_file()
    before = everything()
    for output in (CAPTURE, "mine/known.ttl"):
        assert run("validate", "mine", "--write-baseline", output).exit_code == 2
    assert everything() == before


def test_a_folder_whose_head_is_of_no_data_set_of_ours_takes_findings() -> None:
    Path("void").mkdir()
    Path("void/dataset.ttl").write_text("<urn:x> a <http://rdfs.org/ns/void#Dataset> .\n")
    shapes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:class <urn:y> .\n"
    )
    Path("s.ttl").write_text(shapes)
    done = run(
        *("validate", "void/dataset.ttl", "--shapes", "s.ttl"),
        *("--format", "csv", "--output", "void/found.csv"),
    )
    assert done.exit_code == 1, done.output
    assert Path("void/found.csv").is_file()


def test_a_place_is_refused_before_anything_is_mended() -> None:
    capture = Path(CAPTURE)
    capture.write_text("One more line. " + capture.read_text())
    before = everything()
    done = run("evidence", "check", "mine", "--fix", "--output", "mine/findings.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert everything() == before


@pytest.mark.parametrize("output", ["-", ""])
def test_conflicts_take_a_dash_for_standard_output_and_nothing_for_a_mistake(output: str) -> None:
    before = everything()
    done = run("conflicts", "mine", "--format", "csv", "--output", output)
    assert done.exit_code == (0 if output else 2)
    assert bool(done.stdout) == bool(output)
    assert everything() == before
