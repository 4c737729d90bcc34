"""No other site acts in a person's name: where the request comes from first, then a token bound to the session.

The first question needs no body, so that a stranger's upload is refused unread. The token is an HMAC of the session's
secret: a token that somebody fetched for his own session does not fit another's.
"""

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import Request
from litestar.datastructures import FormMultiDict
from litestar.exceptions import HTTPException

from jointstatement.errors import FromElsewhere

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "_csrf"
HEADER = "x-csrf-token"
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})

AnyRequest = Request[Any, Any, Any]


class NotAForm(HTTPException):
    """A body that no form of ours sends."""

    status_code = 415


def token_for(secret: str) -> str:
    """The token of a session, made from its secret."""
    return hmac.new(secret.encode(), b"jointstatement csrf", hashlib.sha256).hexdigest()


def demand_same_site(request: AnyRequest) -> None:
    """Refuses what another site sent, by the headers that browsers set and scripts cannot. Raises `FromElsewhere`."""
    fetched_from, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if fetched_from not in {None, "same-origin", "none"}:
        raise FromElsewhere()
    # Pages that send no referrer send the origin "null" with their own forms; then the first header has to vouch.
    if origin == "null" and fetched_from is not None:
        return
    if origin is not None and _host_of(origin) != request.headers.get("host"):
        raise FromElsewhere()


def demand_form(request: AnyRequest) -> None:
    """Refuses a body that is no form, unread. Raises `NotAForm`."""
    if request.content_type[0] not in _FORMS:
        raise NotAForm()


async def sent_form(request: AnyRequest) -> FormMultiDict:
    """The form that came, with its files. Raises `NotAForm` for a field that is no text in the encoding it names."""
    try:
        return await request.form()
    except (UnicodeDecodeError, LookupError) as reason:
        raise NotAForm() from reason


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


async def demand_token(request: AnyRequest, secret: str) -> None:
    """Refuses a form without the token of this session, in its header or its hidden field. Raises `FromElsewhere`."""
    given = request.headers.get(HEADER)
    if given is None:
        field = (await sent_form(request)).get(FIELD)
        given = field if isinstance(field, str) else ""
    if not hmac.compare_digest(given.encode(errors="replace"), token_for(secret).encode()):
        raise FromElsewhere()
