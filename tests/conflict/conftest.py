"""Small data sets out of Turtle: some concepts and sources that every test may use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from pyoxigraph import RdfFormat, parse

from drugfacts import iris
from drugfacts.graph.dataset import DataSet, Document

Build: TypeAlias = Callable[..., DataSet]

BASE = "https://example.org/facts/"
TABLE = {
    **iris.prefixes(BASE),
    **{f"drug-{name}": f"{BASE}drug/{name}#" for name in ("x", "y")},
    **{f"source-{name}": f"{BASE}source/{name}#" for name in ("one", "two", "three")},
    **{f"label-{name}": f"{BASE}label/{name}#" for name in ("old", "new")},
}
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in TABLE.items())

WORLD = """
drug:x a df:Drug ; rdfs:label "examplazine"@en .
drug:y a df:Drug ; rdfs:label "otherol"@en .
product:x-2mg a df:Product ; df:ingredient drug:x .
source:one a df:Article ; dcterms:title "One"@en ; df:qualityMark quality:undated .
source:two a df:Article ; dcterms:title "Two"@en .
source:three a df:Article ; dcterms:title "Three"@en .
label:old a df:Label ; dcterms:title "Old"@en .
label:new a df:Label ; dcterms:title "New"@en .
source-one:a a df:Span ; df:passageOf source:one .
source-two:a a df:Span ; df:passageOf source:two .
source-three:a a df:Span ; df:passageOf source:three .
label-old:a a df:Section ; df:passageOf label:old .
label-new:a a df:Section ; df:passageOf label:new .
quality:undated a df:QualityMark ; skos:prefLabel "undated"@en .
condition:broad a df:Condition ; skos:prefLabel "broad"@en .
condition:middle a df:Condition ; skos:prefLabel "middle"@en ; skos:broader condition:broad .
condition:narrow a df:Condition ; skos:prefLabel "narrow"@en ; skos:broader condition:middle .
condition:other a df:Condition ; skos:prefLabel "other"@en .
unit:mg a df:Unit ; qudt:ucumCode "mg" .
unit:ug a df:Unit ; qudt:ucumCode "ug" .
unit:mL a df:Unit ; qudt:ucumCode "mL" .
unit:iu a df:Unit ; qudt:ucumCode "[IU]" .
"""


@pytest.fixture(scope="session")
def build() -> Build:
    """Return a function from Turtle to a data set, with the world above behind it."""

    def make(text: str, world: str = WORLD) -> DataSet:
        return DataSet((document(text),), (document(world),), BASE)

    def document(text: str) -> Document:
        quads = tuple(parse(HEAD + text, RdfFormat.TURTLE))
        return Document("facts.ttl", quads, prefixes=TABLE)

    return make
