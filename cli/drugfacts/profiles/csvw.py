"""``csvw``: claims and passages as CSV, with metadata of CSV on the Web."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from drugfacts.profiles import made, tables
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.label.verdicts import Overall
    from drugfacts.profiles.book import Book, Entry

CONTEXT = "http://www.w3.org/ns/csvw"
METADATA = "csv-metadata.json"
"""Where readers look for it beside a table."""

_OA, _DCT, _PROV = PREFIXES["oa"], PREFIXES["dcterms"], PREFIXES["prov"]
_AMOUNTS = (
    DF.singleDoseMin, DF.singleDoseMax, DF.dailyDoseMin, DF.dailyDoseMax, DF.dosesPerDayMin,
    DF.dosesPerDayMax, DF.incidencePercent, DF.incidencePercentMax, DF.placeboIncidencePercent,
    DF.strengthAmount,
)  # fmt: skip
_THINGS = (
    DF.condition, DF.effect, DF.population, DF.setting, DF.circumstance, DF.duration, DF.route,
    DF.doseForm, DF.role, DF.afterFailureOf, DF.dosingPhase, DF.actionType, DF.activity,
    DF.advises, DF.advisesAgainst, DF.change, DF.dosingFactor, DF.dosingRule, DF.drugClass,
    DF.interactsWith, DF.modulation, DF.onsetSpeed, DF.target, DF.withFood, DF.doseUnit,
    DF.strengthUnit,
)  # fmt: skip


class Column(NamedTuple):
    """One column.

    Attributes:
        name: Its name.
        property: IRI of the property that it holds, or "" for what is said of a row only.
        datatype: Its type in CSVW; ``anyURI`` for things.
        is_list: Whether it may hold several values.
        is_required: Whether each row has it.
    """

    name: str
    property: str = ""
    datatype: str = "string"
    is_list: bool = False
    is_required: bool = False

    def described(self) -> dict[str, Any]:
        """Return what the metadata say of it."""
        found: dict[str, Any] = {"name": self.name, "titles": self.name, "datatype": self.datatype}
        if self.property:
            found["propertyUrl"] = self.property
        else:
            found["suppressOutput"] = True
        if self.datatype == "anyURI" and not self.is_list and self.property:
            found["valueUrl"] = f"{{+{self.name}}}"
        if self.is_list:
            found["separator"] = tables.SEPARATOR
        return found | ({"required": True} if self.is_required else {})


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


CLAIMS = (
    Column("claim", "", "anyURI", is_required=True),
    Column("kind", PREFIXES["rdf"] + "type", "anyURI", is_required=True),
    Column("about", DF.about, "anyURI", is_required=True),
    Column("says"),
    Column("polarity", DF.polarity, "anyURI"),
    *(Column(_local(iri), iri, "anyURI", is_list=True) for iri in _THINGS),
    *(Column(_local(iri), iri, "decimal") for iri in _AMOUNTS),
    Column("durationMax", DF.durationMax, "duration"),
    Column("brandName", DF.brandName),
    Column("wording", DF.wording, "anyURI"),
    Column("reviewState", DF.reviewState, "anyURI"),
    Column("created", _DCT + "created", "date"),
    Column("attributedTo", _PROV + "wasAttributedTo", "anyURI"),
    Column("comment", PREFIXES["rdfs"] + "comment", is_list=True),
    Column("label", "", "anyURI"),
    Column("endorsed", "", "boolean", is_required=True),
    Column("verdicts", "", is_list=True),
)
PASSAGES = (
    Column("claim", "", "anyURI", is_required=True),
    Column("passage", DF.statedIn, "anyURI", is_required=True),
    Column("source", "", "anyURI"),
    Column("start", "", "nonNegativeInteger"),
    Column("end", "", "nonNegativeInteger"),
    Column("sectionCode"),
    Column("spanDigest"),
    Column("normalisedDigest"),
)
_HELD = {column.property for column in CLAIMS} | {DF.statedIn}


def csvw(book: Book) -> made.Made:
    """Return both tables and their metadata; claims of labels and overruled ones are in it."""
    account = made.Account()
    claims = [_claim(book, entry, account) for entry in book.entries]
    passages = [
        _passage(book, entry, passage) for entry in book.entries for passage in entry.passages
    ]
    files = {
        "claims.csv": tables.comma([column.name for column in CLAIMS], claims),
        "passages.csv": tables.comma([column.name for column in PASSAGES], passages),
        METADATA: _metadata(book).encode(),
    }
    return account.made(files, len(claims))


def _claim(book: Book, entry: Entry, account: made.Account) -> list[str]:
    for predicate, values in book.data.properties(entry.node).items():
        if predicate.value not in _HELD:
            kind = book.names.property(predicate.value)
            account.drop("value", kind, "no column of the table of claims", len(values))
    own = {
        "claim": entry.iri,
        "says": f"{entry.kind_name}: {entry.phrase}",
        "kind": entry.kind,
        "label": entry.label,
        "endorsed": "true" if entry.endorsed else "false",
        "verdicts": tables.many(_told(each) for each in entry.overall),
    }
    return [
        own[column.name] if column.name in own else _values(book, entry.node, column, account)
        for column in CLAIMS
    ]


def _told(each: Overall) -> str:
    return f"{each.jurisdiction} {each.outcome}".strip()


def _values(book: Book, node: NamedNode, column: Column, account: made.Account) -> str:
    found = book.data.values(node, column.property)
    things = [v for v in found if isinstance(v, Literal) == (column.datatype != "anyURI")]
    kept = things if column.is_list else things[:1]
    account.drop("value", column.name, "not of the type or number that the column holds",
                 len(found) - len(kept))  # fmt: skip
    return tables.many(value.value for value in kept)


def _passage(book: Book, entry: Entry, passage: NamedNode) -> list[str]:
    said = (DF.passageOf, _OA + "start", _OA + "end", DF.sectionCode)
    digests = (DF.spanDigest, DF.normalisedDigest)
    return [entry.iri, passage.value, *(book.text(passage, name) for name in (*said, *digests))]


def _metadata(book: Book) -> str:
    described = {
        "@context": [CONTEXT, {"@language": "en"}],
        "dc:title": "Claims about drugs, and the passages that state them",
        "dc:description": NOTICE,
        "dc:date": book.as_of,
        "tables": [
            _table("claims.csv", CLAIMS, ["claim"], {}),
            _table("passages.csv", PASSAGES, ["claim", "passage"], _TO_CLAIMS),
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


_TO_CLAIMS = {
    "foreignKeys": [
        {
            "columnReference": "claim",
            "reference": {"resource": "claims.csv", "columnReference": "claim"},
        }
    ]
}


def _table(
    name: str, columns: Sequence[Column], key: list[str], more: dict[str, Any]
) -> dict[str, Any]:
    schema = {
        "aboutUrl": "{+claim}",
        "primaryKey": key,
        "columns": [column.described() for column in columns],
        **more,
    }
    return {"url": name, "dialect": {"lineTerminators": ["\n"]}, "tableSchema": schema}
