"""Revisions, rounds, and the chair's answers to what came in."""

from typing import Any

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import answering, attribution, rounds
from jointstatement.errors import NotFound
from jointstatement.queries.rounds import rounds as rounds_of
from jointstatement.terms import Attribution, DispositionKind, Verb, Visibility
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Hour, Text, Version, as_given, instant
from jointstatement.web.api.operations import AnyRequest, Created, deed
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "rounds"


class NewRound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour until which input is awaited, and who reads it before."""

    due_at: Hour
    visibility: Visibility
    concepts_only: bool = False
    """It takes comments and positions, and no proposed wording."""
    on_purpose: bool = False
    """By the chair: the hour is meant although it is no working moment."""


class ChosenAttribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who learns which delegation puts forward what, from the next round on."""

    attribution: Attribution


class LaterHour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A later hour."""

    due_at: Hour


class WorkingHour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An hour that delegations are bound by."""

    due_at: Hour
    on_purpose: bool = False
    """By the chair: the hour is meant although it is no working moment."""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The chair's answer to a comment or an amendment."""

    disposition: DispositionKind
    reply: Text = ""
    covered_in: Id | None = None
    """The part in which it is covered, where it is covered elsewhere."""


class Incorporating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that go into the text, those proposed where `wording` is null, and the answer with them."""

    expected: Version
    wording: Text | None = None
    disposition: DispositionKind = DispositionKind.ACCEPTED
    reply: Text = ""


@deed("/statements/{statement_id:str}/revisions", Verb.TABLE_REVISION, tag=TAG, status=201)
async def table_revision(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Freezes the working text as the next revision and puts it before the delegations."""
    return Created(await act(request, rounds.table_revision, statement_id, lock=statement_id))


@deed("/statements/{statement_id:str}/non-papers", Verb.CIRCULATE_NON_PAPER, tag=TAG, status=201)
async def circulate_non_paper(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Freezes the working text as the next revision without standing, and puts it before the delegations."""
    return Created(await act(request, rounds.circulate_non_paper, statement_id, lock=statement_id))


@deed("/statements/{statement_id:str}/attribution", Verb.CHOOSE_ATTRIBUTION, tag=TAG)
async def choose_attribution(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ChosenAttribution]
) -> None:
    """Chooses who learns which delegation puts forward what; what was given before keeps the rule of its day."""
    await act(request, attribution.choose_attribution, statement_id, attribution=data.attribution, lock=statement_id)


@deed("/statements/{statement_id:str}/rounds", Verb.OPEN_ROUND, tag=TAG, status=201)
async def open_round(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewRound]) -> Created:
    """Puts the current revision before the delegations until an exact hour."""
    return Created(
        await act(
            request,
            rounds.open_round,
            statement_id,
            visibility=data.visibility,
            concepts_only=data.concepts_only,
            **working_hour_of(data),
            lock=statement_id,
        )
    )


@deed("/statements/{statement_id:str}/rounds/{round_id:str}/extend", Verb.EXTEND_ROUND, tag=TAG)
async def extend_round(
    request: AnyRequest, statement_id: FromPath[str], round_id: FromPath[str], data: JSONBody[WorkingHour]
) -> None:
    """Gives the delegations until a later hour."""
    await _demand_round_of(request, statement_id, round_id)
    await act(request, rounds.extend_round, round_id, **working_hour_of(data), lock=statement_id)


@deed("/statements/{statement_id:str}/rounds/{round_id:str}/close", Verb.CLOSE_ROUND, tag=TAG)
async def close_round(request: AnyRequest, statement_id: FromPath[str], round_id: FromPath[str]) -> None:
    """Closes a round before its hour and circulates its input."""
    await _demand_round_of(request, statement_id, round_id)
    await act(request, rounds.close_round, round_id, lock=statement_id)


@deed("/statements/{statement_id:str}/rounds/{round_id:str}/authors", Verb.LEARN_AUTHORS, tag=TAG)
async def learn_authors(request: AnyRequest, statement_id: FromPath[str], round_id: FromPath[str]) -> None:
    """Lets the chair's office learn whose the input of a round is, when all of it is answered."""
    await _demand_round_of(request, statement_id, round_id)
    await act(request, attribution.learn_authors, round_id, lock=statement_id)


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/answer", Verb.DISPOSE, tag=TAG, status=201)
async def answer_comment(
    request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str], data: JSONBody[Answer]
) -> Created:
    """Answers a comment; a later answer is added to the earlier and holds."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, answering.answer_comment, statement_id, comment_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/answer", Verb.DISPOSE, tag=TAG, status=201)
async def answer_amendment(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[Answer]
) -> Created:
    """Answers an amendment without touching the text."""
    named = msgspec.structs.asdict(data)
    return Created(
        await act(request, answering.answer_amendment, statement_id, amendment_id, lock=statement_id, **named)
    )


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/incorporate", Verb.INCORPORATE, tag=TAG, status=201)
async def incorporate(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[Incorporating]
) -> Created:
    """Takes an amendment into the working text, as proposed or in other words, and answers it."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, answering.incorporate, statement_id, amendment_id, lock=statement_id, **named))


def hour_of(data: Any) -> dict[str, Any]:
    """The hour of a body as actions take it. Raises `BadInput`."""
    return {"due_at": instant("due_at", data.due_at), "due_as_typed": as_given(data.due_at)}


def working_hour_of(data: Any) -> dict[str, Any]:
    """The same for an hour that has to be a working moment or be meant all the same."""
    return {**hour_of(data), "on_purpose": data.on_purpose}


async def _demand_round_of(request: AnyRequest, statement_id: str, round_id: str) -> None:
    # The lock is the statement's: a round of another statement would be changed without it.
    view = await show(request, rounds_of, viewer_of(request), statement_id, now=now_of(request))
    if round_id not in {line.id for line in view.rounds}:
        raise NotFound()


handlers = [
    table_revision,
    circulate_non_paper,
    choose_attribution,
    open_round,
    extend_round,
    close_round,
    learn_authors,
    answer_comment,
    answer_amendment,
    incorporate,
]
