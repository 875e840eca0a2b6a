"""What the pages on CI promise, as far as it can be tried without the services."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "ci"
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
NONSENSE = (
    "\n<https://example.org/facts/drug/examplol> "
    "<https://w3id.org/drugfacts/ontology#nonsense> 1 .\n"
)


def blocks(page: str) -> list[str]:
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as CI would: in a folder, with the commands of this Python."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder / ".cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with a data set in its folder ``data``."""
    for command in ("drugfacts init data", "git init --quiet", "git add ."):
        done = run(tmp_path, *command.split())
        assert done.returncode == 0, done.stderr
    return tmp_path


def spoil(checkout: Path) -> None:
    with (checkout / "data" / "drug" / "examplol.ttl").open("a", encoding="utf-8") as file:
        file.write(NONSENSE)


def commands(value: Any) -> list[str]:
    """Return the lines in a parsed YAML that run drugfacts."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if line.startswith("drugfacts ")]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [line for part in inside for line in commands(part)]


CHECKS = [
    (page, line)
    for page in ("github-actions.md", "gitlab.md")
    for block in blocks(page)
    for line in commands(yaml.safe_load(block))
]


def test_every_page_has_a_command() -> None:
    assert [page for page, _ in CHECKS] == ["github-actions.md", "github-actions.md", "gitlab.md"]


@pytest.mark.parametrize(("page", "line"), CHECKS)
@pytest.mark.parametrize("broken", [False, True])
def test_commands_give_the_exit_code_and_the_file_that_the_page_promises(
    page: str, line: str, broken: bool, checkout: Path
) -> None:
    if broken:
        spoil(checkout)
    words = shlex.split(line)
    done = run(checkout, *words)
    assert (done.returncode, "Traceback" in done.stderr) == (int(broken), False), done.stderr
    if "--output" in words:
        name = words[words.index("--output") + 1]
        text = (PAGES / page).read_text(encoding="utf-8")
        assert text.count(name) >= 2, "the file is made and used"
        written = (checkout / name).read_text(encoding="utf-8")
        if "sarif" in words:
            (made,) = json.loads(written)["runs"]
            assert any(result["level"] == "error" for result in made["results"]) == broken
        else:
            suites = ElementTree.fromstring(written)
            assert (suites.get("failures") != "0") == broken
    else:
        errors = [each for each in done.stdout.splitlines() if each.startswith("::error ")]
        assert bool(errors) == broken
        assert all(each.startswith("::error file=data/drug/examplol.ttl,line=") for each in errors)


@pytest.mark.parametrize(
    ("page", "schema"),
    [("github-actions.md", "vendor.github-workflows"), ("gitlab.md", "vendor.gitlab-ci")],
)
def test_the_files_are_valid_for_their_service(page: str, schema: str, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(page)):
        file = tmp_path / f"{number}.yml"
        file.write_text(block, encoding="utf-8")
        tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
        done = run(tmp_path, *tool, str(file))
        assert done.returncode == 0, done.stdout


def test_the_hooks_and_the_page_are_valid_for_pre_commit(tmp_path: Path) -> None:
    (block,) = blocks("pre-commit.md")
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(block, encoding="utf-8")
    for verb, file in (("validate-manifest", MANIFEST), ("validate-config", config)):
        done = run(tmp_path, sys.executable, "-m", "pre_commit", verb, str(file))
        assert done.returncode == 0, done.stdout
    (repository,) = yaml.safe_load(block)["repos"]
    hooks = {hook["id"] for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in repository["hooks"]} == hooks


def pre_commit(checkout: Path, arguments: list[str] | None) -> subprocess.CompletedProcess[str]:
    """Run the hooks of the manifest; only what would install them is changed.

    Args:
        checkout: The repository.
        arguments: The `args` of the hook that validates; None for those of the manifest.
    """
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    for hook in hooks:
        hook["language"] = "system"
        if hook["id"] == "drugfacts-validate" and arguments is not None:
            hook["args"] = arguments
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (checkout / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    run(checkout, "git", "add", ".")
    return run(checkout, sys.executable, "-m", "pre_commit", "run", "--all-files")


def outcome(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    return re.findall(r"^(drugfacts \w+)\.*(Passed|Failed|Skipped)$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("arguments", [None, ["data"]])
def test_the_hooks_pass_on_a_new_data_set(checkout: Path, arguments: list[str] | None) -> None:
    done = pre_commit(checkout, arguments)
    passed = [("drugfacts format", "Passed"), ("drugfacts validate", "Passed")]
    assert outcome(done) == passed, done.stdout + done.stderr
    assert done.returncode == 0


def test_the_hooks_fail_on_a_violation_and_on_another_layout(checkout: Path) -> None:
    spoil(checkout)
    done = pre_commit(checkout, ["data"])
    failed = [("drugfacts format", "Failed"), ("drugfacts validate", "Failed")]
    assert outcome(done) == failed, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert "data/drug/examplol.ttl:" in done.stdout
    assert done.returncode == 1


def test_a_change_in_one_file_is_checked_with_the_others(checkout: Path) -> None:
    (checkout / "data" / "condition.ttl").unlink()
    done = pre_commit(checkout, ["data"])
    assert ("drugfacts validate", "Failed") in outcome(done), done.stdout
