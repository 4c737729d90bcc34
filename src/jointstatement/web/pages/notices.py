"""A person's own list of notices: what happened, never what was written."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.response import Response

from jointstatement.actions.notices import read_notices
from jointstatement.queries.people import notices
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import instant
from jointstatement.web.forms import Given, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour at which the list was shown."""

    until: Annotated[datetime, msgspec.Meta(tz=True)]


@get("/notices")
async def own_notices(request: AnyRequest) -> Response[str]:
    """The list, the newest first."""
    return await _notices(request, Given())


@post("/notices")
async def mark_read(request: AnyRequest) -> Response[Any]:
    """Marks what was shown as read."""

    async def deed(form: Seen) -> Response[Any]:
        await act(request, read_notices, until=instant("until", form.until))
        return go_to(request, "/notices")

    return await answer_form(request, Seen, deed, again=lambda given: _notices(request, given))


async def _notices(request: AnyRequest, given: Given) -> Response[str]:
    lines = await show(request, notices, viewer_of(request))
    return page(request, "notices/page.html", status_code=given.status_code, lines=lines, given=given)


handlers = [own_notices, mark_read]
