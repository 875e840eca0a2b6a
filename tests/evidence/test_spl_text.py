from __future__ import annotations

from pathlib import Path

import pytest

from drugfacts.errors import InputError, LimitError
from drugfacts.evidence import spl_text
from drugfacts.evidence.spl_text import MAX_DEPTH, text

SHARED = Path(__file__).parents[3] / "shared" / "reference" / "spl"
HEAD = '<?xml version="1.0" encoding="UTF-8"?><document xmlns="urn:hl7-org:v3">'


def label(*body: str, title: str = "<title>EXAMPLOL tablets</title>") -> bytes:
    return f"{HEAD}{title}<setId root='x'/>{''.join(body)}</document>".encode()


def section(code: str, title: str, body: str, inner: str = "") -> str:
    return (
        f"<component><section><id root='i'/><code code='{code}' displayName='not text'/>"
        f"<title>{title}</title><text>{body}</text>{inner}</section></component>"
    )


LABEL = label(
    "<component><structuredBody>",
    section(
        "34067-9",
        "1 <content styleCode='bold'>USES</content>",
        "<paragraph>Made <content>up</content>\n   words<sup>a</sup>"
        "<footnote ID='f'>A <b/>note.</footnote> go on.</paragraph>"
        "<list><item><caption>(a)</caption>first</item><item>second<br/>line</item></list>",
        section(
            "42229-5",
            "1.1 Table",
            "<table><caption>Doses</caption><thead><tr><th>Who</th><th>How much</th></tr></thead>"
            "<tbody><tr><td><paragraph>All</paragraph></td><td>5 mg<br/>daily</td></tr></tbody>"
            "</table>",
        ),
    ),
    "<component><section><code code='48780-1'/><subject><manufacturedProduct>"
    "<name>Not text</name></manufacturedProduct></subject>"
    "<component><observationMedia><text>not text</text></observationMedia></component>"
    "<excerpt><highlight><text>Short: <linkHtml href='#x'>see 1</linkHtml></text></highlight>"
    "</excerpt></section></component>",
    "</structuredBody></component>",
)
WORDS = (
    "EXAMPLOL tablets\n1 USES\nMade up wordsa go on.\n(a) first\nsecond\nline\nA note.\n"
    "1.1 Table\nDoses\nWho\tHow much\nAll\t5 mg daily\nShort: see 1"
)


def test_the_text_of_a_label() -> None:
    assert text(LABEL)[0] == WORDS


def test_sections_hold_those_inside_them_and_stand_in_the_order_of_the_file() -> None:
    words, sections = text(LABEL)
    held = {each.code: words[each.start : each.end] for each in sections}
    assert list(held) == ["34067-9", "42229-5", "48780-1"]
    assert held["42229-5"] == "1.1 Table\nDoses\nWho\tHow much\nAll\t5 mg daily"
    assert held["34067-9"] == words[words.index("1 USES") : words.index("\nShort")]
    assert held["48780-1"] == "Short: see 1"


def test_a_prefix_for_the_namespace_changes_nothing() -> None:
    raw = b"<v:document xmlns:v='urn:hl7-org:v3'><v:title>T</v:title><title>no</title></v:document>"
    assert text(raw) == ("T", ())


def test_the_encoding_that_the_file_states_counts() -> None:
    raw = HEAD.replace("UTF-8", "ISO-8859-1").encode() + b"<title>caf\xe9</title></document>"
    assert text(raw)[0] == "caf\u00e9"


def test_a_document_type_is_refused() -> None:
    raw = (
        b'<!DOCTYPE document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n'
        b"<document xmlns='urn:hl7-org:v3'><title>&b;</title></document>"
    )
    with pytest.raises(InputError) as caught:
        text(raw)
    assert (caught.value.line, caught.value.col) == (1, 20)
    assert caught.value.message.startswith("a document type (DOCTYPE) is not read")


@pytest.mark.parametrize(
    ("raw", "line", "col", "said"),
    [
        (b"<document xmlns='urn:hl7-org:v3'>\n <title>T</section>", 2, 12, "mismatched tag"),
        (b"<document xmlns='urn:hl7-org:v3'>", 1, 34, "no element found"),
        (b"<document>&nbsp;</document>", 1, 11, "undefined entity"),
        (b"<document>\xff</document>", 1, 11, "not well-formed (invalid token)"),
    ],
)
def test_broken_xml_names_its_place(raw: bytes, line: int, col: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        text(raw)
    assert (caught.value.line, caught.value.col) == (line, col)
    assert caught.value.message == f"{said}; correct the XML here, or download it anew."


def test_depth_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def nested(depth: int) -> bytes:
        return b"<a>" * depth + b"</a>" * depth

    assert text(nested(MAX_DEPTH)) == ("", ())
    with pytest.raises(LimitError, match="line 1: elements are nested deeper than 200"):
        text(nested(MAX_DEPTH + 1))
    monkeypatch.setattr(spl_text, "MAX_DEPTH", 1)
    with pytest.raises(LimitError):
        text(nested(2))


@pytest.mark.parametrize(
    "name", ["METHOXSALEN", "cough", "humira", "lipitor-orig", "lipitor-repack", "no-title"]
)
def test_real_labels(name: str) -> None:
    path = SHARED / f"{name}.xml"
    if not path.is_file():
        pytest.skip("shared articles, labels and reference data are not here")
    words, sections = text(path.read_bytes())
    lengths = {
        "METHOXSALEN": (40, 0),
        "cough": (2942, 18),
        "humira": (144082, 72),
        "lipitor-orig": (89586, 109),
        "lipitor-repack": (85002, 92),
        "no-title": (29871, 43),
    }
    assert (len(words), len(sections)) == lengths[name]
    assert all(0 <= each.start < each.end <= len(words) for each in sections)
    assert "\n\n" not in words
    assert [line for line in words.split("\n") if line != line.strip(" \t\n\r\f")] == []
