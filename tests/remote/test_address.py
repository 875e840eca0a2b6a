"""Addresses: what is taken, what is shown, and where a server may lead."""

from __future__ import annotations

import doctest

import pytest

from drugfacts.errors import InputError
from drugfacts.remote import asking, chunks
from drugfacts.remote.address import address


@pytest.mark.parametrize(
    ("url", "shown", "target"),
    [
        ("http://H.example/sparql", "http://h.example/sparql", "/sparql"),
        ("https://h.example", "https://h.example/", "/"),
        ("http://h.example:80/x?key=1", "http://h.example/x", "/x?key=1"),
        ("https://h.example:8443/x", "https://h.example:8443/x", "/x"),
        ("http://[::1]:7878/x", "http://[::1]:7878/x", "/x"),
        ("http://münchen.example/ä", "http://xn--mnchen-3ya.example/%C3%A4", "/%C3%A4"),
        ("http://h.example/a%20b", "http://h.example/a%20b", "/a%20b"),
    ],
)
def test_an_address_is_shown_without_its_query(url: str, shown: str, target: str) -> None:
    found = address(url)
    assert (str(found), found.target) == (shown, target)


def test_a_parameter_is_added() -> None:
    found = address("http://h.example/store?key=1")
    assert found.with_query("default").target == "/store?key=1&default"
    assert found.with_query("graph", "urn:x?a=b&c#d").target == (
        "/store?key=1&graph=urn%3Ax%3Fa%3Db%26c%23d"
    )


@pytest.mark.parametrize(
    ("url", "readable"),
    [
        ("http://h.example/", True),
        ("https://h.example/", False),
        ("http://localhost:1/", False),
        ("http://127.0.0.1/", False),
        ("http://[::1]/", False),
        ("http://127.0.0.1.example/", True),
    ],
)
def test_who_can_read_on_the_way(url: str, readable: bool) -> None:
    assert address(url).is_open_to_readers == readable


@pytest.mark.parametrize(
    "location", ["/x", "x", "http://h.example/y", "https://h.example/y", "//h.example/z"]
)
def test_where_a_server_may_lead(location: str) -> None:
    assert address("http://h.example/a/b").redirected(location).host == "h.example"


@pytest.mark.parametrize(
    "location",
    ["http://other.example/", "http://h.example:81/", "https://h.example:81/", "//other.example/x",
     "http://h.example@other.example/", "file:///etc/passwd", "gopher://h.example/"],
)  # fmt: skip
def test_where_a_server_may_not_lead(location: str) -> None:
    with pytest.raises(InputError, match="not followed"):
        address("http://h.example/a/b").redirected(location)


def test_no_safe_way_is_left() -> None:
    with pytest.raises(InputError, match="not followed"):
        address("https://h.example/").redirected("http://h.example/")


@pytest.mark.parametrize("module", [asking, chunks])
def test_examples(module: object) -> None:
    done = doctest.testmod(module)  # type: ignore[arg-type]
    assert (done.attempted, done.failed) == (1, 0)
