"""The benchmark of queries runs, and both sides find the same; how fast is not tested."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "queries.py"


def test_each_query_has_a_row(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), "3000", "--repeats", "1"],
        cwd=tmp_path,
        env={"PATH": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == [], "it left something behind"
    _, second = done.stdout.rstrip("\n").split("\n\n")
    heads, *rows = [line.split("\t") for line in second.split("\n")]
    assert heads == ["query", "rows", "ours_s", "rdflib_s", "rdflib/ours", "command_s"]
    assert [row[0] for row in rows] == [
        *("lookup", "class", "join", "regex", "optional", "group by", "path", "negation")
    ]
    assert all(re.fullmatch(r"[0-9.]+", cell) for row in rows for cell in row[1:])
