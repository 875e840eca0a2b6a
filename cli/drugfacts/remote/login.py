"""Who asks: a token, or user and password, from the environment only and never shown."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import md5, sha256
from secrets import token_hex
from typing import TYPE_CHECKING

from drugfacts.errors import UsageError

if TYPE_CHECKING:
    from drugfacts.remote.address import Address

TOKEN = "DRUGFACTS_ENDPOINT_TOKEN"
USER = "DRUGFACTS_ENDPOINT_USER"
PASSWORD = "DRUGFACTS_ENDPOINT_PASSWORD"

_HASHES = {"md5": md5, "sha-256": sha256}
_PART = re.compile(r'([A-Za-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))')


@dataclass(slots=True)
class Login:
    """What is told to a server to be let in.

    Attributes:
        token: A bearer token, or "".
        user: A user, or "".
        password: The password.
    """

    token: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    _digest: dict[str, str] = field(default_factory=dict, repr=False)
    _count: int = field(default=0, repr=False)
    _silent: bool = field(default=False, repr=False)

    def __bool__(self) -> bool:
        """Return whether anything is told."""
        return bool(self.token or self.user)

    def header(self, method: str, address: Address) -> dict[str, str]:
        """Return the header of one request."""
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        if not self.user or self._silent:
            return {}
        if self._digest:
            return {"Authorization": self._response(method, address)}
        pair = b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}

    def learns(self, challenges: Sequence[str]) -> bool:
        """Take in how a server wants to be asked; tell whether to try once more.

        Args:
            challenges: The headers ``WWW-Authenticate``. Digest (RFC 7616) is understood.
                A server that has none for who it refused is asked once as nobody, as
                Virtuoso tells only then that it wants a digest.
        """
        if any(map(self._learns, challenges)):
            self._silent = False
            return True
        self._silent = bool(self.user) and not (challenges or self._silent or self._digest)
        return self._silent

    def _learns(self, challenge: str) -> bool:
        kind, _, rest = challenge.partition(" ")
        if kind.lower() != "digest" or not self.user:
            return False
        said = {m[1].lower(): m[3] if m[2] is None else m[2] for m in _PART.finditer(rest)}
        plain = "auth" in [each.strip() for each in said.get("qop", "auth").split(",")]
        known = said.get("algorithm", "MD5").lower() in _HASHES
        if not plain or not known or "nonce" not in said:
            return False
        self._digest, self._count = said, 0
        return True

    def _response(self, method: str, address: Address) -> str:
        said, target = self._digest, address.target
        self._count += 1
        name = said.get("algorithm", "MD5")

        def hashed(*parts: str) -> str:
            return _HASHES[name.lower()](":".join(parts).encode()).hexdigest()

        realm, nonce, own, count = said.get("realm", ""), said["nonce"], token_hex(8), self._count
        middle = (nonce, f"{count:08x}", own, "auth") if "qop" in said else (nonce,)
        answer = hashed(hashed(self.user, realm, self.password), *middle, hashed(method, target))
        user = self.user.replace("\\", "\\\\").replace('"', '\\"')
        parts = [
            *(f'username="{user}"', f'realm="{realm}"', f'nonce="{nonce}"', f'uri="{target}"'),
            *(f'response="{answer}"', f"algorithm={name}"),
        ]
        if "qop" in said:
            parts += ["qop=auth", f"nc={count:08x}", f'cnonce="{own}"']
        if "opaque" in said:
            parts.append(f'opaque="{said["opaque"]}"')
        return f"Digest {', '.join(parts)}"


def login(environment: Mapping[str, str]) -> Login:
    """Return who asks, by the variables of an environment.

    Raises:
        UsageError: they contradict each other, or cannot be sent.
    """
    token, user, password = (environment.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token and user:
        raise UsageError(f"{TOKEN} and {USER} are both set; unset one of them.")
    if bool(user) != bool(password):
        there, gone = (USER, PASSWORD) if user else (PASSWORD, USER)
        raise UsageError(f"{there} is set and {gone} is not; set both or none.")
    if not re.fullmatch(r"[\x21-\x7e]*", token):
        raise UsageError(f"{TOKEN} holds a space or a sign that cannot be sent; correct it.")
    if ":" in user or re.search(r"[\x00-\x1f\x7f]", user + password):
        raise UsageError(f"{USER} or {PASSWORD} holds a sign that cannot be sent; correct it.")
    return Login(token, user, password)
