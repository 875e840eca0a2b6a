"""Compressed files: read as what is in them, and refused when damaged or too large."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.graph import parsing, source
from drugfacts.graph.compressed import bare, opened, packing
from drugfacts.graph.read import plain
from drugfacts.main import cli
from drugfacts.validation import plain as checking

LINE = b"<urn:a> <urn:b> <urn:c> .\n"
SHAPES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . "
    "<urn:S> sh:targetNode <urn:a> ; sh:nodeKind sh:IRI ."
)


def zst(content: bytes) -> bytes:
    packed = BytesIO()
    with packing(packed, Path("a.zst")) as stream:
        stream.write(content)
    return packed.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zst,
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.ttl").write_text(SHAPES)


def packed(name: str, content: bytes) -> Path:
    path = Path(name)
    path.write_bytes(PACKERS[path.suffix.lower()](content))
    return path


def check(path: Path) -> Result:
    command = ["validate", str(path), "--shapes", "s.ttl", "--format", "concise"]
    return CliRunner().invoke(cli, command)


@pytest.mark.parametrize("end", [*PACKERS, ".GZ", ".Bz2", ".ZST"])
def test_what_is_compressed_is_read_as_what_is_in_it(end: str) -> None:
    path = packed(f"data.nt{end}", LINE)
    assert bare(path) == Path("data.nt")
    with opened(path) as stream:
        assert stream.read() == LINE
    (document,) = plain([path]).documents
    assert (document.path, len(document.quads), document.text) == (str(path), 1, LINE.decode())
    done = check(path)
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_place_in_a_compressed_file_is_that_of_what_is_in_it() -> None:
    path = packed("data.ttl.gz", b"\n\n<urn:a> <urn:b> zzz:c .\n")
    done = check(path)
    assert (done.exit_code, done.stdout, done.stderr) == (
        3,
        "",
        "Error: data.ttl.gz:3:17: the prefix zzz: is not declared; "
        "add '@prefix zzz: <…> .' at the top.\n",
    )


def test_several_members_are_one_file() -> None:
    path = Path("data.nt.gz")
    path.write_bytes(gzip.compress(LINE) + gzip.compress(LINE.replace(b"urn:c", b"urn:d")))
    assert len(plain([path]).triples()) == 2


NOT_GZIP = "cannot be read (Not a gzipped file (b'<u')); check that it is a file you may read."
CUT = (
    "cannot be read (Compressed file ended before the end-of-stream marker was reached); "
    "check that it is a file you may read."
)
WHOLE = gzip.compress(LINE * 1000)
DAMAGED = {
    "plain.nt.gz": LINE,
    "plain.nt.bz2": LINE,
    "cut.nt.gz": WHOLE[:-20],
    "cut.nt.bz2": bz2.compress(LINE * 1000)[:-20],
    "head.nt.gz": WHOLE[:5],
    "middle.nt.gz": WHOLE[:20] + b"\xff\xff\xff" + WHOLE[23:],
    "end.nt.gz": WHOLE[:-8] + b"\0" * 8,
    "other.nt.bz2": WHOLE,
    "other.nt.gz": bz2.compress(LINE),
    "plain.nt.zst": LINE,
    "cut.nt.zst": zst(LINE * 1000)[:-8],
    "other.nt.zst": WHOLE,
}


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_is_one_line(
    name: str, streamed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "STREAMED", 0 if streamed else 1 << 60)
    Path(name).write_bytes(DAMAGED[name])
    done = check(Path(name))
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"Error: {name}: ")
    assert len(done.stderr.splitlines()) == 1
    with pytest.raises(InputError) as caught:
        plain([name])
    assert caught.value.path == name


def test_a_wrong_suffix_is_told() -> None:
    Path("plain.nt.gz").write_bytes(LINE)
    assert check(Path("plain.nt.gz")).stderr == f"Error: plain.nt.gz: {NOT_GZIP}\n"
    Path("cut.nt.gz").write_bytes(DAMAGED["cut.nt.gz"])
    assert check(Path("cut.nt.gz")).stderr == f"Error: cut.nt.gz: {CUT}\n"


@pytest.mark.parametrize("end", PACKERS)
def test_a_bomb_reaches_the_limit_of_size(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_BYTES", 1_000_000)
    path = packed(f"bomb.ttl{end}", b"# " + b"x" * 50_000_000)
    assert path.stat().st_size < 60_000
    for streamed in (0, 1 << 60):
        monkeypatch.setattr(checking, "STREAMED", streamed)
        done = check(path)
        assert (done.exit_code, done.stdout, done.stderr) == (
            4,
            "",
            f"Error: bomb.ttl{end}: is larger than 1000000 bytes; split it into smaller files.\n",
        )
    with pytest.raises(LimitError):
        plain([path])


def test_an_unknown_format_below_the_compression_is_told() -> None:
    path = packed("data.csv.gz", b"a,b\n")
    assert check(path).stderr == (
        "Error: data.csv.gz: the end of its name is not one of .ttl .nt .nq .trig .jsonld .rdf; "
        "rename or convert it.\n"
    )


def test_a_compressed_file_that_is_gone_is_wrong_usage() -> None:
    with (
        pytest.raises(UsageError, match=r"none\.nt\.gz: does not exist; check the path"),
        opened(Path("none.nt.gz")),
    ):
        pass


@pytest.mark.parametrize("end", PACKERS)
def test_a_bomb_of_lines_reaches_a_limit_when_streamed(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "STREAMED", 0)
    path = packed(f"line.nt{end}", b"# " + b"x" * 50_000_000)
    done = check(path)
    assert (done.exit_code, done.stdout, done.stderr) == (
        4,
        "",
        f"Error: line.nt{end}: a line is longer than 16 MB; shorten it.\n",
    )
    monkeypatch.setattr(source, "MAX_UNPACKED", 1_000_000)
    path = packed(f"lines.nt{end}", LINE * 100_000)
    done = check(path)
    assert (done.exit_code, done.stdout, done.stderr) == (
        4,
        "",
        f"Error: lines.nt{end}: is larger than 1000000 bytes when unpacked; "
        "split it into smaller files.\n",
    )
