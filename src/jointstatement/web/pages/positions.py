"""The matrix: the parts of the text against the delegations."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.queries.positions import MembersShown, PartsShown, matrix
from jointstatement.terms import Position
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import is_htmx, page

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/positions")
async def positions(
    request: AnyRequest,
    statement_id: FromPath[str],
    parts: FromQuery[str] = "all",
    members: FromQuery[str] = "all",
    parts_from: FromQuery[str] = "",
    members_from: FromQuery[str] = "",
) -> Response[str]:
    """Who holds what; to htmx the table alone. A filter that is unknown shows all.

    Of many parts and delegations a window is shown, from the places asked for; what is no place is the first.
    """
    shown = await show(
        request,
        matrix,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        parts_shown=PartsShown(parts) if parts in set(PartsShown) else PartsShown.ALL,
        members_shown=MembersShown(members) if members in set(MembersShown) else MembersShown.ALL,
        parts_from=_place(parts_from),
        members_from=_place(members_from),
    )
    return page(
        request,
        "positions/_matrix.html" if is_htmx(request) else "positions/page.html",
        head=shown.head,
        shown=shown,
        positions=tuple(Position),
    )


def _place(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


handlers = [positions]
