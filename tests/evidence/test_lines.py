from __future__ import annotations

from drugfacts.evidence.lines import Lines


def test_white_space_of_ascii_is_one_blank_and_a_no_break_space_stays() -> None:
    lines = Lines()
    lines.add("  one \t\r\n")
    lines.add("\ftwo\u00a0 three\u2003 ")
    assert lines.text() == "one two\u00a0 three\u2003"


def test_lines_without_text_are_left_out() -> None:
    lines = Lines()
    for text in ("", " \n ", "one", "\t", "two", ""):
        lines.add(text)
        lines.end()
    assert lines.text() == "one\ntwo"


def test_cells_of_a_row_stand_in_one_line() -> None:
    lines = Lines()
    for text in (" a ", "", "c\nd", ""):
        lines.cell()
        lines.add(text)
    lines.end()
    lines.cell()
    lines.add("next")
    assert lines.text() == "a\t\tc d\nnext"


def test_offsets_of_lines() -> None:
    lines = Lines()
    starts = []
    for text in ("one", "", "\U0001f600", "last"):
        starts.append(lines.at)
        lines.add(text)
        lines.end()
    assert starts == [0, 4, 4, 6]
    assert lines.text()[6:] == "last"


def test_taking_the_lines_begins_anew() -> None:
    lines = Lines()
    lines.add("one")
    assert lines.take() == ["one"]
    assert (lines.at, lines.text()) == (0, "")
