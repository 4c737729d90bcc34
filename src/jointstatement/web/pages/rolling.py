"""Rolling texts to take away: Word files with tracked changes."""

import asyncio
from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.queries.rolling import between_revisions, revision_with_amendments
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.pages.exports import MEDIA_TYPES, file_name
from jointstatement.web.printing import print_rolling
from jointstatement.web.reading import show

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/rolling")
async def take_rolling(
    request: AnyRequest,
    statement_id: FromPath[str],
    revision: FromQuery[str] = "",
    old: FromQuery[str] = "",
    new: FromQuery[str] = "",
    names: FromQuery[str] = "shown",
) -> Response[bytes]:
    """A revision with its amendments as tracked changes; or, where `old` is named, the way from it to `new`."""
    viewer, now = viewer_of(request), now_of(request)
    if old:
        rolling = await show(request, between_revisions, viewer, statement_id, old, new, now=now)
    else:
        rolling = await show(request, revision_with_amendments, viewer, statement_id, revision, now=now)
    content = await asyncio.to_thread(print_rolling, request, rolling, with_names=names != "hidden")
    name = f"{file_name(rolling.head, rolling.label)}.docx"
    return Response(
        content,
        media_type=MEDIA_TYPES["docx"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


handlers = [take_rolling]
