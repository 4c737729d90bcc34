"""Beside the chair: what those read who come with the next term, where the body lets them."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.queries.desk import desk_lines, read_desk
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]


@get("/desk")
async def desks(request: AnyRequest) -> Response[str]:
    """The statements in progress."""
    return page(request, "desk/list.html", lines=await show(request, desk_lines, viewer_of(request)))


@get("/statements/{statement_id:str}/desk")
async def desk(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The desk of one statement."""
    shown = await show(
        request, read_desk, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    markers = markers_of(request, shown.head.style)
    return page(request, "desk/page.html", shown=shown, head=shown.head, markers=markers)


handlers = [desks, desk]
