"""``drugfacts explain``: rules first, then things; exact names, near names, exit codes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "invented"

PAGE = """\
document-empty (warning)
A file states nothing, docs/rules/document-empty.md

Problem
  A file of the data set, or a file that is checked or holds shapes along with others, holds no
  statement.

Why it matters
  Its name promises a thing that is not there. Often an edit or a merge went wrong, and what it
  said is lost.

Wrong
  agent/curators.ttl: The file has nothing but a comment.

    # To be written.

Right
  agent/curators.ttl

    agent:curators a prov:Organization ;
        rdfs:label "Curators"@en .

How to fix
  Describe the thing that the file is named after, or delete the file.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["explain", *map(str, arguments)])


def test_a_rule_outside_the_shapes_is_explained_by_its_page() -> None:
    done = run("document-empty")
    assert (done.exit_code, done.stdout, done.stderr) == (0, PAGE, "")


def test_its_page_is_the_markdown() -> None:
    done = run("document-empty", "--format", "markdown")
    page = (ROOT / "docs" / "rules" / "document-empty.md").read_text(encoding="utf-8")
    assert page.endswith(done.stdout)
    assert done.stdout.startswith("# document-empty\n\n## Problem\n")


def test_without_a_name_all_rules_are_listed() -> None:
    done = run()
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert "Rules outside the shapes" in lines
    assert "  Claim-about             violation  A claim is about exactly one thing." in lines
    count = int(lines[0].partition(" ")[0])
    assert len([line for line in lines if line.startswith("  ")]) == count
    assert len(json.loads(run("--format", "json").stdout)["rules"]) == count


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["Claim-reviewStat"],
            "nothing is called 'Claim-reviewStat'; did you mean Claim-reviewState?",
        ),
        (["diazpam"], "nothing is called 'diazpam'; did you mean drug:diazepam?"),
        (
            ["Claim-about", str(INVENTED)],
            "'Claim-about' is a rule, which needs no PATHS; leave them out, or name a thing by "
            "its CURIE or IRI.",
        ),
        (["x", "--shapes", "none.ttl"], "none.ttl: does not exist; check the path."),
    ],
)
def test_wrong_usage(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")


def test_what_is_a_rule_and_a_thing_is_explained_as_a_rule() -> None:
    assert run("Drug").stdout.startswith("Drug (violation)\n")
    assert run("df:Drug").stdout.startswith("drug (df:Drug)\n")


def test_a_claim_in_data_of_a_user() -> None:
    done = run("drug-examplazine:adverse-drowsiness", INVENTED, "--format", "json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said["claim"] is True
    assert said["findings"] == []
    assert said["iri"] == "https://example.org/facts/drug/examplazine#adverse-drowsiness"


def test_shapes_of_a_user(tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(
        "@prefix ex: <https://example.com/v#> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        'ex:S sh:targetClass ex:C ; sh:nodeKind sh:IRI ; sh:message "No IRI; give one." .\n'
    )
    done = run("ex:S", "--shapes", file, "--format", "markdown")
    assert done.stdout == (
        f"# ex:S (violation)\n\nex:S, {str(file).replace('_', chr(92) + '_')}:2:1, \\<https://example.com/v\\#S\\>\n\n"
        "## Problem\n\nNo IRI.\n\n## What it asks\n\n"
        "|   |   |\n| --- | --- |\n| held against | every ex:C |\n| asks for | it is an IRI |\n\n"
        "## How to fix\n\nGive one.\n"
    )


def test_the_same_bytes_for_any_hash_seed() -> None:
    outputs = set()
    for seed in ("0", "1"):
        command = [sys.executable, "-m", "drugfacts", "explain", "Claim-wasAttributedTo"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        outputs.add(subprocess.run(command, env=environment, capture_output=True).stdout)
    assert len(outputs) == 1


def test_headings_are_bold_on_a_terminal() -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "drugfacts", "explain", "document-empty"],
        stdout=follower,
        env={"PYTHONPATH": ":".join(sys.path), "TERM": "xterm"},
    )
    assert process.wait() == 0
    os.close(follower)
    written = os.read(leader, 100_000).decode().replace("\r\n", "\n")
    os.close(leader)
    assert written.startswith("\x1b[1mdocument-empty (warning)\x1b[0m\n")
    assert written.replace("\x1b[1m", "").replace("\x1b[0m", "") == PAGE


def test_no_engine_and_no_rdflib_is_loaded_for_a_rule() -> None:
    code = (
        "import sys\nfrom drugfacts.explain.answer import answer\n"
        "answer('Claim-about', as_of='2026-11-22')\n"
        "print({'rdflib', 'pyshacl', 'pyld', 'shacl'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.stdout == "set()\n", done.stderr
