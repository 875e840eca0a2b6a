"""Addresses of endpoints: http and https only, and nothing secret in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from drugfacts.errors import InputError, UsageError

_SAFE = "/:@!$&'()*+,;=%~-._"
_PORTS = {"http": 80, "https": 443}
_LOCAL = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is asked.

    Attributes:
        scheme: ``http`` or ``https``.
        host: Its host, in ASCII.
        port: Its port.
        path: Its path.
        query: What stands behind ``?``; it may hold a key, and is never shown.
    """

    scheme: str
    host: str
    port: int
    path: str
    query: str = ""

    @property
    def target(self) -> str:
        """What is asked for of the server."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def is_open_to_readers(self) -> bool:
        """True when who is on the way can read what is sent."""
        return self.scheme == "http" and not _LOCAL.fullmatch(self.host)

    def __str__(self) -> str:
        """Return the address as it is shown."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"

    def with_query(self, name: str, value: str | None = None) -> Address:
        """Return the address with one more parameter."""
        one = name if value is None else f"{name}={quote(value, safe='')}"
        query = f"{self.query}&{one}" if self.query else one
        return Address(self.scheme, self.host, self.port, self.path, query)

    def redirected(self, location: str) -> Address:
        """Return where a server leads to.

        Raises:
            InputError: that is another server, a less safe way, or no address.
        """
        try:
            there = address(urljoin(f"{self}?{self.query}", location))
        except UsageError as error:
            raise InputError(
                "leads to what is no address of http or https, and is not followed.", str(self)
            ) from error
        same = (there.scheme, there.port) == (self.scheme, self.port)
        safer = (self.scheme, there.scheme, there.port) == ("http", "https", 443)
        if there.host != self.host or not (same or safer):
            raise InputError(
                f"leads to {there}, which is not followed; name that address if you trust it.",
                str(self),
            )
        return there


def address(url: str) -> Address:
    """Return the address that a user names.

    Raises:
        UsageError: it is none of http or https, or holds a password.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise UsageError(f"'{_shown(url)}' is no address; write http://HOST/PATH.") from error
    if parts.scheme.lower() not in _PORTS:
        raise UsageError(f"'{_shown(url)}' is no address of http or https; write http://HOST/PATH.")
    if "@" in parts.netloc:
        raise UsageError(
            "an address must not hold a user or password, which others can see; set "
            "DRUGFACTS_ENDPOINT_USER and DRUGFACTS_ENDPOINT_PASSWORD."
        )
    if not host or re.search(r"[\x00-\x20\x7f]", url) or parts.fragment:
        raise UsageError(
            f"'{_shown(url)}' is no address of a server; write http://HOST/PATH without "
            "spaces and #."
        )
    scheme = parts.scheme.lower()
    path = quote(parts.path or "/", safe=_SAFE)
    query = quote(parts.query, safe=_SAFE + "?")
    return Address(scheme, host.lower(), port or _PORTS[scheme], path, query)


def _shown(url: str) -> str:
    """Return an address without what may be secret."""
    return re.sub(r"//[^/@]*@", "//…@", url.partition("?")[0])
