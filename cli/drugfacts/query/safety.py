"""Which queries are refused before any engine sees them, and why.

The engine that we use reads keywords without asking what stands around them
(``trueSERVICE<…>`` is a SERVICE), so that a search for words, or an ordinary lexer, can
be led astray. The reader below follows every way in which a text could be cut into
tokens: where ``<`` may open an IRI or be a comparison, it looks at both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.graph.sparql_tokens import IRI, UNICODE, cut, token_pattern
from drugfacts.graph.turtle.tokens import place

MAX_CHARACTERS = 50_000
"""The longest query that is read; longer chains can exhaust the engine's stack."""

MAX_DEPTH = 100
"""How deep brackets may nest where a query runs in any thread."""

DEEPEST = 1000
"""How deep brackets may nest where a query runs with `bounded.STACK`."""

PADDING = " " * 64
"""Put behind a query; longer than any keyword. See `syntax_error`."""

UPDATES = frozenset(
    ("add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "using")
)
"""Keywords that occur in updates and in no query."""

_LONG = re.compile(
    r'"""(?:[^"\\]|\\[tbnrf"\'\\]|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\[tbnrf"\'\\]|\'(?!\'\'))*\'\'\''
)
_PLAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_CODE_POINT = re.compile(UNICODE)


@dataclass(frozen=True, slots=True)
class Token:
    r"""A word or bracket outside of strings, IRIs, comments, variables and local names.

    Attributes:
        kind: ``word``, ``prefix`` (the part of a name before its colon), ``open`` or
            ``close``.
        text: What it says, in lower case, with ``\\uXXXX`` put in.
        start: Where it starts, in code points.
    """

    kind: str
    text: str
    start: int


def check(text: str, name: str, deepest: int = MAX_DEPTH) -> None:
    """Refuse a query that would change data, reach out or exhaust the engine.

    Args:
        text: The query.
        name: The file as the user named it, ``-`` for standard input.
        deepest: How deep brackets may nest.

    Raises:
        UsageError: it holds SERVICE, FROM or an update.
        LimitError: it is too long or nested too deep.
    """
    if len(text) > MAX_CHARACTERS:
        raise LimitError(
            f"{name}: the query is longer than {MAX_CHARACTERS} characters; ask it in parts."
        )
    depth = 0
    for token in tokens(text):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth > deepest:
            raise LimitError(
                f"{name}: brackets are nested more than {deepest} deep; simplify the query."
            )
        reason = _reason(token)
        if reason:
            line, col = place(text, token.start)
            raise UsageError(f"{name}:{line}:{col}: {reason}")


def _reason(token: Token) -> str | None:
    for keyword in ("SERVICE", "FROM"):
        if keyword.lower() not in token.text:
            continue
        if token.kind == "prefix":
            return (
                f"a prefix with {keyword} in its name is refused, because an engine may "
                "take it for the keyword; declare another prefix for that namespace."
            )
        return f"{keyword} is refused, because nothing is fetched; name the files as PATHS."
    if token.kind == "word" and token.text in UPDATES:
        word = token.text.upper()
        return f"{word} is refused, because a query changes nothing; edit the files instead."
    return None


def tokens(text: str) -> Iterator[Token]:
    """Yield what a query says outside of strings, IRIs and comments.

    Where the text can be cut in two ways, the tokens of both are yielded, the usual
    cut first; brackets are then counted on the usual cut only.
    """
    waiting, seen = [(0, True)], set[int]()
    while waiting:
        at, usual = waiting.pop()
        while at < len(text) and at not in seen:
            seen.add(at)
            iri = IRI.match(text, at)
            if iri:
                if "#" in iri[0] and not _PLAIN_IRI.match(iri[0]):
                    waiting.append((at + 1, False))
                at = iri.end()
                continue
            if text.startswith(("'''", '"""'), at) and not _LONG.match(text, at):
                # An unclosed long string can be read as an empty one before another; so
                # can one whose escapes are unknown. Any other is taken as a whole.
                waiting.append((at + 2, False))
            found = token_pattern().match(text, at)
            assert found is not None, "the last alternative matches any character"
            kind, at = found.lastgroup or "", found.end()
            if kind in {"word", "prefix"} or (usual and kind in {"open", "close"}):
                said = _CODE_POINT.sub(_character, found[kind]).lower()
                yield Token(kind, said, found.start(kind))


def _character(escape: re.Match[str]) -> str:
    number = int(escape[0][2:], 16)
    return chr(number) if number <= 0x10FFFF else escape[0]


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of all but IRIs in a query, where it is cut in the usual way."""
    return ((piece.kind, piece.text) for piece in cut(text) if piece.kind != "iri")


def is_ordered(text: str) -> bool:
    """Tell whether the outermost SELECT of a query orders its rows."""
    depth, before = 0, ""
    for token in tokens(text):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and before == "order" and token.text == "by":
            return True
        before = token.text
    return False


def syntax_error(error: SyntaxError, text: str, name: str) -> InputError:
    """Return the engine's complaint about a query, placed and in one line.

    Args:
        error: The complaint about the query with `PADDING` behind it: at the very end
            of a text the engine cannot tell a wrong word from a missing one.
        text: The query without it.
        name: The file as the user named it, ``-`` for standard input.
    """
    found = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if not found:
        return InputError(f"{str(error).rstrip('.')}; correct the query.", name)
    said, row, lines = found[3], int(found[1]), text.split("\n")
    overrun = _overrun(said)
    col = min(int(found[2]) - overrun, len(lines[row - 1]) + 1)
    if col < 1:  # The fault is on a line before, or in a text shorter than a keyword.
        start = sum(len(line) + 1 for line in lines[: row - 1])
        row, col = place(text, min(max(start + col - 1, 0), len(text.rstrip())))
    before, after = lines[row - 1][: col - 1], lines[row - 1][col - 1 :].split(maxsplit=1)
    prefix = re.search(r"([\w.-]*):[\w.-]*$", before)
    if "Prefix not found" in said and prefix:
        said = f"the prefix {prefix[1]}: is not declared; add a PREFIX line for it."
        col = prefix.start() + 1
    elif "contains a variable that is unbound" in said:
        said = "SELECT names a variable that is not grouped by; add it to GROUP BY."
    elif after:
        where = "at or shortly after" if overrun else "at"
        said = f"the syntax breaks {where} '{after[0]}'; correct the query."
    else:
        said = "the query cannot break off here; complete it."
    return InputError(said, name, row, col)


def _overrun(said: str) -> int:
    """Return how far behind the fault the engine may point.

    It gives the place behind the text that it last compared with a keyword, unless it
    looked for a character, which it shows in quotes or brackets.
    """
    expected = said.removeprefix("expected ").removeprefix("one of ").replace("[_]", "")
    if not re.fullmatch(r"[A-Z_, ]+", expected):
        return 0
    return min(len(keyword) for keyword in re.findall(r"[A-Z_]+", expected))
