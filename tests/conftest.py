"""Rules for the whole suite: slow tests on request, no unlisted skip, no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

SKIPS = Path(__file__).with_name("skips.txt")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

_unlisted: list[str] = []


def _no_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
        if host not in LOOPBACK:
            raise RuntimeError(f"a test wanted to reach {host}; nothing may leave this machine")


def _allowed_reasons() -> list[str]:
    lines = SKIPS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="Run the slow tests too.")


def pytest_configure() -> None:
    sys.addaudithook(_no_network)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if not report.skipped or not isinstance(report.longrepr, tuple):
        return
    reason = report.longrepr[2].removeprefix("Skipped: ")
    if reason not in _allowed_reasons():
        _unlisted.append(f"{report.nodeid}: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _unlisted and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in _unlisted:
        terminalreporter.write_line(f"UNLISTED SKIP {line} (tests/skips.txt)")
