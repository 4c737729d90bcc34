"""Who proposed which words, and what is shown to the room: two pages that the chair's office opens."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.queries.composing import room_part
from jointstatement.queries.origins import origins_page
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/origins")
async def origins(request: AnyRequest, statement_id: FromPath[str], revision: FromQuery[str] = "") -> Response[str]:
    """Where every word of the working text, or of a revision, comes from."""
    shown = await show(request, origins_page, viewer_of(request), statement_id, revision=revision, now=now_of(request))
    return page(request, "origins/page.html", head=shown.head, shown=shown)


@get("/statements/{statement_id:str}/room/{part_id:str}")
async def room(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """One part in large type: what is tabled, what is proposed, what is chosen so far."""
    shown = await show(request, room_part, viewer_of(request), statement_id, part_id, now=now_of(request))
    return page(request, "room/page.html", head=shown.head, shown=shown, place=shown.place, marks=shown.marks)


handlers = [origins, room]
