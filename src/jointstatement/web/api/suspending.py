"""Suspending the negotiation of a text, and resuming it."""

from datetime import date

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import suspending
from jointstatement.queries.suspending import Suspensions, suspensions_told
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Hour, Text, day
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import working_hour_of
from jointstatement.web.reading import show

TAG = "rounds"


class NewSuspension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why, told to all who read the text, and until which day it is foreseen, if that is known."""

    reason: Text
    until: date | None = None


class Resumption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word with it, and the later hour of an open round: where it is left out, as long from now as was left."""

    word: Text = ""
    due_at: Hour | None = None
    on_purpose: bool = False
    """By the chair: the hour is meant although it is no working moment."""


@read("/statements/{statement_id:str}/suspensions", Verb.READ_NEGOTIATION, tag=TAG)
async def suspensions(request: AnyRequest, statement_id: FromPath[str]) -> Suspensions:
    """Every suspension of the negotiation, the latest first."""
    return await show(request, suspensions_told, viewer_of(request), statement_id, now=now_of(request))


@deed("/statements/{statement_id:str}/suspensions", Verb.SUSPEND, tag=TAG, status=201)
async def suspend(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewSuspension]) -> Created:
    """Suspends the negotiation: no text, round, input, position or decision changes until it is resumed."""
    until = day("until", data.until) if data.until else None
    return Created(
        await act(request, suspending.suspend, statement_id, reason=data.reason, until=until, lock=statement_id)
    )


@deed("/statements/{statement_id:str}/suspensions/resume", Verb.RESUME, tag=TAG)
async def resume(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Resumption]) -> None:
    """Resumes the negotiation where it was suspended; an open round gets a later hour."""
    hour = working_hour_of(data) if data.due_at else {}
    await act(request, suspending.resume, statement_id, word=data.word, **hour, lock=statement_id)


handlers = [suspensions, suspend, resume]
