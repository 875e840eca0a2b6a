from __future__ import annotations

import json
from pathlib import Path

import pytest

from drugfacts.errors import InputError, LimitError
from drugfacts.evidence.openfda_text import text

SHARED = Path(__file__).parents[3] / "shared" / "reference" / "openfda"
RECORD = {
    "version": "2",
    "set_id": "s-1",
    "warnings": ["WARNINGS  Made up.\n\nSecond line", "", "Other"],
    "warnings_table": ["<table><tr><td>x</td></tr></table>"],
    "openfda": {"route": ["ORAL"], "is_original_packager": [True]},
    "number": 12,
    "nothing": [],
    "boxed_warning": "One string",
}
WORDS = (
    "boxed_warning\nOne string\nopenfda.route\nORAL\nset_id\ns-1\nversion\n2\n"
    "warnings\nWARNINGS Made up.\nSecond line\nOther"
)


@pytest.mark.parametrize(
    "page",
    [
        json.dumps(RECORD),
        json.dumps(dict(reversed(RECORD.items())), indent=2),
        json.dumps({"meta": {"set_id": "no"}, "results": [RECORD]}),
        "\ufeff" + json.dumps({"results": [RECORD, {"other": ["x"]}, 1]}),
    ],
)
def test_fields_are_sections_in_the_order_of_their_names(page: str) -> None:
    found = text(page)
    assert found is not None
    words, sections = found
    assert words == WORDS
    held = {each.code: words[each.start : each.end] for each in sections}
    assert list(held) == ["boxed_warning", "openfda.route", "set_id", "version", "warnings"]
    assert held["openfda.route"] == "openfda.route\nORAL"
    assert held["warnings"] == words[words.index("warnings\n") :]


def test_records_stand_in_the_order_of_the_file() -> None:
    found = text(json.dumps({"results": [{"set_id": "b"}, {"set_id": "a"}]}))
    assert found is not None
    assert found[0] == "set_id\nb\nset_id\na"


@pytest.mark.parametrize("page", ['{"a": 1}', "[]", '{"results": {}}', '{"results": []}', "1"])
def test_what_is_no_record(page: str) -> None:
    assert text(page) is None


def test_what_is_no_json_names_its_place() -> None:
    with pytest.raises(InputError) as caught:
        text('{"set_id":\n "a",}')
    assert (caught.value.line, caught.value.col) == (2, 6)
    assert "begins as JSON and is none (" in caught.value.message


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        text('{"set_id": "\\ud83d"}')
    assert text('{"set_id": "\\ud83d\\ude00"}') is not None


def test_hostile_json_is_one_error() -> None:
    with pytest.raises(LimitError, match="nested too deeply"):
        text('{"set_id":' + "[" * 200_000)
    assert text('{"set_id": "a", "n": ' + "9" * 10_000 + "}") == text('{"set_id": "a"}')


def test_real_records() -> None:
    path = SHARED / "labels.json"
    if not path.is_file():
        pytest.skip("shared articles, labels and reference data are not here")
    found = text(path.read_text(encoding="utf-8"))
    assert found is not None
    assert (len(found[0]), len(found[1])) == (4454, 66)
    assert [each.code for each in found[1]].count("set_id") == 3
