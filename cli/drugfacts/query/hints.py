"""What the engine is slow at, told to who asks it, with a query that gives the same answer.

Oxigraph evaluates NOT EXISTS anew for each row: with two patterns or more inside, the time
grows with the square of the data. MINUS is evaluated once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from drugfacts.graph.sparql_tokens import Piece, cut

MANY = 100_000
"""From so many statements on, it is worth a hint."""

SLOW = (
    "NOT EXISTS with several patterns inside takes a time that grows with the square of the data; "
)
GENERAL = (
    "write MINUS { … } where the patterns share a variable with those around, or else "
    "OPTIONAL { … } and FILTER (!BOUND(?x)) with a variable ?x of theirs."
)

_SIGNS = frozenset(".;,/^|*+?!")
_SEPARATORS = frozenset(".;,/")
_PLAIN_WORDS = frozenset(("a", "true", "false"))
_IGNORED = frozenset(("space", "comment"))
_OWN_SCOPE = frozenset(("optional", "exists", "minus"))
_NOT_BINDING = frozenset(("graph", "values"))


@dataclass(frozen=True, slots=True)
class _Group:
    """A group in braces: the places of its brackets among the pieces, and what it is in."""

    start: int
    end: int
    around: tuple[int, ...]


def hint(text: str, table: dict[str, str]) -> str | None:
    """Return what makes a query slow on large data, and what to ask instead; None if nothing does.

    Args:
        text: A query that the engine takes.
        table: Prefixes that it need not declare.
    """
    said = [piece for piece in cut(text) if piece.kind not in _IGNORED]
    groups = {group.start: group for group in _groups(said)}
    slow = [group for group in groups.values() if _is_slow(said, group)]
    if not slow:
        return None
    if all(_can_be_minus(said, group, groups) for group in slow):
        faster = _rewritten(text, said, slow, groups)
        if _parses(faster, table):
            return f"{SLOW}this gives the same answer:\n{faster.strip()}"
    return SLOW + GENERAL


def _groups(said: Sequence[Piece]) -> Iterator[_Group]:
    opened: list[int] = []
    for n, piece in enumerate(said):
        if piece.kind == "open":
            opened.append(n)
        elif piece.kind == "close" and opened:
            start = opened.pop()
            if said[start].text == "{" and piece.text == "}":
                around = tuple(at for at in opened if said[at].text == "{")
                yield _Group(start, n, around)


def _word(said: Sequence[Piece], at: int) -> str:
    return said[at].text.lower() if at >= 0 else ""


def _is_slow(said: Sequence[Piece], group: _Group) -> bool:
    if (_word(said, group.start - 2), _word(said, group.start - 1)) != ("not", "exists"):
        return False
    return _patterns(said[group.start + 1 : group.end]) > 1


def _patterns(inside: Sequence[Piece]) -> int:
    """Return how many patterns stand inside, a step of a path counted as one."""
    count = 0
    before = "."
    for piece in inside:
        at_separator = before in _SEPARATORS or before.endswith(".")
        if at_separator and piece.text not in _SEPARATORS:
            count += 1
        before = piece.text
    return count


def _can_be_minus(said: Sequence[Piece], group: _Group, groups: dict[int, _Group]) -> bool:
    """Tell whether MINUS at the end of the group around is sure to give the same answer.

    There must be a variable that both sides always bind, nothing but patterns inside, and
    nothing around that puts values into the group from outside.
    """
    if _word(said, group.start - 3) != "filter" or not group.around:
        return False
    if not all(map(_is_plain, said[group.start + 1 : group.end])):
        return False
    kinds = [_word(said, at - 1) for at in group.around]
    if kinds[-1] in _OWN_SCOPE or "exists" in kinds or _in_parentheses(said, group):
        return False
    inside = {p.text[1:] for p in said[group.start + 1 : group.end] if p.kind == "variable"}
    return bool(inside & _bound(said, groups[group.around[-1]]))


def _is_plain(piece: Piece) -> bool:
    if piece.kind == "word":
        text = piece.text.rstrip(".")
        return not text or text in _PLAIN_WORDS or text[0].isdigit()
    if piece.kind == "other":
        return piece.text in _SIGNS
    return piece.text not in "{}"


def _in_parentheses(said: Sequence[Piece], group: _Group) -> bool:
    """Tell whether the group stands in an expression of the group around it."""
    depth = 0
    for piece in said[group.around[-1] + 1 : group.start]:
        depth += {"(": 1, ")": -1}.get(piece.text, 0)
    return depth > 0


def _bound(said: Sequence[Piece], group: _Group) -> set[str]:
    """Return the variables that patterns of a group itself bind."""
    found: set[str] = set()
    depth = 0
    for n in range(group.start + 1, group.end):
        piece = said[n]
        depth += {"open": 1, "close": -1}.get(piece.kind, 0)
        if depth == 0 and piece.kind == "variable" and _word(said, n - 1) not in _NOT_BINDING:
            found.add(piece.text[1:])
    return found


def _rewritten(
    text: str, said: Sequence[Piece], slow: Sequence[_Group], groups: dict[int, _Group]
) -> str:
    """Return a query with MINUS at the end of groups in the place of their FILTER."""
    edits: list[tuple[int, int, str]] = []
    for group in slow:
        first, end = group.start - 3, group.end
        inside = text[said[group.start].start : said[group.end].start + 1]
        before = said[first - 1].text
        joint = "" if before in "{}" or before.endswith(".") else "."
        if said[end + 1].text == ".":
            end += 1
        edits.append((said[first].start, said[end].start + 1, joint))
        close = said[groups[group.around[-1]].end].start
        edits.append((close, close, f"MINUS {inside} "))
    parts, at = [], 0
    for start, stop, put in sorted(edits):
        parts += [text[at:start], put]
        at = stop
    return "".join(parts) + text[at:]


def _parses(text: str, table: dict[str, str]) -> bool:
    try:
        Store().query(text, prefixes=table)
    except SyntaxError:
        return False
    return True
