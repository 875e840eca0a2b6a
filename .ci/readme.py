"""Run the ``console`` blocks of the README and compare what they print.

``python .ci/readme.py --check`` exits with 1 and shows the differences; without
``--check`` it writes what was printed into the README. The blocks run in order in one
empty folder, so that a later block sees the files of an earlier one. A line ``…``
stands for any lines; such a block is compared but never rewritten.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def run(command: str, folder: Path) -> str:
    """Return what a command line prints, with its exit code when that is not 0."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    code = f"[exit code {done.returncode}]\n" if done.returncode else ""
    return done.stdout + code


def commands(block: str) -> list[tuple[str, str]]:
    """Split a block into commands (``$ `` and its ``> `` lines) and what stands below each."""
    shown = re.findall(r"(^\$ .*\n(?:^>(?: .*)?\n)*)((?:^(?!\$ ).*\n)*)", block, re.MULTILINE)
    return [(command, output) for command, output in shown]


def typed(command: str) -> str:
    """Return a command without the prompts before its lines."""
    return re.sub(r"^[$>] ?", "", command, flags=re.MULTILINE)


def agrees(expected: str, printed: str) -> bool:
    """Tell whether an output is the expected one, where ``…`` is any lines."""
    pieces = [re.escape(piece) for piece in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(pieces), printed) is not None


def rewritten(text: str) -> tuple[str, int]:
    """Return a README with what its commands print now, and how many ran."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:

        def fresh(block: re.Match[str]) -> str:
            nonlocal count
            said = ""
            for command, expected in commands(block.group()):
                count += 1
                printed = run(typed(command), Path(folder))
                keep = agrees(expected, printed)
                said += command + (expected if keep else printed)
            return said

        return BLOCK.sub(fresh, text), count


def main() -> None:
    """Check or rewrite the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    before = README.read_text(encoding="utf-8")
    after, count = rewritten(before)
    print(f"{count} commands of the README ran")
    if not check:
        README.write_text(after, encoding="utf-8")
    elif before != after:
        lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(*lines, "README.md", "as printed now"))
        sys.exit(1)


if __name__ == "__main__":
    main()
