"""``drugfacts draw``: the picture, its endings, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.text import NOTICE

DAY = "2026-11-22"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["draw", *map(str, arguments)])


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.svg", b"<svg "), ("a.mmd", b"---\n"), ("a.mermaid", b"---\n"), ("a.DOT", b"// "),
     ("a.gv", b"// ")],
)  # fmt: skip
def test_the_end_of_the_file_tells_the_format(tmp_path: Path, name: str, start: bytes) -> None:
    done = run("clonazepam", "-o", tmp_path / name, "--as-of", DAY)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"left out: 8 stated by a label itself\n{NOTICE}\n"
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start)
    assert NOTICE.encode() in content


def test_standard_output_is_svg_unless_a_format_is_named() -> None:
    assert run("diazepam", "--as-of", DAY).stdout.startswith("<svg ")
    assert "digraph {" in run("diazepam", "--format", "dot").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("clonazepan",), "'clonazepan' is no drug here; did you mean clonazepam?"),
        (("clonazepam", "--kind", "Uses"), "'Uses' is no kind of claim; name one of Action, "),
        (
            ("diazepam", "--kind", "Onset", "--kind", "Classification", "-o", "a.png"),
            "a.png: its ending tells no format (.svg .mmd .mermaid .dot .gv); use --format.",
        ),
        (("clonazepam", "--kind", "TestedDuration"), "no article here claims anything of that"),
        (("clonazepam", "-o", ""), "--output is empty; name a file, or - for standard output."),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
