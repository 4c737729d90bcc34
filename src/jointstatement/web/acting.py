"""How a page acts: one deed, through the writer, once for each rendered form."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar.connection import Request
from sqlmodel import Session

from jointstatement.actions.chairing import hand_over_what_is_due
from jointstatement.actions.deadlines import let_hours_fall
from jointstatement.actions.once import once
from jointstatement.errors import N_, BadInput
from jointstatement.web.admission import admitted, admitted_still, database_of
from jointstatement.web.crosssite import sent_form

KEY_FIELD = "_key"
KEY_HEADER = "idempotency-key"
_LONGEST_KEY = 200


async def act(
    request: Request[Any, Any, Any], action: Callable[..., Any], *arguments: Any, lock: str = "", **named: Any
) -> Any:
    """Carries out `action(session, *arguments, by=…, now=…, **named)` and answers when it is committed.

    Who asks, and what for, is judged as things are at the deed, not as they were when the request began: a handover of
    the chair and the hours of the statement that have come take effect first, whether or not anybody has noticed them.
    Sent again with the same key, the same request is answered as before and not repeated; another request under that
    key is `KeyUsedTwice`.
    `lock` is the id of the statement or body concerned. Raises what the action refuses, `NotSignedIn` for who is out by
    now, and `BadInput` without a key.
    """
    person = admitted(request)
    key = await _key_of(request)
    digest = digest_of(action, arguments, named)
    lock = lock or person.viewer.body_id

    def deed(session: Session, *, now: datetime) -> Any:
        hand_over_what_is_due(session, now=now)
        let_hours_fall(session, lock, now=now)
        by = admitted_still(session, person, now=now)
        return once(session, action, *arguments, idempotency_key=key, digest=digest, by=by, now=now, **named)

    return await database_of(request).write(deed, lock=lock)


def digest_of(action: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
    """SHA-256 over the deed's name and what it was asked with, hexadecimal."""
    asked = [action.__module__, action.__qualname__, arguments, sorted(named.items())]
    return hashlib.sha256(json.dumps(asked, default=_as_text, ensure_ascii=True).encode()).hexdigest()


def _as_text(value: object) -> str:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)


async def _key_of(request: Request[Any, Any, Any]) -> str:
    key = request.headers.get(KEY_HEADER)
    if key is None:
        field = (await sent_form(request)).get(KEY_FIELD)
        key = field if isinstance(field, str) else ""
    if not 8 <= len(key) <= _LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise BadInput(
            KEY_FIELD, N_("The request carries no key that tells it from others. Please open the page again.")
        )
    return key
