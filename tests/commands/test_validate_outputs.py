"""What ``drugfacts validate`` writes where, and what it must never write over."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

ROOT = Path(__file__).parents[2]

SHAPES = """\
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:property [ sh:path ex:n ; sh:minCount 1 ] .
"""
DATA = "@prefix ex: <http://example.org/> .\nex:a a ex:P ; ex:other 1 .\n"
LINE = "data.ttl:2:1: violation ex:S/ex:n: has no value of ex:n; add one. (ex:a)\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(SHAPES)
    Path("data.ttl").write_text(DATA)


def run(*options: str, data: str = "data.ttl") -> Result:
    arguments = ["validate", data, "--shapes", "shapes.ttl", "--format", "concise", *options]
    return CliRunner().invoke(cli, arguments, prog_name="drugfacts")


def test_a_pipe_is_written_to_and_stays_a_pipe() -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text()))
    reader.start()
    done = run("--output", "pipe")
    reader.join(10)
    assert (done.exit_code, read) == (1, [LINE])
    assert Path("pipe").is_fifo()


@pytest.mark.parametrize("option", ["--baseline", "--waivers"])
def test_what_is_read_is_not_written_over(option: str) -> None:
    name = {"--baseline": "known.json", "--waivers": "waivers.ttl"}[option]
    run("--write-baseline", "known.json")
    Path("waivers.ttl").write_text(
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n<urn:w> a df:Waiver .\n"
    )
    before = Path(name).read_bytes()
    done = run(option, name, "--output", name)
    assert done.exit_code == 2
    assert f"Error: {name}: " in done.stderr
    assert Path(name).read_bytes() == before


def test_two_outputs_are_not_one_file() -> None:
    done = run("--output", "x.json", "--write-baseline", "./x.json")
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: x.json: two outputs are one file; choose another place for one.\n"
    )
    assert not Path("x.json").exists()


def test_a_reader_who_leaves_makes_no_pass() -> None:
    things = "".join(f"ex:a{n} a ex:P .\n" for n in range(3000))
    Path("many.ttl").write_text(DATA + things)
    command = (
        f"{sys.executable} -m drugfacts validate many.ttl --shapes shapes.ttl "
        "--format concise | head -1; echo ${PIPESTATUS[0]}"
    )
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "cli")},
        check=False,
    )
    assert done.stdout.splitlines() == [LINE.replace("data.ttl", "many.ttl").rstrip(), "1"]
    assert done.stderr.endswith(": 3001 violations, 0 warnings, 0 infos\n")


def test_who_selects_a_shape_gets_what_it_says_of_properties() -> None:
    done = run("--select", "ex:S")
    assert (done.exit_code, done.stdout) == (1, LINE)
    done = run("--ignore", "ex:S")
    assert (done.exit_code, done.stdout) == (0, "")


def test_statistics_have_no_format() -> None:
    done = run("--statistics")
    assert done.exit_code == 2
    assert done.stderr == "Error: --statistics is a form of its own; leave out --format.\n"


def test_coverage_is_told_whatever_the_format() -> None:
    done = run("--coverage")
    assert done.stdout == LINE
    assert "no shape looked at 1 of 1 statements of ex:other\n" in done.stderr


def test_a_finding_is_not_fixed_when_its_rule_is_gone() -> None:
    run("--write-baseline", "known.json")
    Path("shapes.ttl").write_text(SHAPES.replace("ex:S", "ex:Other").replace("ex:n ", "ex:other "))
    arguments = ["validate", "data.ttl", "--shapes", "shapes.ttl", "--baseline", "known.json"]
    done = CliRunner().invoke(cli, arguments)
    assert (done.exit_code, "fixed" in done.stdout) == (0, False)


def test_the_name_of_a_rule_does_not_hang_on_the_prefixes_of_the_data() -> None:
    run("--write-baseline", "known.json")
    Path("data.ttl").write_text(
        DATA.replace("ex:", "other:").replace(
            "prefix other:", "prefix ex: <urn:x:> .\n@prefix other:"
        )
    )
    done = run("--baseline", "known.json")
    assert done.exit_code == 0, done.output
    assert " [known]" in done.stdout


def test_a_baseline_is_brought_up_to_date_in_its_place() -> None:
    run("--write-baseline", "known.json")
    Path("data.ttl").write_text(DATA + "ex:b a ex:P .\n")
    done = run("--baseline", "known.json", "--write-baseline", "known.json")
    assert done.exit_code == 1
    done = run("--baseline", "known.json")
    assert (done.exit_code, done.stdout.count("[known]")) == (0, 2)
