"""Rolling texts for programs: Word files with tracked changes."""

import asyncio

from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.queries.rolling import between_revisions, revision_with_amendments
from jointstatement.terms import Verb
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.operations import AnyRequest, read
from jointstatement.web.api.reading import FILE_TYPES
from jointstatement.web.printing import print_rolling
from jointstatement.web.reading import show


@read("/statements/{statement_id:str}/rolling", Verb.EXPORT_DRAFT, tag="text")
async def take_rolling(
    request: AnyRequest, statement_id: FromPath[str], revision: FromQuery[str] = "", names: FromQuery[bool] = True
) -> Response[bytes]:
    """A revision, by its number or label, with its live amendments as tracked changes and the comments, in Word."""
    rolling = await show(
        request, revision_with_amendments, viewer_of(request), statement_id, revision, now=now_of(request)
    )
    content = await asyncio.to_thread(print_rolling, request, rolling, with_names=names)
    return Response(content, media_type=FILE_TYPES["docx"], headers={"Content-Disposition": "attachment"})


@read("/statements/{statement_id:str}/redline", Verb.EXPORT_DRAFT, tag="text")
async def take_redline(
    request: AnyRequest,
    statement_id: FromPath[str],
    old: FromQuery[str],
    new: FromQuery[str] = "",
    names: FromQuery[bool] = True,
) -> Response[bytes]:
    """The way from a revision to another one, or to "working", as tracked changes in Word."""
    rolling = await show(request, between_revisions, viewer_of(request), statement_id, old, new, now=now_of(request))
    content = await asyncio.to_thread(print_rolling, request, rolling, with_names=names)
    return Response(content, media_type=FILE_TYPES["docx"], headers={"Content-Disposition": "attachment"})


handlers = [take_rolling, take_redline]
