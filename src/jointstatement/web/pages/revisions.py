"""Revisions: their list, any two compared, and the tabling of the next one."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.rounds import circulate_non_paper, table_revision
from jointstatement.queries.revisions import comparison, revisions, tabling
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, is_htmx, page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]


class TablingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tabling asks nothing but the press: of the one button, or of the other."""

    standing: Literal["", "none"] = ""
    """With "none" the text is circulated as a non-paper."""


@get("/statements/{statement_id:str}/revisions")
async def list_revisions(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """All tabled revisions."""
    view = await show(
        request, revisions, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(request, "revisions/page.html", view=view, head=view.head)


@get("/statements/{statement_id:str}/compare")
async def compare_two(
    request: AnyRequest,
    statement_id: FromPath[str],
    old: FromQuery[str] = "",
    new: FromQuery[str] = "",
    layout: FromQuery[str] = "inline",
) -> Response[str]:
    """Two texts against each other, in one column or side by side."""
    view = await show(
        request, comparison, viewer_of(request), statement_id, old, new, now=now_of(request), rules_of=rules_of(request)
    )
    chosen: Literal["inline", "beside"] = "beside" if layout == "beside" else "inline"
    return page(
        request,
        "revisions/_comparison.html" if is_htmx(request) else "revisions/compare.html",
        view=view,
        head=view.head,
        layout=chosen,
        markers=markers_of(request, view.head.style),
    )


@get("/statements/{statement_id:str}/tabling")
async def ask_tabling(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What would be tabled."""
    return await _tabling(request, statement_id, Given())


@post("/statements/{statement_id:str}/tabling")
async def table(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Tables the working text as the next revision."""

    async def deed(form: TablingForm) -> Response[Any]:
        verb = circulate_non_paper if form.standing == "none" else table_revision
        await act(request, verb, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(request, TablingForm, deed, again=lambda given: _tabling(request, statement_id, given))


async def _tabling(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    view = await show(
        request, tabling, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(
        request,
        "revisions/tabling.html",
        status_code=given.status_code,
        view=view,
        head=view.head,
        given=given,
        markers=markers_of(request, view.head.style),
    )


handlers = [list_revisions, compare_two, ask_tabling, table]
