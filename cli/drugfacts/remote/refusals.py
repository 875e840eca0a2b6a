"""What the status of an answer means, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drugfacts.errors import DrugFactsError, InputError, LimitError
from drugfacts.remote.login import PASSWORD, TOKEN, USER
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.remote.connection import Answer

_SHOWN = 200
"""So much of what a server says is shown."""

HTML = {"text/html", "application/xhtml+xml"}


_NOBODY = f"the server wants to know who asks (401); set {USER} and {PASSWORD}, or {TOKEN}."
_WRONG = f"the server does not let this user in (401); check {USER} and {PASSWORD}, or {TOKEN}."
_NOTHING = (
    "there is nothing at this address ({status}); check its path, such as /sparql, /query or "
    "/store."
)
_SENTENCES = {
    403: "the server refuses {what} to this user (403){said}; ask its owner for the right.",
    404: _NOTHING,
    405: "the server takes no such request here (405){said}; check the path.",
    408: "the server gave up on {what} (408){said}; ask for less.",
    410: _NOTHING,
    413: "{what} is too large for the server (413); send less at once.",
    415: "the server takes no such request here (415){said}; check the path.",
    429: "the server is too busy (429){said}; try again later.",
    502: "the server is too busy (502){said}; try again later.",
    503: "the server is too busy (503){said}; try again later.",
    504: "the server gave up on {what} (504){said}; ask for less.",
}
_BY_HUNDREDS = {
    3: "leads elsewhere without end ({status}); check the address.",
    4: "the server refuses {what} ({status}){said}; correct it.",
}
_OTHER = "the server failed ({status}){said}; try again, or look into its log."
_LIMITS = {408, 413, 504}


def refusal(answer: Answer, what: str) -> DrugFactsError:
    """Return the error that an answer stands for which is no success.

    Args:
        answer: The answer.
        what: What was asked for, such as ``the query``.
    """
    status, place = answer.status, str(answer.address)
    if status == 401:
        return InputError(_WRONG if answer.has_login else _NOBODY, place)
    sentence = _SENTENCES.get(status) or _BY_HUNDREDS.get(status // 100, _OTHER)
    message = sentence.format(what=what, status=status, said=_said(answer))
    if status in _LIMITS:
        return LimitError(f"{place}: {message}")
    return InputError(message, place)


def _said(answer: Answer) -> str:
    """Return the first line of what a server says, without markup."""
    text = answer.start()
    if answer.kind in HTML:
        text = re.sub(r"<(style|script|head)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    lines = [line for line in map(printable, text.splitlines()) if line]
    if not lines:
        return ""
    first = lines[0] if len(lines[0]) <= _SHOWN else f"{lines[0][:_SHOWN]}…"
    return f": {first.rstrip('.;')}"
