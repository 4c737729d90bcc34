"""The archive of the body, for programs."""

from litestar.response import Stream

from jointstatement.queries.archive import Archived, archived
from jointstatement.terms import Verb
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.operations import AnyRequest, read
from jointstatement.web.pages.archive import archive_as_stream
from jointstatement.web.reading import show

TAG = "memory"


@read("/archive", Verb.TAKE_ARCHIVE, tag=TAG)
async def archive(request: AnyRequest) -> Archived:
    """What the archive of the body holds for this person."""
    return await show(request, archived, viewer_of(request))


@read("/archive/file", Verb.TAKE_ARCHIVE, tag=TAG)
async def archive_file(request: AnyRequest) -> Stream:
    """The archive of the body as one zip; the same bytes as long as nothing has happened."""
    return await archive_as_stream(request)


handlers = [archive, archive_file]
