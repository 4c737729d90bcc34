"""My statements: what awaits me, and all statements."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.response import Response

from jointstatement.queries.dashboard import dashboard
from jointstatement.web.admission import viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/")
async def my_statements(request: AnyRequest) -> Response[str]:
    """The first page after coming in."""
    return page(request, "dashboard/page.html", board=await show(request, dashboard, viewer_of(request)))


handlers = [my_statements]
