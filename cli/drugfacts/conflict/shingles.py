"""Shingles: the runs of words of a text, as digests that name no word.

The words are those of the text without differences of typography and of capitals. A
character of a script that puts no spaces between words counts as a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from drugfacts.evidence.normalise import align

SIZE = 8
"""How many words a shingle has. Texts about one drug share many runs of three or four
words by chance, and hardly one of eight."""

_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff]|[^\\W_]+(?:'[^\\W_]+)*"
)
_BYTES = 16


@dataclass(frozen=True, slots=True)
class Shingled:
    """A text as the digests of its shingles.

    Attributes:
        digests: One for each word that begins a shingle, in order.
        starts: For each word, the offset in the text at which it begins.
        ends: For each word, the offset at which it ends.
    """

    digests: tuple[bytes, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Return the offsets of some shingles in a row.

        Args:
            first: The number of the first, from 0.
            count: How many they are.
        """
        return self.starts[first], self.ends[first + count + SIZE - 2]


def shingled(text: str) -> Shingled:
    """Return a text as digests; a text of fewer words than a shingle has none.

    Raises:
        LimitError: the text has too many combining marks in a row.
    """
    aligned = align(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(aligned.text):
        words.append(found[0].casefold())
        starts.append(aligned.starts[found.start()])
        ends.append(aligned.ends[found.end() - 1])
    digests = tuple(_digest(words[n : n + SIZE]) for n in range(len(words) - SIZE + 1))
    return Shingled(digests, tuple(starts), tuple(ends))


def _digest(words: list[str]) -> bytes:
    return blake2b(" ".join(words).encode(), digest_size=_BYTES).digest()
