"""A data set to start from: the template with a name, a base and computed evidence.

In the files under ``template/`` the drug is ``examplol``, the base is ``EXAMPLE_BASE``, and
the name of the drug in running text is ``{name}`` or ``{Name}``. A claim there cites a
sentence by its number (``sentence-3``): offsets and digests are computed from the texts in
``template/captures/``, by the same code as `drugfacts evidence cite` uses.
"""

from __future__ import annotations

import re
from pathlib import Path

from drugfacts.errors import UsageError
from drugfacts.evidence.passages import describe
from drugfacts.evidence.spans import Span, digest, sentences, span
from drugfacts.graph import files
from drugfacts.graph.turtle.format import format_text
from drugfacts.graph.turtle.layout import write
from drugfacts.iris import BASE, document_iri, prefixes

EXAMPLE_BASE = "https://example.org/facts/"
EXAMPLE_DRUG = "examplol"

_TEMPLATE = Path(__file__).parent / "template"
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?/]+/(?:[^\s<>\"{}|\\^`#?]*/)?")
_NAME = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_MAX_NAME = 60
_SENTENCE = re.compile(r"\b(source|label)-([a-z0-9-]+):sentence-(\d+)\b")


def scaffold(folder: Path, base: str = EXAMPLE_BASE, drug: str = EXAMPLE_DRUG) -> list[Path]:
    """Write a data set about an invented drug; return its files in order.

    Args:
        folder: Where to; it may exist, but none of the files may.
        base: Base IRI of the data set.
        drug: Name of the drug as it stands in running text.

    Raises:
        UsageError: the base, the name or the folder does not do.
        OutputError: the folder cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a new folder.")
    contents = {folder / path: text for path, text in data_set(base, drug).items()}
    for path in contents:
        if path.exists() or path.is_symlink():
            raise UsageError(f"{path}: stands there already; name a new or empty folder.")
    files.write({path: text.encode() for path, text in contents.items()})
    return list(contents)


def data_set(base: str = EXAMPLE_BASE, drug: str = EXAMPLE_DRUG) -> dict[str, str]:
    """Return the texts of the files, by their paths in the data set.

    Raises:
        UsageError: the base or the name does not do.
    """
    _check(base, drug)
    slug = drug.lower().replace(" ", "-")
    texts: dict[str, str] = {}
    for file in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file()):
        text = file.read_text(encoding="utf-8")
        for old, new in (
            (EXAMPLE_BASE, base),
            (EXAMPLE_DRUG, slug),
            ("{name}", drug),
            ("{Name}", drug[0].upper() + drug[1:]),
        ):
            text = text.replace(old, new)
        path = file.relative_to(_TEMPLATE).as_posix().replace(EXAMPLE_DRUG, slug)
        texts[path] = text
    captures = {path: text for path, text in texts.items() if path.startswith("captures/")}
    cited: dict[str, set[Span]] = {}

    def place(match: re.Match[str]) -> str:
        """Name a sentence by its offsets, and note that it is cited."""
        collection, source, number = match[1], match[2], int(match[3])
        text = captures[f"captures/{source}.txt"]
        found = span(text, *sentences(text)[number - 1])
        if path.endswith(".ttl"):
            cited.setdefault(f"{collection}/{source}.ttl", set()).add(found)
        return f"{collection}-{source}:{found.fragment}"

    for path, text in texts.items():
        texts[path] = _SENTENCE.sub(place, text)
    for capture, text in captures.items():
        for path in texts:
            texts[path] = texts[path].replace(f"{{digest of {capture}}}", digest(text))
    for path, spans in cited.items():
        triples = [t for found in spans for t in describe(document_iri(base, path), found)]
        texts[path] += write(triples, prefixes(base), base)
    return {
        path: format_text(text, path, prefixes(base), base, document_iri(base, path))
        if path.endswith(".ttl")
        else text
        for path, text in texts.items()
    }


def _check(base: str, drug: str) -> None:
    if not _BASE.fullmatch(base) or not base.isprintable():
        raise UsageError(
            f"'{base}' is no base IRI; give one such as '{EXAMPLE_BASE}', with a slash at its end."
        )
    if base.startswith(BASE):
        raise UsageError(
            f"'{base}' belongs to the packaged facts; choose a base of your own, "
            f"such as '{EXAMPLE_BASE}'."
        )
    if len(drug) > _MAX_NAME or not _NAME.fullmatch(drug):
        raise UsageError(
            f"'{drug}' cannot name the invented drug; use up to {_MAX_NAME} letters a to z, "
            "digits, single spaces and hyphens, such as 'examplol'."
        )
