"""The wheel carries the Turtle and works alone, outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "ontology": "ontology",
    "shapes": "shapes",
    "data": "data",
    "tests/shapes": "examples",
    "docs/rules": "rules",
}
"""The folders that the wheel carries, and what they are called there."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution, and the wheel from it."""
    target = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        str(target),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (built,) = target.glob("*.whl")
    return built


def test_wheel_holds_every_file_of_the_folders(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name.removeprefix("drugfacts/_resources/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("drugfacts/_resources/")
        }
    on_disk = {
        f"{there}/{path.relative_to(ROOT / folder).as_posix()}": path.read_bytes()
        for folder, there in FOLDERS.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not {".py", ".pyc"} & {path.suffix}
    }
    assert len(on_disk) > 500
    assert packed == on_disk


def test_wheel_holds_the_template_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    template = ROOT / "cli" / "drugfacts" / "template"
    expected = {
        path.relative_to(ROOT / "cli").as_posix() for path in template.rglob("*") if path.is_file()
    }
    assert expected
    assert expected <= set(names)
    assert {Path(name).name for name in names if "/licenses/" in name} >= {
        "LICENSE",
        "LICENSE-CC0",
    }


def test_command_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*install, str(site), str(wheel)], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(site)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)

    where = run("-c", "import drugfacts; print(drugfacts.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(site)
    built = run("-m", "drugfacts", "build", "--output", "out")
    assert built.returncode == 0, built.stderr
    assert (work / "out" / "drugfacts.ttl").stat().st_size > 100_000
    assert (work / "out" / "drugfacts.jsonld").stat().st_size > 100_000
    explained = run("-m", "drugfacts", "explain", "Claim-reviewState")
    assert "# <- missing" in explained.stdout, explained.stderr
    assert (
        "## Wrong"
        in run("-m", "drugfacts", "explain", "document-place", "--format", "markdown").stdout
    )
    started = run("-m", "drugfacts", "init", "mine")
    assert started.returncode == 0, started.stderr
    checked = run("-m", "drugfacts", "validate", "mine")
    assert checked.returncode == 0, checked.stdout + checked.stderr
