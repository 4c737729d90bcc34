"""Review and submit: all that a delegation has drafted, what it has handed in, and what is still open."""

from typing import Any

from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.own_input import hand_in
from jointstatement.queries.own_input import own_input
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, NoFields, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/input")
async def review(request: AnyRequest, statement_id: FromPath[str], submitted: FromQuery[str] = "") -> Response[str]:
    """The delegation's own input."""
    return await review_page(request, statement_id, Given(), submitted=submitted == "yes")


@post("/statements/{statement_id:str}/input/submit")
async def submit(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head hands it in."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, hand_in, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input?submitted=yes")

    return await answer_form(request, NoFields, deed, again=lambda given: review_page(request, statement_id, given))


async def review_page(
    request: AnyRequest, statement_id: str, given: Given, *, submitted: bool = False
) -> Response[str]:
    """The page of the delegation's own input, with what a form on it held."""
    shown = await show(request, own_input, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "own_input/page.html",
        status_code=given.status_code,
        given=given,
        none_given=Given(),
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        submitted=submitted,
    )


handlers = [review, submit]
