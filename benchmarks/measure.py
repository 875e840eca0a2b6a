"""Time whole commands side by side, process start included."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
"""Where the commands of this environment lie."""


@dataclass(frozen=True)
class Contest:
    """Two commands that do the same job on the same input."""

    name: str
    ours: Sequence[str]
    peer: Sequence[str]


def seconds(command: Sequence[str], cwd: Path) -> float:
    """Return the wall time of one run; a failing run would time the wrong path."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return taken


def compare(contests: Sequence[Contest], cwd: Path, repeats: int) -> None:
    """Print a row for each contest: median seconds of both, and ours as a ratio.

    The runs alternate, so that a slow spell of the machine hits both.
    """
    print("job\tours_s\tpeer_s\tours/peer")
    for contest in contests:
        pairs = [
            (seconds(contest.ours, cwd), seconds(contest.peer, cwd)) for _ in range(repeats + 1)
        ][1:]
        ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{contest.name}\t{ours:.3f}\t{peer:.3f}\t{ours / peer:.2f}", flush=True)
