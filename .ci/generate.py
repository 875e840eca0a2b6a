"""Write what is derived from the ontology: the terms for Python and the JSON-LD context.

Usage: ``python .ci/generate.py`` writes both files, ``python .ci/generate.py --check``
only compares them with what would be written and exits with 1 when one is stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from jsonld_context import context_document
from vocabulary import Term, Vocabulary, read_vocabulary

ROOT = Path(__file__).parent.parent
TERMS = ROOT / "cli" / "drugfacts" / "terms.py"
CONTEXT = ROOT / "ontology" / "context.jsonld"
LINE_LENGTH = 96
"""Beyond it ruff breaks a line of code; the same as in ``pyproject.toml``."""

TERMS_HEAD = '''"""The terms of the ontology and the prefix table, as constants.

Written by ``.ci/generate.py`` from ``ontology/``. Edit the ontology, then run it again.
"""

# ruff: noqa: E501, N815

from __future__ import annotations

from typing import Final

ONTOLOGY_VERSION: Final = {version}
"""The version of the ontology, which is that of the shapes and facts too."""

PREFIXES: Final[dict[str, str]] = {{
{prefixes}
}}
"""Every prefix that is written, with its namespace."""


class DF:
    """The terms of the ontology, by their local names."""

{terms}
'''


def python_terms(vocabulary: Vocabulary) -> str:
    """Return the module ``drugfacts.terms``."""
    prefixes = vocabulary.prefixes.items()
    return TERMS_HEAD.format(
        version=quoted(vocabulary.version),
        prefixes="\n".join(f"    {quoted(p)}: {quoted(ns)}," for p, ns in prefixes),
        terms="\n".join(python_term(term) for term in vocabulary.own_terms),
    )


def python_term(term: Term) -> str:
    """Return the constant of one term, with its definition below it."""
    line = f"    {term.name}: Final[str] = {quoted(term.iri)}"
    if len(line) > LINE_LENGTH:
        line = f"    {term.name}: Final[str] = (\n        {quoted(term.iri)}\n    )"
    return f'{line}\n    """{term.definition}"""'


def quoted(text: str) -> str:
    """Return a Python string as ruff writes it; JSON escapes the same characters."""
    return json.dumps(text, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write the files, or compare them, and return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: generate.py [--check]", file=sys.stderr)
        return 2
    vocabulary = read_vocabulary(ROOT / "ontology")
    derived = {TERMS: python_terms(vocabulary), CONTEXT: context_document(vocabulary)}
    stale = 0
    for path, text in derived.items():
        fresh = text.encode()
        if path.exists() and path.read_bytes() == fresh:
            continue
        if arguments:
            name = path.relative_to(ROOT)
            print(f"{name} is stale; run 'python .ci/generate.py'.", file=sys.stderr)
            stale += 1
        else:
            path.write_bytes(fresh)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
