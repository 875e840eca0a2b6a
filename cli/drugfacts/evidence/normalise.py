"""One text for many typographies: what counts as the same words.

`normalise` is the only definition of a normalised digest. Its steps, in this order:

1. Characters that nobody sees are dropped (`_UNSEEN`): the soft hyphen, zero-width spaces
   and joiners, marks of direction. They go first, so that they part no letter from its
   accent.
2. Unicode normalisation form NFKC (Unicode Standard Annex 15, https://unicode.org/reports/tr15/):
   ligatures, full-width letters, no-break spaces and the like become plain ones.
3. Quotation marks become ``'`` or ``"``: the characters with the property Quotation_Mark
   of the Unicode Character Database (PropList.txt), and four that are used as apostrophes.
4. Dashes and minus signs become ``-``: the characters with the property Dash there.
5. A run of white space, in the sense of `str.isspace`, becomes one space; none is left at
   either end.

The lists stand here in full, and are not asked from Python's tables, because those grow
from version to version and a digest must not change with them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from drugfacts.errors import LimitError

MAX_MARKS = 100
"""The most combining marks in a row. Unicode's stream-safe format allows 30; the time that
NFKC takes grows with the square of this."""

_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a" + "\u0060\u02bb\u02bc\u2032"
_DOUBLE_QUOTES = (
    "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2e42\u300c\u300d\u300e\u300f\u301d\u301e\u301f"
)
_DASHES = (
    "\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2053\u2212\u2e17\u2e1a"
    "\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\U00010ead"
)
_DROP = dict.fromkeys(map(ord, _UNSEEN))
_PLAIN = {
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, _DASHES), "-"),
}


def normalise(text: str) -> str:
    """Return a text without differences of typography; see the top of this module.

    Doing it twice changes nothing more.

    Raises:
        LimitError: more than `MAX_MARKS` combining marks stand in a row.
    """
    seen = text.translate(_DROP)
    if not unicodedata.is_normalized("NFKC", seen):
        _refuse_endless_marks(seen)
        seen = unicodedata.normalize("NFKC", seen)
    return " ".join(seen.translate(_PLAIN).split())


@dataclass(frozen=True, slots=True)
class Aligned:
    """A normalised text that knows where each of its characters comes from.

    Attributes:
        text: What `normalise` returns.
        starts: For each character, the offset in the original at which its origin begins.
        ends: For each character, the offset in the original at which its origin ends.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def align(text: str) -> Aligned:
    """Normalise a text and keep the way back.

    The text is cut where NFKC can never look across; each piece is normalised by itself,
    and its characters, however many, all come from the whole piece.

    Raises:
        LimitError: more than `MAX_MARKS` combining marks stand in a row.
    """
    _refuse_endless_marks(text.translate(_DROP))
    pieces: list[tuple[str, int, int]] = []
    for offset, char in enumerate(text):
        if ord(char) in _DROP:
            continue
        if pieces and not _begins_a_piece(pieces[-1][0], char):
            before, start, _ = pieces[-1]
            pieces[-1] = (before + char, start, offset + 1)
        else:
            pieces.append((char, offset, offset + 1))
    found: list[tuple[str, int, int]] = []
    for piece, start, end in pieces:
        for char in unicodedata.normalize("NFKC", piece).translate(_PLAIN):
            if not char.isspace():
                found.append((char, start, end))
            elif found and found[-1][0] == " ":
                found[-1] = (" ", found[-1][1], end)
            elif found:
                found.append((" ", start, end))
    if found and found[-1][0] == " ":
        del found[-1]
    return Aligned(
        "".join(char for char, _, _ in found),
        tuple(start for _, start, _ in found),
        tuple(end for _, _, end in found),
    )


def _begins_a_piece(before: str, char: str) -> bool:
    """Tell whether NFKC treats a character alike with and without what stands before it."""
    if char < "\u0300":
        return True
    if unicodedata.combining(unicodedata.normalize("NFKD", char)[0]):
        return False
    both = unicodedata.normalize("NFKC", before + char)
    return both == unicodedata.normalize("NFKC", before) + unicodedata.normalize("NFKC", char)


def _refuse_endless_marks(text: str) -> None:
    starters = [-1, *(i for i, c in enumerate(text) if not unicodedata.combining(c)), len(text)]
    if any(after - before - 1 > MAX_MARKS for before, after in pairwise(starters)):
        raise LimitError(
            f"the text has more than {MAX_MARKS} combining marks in a row; take them out of it."
        )
