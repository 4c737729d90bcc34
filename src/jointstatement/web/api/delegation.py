"""A delegation for its own persons' programs: who acts for the head, and the hour within it."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import deputies, inner_hours
from jointstatement.queries.delegation import OwnDelegation, own_delegation
from jointstatement.queries.inner_hour import OwnHourView, own_hour_view
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Hour, as_given, instant
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "body"


class NewDeputy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts for the head; `until` null for as long as it is not taken back."""

    person_id: Id
    until: Hour | None = None


class NewInnerHour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour by which experts hand in to their head: before the hour of the round."""

    due_at: Hour


@read("/delegation", tag=TAG)
async def delegation(request: AnyRequest) -> OwnDelegation:
    """The person's own delegation: who is in it, and who acts for the head. For its own persons alone."""
    return await show(request, own_delegation, viewer_of(request), now=now_of(request))


@deed("/delegation/deputy", Verb.NAME_DEPUTY, tag=TAG, status=201)
async def name_deputy(request: AnyRequest, data: JSONBody[NewDeputy]) -> Created:
    """Names an expert of the delegation as deputy; who was deputy before is it no more."""
    until = instant("until", data.until) if data.until else None
    as_typed = as_given(data.until) if data.until else ""
    return Created(await act(request, deputies.name_deputy, data.person_id, until=until, until_as_typed=as_typed))


@deed("/delegation/deputy/recall", Verb.NAME_DEPUTY, tag=TAG)
async def recall_deputy(request: AnyRequest) -> None:
    """Takes it back, at once, that somebody acts for the head."""
    await act(request, deputies.recall_deputy)


@read("/statements/{statement_id:str}/inner-hour", tag="input")
async def inner_hour(request: AnyRequest, statement_id: FromPath[str]) -> OwnHourView:
    """The hour by which experts of the person's delegation hand in to their head, and the drafts that came after it."""
    return await show(request, own_hour_view, viewer_of(request), statement_id, now=now_of(request))


@deed("/statements/{statement_id:str}/inner-hour", Verb.SET_INNER_HOUR, tag="input", status=201)
async def set_inner_hour(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewInnerHour]) -> Created:
    """Sets the hour within the delegation in the open round, or another one in its place; nobody else learns of it."""
    due_at, as_typed = instant("due_at", data.due_at), as_given(data.due_at)
    verb = inner_hours.set_inner_hour
    return Created(await act(request, verb, statement_id, due_at=due_at, due_as_typed=as_typed, lock=statement_id))


@deed("/statements/{statement_id:str}/inner-hour/lift", Verb.SET_INNER_HOUR, tag="input")
async def lift_inner_hour(request: AnyRequest, statement_id: FromPath[str]) -> None:
    """Lifts the hour within the delegation."""
    await act(request, inner_hours.lift_inner_hour, statement_id, lock=statement_id)


handlers = [delegation, name_deputy, recall_deputy, inner_hour, set_inner_hour, lift_inner_hour]
