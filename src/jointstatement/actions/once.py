"""Carries out a request once, however often it is sent."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.errors import AlreadyShown, KeyUsedTwice
from jointstatement.models import AnsweredRequest


class Secret(str):
    """What an action answers that is shown once and kept nowhere: a link, a token."""

    __slots__ = ()


def once(
    session: Session,
    action: Callable[..., Any],  # Any: what it takes and answers is the action's own
    *arguments: object,
    idempotency_key: str,
    digest: str,
    by: Viewer,
    now: datetime,
    **named: object,
) -> Any:  # Any: as above
    """Runs `action(session, *arguments, by=…, now=…, **named)`, or gives the answer it gave under this key before.

    Answers are what JSON can hold. `digest` stands for the deed and everything it was asked with. Raises `KeyUsedTwice`
    where the person's key came with another digest, `AlreadyShown` where the answer was a secret, and what the action
    raises; a refused request leaves its key free.
    """
    answered = session.exec(
        select(AnsweredRequest).where(
            col(AnsweredRequest.person_id) == by.person_id, col(AnsweredRequest.idempotency_key) == idempotency_key
        )
    ).first()
    if answered is not None:
        if answered.request_digest != digest:
            raise KeyUsedTwice()
        kept = json.loads(answered.answer)
        if "secret" in kept:
            raise AlreadyShown()
        return kept["answer"]
    answer = action(session, *arguments, by=by, now=now, **named)
    keep(
        session,
        AnsweredRequest(
            person_id=by.person_id,
            idempotency_key=idempotency_key,
            request_digest=digest,
            answer=json.dumps({"secret": True} if isinstance(answer, Secret) else {"answer": answer}),
            answered_at=now,
        ),
    )
    return answer
