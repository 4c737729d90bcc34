"""A delegate issues an amendment of an earlier revision anew."""

from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.rebasing import reissue
from jointstatement.queries.rebasing import giving_anew
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class AnewForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole wording, on the words that stand there now."""

    wording: Text


@get("/statements/{statement_id:str}/input/anew/{amendment_id:str}")
async def anew(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> Response[str]:
    """Both texts, the place where they meet, and a box for words that do both."""
    return await _page(request, statement_id, amendment_id, Given())


@post("/statements/{statement_id:str}/input/anew/{amendment_id:str}")
async def issue_anew(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> Response[Any]:
    """Drafts it anew."""

    async def deed(form: AnewForm) -> Response[Any]:
        await act(request, reissue, statement_id, amendment_id, wording=form.wording, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(
        request, AnewForm, deed, again=lambda given: _page(request, statement_id, amendment_id, given)
    )


async def _page(request: AnyRequest, statement_id: str, amendment_id: str, given: Given) -> Response[str]:
    shown = await show(request, giving_anew, viewer_of(request), statement_id, amendment_id, now=now_of(request))
    return page(
        request,
        "rebasing/page.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        marks=shown.marks,
    )


handlers = [anew, issue_anew]
