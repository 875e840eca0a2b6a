"""Every term that a page uses is in the list, and every term of the list in schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from drugfacts.graph import read
from drugfacts.profiles import catalogue
from drugfacts.profiles.schema_org import IDENTIFIERS
from drugfacts.profiles.schema_terms import CONTEXT, PROPERTIES, TYPES


def used(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for each in node:
            yield from used(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "@type":
                yield "type", value
            elif not key.startswith("@"):
                yield "property", key
            if key != "@context":
                yield from used(value)


def test_the_list_is_in_the_vocabulary() -> None:
    from rdflib.namespace import SDO

    vocabulary = {str(name) for name in SDO.__annotations__}  # generated from schema.org
    assert len(vocabulary) > 2000
    assert not (TYPES | PROPERTIES) - vocabulary


def test_a_page_uses_what_is_listed_and_nothing_else() -> None:
    (content,) = catalogue.make(read.read(), "schema.org", "2026-11-22").files.values()
    page = json.loads(content)
    assert page["@context"] == CONTEXT
    found = set(used(page["@graph"]))
    assert {name for kind, name in found if kind == "type"} <= TYPES
    assert {name for kind, name in found if kind == "property"} <= PROPERTIES
    rest = PROPERTIES - {name for kind, name in found if kind == "property"}
    # What the packaged facts give no reason to write: nobody checked it, or no label endorses it.
    assert rest == {"code", "codeValue", "codingSystem", "mechanismOfAction", "proprietaryName",
                    "drugClass", "url"}  # fmt: skip
    assert len(set(IDENTIFIERS.values())) == len(IDENTIFIERS)
