"""The examples of the API and of its page print what they show."""

from __future__ import annotations

import doctest
import importlib
import inspect
from pathlib import Path

import pytest

import drugfacts
from drugfacts import api

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    f"drugfacts.api.{path.stem}"
    for path in (ROOT / "cli" / "drugfacts" / "api").glob("*.py")
    if ">>>" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name: str) -> None:
    done = doctest.testmod(importlib.import_module(name))
    assert done.attempted > 0
    assert done.failed == 0


def test_examples_of_the_page() -> None:
    done = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert done.attempted > 15
    assert done.failed == 0


def test_every_public_function_has_an_example() -> None:
    methods = {
        name: member.__doc__ or ""
        for name, member in inspect.getmembers(drugfacts.Facts, inspect.isfunction)
        if not name.startswith("_")
    }
    assert len(methods) == 10
    methods["load"] = api.load.__doc__ or ""
    assert [name for name, text in methods.items() if ">>>" not in text] == []


def test_the_page_names_every_method() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    names = [name for name in vars(drugfacts.Facts) if not name.startswith("_")]
    assert [name for name in names if name not in text] == []
