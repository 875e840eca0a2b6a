"""Made-up records of drugs, claims and sources, with faults planted in a known number.

A record is a drug, two claims about it with an amount each, and the source of the claims.
Every so many records one of the `FAULTS` is planted, in turn; each breaks one shape of
`SHAPES` once. The same numbers give the same bytes. Text is made without any library, as
the peak memory of a process is never told as less than that of the one that started it.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SHAPES: Final = Path(__file__).with_name("made_up_shapes.ttl")
"""The shapes that the records keep, but for their faults."""

_FACTS = "https://example.org/facts/"
_TERMS = "https://example.org/terms#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_PREFIXES = f"@prefix v: <{_TERMS}> .\n@prefix xsd: <{_XSD}> .\n\n"

Record = dict[str, dict[str, list[str]]]
"""Values by predicate by subject, all as N-Triples has them."""


def write(path: Path, statements: int, every: int, blanks: bool = False) -> tuple[int, int]:
    """Write about so many statements; return how many, and how many faults are planted.

    Args:
        path: An ``.nt``, ``.nt.gz`` or ``.ttl`` file.
        statements: How many at least.
        every: After so many records comes one with a fault.
        blanks: The amounts are blank nodes.
    """
    written = planted = number = 0
    turtle = path.suffix == ".ttl"
    with gzip.open(path, "wt") if path.suffix == ".gz" else path.open("w") as stream:
        stream.write(_PREFIXES if turtle else "")
        while written < statements:
            record = _record(number, blanks)
            if number % every == every - 1:
                FAULTS[planted % len(FAULTS)](record, number)
                planted += 1
            stream.writelines(_turtle(record) if turtle else _ntriples(record))
            written += sum(len(v) for said in record.values() for v in said.values())
            number += 1
    return written, planted


def _record(number: int, blanks: bool) -> Record:
    drug, source = _fact("drug", number), _fact("source", number)
    record = {
        drug: {
            _TYPE: [_term("Drug")],
            _term("label"): [f'"made-up drug {number}"@en'],
            _term("code"): [f'"{number:07}"'],
            _term("strength"): [_typed(f"{number % 1000 + 1}.5", "decimal")],
            _term("prescribed"): [_typed("true", "boolean")],
            _term("seeAlso"): [f"<https://example.org/register/{number}>"],
        },
        source: {
            _TYPE: [_term("Source")],
            _term("title"): [f'"A made-up source, no. {number}"'],
            _term("year"): [_typed(str(1950 + number % 70), "integer")],
            _term("address"): [f"<https://example.org/library/{number}>"],
        },
    }
    for each in (2 * number, 2 * number + 1):
        amount = f"_:amount{each}" if blanks else _fact("amount", each)
        record[_fact("claim", each)] = {
            _TYPE: [_term("Claim")],
            _term("about"): [drug],
            _term("source"): [source],
            _term("status"): [_term("checked")],
            _term("text"): [f'"A made-up claim with the number {each}."@en'],
            _term("amount"): [amount],
        }
        record[amount] = {
            _TYPE: [_term("Amount")],
            _term("value"): [_typed(f"{each % 500}.25", "decimal")],
            _term("unit"): [_term("mg")],
        }
    return record


def _fact(kind: str, number: int) -> str:
    return f"<{_FACTS}{kind}/{number}>"


def _term(name: str) -> str:
    return f"<{_TERMS}{name}>"


def _typed(text: str, datatype: str) -> str:
    return f'"{text}"^^<{_XSD}{datatype}>'


def _of_drug(name: str, *values: str) -> Callable[[Record, int], None]:
    return lambda record, n: record[_fact("drug", n)].update({_term(name): [*values]})


def _of_claim(name: str, *values: str) -> Callable[[Record, int], None]:
    return lambda record, n: record[_fact("claim", 2 * n)].update({_term(name): [*values]})


def _of_source(name: str, *values: str) -> Callable[[Record, int], None]:
    return lambda record, n: record[_fact("source", n)].update({_term(name): [*values]})


def _of_amount(name: str, *values: str) -> Callable[[Record, int], None]:
    def plant(record: Record, number: int) -> None:
        (amount,) = record[_fact("claim", 2 * number)][_term("amount")]
        record[amount][_term(name)] = [*values]

    return plant


FAULTS: Final[tuple[Callable[[Record, int], None], ...]] = (
    _of_drug("label"),
    _of_drug("label", '"one name"@en', '"two names"@en'),
    _of_drug("label", '"no language"'),
    _of_drug("code", '"12-34"'),
    _of_drug("strength", _typed("-1.5", "decimal")),
    _of_drug("prescribed", '"yes"'),
    _of_drug("seeAlso", '"not an address"'),
    _of_claim("about", "<https://example.org/facts/claim/0>"),
    _of_claim("source"),
    _of_claim("status", _term("guessed")),
    _of_claim("text", '"short"@en'),
    _of_claim("text", '"a first sentence"@en', '"a second sentence"@en'),
    _of_source("colour", '"red"'),
    _of_source("year", _typed("1492", "integer")),
    _of_source("address", "<ftp://example.org/library>"),
    _of_amount("value"),
    _of_amount("unit", _term("pound")),
)
"""What goes wrong with a record; each is one result of one shape."""


def _ntriples(record: Record) -> Iterator[str]:
    for subject, said in record.items():
        for predicate, values in said.items():
            for value in values:
                yield f"{subject} {predicate} {value} .\n"


def _turtle(record: Record) -> Iterator[str]:
    for subject, said in record.items():
        lines = [
            f"{_short(predicate)} {', '.join(map(_short, values))}"
            for predicate, values in said.items()
            if values
        ]
        yield f"{subject}\n    " + " ;\n    ".join(lines) + " .\n\n"


def _short(term: str) -> str:
    """Return a term with the prefixes of the file."""
    if term == _TYPE:
        return "a"
    if term.startswith(f"<{_TERMS}"):
        return f"v:{term[len(_TERMS) + 1 : -1]}"
    text, typed, datatype = term.partition(f"^^<{_XSD}")
    return f"{text}^^xsd:{datatype[:-1]}" if typed else term
