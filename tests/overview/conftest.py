"""A browser for pages: Chromium without a window, steered through two pipes."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from drugfacts.main import cli
from drugfacts.terms import DF

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-extensions", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


class Browser:
    """One tab of Chromium.

    Attributes:
        events: What it told since the last page was opened.
    """

    def __init__(self, program: str, profile: Path) -> None:
        read_commands, self._out = os.pipe()
        self._in, write_answers = os.pipe()

        def connect() -> None:
            # Chromium reads from 3 and writes to 4; neither may be lost on the way there.
            first, second = os.dup(read_commands), os.dup(write_answers)
            high = [os.dup2(one, number) for one, number in ((first, 63), (second, 64))]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process = subprocess.Popen(
            [program, *FLAGS, "--remote-debugging-pipe", f"--user-data-dir={profile}"],
            preexec_fn=connect,
            pass_fds=(3, 4, read_commands, write_answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_commands)
        os.close(write_answers)
        self._rest = b""
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == number:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result
            self.events.append(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], 60)
            assert ready, "Chromium says nothing for a minute"
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium went away"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        return told

    def open(self, page: Path, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Open a page in a window of a size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="", features=[scheme])
        self.events = []
        self.call("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        told = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def picture(self) -> bytes:
        """Return the window as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened."""
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[Any]:
        """Return what the console shows."""
        methods = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
        return [e["params"] for e in self.events if e.get("method") in methods]

    def close(self) -> None:
        self._session = ""
        self.call("Browser.close")
        self._process.wait(timeout=20)
        os.close(self._out)
        os.close(self._in)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not here")
    tab = Browser(program, tmp_path_factory.mktemp("profile"))
    yield tab
    tab.close()


@pytest.fixture(scope="session")
def make() -> Callable[..., str]:
    """Return the page that a command line gives."""
    known: dict[tuple[str, ...], str] = {}

    def page(*arguments: str) -> str:
        if arguments not in known:
            done = CliRunner().invoke(cli, ["report", "--as-of", "2026-11-22", *arguments])
            assert done.exit_code == 0, done.output
            known[arguments] = done.stdout
        return known[arguments]

    return page


SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the captured texts of articles and labels."""
    if not (SHARED / "articles").is_dir() or not (SHARED / "labels").is_dir():
        pytest.skip("shared articles, labels and reference data are not here")
    place = tmp_path_factory.mktemp("captures")
    for name in ("articles", "labels"):
        for path in (SHARED / name).glob("*.txt"):
            shutil.copy(path, place)
    return place


BASE = "https://example.org/facts/"
HEAD = f"""@prefix df: <{DF.Drug.rpartition("#")[0]}#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <{BASE}> .
"""


def write(root: Path, files: dict[str, str]) -> Path:
    """Write a data set: Turtle by path without its ending; the head is put before each."""
    files = {"dataset": f'<dataset> a void:Dataset ; void:uriSpace "{BASE}" .', **files}
    for name, text in files.items():
        path = root / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def made() -> Callable[[Path, dict[str, str]], Path]:
    """Return what writes a data set."""
    return write


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an invented data set: 6 drugs, 300 claims, 9 sources, labels of two places."""
    conditions = "".join(
        f'<condition/c{n}> a df:Condition ; skos:prefLabel "condition {n}"@en .\n'
        for n in range(40)
    )
    files = {
        "condition": conditions,
        "unit": '<unit/mg> a df:Unit ; qudt:ucumCode "mg" ; skos:prefLabel "milligram"@en .',
    }
    sources: dict[int, list[str]] = {n: [] for n in range(9)}
    for drug, size in enumerate((10, 20, 20, 20, 30, 200)):
        lines = [f'<drug/d{drug}> a df:Drug ; rdfs:label "examplol {drug}"@en .']
        for n in range(size):
            kind, prop = ("Indication", "condition") if n % 3 else ("PrimaryUse", "condition")
            about = f"df:about <drug/d{drug}> ; df:{prop} <condition/c{n % 40}>"
            if n % 10 == 9:
                kind = "Dosing"
                about += f" ; df:dailyDoseMin {n % 7 + 1}.5 ; df:dailyDoseMax {n + 9} ; "
                about += "df:doseUnit <unit/mg>"
            stated = sorted({(n + drug) % 9, n * n % 9})
            for source in stated:
                at = len(sources[source]) * 10
                span = f"source/s{source}#p{at}"
                sources[source].append(
                    f"<{span}> a df:Span ; df:passageOf <source/s{source}> ; "
                    f'oa:start "{at}"^^xsd:nonNegativeInteger ; '
                    f'oa:end "{at + 9}"^^xsd:nonNegativeInteger ; '
                    f'df:spanDigest "{at:064x}" ; df:normalisedDigest "{at:064x}" .'
                )
                about += f" ; df:statedIn <{span}>"
            denied = " ; df:polarity df:Denied" if n % 17 == 4 else ""
            lines.append(f"<drug/d{drug}#x{n}> a df:{kind} ; {about}{denied} .")
        files[f"drug/d{drug}"] = "\n".join(lines)
        for place in ("US", "GB"):
            name = f"label/{place.lower()}-d{drug}"
            said = [
                f"<{name}> a df:Label ; df:ingredient <drug/d{drug}> ; "
                f'dcterms:title "Label {drug} {place}"@en ; df:jurisdiction "{place}" ; '
                f'dcterms:issued "20{10 + drug}-0{drug + 1}-01"^^xsd:date ; '
                "df:completeFor df:Indication .",
                f"<{name}#section> a df:Section ; df:passageOf <{name}> .",
            ]
            said += [
                f"<{name}#c{n}> a df:Indication ; df:about <drug/d{drug}> ; "
                f"df:condition <condition/c{n}> ; df:statedIn <{name}#section> ."
                for n in range(3, 12, 2 if place == "US" else 3)
            ]
            said.append(
                f"<{name}#dose> a df:Dosing ; df:about <drug/d{drug}> ; df:dailyDoseMax 20 ; "
                f"df:doseUnit <unit/mg> ; df:statedIn <{name}#section> ."
            )
            files[name] = "\n".join(said)
    for n, passages in sources.items():
        title = f'<source/s{n}> a df:Article ; dcterms:title "Article number {n}"@en .'
        files[f"source/s{n}"] = "\n".join([title, *passages])
    return write(tmp_path_factory.mktemp("many"), files)
