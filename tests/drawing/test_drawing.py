"""What a picture shows, that it tells it without colour, and that no text breaks it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from drugfacts.drawing.dot import dot
from drugfacts.drawing.layout import plan
from drugfacts.drawing.mermaid import mermaid
from drugfacts.drawing.picture import MAX_OBJECTS, Group, Picture, Status, Thing, picture
from drugfacts.drawing.svg import svg
from drugfacts.errors import LimitError, UsageError
from drugfacts.graph import read
from drugfacts.text import NOTICE

DAY = "2026-11-22"
SVG = "{http://www.w3.org/2000/svg}"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = 'a"] b <script>alert(1)</script> & \\ ; %% --> {x} ```'


def made_up(*things: Thing, drug: str = "examplol") -> Picture:
    return Picture(drug, (Group("indication", things),), DAY)


ALL = made_up(
    Thing("panic disorder", Status.ENDORSED, "on-label, 2 sources"),
    Thing("epilepsy", Status.CLAIMED, "off-label, 1 source"),
    Thing("food", Status.DENIED, "1 source"),
)


def texts(content: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(content).iter(f"{SVG}text")]


def test_the_packaged_picture_has_one_endorsed_use_first() -> None:
    (group,) = picture(read.read(), "clonazepam", DAY).groups
    first, *rest = group.things
    assert (first.name, first.status) == ("panic disorder", Status.ENDORSED)
    assert {thing.status for thing in rest} == {Status.CLAIMED}
    assert len({thing.name for thing in group.things}) == len(group.things)
    assert "epilepsy" in {thing.name for thing in rest}


def test_kinds_stand_in_the_order_in_which_they_are_named() -> None:
    found = picture(read.read(), "drug:diazepam", DAY, ["withdrawal-effect", "Risk", "risk"])
    assert [group.name for group in found.groups] == ["withdrawal effect", "risk"]


def test_a_picture_that_nobody_could_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drugfacts.drawing.picture.MAX_OBJECTS", 3)
    with pytest.raises(LimitError, match="things, and 3 are the limit"):
        picture(read.read(), "clonazepam", DAY)
    assert MAX_OBJECTS == 150


def test_lines_differ_without_colour() -> None:
    paths = [e for e in ET.fromstring(svg(ALL)).iter(f"{SVG}path") if "marker-end" in e.attrib]
    looks = [(e.get("stroke-dasharray"), e.get("stroke-width"), e.get("marker-end")) for e in paths]
    assert looks[:3] == looks[3:]  # the edges, and the legend
    assert len({look[0] for look in looks}) == len({look[2] for look in looks}) == 3


def test_a_screen_reader_is_told_all_that_is_shown() -> None:
    root = ET.fromstring(svg(ALL))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    told = {element.get("id"): element.text for element in root if element.get("id")}
    assert told["title"] == "What articles claim of examplol, and what labels say (2026-11-22)"
    assert told["desc"] == (
        "indication, a label states it without restriction: panic disorder. "
        "indication, claimed only: epilepsy. indication, denied: food. "
        f"{NOTICE}"
    )


def test_the_legend_has_what_is_shown_and_nothing_else() -> None:
    said = texts(svg(ALL))
    assert NOTICE in said
    legend = {"a label states it without restriction", "an article claims it",
              "an article denies it"}  # fmt: skip
    assert legend <= set(said)
    assert "not food" in said
    only = texts(svg(made_up(Thing("epilepsy", Status.CLAIMED, "1 source"))))
    assert legend & set(only) == {"an article claims it"}


def test_boxes_do_not_overlap_and_stay_within_the_picture() -> None:
    root = ET.fromstring(svg(picture(read.read(), "diazepam", DAY, ["Indication", "Risk"])))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    group = root.find(f"{SVG}g")
    assert group is not None
    shift = re.fullmatch(r"translate\((\S+) (\S+)\)", group.get("transform") or "")
    assert shift is not None
    boxes = [
        (float(r.get("x", "")) + float(shift[1]), float(r.get("y", "")) + float(shift[2]),
         float(r.get("width", "")), float(r.get("height", "")))
        for r in group.iter(f"{SVG}rect")
    ]  # fmt: skip
    assert len(boxes) > 15
    for n, (x, y, w, h) in enumerate(boxes):
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height
        for x2, y2, w2, h2 in boxes[:n]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_a_long_name_is_broken_and_nothing_of_it_lost() -> None:
    name = "a very long name of a condition that nobody would say " + "x" * 90
    said = texts(svg(made_up(Thing(name, Status.CLAIMED, ""))))
    assert name.replace(" ", "") in "".join(said).replace(" ", "")
    assert max(map(len, said[2:-3])) <= 34


def test_the_same_facts_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from drugfacts.graph import read; from drugfacts.drawing.svg import svg; "
        "from drugfacts.drawing.picture import picture; "
        f"sys.stdout.buffer.write(svg(picture(read.read(), 'diazepam', '{DAY}')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=60
    )
    assert done.stdout == svg(picture(read.read(), "diazepam", DAY))


def test_hostile_texts_stay_texts() -> None:
    shown = made_up(Thing(HOSTILE, Status.CLAIMED, HOSTILE), drug=HOSTILE)
    said = "".join(texts(svg(shown))).replace(" ", "")
    assert said.count("<script>alert(1)</script>") == 4  # heading, drug, thing and note
    assert b"<script" not in svg(shown)
    drawn = mermaid(shown).decode()
    assert "<script" not in drawn
    assert not [line for line in drawn.splitlines() if line.count('"') not in (0, 2)]
    assert all(line.count('"') - line.count('\\"') in (0, 2) for line in
               dot(shown).decode().splitlines())  # fmt: skip


def test_mermaid_and_dot_tell_the_lines_apart() -> None:
    arrows = re.findall(r"k0 (\S+) t0x\d", mermaid(ALL).decode())
    assert arrows == ["==>", "-.->", "-.-x"]
    styles = re.findall(r"k0 -> t0x\d \[style=(\w+)", dot(ALL).decode())
    assert styles == ["solid", "dashed", "dotted"]


def test_dot_is_read_by_graphviz() -> None:
    from pygraphviz import AGraph  # type: ignore[import-untyped]

    graph = AGraph(string=dot(ALL).decode())
    assert sorted(graph.nodes()) == ["d", "k0", "t0x0", "t0x1", "t0x2"]
    assert graph.get_node("t0x2").attr["label"] == "not food\\n1 source"


def test_without_graphviz_the_message_names_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(UsageError, match=r"install 'drugfacts\[draw\]', or use --format mermaid"):
        plan([(10, 10)], [])


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not here")
def test_a_browser_draws_it(tmp_path: Path) -> None:
    picture_file, shot = tmp_path / "a.svg", tmp_path / "a.png"
    picture_file.write_bytes(svg(ALL))
    assert CHROMIUM is not None
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--screenshot={shot}",
         "--window-size=760,420", picture_file.as_uri()],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert shot.read_bytes().startswith(b"\x89PNG")
    assert shot.stat().st_size > 8000, "an empty page is smaller"
