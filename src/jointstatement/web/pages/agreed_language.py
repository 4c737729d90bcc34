"""Agreed language: the search over all adopted clauses, and what is nearest to a clause on the desk."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.errors import BadInput
from jointstatement.queries.agreed_language import LONGEST_SEARCH, agreed_page, near_agreed
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given
from jointstatement.web.reading import show
from jointstatement.web.rendering import page, translator
from jointstatement.web.sentences import sentence_of

AnyRequest = Request[Any, Any, Any]


@get("/agreed")
async def agreed(request: AnyRequest, words: FromQuery[str] = "") -> Response[str]:
    """Searches the adopted clauses of the body."""
    words = words[:LONGEST_SEARCH]
    given = Given(values={"words": words})
    try:
        shown = await show(request, agreed_page, viewer_of(request), words)
    except BadInput as refusal:
        given = Given({"words": words}, {refusal.field: sentence_of(refusal, translator(request))}, refusal, 422)
        shown = await show(request, agreed_page, viewer_of(request), "")
    return page(request, "agreed/page.html", status_code=given.status_code, shown=shown, given=given)


@get("/statements/{statement_id:str}/draft/{part_id:str}/agreed")
async def near(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """The agreed language nearest to one clause of the working text."""
    shown = await show(request, near_agreed, viewer_of(request), statement_id, part_id, now=now_of(request))
    return page(request, "agreed/near.html", shown=shown, head=shown.head)


handlers = [agreed, near]
