"""A query in a process of its own that costs a few milliseconds: a copy of this one.

A copy is made only on Linux and of a process with one thread, where it is safe; it holds
the data that were read, so that nothing is read twice.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TypeVar

from drugfacts.bounded import within
from drugfacts.errors import DrugFactsError, LimitError

T = TypeVar("T")

_MEBIBYTE = 1 << 20
_AT_ONCE = 1 << 20


def possible() -> bool:
    """Tell whether a copy of this process is safe."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


def forked(
    work: Callable[[], T], seconds: float, megabytes: int | None, late: str, hungry: str
) -> T:
    """Return what a function gives in a copy of this process, which is ended at its limits.

    Args:
        work: What is done. What it returns must be able to be pickled.
        seconds: How long it may take.
        megabytes: How much memory it may take beyond what this process holds.
        late: What to say when it takes longer.
        hungry: What to say when it takes more.

    Raises:
        LimitError: it takes longer, or more. Errors of ours that it raises are raised too.
        RuntimeError: it failed in another way.
    """
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        _serve(work, writer, seconds, megabytes, hungry)
    os.close(writer)
    ended = False
    try:
        answer = _read(reader, time.monotonic() + seconds)
        if answer is not None:
            status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            ended = True
    finally:
        os.close(reader)
        if not ended:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
    if answer is None:
        raise LimitError(late)
    if not answer and status < 0:
        # The engine ends its process when it gets no memory.
        raise LimitError(hungry)
    if not answer:
        raise RuntimeError(f"the process of the query ended with {status}")
    failed, found = pickle.loads(answer)
    if failed:
        raise found
    done: T = found
    return done


def limit_memory(megabytes: int) -> None:
    """Let this process take so much memory beyond what it holds, where the system can say so."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return
    import resource

    pages = int(statm.read_text().split()[0])
    most = pages * resource.getpagesize() + megabytes * _MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def silence() -> Iterator[None]:
    """Let nothing be heard of an engine that ends its process."""
    nowhere, said = os.open(os.devnull, os.O_WRONLY), os.dup(2)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(said, 2)
        os.close(said)
        os.close(nowhere)


def _read(reader: int, end: float) -> bytes | None:
    """Return what a process writes until it ends; None when it is late."""
    parts: list[bytes] = []
    while select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]:
        part = os.read(reader, _AT_ONCE)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return None


def _serve(
    work: Callable[[], object], writer: int, seconds: float, megabytes: int | None, hungry: str
) -> NoReturn:
    """Do the work and end, as the copy."""
    try:
        # Nothing of this process may be written twice, and nothing of the engine's at all.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        faulthandler.disable()
        # Should the one who waits be killed, nobody else ends this process.
        faulthandler.dump_traceback_later(seconds + 1, exit=True, file=nowhere)

        def limited() -> object:
            if megabytes is not None:
                limit_memory(megabytes)
            return work()

        answer = _told(lambda: within(None, limited, ""), hungry)
        with os.fdopen(writer, "wb") as stream_of_answer:
            stream_of_answer.write(answer)
    finally:
        os._exit(0)


def _told(work: Callable[[], object], hungry: str) -> bytes:
    try:
        return pickle.dumps((False, work()))
    except DrugFactsError as error:
        return pickle.dumps((True, error))
    except MemoryError:
        return pickle.dumps((True, LimitError(hungry)))
    except Exception:
        said = traceback.format_exc()
        return pickle.dumps((True, RuntimeError(f"in the process of the query:\n{said}")))
