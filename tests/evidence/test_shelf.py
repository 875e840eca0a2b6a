from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.evidence import captures
from drugfacts.evidence.shelf import Held, Shelf


def test_by_digest_whatever_the_name(made: Any) -> None:
    made.put("guide.txt", "something else")
    digest = made.put("deep/any.bin", "words")
    held = Shelf(made.folder).find(digest, "guide", set())
    assert held.capture is not None
    assert (held.capture.path, held.capture.text) == (made.folder / "deep/any.bin", "words")
    assert (held.changed, held.lack) == (False, "")


def test_of_equal_files_the_first_counts(made: Any) -> None:
    made.put("b.txt", "words")
    digest = made.put("a/z.txt", "words")
    held = Shelf(made.folder).find(digest, "guide", set())
    assert held.capture is not None
    assert held.capture.path == made.folder / "a/z.txt"


@pytest.mark.parametrize(
    "name", ["guide", "guide.txt", "deep/guide.html", "guide.HTM", "guide.xml", "guide.json"]
)
def test_by_name_when_no_file_has_the_digest(made: Any, name: str) -> None:
    made.put(name, "words")
    for digest in ("0" * 64, None, ""):
        held = Shelf(made.folder).find(digest, "guide", set())
        assert held.capture is not None
        assert (held.capture.path, held.changed) == (made.folder / name, True)


@pytest.mark.parametrize(
    "name", ["guide.ttl", "guide.pdf", "guides.txt", ".guide.txt", "Guide.txt"]
)
def test_what_is_not_the_name(made: Any, name: str) -> None:
    made.put(name, "words")
    assert Shelf(made.folder).find("0" * 64, "guide", set()) == Held(
        None, lack=f"no file of {made.folder} has the digest or name of its source"
    )


def test_the_capture_of_another_source_is_not_taken_by_its_name(made: Any) -> None:
    other = made.put("guide.txt", "words of another")
    assert Shelf(made.folder).find("0" * 64, "guide", {other}).capture is None


def test_of_several_files_with_the_name_none_is_chosen(made: Any) -> None:
    made.put("guide.txt", "one")
    made.put("guide.html", "two")
    assert Shelf(made.folder).find("0" * 64, "guide", set()) == Held(
        None,
        lack="several files are called as the source "
        f"({made.folder}/guide.html and {made.folder}/guide.txt)",
    )


def test_a_file_that_is_too_large(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "MAX_BYTES", 4)
    digest = made.put("guide.txt", "words")
    with pytest.raises(LimitError) as caught:
        Shelf(made.folder).find(digest, "guide", set())
    assert str(caught.value) == (
        f"{made.folder}/guide.txt: is larger than 4 bytes; capture the part that is cited."
    )
    assert Shelf(made.folder).find(digest, "other", set()).capture is None


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist; name the folder with the captures"):
        Shelf(tmp_path / "none")


def test_a_file_that_cannot_be_read(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made.put("guide.txt", "words")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"guide.txt: cannot be read \(Permission denied\)"):
        Shelf(made.folder).find("0" * 64, "guide", set())


def test_pipes_are_passed_over(made: Any) -> None:
    digest = made.put("z.txt", "words")
    os.mkfifo(made.folder / "guide.txt")
    assert Shelf(made.folder).find(digest, "guide", set()).capture is not None
