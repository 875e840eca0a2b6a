"""Running native code where it has stack enough, and can be left behind."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

from drugfacts.errors import LimitError

STACK = 256 * 1024 * 1024
"""Bytes of stack: engines parse and plan long chains recursively."""

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], message: str) -> T:
    """Return what some work gives, if it takes no longer than it may.

    The engines let go of the interpreter while they work, so that a thread is enough;
    one that runs too long ends with the process.

    Args:
        seconds: How long it may take.
        work: What is done.
        message: What to say when it takes longer.

    Raises:
        LimitError: it takes longer. What the work raises is raised too.
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

    usual = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(usual)
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise LimitError(message)
    return done[0]
