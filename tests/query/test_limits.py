"""A query that runs away is ended, and who asked it lives on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from drugfacts.errors import InputError, LimitError
from drugfacts.query import forked
from drugfacts.query.asked import Asked
from drugfacts.query.run import Limits, ask_apart

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.extend(
        Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal(f"text {n}")) for n in range(400)
    )
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    path = tmp_path_factory.mktemp("store") / "data"
    kept = Store(str(path))
    kept.extend(store)
    kept.flush()
    del kept
    return path


def alive() -> set[str]:
    """Return the processes that this one started and that still run."""
    done = subprocess.run(
        ["ps", "-o", "pid=,comm=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    return {line for line in done.stdout.splitlines() if not line.endswith(" ps")}


@pytest.mark.parametrize("copied", [True, False], ids=["copy", "new process"])
@pytest.mark.parametrize("kept", [True, False], ids=["folder", "memory"])
class TestApart:
    @pytest.fixture(autouse=True)
    def _way(self, copied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        if copied and sys.platform != "linux":
            pytest.skip("memory is limited on Linux only")
        monkeypatch.setattr(forked, "possible", lambda: copied)

    def test_an_answer_comes_back(self, kept: bool, store: Store, folder: Path) -> None:
        asked = Asked("SELECT ?o { ?s ?p ?o }", form="csv", given={"s": "<urn:s7>"})
        found = ask_apart(folder if kept else store, asked)
        assert (found.data, found.rows, found.cut) == (b"o\r\ntext 7\r\n", 1, False)

    def test_our_errors_come_back(self, kept: bool, store: Store, folder: Path) -> None:
        with pytest.raises(InputError, match=r"^q\.rq:1:5: "):
            ask_apart(folder if kept else store, Asked("ASK nope", "q.rq"))

    def test_one_that_takes_too_long_is_ended(self, kept: bool, store: Store, folder: Path) -> None:
        before, start = alive(), time.monotonic()
        with pytest.raises(LimitError, match=r"q\.rq: the query took longer than 1\.5 seconds"):
            ask_apart(folder if kept else store, Asked(PRODUCT, "q.rq"), Limits(1.5))
        assert time.monotonic() - start < 10
        assert alive() <= before

    @ON_LINUX
    def test_one_that_takes_too_much_is_ended(
        self, kept: bool, store: Store, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(LimitError, match=r"q\.rq: the query needs more than 300 MB of memory"):
            ask_apart(folder if kept else store, Asked(HOG, "q.rq"), Limits(60, 300))
        assert capfd.readouterr() == ("", "")
        assert ask_apart(store, Asked("ASK { ?s ?p ?o }")).data == b"true\n"


def fail() -> None:
    raise ValueError("broken inside")


@ON_LINUX
def test_a_fault_of_ours_is_told_as_one() -> None:
    with pytest.raises(RuntimeError, match="ValueError: broken inside"):
        forked.forked(fail, 5, None, "late", "hungry")


@ON_LINUX
def test_a_folder_that_is_no_store_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        ask_apart(tmp_path, Asked("ASK {}"))
