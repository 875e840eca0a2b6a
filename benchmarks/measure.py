"""Time whole commands side by side, process start included."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
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


@dataclass(frozen=True)
class Ran:
    """One run of a command.

    Attributes:
        seconds: Wall time.
        megabytes: Peak memory, in units of 1,000,000 bytes.
        output: What it wrote to standard output.
    """

    seconds: float
    megabytes: float
    output: str


def run(command: Sequence[str], cwd: Path, codes: Collection[int] = (0,)) -> Ran:
    """Run a command; one that fails would be measured on the wrong path.

    Args:
        command: What runs. Its peak memory is never told as less than that of this
            process, which should hence hold little.
        cwd: Where it runs.
        codes: The exit codes that are no failure.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        # The process is waited for below, by the call that tells its peak memory.
        process = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        output = out.read().decode()
        if process.returncode not in codes:
            raise SystemExit(f"{' '.join(command)} failed:\n{output}{errors.read().decode()}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(taken, used.ru_maxrss * unit / 1e6, output)


def together(
    commands: Sequence[Sequence[str]], cwd: Path, repeats: int, codes: Collection[int] = (0,)
) -> list[list[Ran]]:
    """Run commands in turns, so that a slow spell of the machine hits all of them.

    Returns:
        The runs of each command.
    """
    runs = [[run(command, cwd, codes) for command in commands] for _ in range(repeats)]
    return [list(column) for column in zip(*runs, strict=True)]


def median_seconds(runs: Sequence[Ran]) -> float:
    """Return the median wall time of some runs."""
    return statistics.median(each.seconds for each in runs)


def median_megabytes(runs: Sequence[Ran]) -> float:
    """Return the median peak memory of some runs."""
    return statistics.median(each.megabytes for each in runs)


def compare(contests: Sequence[Contest], cwd: Path, repeats: int) -> None:
    """Print a row for each contest: median seconds of both, and ours as a ratio."""
    print("job\tours_s\tpeer_s\tours/peer")
    for contest in contests:
        pair = (contest.ours, contest.peer)
        together(pair, cwd, 1)
        ours, peer = map(median_seconds, together(pair, cwd, repeats))
        print(f"{contest.name}\t{ours:.3f}\t{peer:.3f}\t{ours / peer:.2f}", flush=True)
