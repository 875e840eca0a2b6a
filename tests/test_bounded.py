"""Work that takes too long is ended, and with it all that it does."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from pathlib import Path

import pytest

from drugfacts.bounded import Limit, apart, within
from drugfacts.errors import InputError, LimitError


def spoken(text: str) -> str:
    """Print, as a library below may do, and give something back."""
    sys.stdout.write("noise")
    os.write(1, b"noise")
    return f"{text} in {sys.argv[0]}, another process: {os.getpid() != int(text)}"


def refused(_: None) -> None:
    raise InputError("it is wrong; mend it.", "a.ttl", 3, 4)


def broken(_: None) -> None:
    os._exit(7)


def endless(note: str) -> None:
    """Search for ever, which lets no other Python of the process run."""
    Path(note).write_text(str(os.getpid()))
    re.search("^(a|a)*(?=b)b$", "a" * 48)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_function_gives_the_same_in_a_process_of_its_own() -> None:
    found = apart(60, spoken, str(os.getpid()), "late")
    assert found == f"{os.getpid()} in -c, another process: True"


def test_an_error_of_ours_comes_back_whole() -> None:
    with pytest.raises(InputError) as caught:
        apart(60, refused, None, "late")
    error = caught.value
    assert (str(error), error.message) == (
        "a.ttl:3:4: it is wrong; mend it.",
        "it is wrong; mend it.",
    )
    assert (error.path, error.line, error.col) == ("a.ttl", 3, 4)


def test_a_process_that_breaks_down_is_told() -> None:
    with pytest.raises(RuntimeError, match="the process of broken ended with 7"):
        apart(60, broken, None, "late")


def test_what_holds_the_interpreter_is_ended_in_time(tmp_path: Path) -> None:
    note = tmp_path / "note"
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"^late$"):
        apart(1.5, endless, str(note), "late")
    assert time.monotonic() - start < 10
    assert not is_running(int(note.read_text()))


def test_pieces_of_work_share_one_limit() -> None:
    limit = Limit(0.2, "late")
    assert limit.within(lambda: 1) == 1
    time.sleep(0.3)
    with pytest.raises(LimitError, match=r"^late$"):
        limit.within(lambda: time.sleep(5))
    with pytest.raises(LimitError, match=r"^late$"):
        limit.apart(spoken, "1")


def test_work_that_is_begun_shares_the_limit() -> None:
    limit = Limit(0.3, "late")
    quick, slow = limit.begin(lambda: 1), limit.begin(lambda: time.sleep(5))
    limit.check()
    with pytest.raises(LimitError, match=r"^late$"):
        slow()
    assert quick() == 1, "it was done in time"
    with pytest.raises(LimitError, match=r"^late$"):
        limit.check()


def test_two_that_begin_at_once_leave_the_usual_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is that of the process: who sets it last must not find that of the other."""
    usual = threading.stack_size()
    starters = [threading.Thread(target=within, args=(None, int, "")) for _ in "ab"]
    delays = iter((0.1, 0.3))

    class Slow(threading.Thread):
        def start(self) -> None:
            time.sleep(next(delays))
            super().start()

    monkeypatch.setattr(threading, "Thread", Slow)
    for starter in starters:
        starter.start()
        time.sleep(0.02)
    for starter in starters:
        starter.join()
    assert threading.stack_size(usual) == usual


def test_without_a_limit_work_takes_what_it_takes() -> None:
    assert within(None, lambda: sum(range(1000)), "") == 499500
