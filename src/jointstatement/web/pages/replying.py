"""Replies under a comment: from a delegate's page of a part and of the own input, and from the office's desk."""

from typing import Any

import msgspec
from litestar import post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.replying import reply, withdraw_reply
from jointstatement.web.acting import act
from jointstatement.web.forms import Id, NoFields, Text, answer_form, read_form
from jointstatement.web.pages.deciding import decide_again
from jointstatement.web.pages.own_input import review_page
from jointstatement.web.pages.part import part_again
from jointstatement.web.rendering import go_to

AnyRequest = Request[Any, Any, Any]


class ReplyForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reply to one comment."""

    reply_to: Id
    reply_words: Text


@post("/statements/{statement_id:str}/parts/{address:str}/replies")
async def reply_on_part(request: AnyRequest, statement_id: FromPath[str], address: FromPath[str]) -> Response[Any]:
    """Replies for the delegation."""

    async def deed(form: ReplyForm) -> Response[Any]:
        await act(request, reply, statement_id, form.reply_to, text=form.reply_words, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/parts/{address}?saved=yes")

    return await answer_form(
        request, ReplyForm, deed, again=lambda given: part_again(request, statement_id, address, given)
    )


@post("/statements/{statement_id:str}/input/replies")
async def reply_on_own(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Replies for the delegation, under a comment of its own."""

    async def deed(form: ReplyForm) -> Response[Any]:
        await act(request, reply, statement_id, form.reply_to, text=form.reply_words, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, ReplyForm, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/decide/{address:str}/replies")
async def reply_on_desk(request: AnyRequest, statement_id: FromPath[str], address: FromPath[str]) -> Response[Any]:
    """Replies for the chair's office."""

    async def deed(form: ReplyForm) -> Response[Any]:
        await act(request, reply, statement_id, form.reply_to, text=form.reply_words, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/decide/{address}")

    return await answer_form(
        request, ReplyForm, deed, again=lambda given: decide_again(request, statement_id, address, given)
    )


@post("/statements/{statement_id:str}/parts/{address:str}/replies/{reply_id:str}/withdraw")
async def withdraw_on_part(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], reply_id: FromPath[str]
) -> Response[Any]:
    """Takes the delegation's reply back."""
    await read_form(request, NoFields)
    await act(request, withdraw_reply, statement_id, reply_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/parts/{address}")


@post("/statements/{statement_id:str}/input/replies/{reply_id:str}/withdraw")
async def withdraw_on_own(request: AnyRequest, statement_id: FromPath[str], reply_id: FromPath[str]) -> Response[Any]:
    """Takes the delegation's reply back."""
    await read_form(request, NoFields)
    await act(request, withdraw_reply, statement_id, reply_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/input")


@post("/statements/{statement_id:str}/decide/{address:str}/replies/{reply_id:str}/withdraw")
async def withdraw_on_desk(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], reply_id: FromPath[str]
) -> Response[Any]:
    """Takes the office's reply back."""
    await read_form(request, NoFields)
    await act(request, withdraw_reply, statement_id, reply_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/decide/{address}")


handlers = [reply_on_part, reply_on_own, reply_on_desk, withdraw_on_part, withdraw_on_own, withdraw_on_desk]
