"""The text of a structured product label (SPL, XML of HL7)."""

from __future__ import annotations

from xml.parsers import expat

from drugfacts.errors import InputError, LimitError
from drugfacts.evidence.lines import Lines
from drugfacts.evidence.sections import Section

NAMESPACE = "urn:hl7-org:v3"
MAX_DEPTH = 200
"""How deep elements may be nested."""

_BLOCKS = frozenset({
    "caption", "item", "list", "paragraph", "table", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_OF_TITLE = frozenset({"document", "section"})
_OF_TEXT = frozenset({"section", "highlight"})


def text(raw: bytes) -> tuple[str, tuple[Section, ...]]:
    """Return the text of a label and its sections, both in the order of the file.

    The text is that of the ``title`` of the document and, for each section, of its
    ``title`` and ``text``; those of highlights (``excerpt``) stand where the file has
    them. Paragraphs, list items, captions, rows and ``br`` are lines, cells of a row stand
    in one line whatever they hold; see `Lines`. Footnotes stand behind the text or title
    that they belong to. Nothing else of the file is text: no product data, no descriptions
    of pictures.

    Raises:
        InputError: it is not well-formed, or has a document type (DOCTYPE); with its place.
        LimitError: elements are nested deeper than `MAX_DEPTH`.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise InputError(
            f"{expat.ErrorString(error.code)}; correct the XML here, or download it anew.",
            None,
            error.lineno,
            error.offset + 1,
        ) from error
    return reader.lines.text(), tuple(sorted(reader.sections, key=lambda one: one.order))


class _Reader:
    def __init__(self) -> None:
        self.lines = self._target = Lines()
        self._notes = Lines()
        self.sections: list[Section] = []
        self._path: list[str] = []
        self._open: list[tuple[str, int, int]] = []
        self._inside = 0
        """Depth of the title or text that is being read; 0 for none."""
        self._cells = 0
        self._seen = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise InputError(
            "a document type (DOCTYPE) is not read; remove it and write its entities out.",
            None,
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
        )

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        name = name if space == NAMESPACE else ""
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if len(self._path) > MAX_DEPTH:
            raise LimitError(
                f"line {self.parser.CurrentLineNumber}: elements are nested deeper than "
                f"{MAX_DEPTH}; download the label anew."
            )
        if self._inside:
            self._mark(name, parent, begins=True)
        elif name == "section":
            self.lines.end()
            self._open.append(("", self.lines.at, self._seen))
            self._seen += 1
        elif name == "code" and parent == "section" and self._open:
            self._open[-1] = (attributes.get("code", ""), *self._open[-1][1:])
        elif (name == "title" and parent in _OF_TITLE) or (name == "text" and parent in _OF_TEXT):
            self._inside = len(self._path)

    def _end(self, _: str) -> None:
        name = self._path.pop()
        if self._inside > len(self._path):
            self._inside = 0
            self.lines.end()
            for note in self._notes.take():
                self.lines.add(note)
                self.lines.end()
        elif self._inside:
            self._mark(name, self._path[-1], begins=False)
        elif name == "section":
            code, start, order = self._open.pop()
            if start < self.lines.at:
                self.sections.append(Section(code, start, self.lines.at - 1, order))

    def _mark(self, name: str, parent: str, *, begins: bool) -> None:
        """Break or part the text at an element that begins or ends."""
        if name == "footnote":
            self._notes.end()
            self._target = self._notes if begins else self.lines
        elif name in _CELLS:
            self._cells += 1 if begins else -1
            if begins and self._cells == 1:
                self._target.cell()
            else:
                self._target.add(" ")
        elif name == "br":
            self._break()
        elif name == "caption" and parent == "item":
            # The mark of the item, such as "(a)".
            self._target.add(" ")
        elif name in _BLOCKS:
            self._break()

    def _break(self) -> None:
        if self._cells:
            self._target.add(" ")
        else:
            self._target.end()

    def _data(self, data: str) -> None:
        if self._inside:
            self._target.add(data)
