from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.evidence import captures
from drugfacts.evidence.captures import Capture, find


def put(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def test_a_capture_is_found_by_what_it_holds(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", b"something else")
    put(tmp_path / "picture.png", b"\x89PNG\xff\xfe")
    digest = put(tmp_path / "deep" / "er" / "no-suffix", "\ufeffOne\r\ntwo\u2026\r".encode())
    found = find(tmp_path, digest)
    assert found == Capture(tmp_path / "deep/er/no-suffix", digest, "\ufeffOne\r\ntwo\u2026\r")
    # A byte order mark is a character; line ends are left alone.
    assert found.text.index("One") == 1
    assert found.place(0) == (1, 1)
    assert found.place(found.text.index("two")) == (2, 1)
    assert found.place(found.text.index("wo")) == (2, 2)


def test_one_file_may_be_named(tmp_path: Path) -> None:
    digest = put(tmp_path / "a.txt", b"text")
    found = find(tmp_path / "a.txt", digest)
    assert found is not None
    assert found.text == "text"


def test_of_equal_files_the_first_in_order_counts(tmp_path: Path) -> None:
    for name in ("c.txt", "a/z.txt", "b.txt"):
        digest = put(tmp_path / name, b"same")
    found = find(tmp_path, digest)
    assert found is not None
    assert found.path == tmp_path / "a/z.txt"


def test_hidden_and_large_files_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = put(tmp_path / ".git" / "a.txt", b"hidden folder")
    dot = put(tmp_path / ".a.txt", b"hidden file")
    monkeypatch.setattr(captures, "MAX_BYTES", 20)
    just = put(tmp_path / "just.txt", b"x" * 20)
    large = put(tmp_path / "large.txt", b"x" * 21)
    assert find(tmp_path, hidden) is None
    assert find(tmp_path, dot) is None
    assert find(tmp_path, large) is None
    assert find(tmp_path, just) is not None


def test_pipes_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    digest = put(tmp_path / "z.txt", b"text")
    assert find(tmp_path, digest) is not None


def test_no_capture(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", b"text")
    assert find(tmp_path, "0" * 64) is None


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find(tmp_path / "none", "0" * 64)
    assert str(caught.value) == (
        f"{tmp_path}/none: does not exist; name the folder with the captures."
    )


def test_a_capture_that_is_not_utf_8(tmp_path: Path) -> None:
    digest = put(tmp_path / "a.txt", b"caf\xe9")
    with pytest.raises(InputError) as caught:
        find(tmp_path, digest)
    assert str(caught.value) == (
        f"{tmp_path}/a.txt: is not UTF-8 (byte 0xe9 at byte 3); "
        "offsets count characters of UTF-8, so capture the text anew."
    )


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "MAX_FILES", 1)
    digest = put(tmp_path / "a.txt", b"text")
    assert find(tmp_path, digest) is not None
    put(tmp_path / "b.txt", b"text")
    with pytest.raises(LimitError) as caught:
        find(tmp_path, digest)
    assert str(caught.value) == (
        f"{tmp_path}: holds more than 1 files; "
        "name the folder that holds the captures and little else."
    )


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt", b"text")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError) as caught:
        find(tmp_path, "0" * 64)
    assert str(caught.value) == (
        f"{tmp_path}/a.txt: cannot be read (Permission denied); allow it, or name another folder."
    )
