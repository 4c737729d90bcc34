"""Copies of drafts: which were taken out, and the body's rules for them."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.copies import change_copy_rules
from jointstatement.queries.copies import copies_page
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Version, answer_form
from jointstatement.web.pages.body import body_again
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class CopyRulesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for copies of drafts from now on."""

    version: Version
    copies_are_named: Literal["yes", "no"]
    copies_are_logged: Literal["yes", "no"]


@get("/statements/{statement_id:str}/copies")
async def copies(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """Which drafts were taken out, by whom and when."""
    shown = await show(request, copies_page, viewer_of(request), statement_id, now=now_of(request))
    return page(request, "copies/page.html", shown=shown, head=shown.head)


@post("/body/copies")
async def change(request: AnyRequest) -> Response[Any]:
    """Changes the rules."""

    async def deed(form: CopyRulesForm) -> Response[Any]:
        await act(
            request,
            change_copy_rules,
            copies_are_named=form.copies_are_named == "yes",
            copies_are_logged=form.copies_are_logged == "yes",
            expected=form.version,
        )
        return go_to(request, "/body")

    return await answer_form(
        request, CopyRulesForm, deed, again=lambda given: body_again(request, given, form="copies")
    )


handlers = [copies, change]
