"""The terms of the chair and the handover, for programs."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from litestar.params import JSONBody

from jointstatement.actions import chairing as acts
from jointstatement.queries.chairing import ChairPage, chair_page
from jointstatement.terms import Role, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import Hour, Line, Version, as_given, instant
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "body"


class IncomingRole(StrEnum):
    """As what somebody comes into the office with a new term."""

    CHAIR = Role.CHAIR.value
    CO_CHAIR = Role.CO_CHAIR.value


class NewTerm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose term it is, and since when."""

    holder: Line
    starts_at: Hour
    co_chairs: Annotated[tuple[Line, ...], msgspec.Meta(max_length=acts.MOST_CO_CHAIRS)] = ()


class Incoming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person who comes into the office."""

    person_id: Id
    role: IncomingRole


class NewHandover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The next term, its hour, and who comes with it."""

    holder: Line
    starts_at: Hour
    incoming: Annotated[tuple[Incoming, ...], msgspec.Meta(max_length=acts.MOST_CO_CHAIRS)]
    co_chairs: Annotated[tuple[Line, ...], msgspec.Meta(max_length=acts.MOST_CO_CHAIRS)] = ()


class RuleOfIncomingChair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether those who come with the next term read beside the chair until it is theirs."""

    expected: Version
    """The version of the body that was seen."""
    incoming_chair_reads: bool


@read("/body/chair", Verb.READ_OFFICE, tag=TAG)
async def chair_terms(request: AnyRequest) -> ChairPage:
    """Who holds the chair, held it, and will hold it; for the chair's office and administrators."""
    return await show(request, chair_page, viewer_of(request))


@deed("/body/chair", Verb.MANAGE_CHAIR, tag=TAG, status=201)
async def enter_chair_term(request: AnyRequest, data: JSONBody[NewTerm]) -> Created:
    """Enters who holds the chair now, where no term runs."""
    return Created(await act(request, acts.enter_chair_term, **_term(data)))


@deed("/body/chair/handover", Verb.MANAGE_CHAIR, tag=TAG, status=201)
async def plan_handover(request: AnyRequest, data: JSONBody[NewHandover]) -> Created:
    """Sets the hour at which the chair passes to the persons named."""
    incoming = [(each.person_id, Role(each.role.value)) for each in data.incoming]
    return Created(await act(request, acts.plan_handover, **_term(data), incoming=incoming))


@deed("/body/chair/handover/withdraw", Verb.MANAGE_CHAIR, tag=TAG)
async def withdraw_handover(request: AnyRequest) -> None:
    """Gives a planned handover up, before its hour."""
    await act(request, acts.withdraw_handover)


@deed("/body/chair/incoming", Verb.MANAGE_CHAIR, tag=TAG)
async def change_rule_of_incoming_chair(request: AnyRequest, data: JSONBody[RuleOfIncomingChair]) -> None:
    """Says whether the incoming chair reads with the chair."""
    await act(request, acts.change_rule_of_incoming_chair, **msgspec.structs.asdict(data))


def _term(data: NewTerm | NewHandover) -> dict[str, Any]:
    return {
        "holder": data.holder,
        "co_chairs": data.co_chairs,
        "starts_at": instant("starts_at", data.starts_at),
        "starts_as_typed": as_given(data.starts_at),
    }


handlers = [chair_terms, enter_chair_term, plan_handover, withdraw_handover, change_rule_of_incoming_chair]
