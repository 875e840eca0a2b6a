"""Sections of captured labels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a label, with all sections inside it.

    Attributes:
        code: Its LOINC code in SPL, the name of its field in openFDA; "" for none.
        start: Offset of its first character in the text of the capture.
        end: Offset of the character after its last.
        order: Its number in the file.
    """

    code: str
    start: int
    end: int
    order: int
