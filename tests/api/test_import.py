"""``import drugfacts`` costs next to nothing, and gives the API when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import drugfacts


def python(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_import_loads_no_other_module() -> None:
    code = "import sys; before = {*sys.modules}; import drugfacts; print(*{*sys.modules} - before)"
    assert sorted(python(code).stdout.split()) == ["__future__", "drugfacts"]


def test_load_is_there_and_loads_no_heavy_library() -> None:
    heavy = "rdflib", "pyshacl", "shacl", "networkx", "polars", "click"
    code = f"import sys, drugfacts; drugfacts.load; print([*{{*{heavy}}} & {{*sys.modules}}])"
    done = python(code)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'drugfacts' has no attribute 'lod'"):
        drugfacts.lod  # type: ignore[attr-defined]  # noqa: B018


def test_names_complete() -> None:
    assert {"load", "Facts", "__version__"} <= {*dir(drugfacts)}
