"""Groups: kept on the page of the body, spoken for and opted out of on the page of the own input."""

from typing import Any

import msgspec
from litestar import post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.groups import begin_group, change_group
from jointstatement.actions.opting_out import opt_out, rejoin
from jointstatement.actions.own_input import hand_in
from jointstatement.web.acting import act
from jointstatement.web.forms import Id, Line, NoFields, OptionalId, Version, answer_form
from jointstatement.web.pages.body import body_again
from jointstatement.web.pages.own_input import review_page
from jointstatement.web.rendering import go_to

AnyRequest = Request[Any, Any, Any]


class GroupForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group, its members ticked and one of them chosen to speak."""

    name: Line
    members: list[Id] = []
    speaker: OptionalId = ""
    version: Version = 1
    """The edition that was seen, where the group is changed."""
    group_id: OptionalId = ""


@post("/body/groups")
async def begin(request: AnyRequest) -> Response[Any]:
    """Begins a group."""

    async def deed(form: GroupForm) -> Response[Any]:
        await act(request, begin_group, name=form.name, member_ids=form.members, speaker_id=form.speaker)
        return go_to(request, "/body#groups-h")

    return await answer_form(request, GroupForm, deed, again=lambda given: body_again(request, given, form="group"))


@post("/body/groups/{group_id:str}")
async def change(request: AnyRequest, group_id: FromPath[str]) -> Response[Any]:
    """Saves a group as a further edition."""

    async def deed(form: GroupForm) -> Response[Any]:
        await act(
            request,
            change_group,
            group_id,
            name=form.name,
            member_ids=form.members,
            speaker_id=form.speaker,
            expected=form.version,
        )
        return go_to(request, "/body#groups-h")

    return await answer_form(request, GroupForm, deed, again=lambda given: body_again(request, given, form=group_id))


@post("/statements/{statement_id:str}/input/groups/{group_id:str}/submit")
async def submit_for(request: AnyRequest, statement_id: FromPath[str], group_id: FromPath[str]) -> Response[Any]:
    """The head hands in for the group."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, hand_in, statement_id, group_id=group_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input?submitted=yes")

    return await answer_form(request, NoFields, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/input/groups/{group_id:str}/opt-out")
async def leave(request: AnyRequest, statement_id: FromPath[str], group_id: FromPath[str]) -> Response[Any]:
    """The delegation speaks for itself on this text."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, opt_out, statement_id, group_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, NoFields, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/input/groups/{group_id:str}/rejoin")
async def come_back(request: AnyRequest, statement_id: FromPath[str], group_id: FromPath[str]) -> Response[Any]:
    """The group speaks for the delegation again."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, rejoin, statement_id, group_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, NoFields, deed, again=lambda given: review_page(request, statement_id, given))


handlers = [begin, change, submit_for, leave, come_back]
