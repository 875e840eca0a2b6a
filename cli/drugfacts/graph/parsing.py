"""From bytes to statements: decoding and parsing, with errors that name their place."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pyoxigraph import Literal, Quad, QuadParser, RdfFormat, Triple, parse

from drugfacts.errors import InputError, LimitError
from drugfacts.graph import guard
from drugfacts.graph.compressed import bare, opened
from drugfacts.graph.dataset import Document
from drugfacts.graph.turtle.tokens import place
from drugfacts.terms import PREFIXES

MAX_BYTES = 256 * 1024 * 1024
"""The largest input that is read into memory, in bytes."""

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".turtle": RdfFormat.TURTLE,
    ".ntriples": RdfFormat.N_TRIPLES,
    ".nquads": RdfFormat.N_QUADS,
    ".owl": RdfFormat.RDF_XML,
    ".rdfs": RdfFormat.RDF_XML,
}
"""The formats that are read, by the end of the file's name."""

WHEN_NAMED = {".json": RdfFormat.JSON_LD}
"""What is read only when the file itself is named: few such files are RDF."""

_SHOWN = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")
"""The usual ends, for messages."""

_MAX_TEXT = 16 * 1024 * 1024
"""The longest text that the parser takes: a literal, a comment, a name, in bytes."""

STDIN = Path("-")
"""The path that stands for standard input."""

_PARSER_PLACE = re.compile(r"^Parser error (?:at|between) [a-z0-9 ]*: ")
_UNKNOWN_PREFIX = re.compile(r"The prefix (\S*): has not been declared")
_DIRECTION = PREFIXES["rdf"] + "dirLangString"


def document(path: Path, iri: str | None = None, address: str | None = None) -> Document:
    """Read one file, or standard input for ``-``.

    Args:
        path: The file.
        iri: The document that it stands for, if it lies in a data set.
        address: What relative IRIs are resolved against, if that is not the document.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or breaks its format.
        LimitError: it is too large or nests too deeply.
    """
    form = format_of(path)
    text = text_of(path)
    quads, prefixes = parse_text(text, form, str(path), address or iri)
    if not quads and bare(path).suffix.lower() in WHEN_NAMED:
        # All JSON is JSON-LD, most of which states nothing.
        raise InputError(
            "states nothing as JSON-LD; give it an @context, or name a file of RDF.", str(path)
        )
    # Of RDF/XML only the file is known; see `places.statements`, which is slow to import.
    with_places = None if form == RdfFormat.RDF_XML else text
    return Document(str(path), quads, iri, prefixes, with_places, form=form, address=address)


def format_of(path: Path) -> RdfFormat:
    """Return the format of a file by its name; standard input is Turtle."""
    end = bare(path).suffix.lower()
    form = RdfFormat.TURTLE if path == STDIN else FORMATS.get(end) or WHEN_NAMED.get(end)
    if form is None:
        known = " ".join(_SHOWN)
        raise InputError(
            f"the end of its name is not one of {known}; rename or convert it.", str(path)
        )
    return form


def text_of(path: Path) -> str:
    """Return the text of a file (``-``: standard input), which must be UTF-8.

    Line ends are left as they are. A byte order mark is dropped.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or is not UTF-8.
        LimitError: it is larger than `MAX_BYTES`.
    """
    name = str(path)
    raw = _bytes_of(path)
    if len(raw) > MAX_BYTES:
        raise LimitError(f"{name}: is larger than {MAX_BYTES} bytes; split it into smaller files.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Of a text with a byte order mark, the decoder counts from behind it.
        start = error.start + len(raw) - len(error.object)
        before = raw[:start].decode("utf-8-sig")
        raise InputError(
            f"byte 0x{raw[start]:02x} is not UTF-8; save the file as UTF-8.",
            name,
            *place(before, len(before)),
        ) from error


def _bytes_of(path: Path) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with opened(path) as stream:
        return stream.read(MAX_BYTES + 1)


def parse_text(
    text: str, form: RdfFormat, name: str, base: str | None = None
) -> tuple[tuple[Quad, ...], dict[str, str]]:
    """Parse a text; return its statements and the prefixes that it declares.

    Nothing is fetched: a remote JSON-LD context is an error.

    Args:
        text: The whole text.
        form: Its format.
        name: What the user calls it, for messages.
        base: What relative IRIs are resolved against.

    Raises:
        InputError: it breaks its format, or uses RDF 1.2 or a document type.
        LimitError: it nests too deeply, or one text in it is too long for the parser.
    """
    guard.check(text, form, name)
    try:
        parser: QuadParser = parse(text, form, base_iri=base)
        quads = tuple(parser)
    except (SyntaxError, ValueError) as error:
        raise syntax_error(error, name) from error
    except MemoryError as error:
        if "buffer maximal size" not in str(error):
            raise
        raise LimitError(
            f"{name}{_long_line(text)}: a single text is longer than 16 MB; "
            "keep it in a file of its own and give its address, or shorten it."
        ) from error
    for quad in quads if _may_be_new(text, form) else ():
        value = quad.object
        if isinstance(value, Triple) or (
            isinstance(value, Literal) and value.datatype.value == _DIRECTION
        ):
            raise InputError(f"{value} is RDF 1.2, which is not read; say it in RDF 1.1.", name)
    return quads, dict(parser.prefixes)


def _may_be_new(text: str, form: RdfFormat) -> bool:
    """Tell whether a text in which there is no ``<<`` may be RDF 1.2 all the same."""
    if form in (RdfFormat.JSON_LD, RdfFormat.RDF_XML):
        return True
    return any(sign in text for sign in ("~", "{|", "--ltr", "--rtl"))


def _long_line(text: str) -> str:
    """Return ``:line`` of the line that alone is too long, or "" when there is none."""
    start = 0
    for number in range(1, text.count("\n") + 2):
        end = text.find("\n", start)
        line = text[start : None if end < 0 else end]
        if len(line) > _MAX_TEXT // 4 and len(line.encode()) > _MAX_TEXT:
            return f":{number}"
        start = end + 1
    return ""


def syntax_error(error: SyntaxError | ValueError, name: str) -> InputError:
    """Return what a parser says, with its place and what to do."""
    said = _PARSER_PLACE.sub("", error.msg if isinstance(error, SyntaxError) else str(error))
    unknown = _UNKNOWN_PREFIX.search(said)
    if unknown:
        prefix = unknown[1]
        namespace = PREFIXES.get(prefix, "…")
        said = (
            f"the prefix {prefix}: is not declared; "
            f"add '@prefix {prefix}: <{namespace}> .' at the top."
        )
    elif "LoadDocumentCallback" in said:
        said = "names a remote JSON-LD context, and nothing is fetched; put the context in."
    elif said.startswith("Invalid UTF-8"):
        said = "is not UTF-8 here; save the file as UTF-8."
    else:
        said = f"{said.rstrip('.')}; correct the syntax here."
    line = getattr(error, "lineno", None)
    col = getattr(error, "offset", None)
    return InputError(said, name, line, col)
