from __future__ import annotations

import time

import pytest

from drugfacts.errors import InputError, LimitError
from drugfacts.evidence import html_text, texts
from drugfacts.evidence.texts import Kind, Text, kind_of, text_of

SPL = b"<document xmlns='urn:hl7-org:v3'><title>T</title></document>"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", Kind.PLAIN),
        (b'Words < and > {"', Kind.PLAIN),
        (b"<p>part of a page", Kind.PLAIN),
        (b"<?xml version='1.0'?><rss/>", Kind.PLAIN),
        (b"<document><title>T</title></document>", Kind.PLAIN),
        (b"<!-- never closed <html>", Kind.PLAIN),
        (b"{name} is made up", Kind.PLAIN),
        (b"\x89PNG", Kind.PLAIN),
        (b"<!DOCTYPE html>\n<p>x", Kind.HTML),
        (b"<!doctype HTML PUBLIC 'x'>", Kind.HTML),
        (b"<!doctype svg>", Kind.PLAIN),
        (b"\xef\xbb\xbf \n<!-- a --><HTML lang=en>", Kind.HTML),
        (b"<?xml version='1.0'?><!-- <document> --><html xmlns='x'>", Kind.HTML),
        (b"<body class=x>", Kind.HTML),
        (b"<htmlish>", Kind.PLAIN),
        (SPL, Kind.SPL),
        (b"<?xml?>\n<?xml-stylesheet href='x'?>" + SPL, Kind.SPL),
        (b"<!DOCTYPE document []>" + SPL, Kind.SPL),
        (b"<v:document xmlns:v='urn:hl7-org:v3'/>", Kind.SPL),
        (b' {\n "results": []}', Kind.OPENFDA),
    ],
)
def test_the_kind_is_told_by_what_the_file_holds(raw: bytes, kind: Kind) -> None:
    assert kind_of(raw) is kind


def test_plain_text_is_not_touched() -> None:
    words = "\ufeffOne\r\n two\u00a0\x00 \u00ad\r"
    assert text_of(words.encode(), "a") == Text(Kind.PLAIN, words)


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (b"<html><p>One<p>two", Kind.HTML, "One\ntwo"),
        (SPL, Kind.SPL, "T"),
        (b'{"set_id": "s"}', Kind.OPENFDA, "set_id\ns"),
        (b'{"other": "s"}', Kind.PLAIN, '{"other": "s"}'),
    ],
)
def test_what_is_marked_up_is_taken_out(raw: bytes, kind: Kind, words: str) -> None:
    found = text_of(raw, "a")
    assert (found.kind, found.text) == (kind, words)


@pytest.mark.parametrize("raw", [b"caf\xe9", b"<html>caf\xe9", b'{"set_id": "\xe9"}'])
def test_what_is_not_utf_8_names_the_file(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"^dir/a: is not UTF-8 \(byte 0xe9"):
        text_of(raw, "dir/a")


def test_errors_name_file_and_place() -> None:
    with pytest.raises(InputError, match=r"^a\.xml:2:2: not well-formed"):
        text_of(b"<document xmlns='urn:hl7-org:v3'>\n<<", "a.xml")
    with pytest.raises(LimitError, match=r"^a\.json: is nested too deeply"):
        text_of(b'{"a":' + b"[" * 200_000, "a.json")


def test_what_takes_too_long_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "SECONDS", 0.05)
    monkeypatch.setattr(html_text, "text", lambda _: time.sleep(0.5))
    with pytest.raises(LimitError, match=r"^a\.html: its text could not be taken out in 0\.05 sec"):
        text_of(b"<html>", "a.html")


@pytest.mark.parametrize(
    "part", [b"<", b"</", b"<!--", b"<!", b"<![if x", b"&#", b"<a b='", b"<?", b"<svg>", b"<td>"]
)
def test_hostile_pages_end_in_a_text_or_one_error(
    part: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "SECONDS", 2)
    raw = b"<html>" + part * 5_000
    try:
        said = text_of(raw, "a.html").text
    except (InputError, LimitError) as error:
        said = str(error).removeprefix("a.html: ")
        raised = True
    else:
        raised = False
    assert said == "" or len(said) <= len(raw)
    assert not raised or "; " in said
