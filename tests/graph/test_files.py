from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from drugfacts.errors import OutputError
from drugfacts.graph.files import write


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    write({tmp_path / "a" / "b.ttl": b"1", tmp_path / "c.ttl": b"\r\n\x00"})
    assert everything(tmp_path) == {"a/b.ttl": b"1", "c.ttl": b"\r\n\x00"}


def test_nothing_to_write(tmp_path: Path) -> None:
    write({})
    assert everything(tmp_path) == {}


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write({tmp_path / "a": b""})
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == 0o640


def test_an_old_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o604)
    write({path: b"new"})
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o604


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    write({link: b"new"})
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert everything(tmp_path / "there") == {"target": b"new"}


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError) as caught:
        write({tmp_path / "a": b"1", tmp_path / "folder": b"2"})
    assert str(caught.value) == (
        f"{tmp_path}/folder: cannot be written (is a folder); "
        "choose another place or change its permissions."
    )
    assert everything(tmp_path) == {}


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutputError) as caught:
        write({tmp_path / "a": b"1", tmp_path / "file" / "b": b"2"})
    assert str(caught.value).startswith(f"{tmp_path}/file/b: cannot be written (")
    assert everything(tmp_path) == {"file": b"old"}


def test_when_one_cannot_be_written_no_other_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    real = Path.chmod
    calls: list[Path] = []

    def second_fails(path: Path, permissions: int) -> None:
        calls.append(path)
        if len(calls) == 2:
            full()
        real(path, permissions)

    monkeypatch.setattr(Path, "chmod", second_fails)
    with pytest.raises(OutputError) as caught:
        write({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert str(caught.value) == (
        f"{tmp_path}/b: cannot be written (No space left on device); "
        "choose another place or change its permissions."
    )
    assert everything(tmp_path) == {"a": b"old"}


def test_drafts_are_removed_on_any_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert everything(tmp_path) == {}
