"""The page in Chromium: what it asks for, how wide it is, dark, printed, and for readers."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

Browser = Any
"""That of conftest.py."""

Make = Callable[..., str]


@pytest.fixture(scope="module")
def packaged(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("packaged") / "report.html"
    place.write_text(make(), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def large(make: Make, many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("large") / "report.html"
    place.write_text(make(str(many)), encoding="utf-8")
    return place


@pytest.fixture(params=["packaged", "large"])
def page(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def unfold(browser: Browser) -> None:
    browser.ask("document.querySelectorAll('details').forEach(each => each.open = true)")


def test_nothing_is_asked_for_and_nothing_is_amiss(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.requests() == [page.as_uri()]
    assert browser.complaints() == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width=width)
    unfold(browser)
    assert browser.ask("document.documentElement.scrollWidth") == width


def test_what_is_wider_scrolls_by_itself_and_by_keyboard(browser: Browser, page: Path) -> None:
    browser.open(page, width=360)
    unfold(browser)
    wrong = browser.ask(
        """[...document.querySelectorAll('main *')].filter(each =>
            each.scrollWidth > each.clientWidth + 1
            && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX)
            && !(each.tabIndex === 0 && each.getAttribute('aria-label'))).length"""
    )
    assert wrong == 0


def test_dark(browser: Browser, page: Path) -> None:
    grounds = {}
    for dark in (False, True):
        browser.open(page, dark=dark)
        grounds[dark] = first_pixel(browser.picture())
    assert min(grounds[False]) > 240
    assert max(grounds[True]) < 40


def first_pixel(png: bytes) -> tuple[int, ...]:
    """Return the colour of the upper left corner; no filter changes the first pixel."""
    data, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    return tuple(zlib.decompress(data)[1:4])


def test_print(browser: Browser, page: Path) -> None:
    browser.open(page)
    pdf = base64.b64decode(browser.call("Page.printToPDF")["data"])
    assert pdf.startswith(b"%PDF-")
    browser.call("Emulation.setEmulatedMedia", media="print", features=[])
    closed = "[...document.querySelectorAll('details')].filter(each => !each.open"
    assert browser.ask(f"{closed} && each.lastElementChild.offsetHeight === 0).length") == 0


AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8") + "; 0"
CHECK = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})
    .then(done => done.violations.map(each => [each.id, each.nodes[0].html]))"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_for_screen_readers_and_weak_eyes(
    browser: Browser, packaged: Path, dark: bool, width: int
) -> None:
    """axe-core finds no fault: contrast, names, heads of tables, landmarks, order of heads."""
    browser.open(packaged, width=width, dark=dark)
    unfold(browser)
    browser.ask(AXE)
    assert browser.ask(CHECK) == []


def test_the_first_stop_leads_to_the_content(browser: Browser, page: Path) -> None:
    browser.open(page)
    press: dict[str, Any] = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    browser.call("Input.dispatchKeyEvent", type="keyDown", **press)
    assert browser.ask("document.activeElement.getAttribute('href')") == "#main"
    assert browser.ask("document.activeElement.getBoundingClientRect().left >= 0")


def test_it_finds_faults(browser: Browser, tmp_path: Path) -> None:
    """Else the tests above could not fail."""
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<!doctype html><title>x</title><p style='width:900px;color:#bbb'>faint</p>"
        "<img src='https://example.org/x.png'><script>console.error('bad')</script>"
    )
    browser.open(bad, width=360)
    assert "https://example.org/x.png" in browser.requests()
    assert browser.complaints() != []
    assert browser.ask("document.documentElement.scrollWidth") > 360
    browser.ask(AXE)
    found = browser.ask("axe.run().then(done => done.violations.map(each => each.id))")
    assert {"color-contrast", "html-has-lang", "image-alt"} <= set(found)
