"""Wrong and right examples of a shape: those that test it, cut down to what differs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drugfacts import resources
from drugfacts.explain.model import Example
from drugfacts.explain.phrases import spelt_out

if TYPE_CHECKING:
    from pathlib import Path

_NEAR = 1
"""How many lines above and below a change are shown with it."""

_END = re.compile(r" [.;,]$")
_WRONG, _RIGHT, _GONE, _CUT = "  # <- wrong", "  # <- right", "# <- missing", "# …"


def of_shape(name: str) -> tuple[tuple[Example, Example], tuple[str, ...]] | None:
    """Return one wrong example of a shape, mended, and what else breaks it.

    Args:
        name: Local name of the shape, such as ``Claim-reviewState``.

    Returns:
        The wrong and the right example, and the reasons of the other wrong ones; None
        for a shape without examples.
    """
    folder = resources.folder("examples") / _kebab(name.partition("-")[0])
    found = {path.stem.split("--")[2]: path for path in sorted(folder.glob(f"bad--{name}--*.ttl"))}
    if not found:
        return None
    # What is missing shows best what the rule wants.
    shown = "missing" if "missing" in found else next(iter(found))
    wrong, right = _pair(found.pop(shown))
    return (wrong, right), tuple(spelt_out(why) for why in found)


def _pair(bad: Path) -> tuple[Example, Example]:
    """Return a wrong example and the good one that is nearest to it, both cut down."""
    wrong = _body(bad)
    goods = sorted(bad.parent.glob("good*.ttl"))
    changed = {good: _changes(wrong, _body(good)) for good in goods}
    good = min(goods, key=lambda path: (sum(map(_size, changed[path])), path.name))
    why = spelt_out(bad.stem.split("--")[2])
    sides = [(wrong, [c[:2] for c in changed[good]], _WRONG, bad, why)]
    sides.append((_body(good), [c[2:] for c in changed[good]], _RIGHT, good, ""))
    cut = [
        Example(resources.in_repository(path), said, tuple(_cut(lines, spans, mark)))
        for lines, spans, mark, path, said in sides
    ]
    return cut[0], cut[1]


def _changes(wrong: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """Return which lines differ; the mark at the end of a line is no difference."""
    before, after = ([_END.sub("", line) for line in lines] for lines in (wrong, right))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]


def _size(change: tuple[int, int, int, int]) -> int:
    return change[1] - change[0] + change[3] - change[2]


def _cut(lines: list[str], spans: list[tuple[int, int]], mark: str) -> list[str]:
    """Return the changed lines with the subject that they are of and what is near."""
    kept: set[int] = set()
    for start, end in spans:
        block = _block(lines, start)
        kept |= {n for n in range(start - _NEAR, end + _NEAR) if n in block} | {block[0]}
    marked = {n for start, end in spans for n in range(start, end) if lines[n]}
    # Of what is missing, the place is marked, and only on the wrong side.
    gone = {start for start, end in spans if start == end and mark == _WRONG}
    shown: list[str] = []
    before = -1
    for n in [*sorted(kept), len(lines)]:
        if n - before > 1 and shown and n < len(lines):
            shown.append("" if "" in lines[before:n] else f"    {_CUT}")
        if n in gone or (before + 1 in gone and before + 1 != n):
            shown.append(f"    {_GONE}")
        if n < len(lines):
            shown.append(lines[n] + (mark if n in marked else ""))
        before = n
    if not lines[max(kept)].endswith(" ."):
        shown.append(f"    {_CUT}")
    return shown


def _block(lines: list[str], at: int) -> range:
    """Return the lines of the statement that a line belongs to, or that ends before it."""
    if at >= len(lines) or not lines[at]:
        at -= 1
    start, end = at, at
    while start > 0 and lines[start - 1]:
        start -= 1
    while end < len(lines) and lines[end]:
        end += 1
    return range(start, end)


def _body(path: Path) -> list[str]:
    """Return the lines of a file without its prefixes."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"^@prefix .*\n", "", text, flags=re.MULTILINE).strip("\n").split("\n")


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
