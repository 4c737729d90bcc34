"""Groups that speak for their members: kept by the secretariat, spoken for by one of them, left by others."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import groups, opting_out, own_input
from jointstatement.queries.groups import GroupLine, own_body_groups
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import Line, Version
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "body"


class NewGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Members of the body, and which of them speaks for the others."""

    name: Line
    members: Annotated[tuple[Id, ...], msgspec.Meta(max_length=1000)]
    speaker: Id


class ChangedGroup(NewGroup, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The group as it is from now on."""

    expected: Version
    """The edition that was seen."""


@read("/body/groups", tag=TAG)
async def body_groups(request: AnyRequest) -> tuple[GroupLine, ...]:
    """The groups of the body: for the chair's office all, for a delegation those that it is in."""
    return await show(request, own_body_groups, viewer_of(request))


@deed("/body/groups", Verb.MANAGE_BODY, tag=TAG, status=201)
async def begin_group(request: AnyRequest, data: JSONBody[NewGroup]) -> Created:
    """Begins a group."""
    made = await act(request, groups.begin_group, name=data.name, member_ids=data.members, speaker_id=data.speaker)
    return Created(made)


@deed("/body/groups/{group_id:str}/change", Verb.MANAGE_BODY, tag=TAG)
async def change_group(request: AnyRequest, group_id: FromPath[str], data: JSONBody[ChangedGroup]) -> None:
    """Saves a group as a further edition; what was given for it stays given for those who were in it then."""
    await act(
        request,
        groups.change_group,
        group_id,
        name=data.name,
        member_ids=data.members,
        speaker_id=data.speaker,
        expected=data.expected,
    )


@deed("/statements/{statement_id:str}/groups/{group_id:str}/submissions", Verb.SUBMIT_INPUT, tag="input", status=201)
async def submit_for_group(request: AnyRequest, statement_id: FromPath[str], group_id: FromPath[str]) -> Created:
    """Hands in everything that the delegation has drafted in the current round, for the group that it speaks for."""
    return Created(await act(request, own_input.hand_in, statement_id, group_id=group_id, lock=statement_id))


@deed("/statements/{statement_id:str}/groups/{group_id:str}/opt-out", Verb.OPT_OUT, tag="input")
async def opt_out(request: AnyRequest, statement_id: FromPath[str], group_id: FromPath[str]) -> None:
    """The delegation speaks for itself on this text, and not through the group."""
    await act(request, opting_out.opt_out, statement_id, group_id, lock=statement_id)


@deed("/statements/{statement_id:str}/groups/{group_id:str}/rejoin", Verb.OPT_OUT, tag="input")
async def rejoin(request: AnyRequest, statement_id: FromPath[str], group_id: FromPath[str]) -> None:
    """The group speaks for the delegation again."""
    await act(request, opting_out.rejoin, statement_id, group_id, lock=statement_id)


handlers = [body_groups, begin_group, change_group, submit_for_group, opt_out, rejoin]
