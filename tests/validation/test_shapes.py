"""Shapes that would not be run as they are written are refused, with the place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drugfacts.errors import InputError
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.validation import shapes as shape_rules

Make = Callable[..., DataSet]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "ex:S sh:minCuont 1 .",
            "s.ttl:2:6: sh:minCuont is not a term of SHACL Core or SHACL-SPARQL and would be "
            "ignored; write sh:minCount, or take it out.",
        ),
        (
            "ex:S a sh:NodeShap .",
            "s.ttl:2:8: sh:NodeShap is not a term of SHACL Core or SHACL-SPARQL and would be "
            "ignored; write sh:NodeShape, or take it out.",
        ),
        (
            "ex:S sh:rule ex:R . ex:R a ex:Rule .",
            "s.ttl:2:6: sh:rule is not a term of SHACL Core or SHACL-SPARQL and would be "
            "ignored; take it out.",
        ),
        (
            "ex:S sh:node ex:T .",
            "s.ttl:2:14: the shape <https://example.org/vocabulary#T> is missing; "
            "write it, or correct the name.",
        ),
        (
            "ex:S sh:or ( ex:T ) .",
            "s.ttl:2:6: the shape <https://example.org/vocabulary#T> is missing; "
            "write it, or correct the name.",
        ),
        (
            "ex:S a owl:Ontology ; owl:imports ex:T .",
            "s.ttl:2:23: nothing is imported; name the other files as shapes instead.",
        ),
        ("", "there is no shape; name files that hold some."),
        ("ex:a a ex:Thing .", "there is no shape; name files that hold some."),
    ],
)
def test_what_would_be_passed_over_is_refused(make: Make, body: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        shape_rules.check(make({"s.ttl": body}))
    assert str(caught.value) == said


def test_a_shape_in_another_file_is_not_missing(make: Make) -> None:
    shape_rules.check(make({"s.ttl": "ex:S sh:node ex:T .", "t.ttl": "ex:T a sh:NodeShape ."}))


def test_the_packaged_shapes_are_run_as_written() -> None:
    shape_rules.check(packaged("shapes"))
