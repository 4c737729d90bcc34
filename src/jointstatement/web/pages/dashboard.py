"""My statements: what awaits me, and all statements."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.response import Response

from jointstatement.queries.dashboard import dashboard
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/")
async def my_statements(request: AnyRequest) -> Response[str]:
    """The first page after coming in."""
    board = await show(request, dashboard, viewer_of(request), now=now_of(request))
    return page(request, "dashboard/page.html", board=board)


handlers = [my_statements]
