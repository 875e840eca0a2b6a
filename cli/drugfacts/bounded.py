"""Work that may take only so long.

Native code that lets go of the interpreter runs in a thread (`within`). Anything else, and
above all Python's regular expressions, holds the interpreter while it runs, so that only the
end of its process ends it (`apart`).
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from typing import TypeVar

from drugfacts.errors import DrugFactsError, LimitError

STACK = 256 * 1024 * 1024
"""Bytes of stack: engines parse and plan long chains recursively."""

A = TypeVar("A")
T = TypeVar("T")

_STACKS = threading.Lock()
"""Held while a thread gets its stack: the size is that of all threads that begin then."""

_CHILD = "from drugfacts.bounded import _serve; _serve()"


class Limit:
    """A time that several pieces of work share; it runs from when it is made.

    Args:
        seconds: How long all of it may take.
        message: What to say when it takes longer.
    """

    def __init__(self, seconds: float, message: str) -> None:
        self._end = time.monotonic() + seconds
        self._message = message

    def within(self, work: Callable[[], T]) -> T:
        """Return what native code gives; see `within`."""
        return within(self._left(), work, self._message)

    def begin(self, work: Callable[[], T]) -> Callable[[], T]:
        """Begin work beside other work, and return what waits for its end; see `begin`."""
        wait = begin(work)
        return lambda: wait(self._left(), self._message)

    def check(self) -> None:
        """Refuse to go on when the time is over.

        Raises:
            LimitError: it is.
        """
        if not self._left():
            raise LimitError(self._message)

    def apart(self, work: Callable[[A], T], given: A) -> T:
        """Return what a function gives in a process of its own; see `apart`."""
        return apart(self._left(), work, given, self._message)

    def _left(self) -> float:
        return max(0.0, self._end - time.monotonic())


def within(seconds: float | None, work: Callable[[], T], message: str) -> T:
    """Return what native code gives, if it takes no longer than it may.

    It must let go of the interpreter while it works: the thread that waits for it could
    not run otherwise. What runs too long goes on unseen, and ends with the process.

    Args:
        seconds: How long it may take; None sets no limit, and gives it the stack alone.
        work: What is done.
        message: What to say when it takes longer.

    Raises:
        LimitError: it takes longer. What the work raises is raised too.
    """
    return begin(work)(seconds, message)


def begin(work: Callable[[], T]) -> Callable[[float | None, str], T]:
    """Begin work in a thread, and return what waits for its end; see `within`.

    Args:
        work: What is done meanwhile.

    Returns:
        A function of the seconds that it may still take and of what to say when it takes
        longer. It returns, or raises, what the work does.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            # The engine's objects must end where they began; the frames hold them.
            traceback.clear_frames(error.__traceback__)
            failed.append(error)

    with _STACKS:
        usual = threading.stack_size(STACK)
        try:
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
        finally:
            threading.stack_size(usual)

    def wait(seconds: float | None, message: str) -> T:
        thread.join(seconds)
        if failed:
            raise failed[0]
        if not done:
            raise LimitError(message)
        return done[0]

    return wait


def apart(seconds: float, work: Callable[[A], T], given: A, message: str) -> T:
    """Return what a function gives in a process of its own, which is ended when it is late.

    Args:
        seconds: How long it may take.
        work: A function of a module, which the process finds by its name.
        given: What it is given. This and what it returns must be able to be pickled.
        message: What to say when it takes longer.

    Raises:
        LimitError: it takes longer. Errors of ours that the work raises are raised too.
        RuntimeError: the process came to an end without an answer.
    """
    # Seldom needed, and slow to import.
    import os
    import pickle
    import subprocess
    import sys

    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD],
            input=pickle.dumps((seconds, work, given)),
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(message) from error
    if done.returncode or not done.stdout:
        raise RuntimeError(f"the process of {work.__name__} ended with {done.returncode}")
    failed, answer = pickle.loads(done.stdout)
    if failed:
        raise answer
    found: T = answer
    return found


def _serve() -> None:
    """Do what `apart` asks for, as the process that it starts."""
    import faulthandler
    import os
    import pickle
    from pathlib import Path

    # What anything below prints must not get between the bytes of the answer.
    with os.fdopen(os.dup(1), "wb") as answers, Path(os.devnull).open("w") as nowhere:
        os.dup2(2, 1)
        with os.fdopen(os.dup(0), "rb") as asked:
            seconds, work, given = pickle.load(asked)
        # Should the one who waits be killed, nobody else ends this process; the watch is a
        # thread of C, which needs no interpreter.
        faulthandler.dump_traceback_later(
            min(seconds + 1, threading.TIMEOUT_MAX), exit=True, file=nowhere
        )
        try:
            answer = (False, within(None, lambda: work(given), ""))
        except DrugFactsError as error:
            answer = (True, error)
        answers.write(pickle.dumps(answer))
        faulthandler.cancel_dump_traceback_later()
