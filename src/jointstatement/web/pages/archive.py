"""The archive of the body: what it holds, and the file."""

import asyncio
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.response import Response, Stream

from jointstatement.archive import name_of_archive, write_archive
from jointstatement.queries.archive import archived
from jointstatement.web.admission import database_of, now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import page
from jointstatement.web.styles import style_for

AnyRequest = Request[Any, Any, Any]

_IN_MEMORY = 8 * 1024 * 1024
"""What is larger waits on the disk until it is sent."""
_CHUNK = 256 * 1024


@get("/archive")
async def archive(request: AnyRequest) -> Response[str]:
    """What the archive holds for this person."""
    return page(request, "archive/page.html", held=await show(request, archived, viewer_of(request)))


@get("/archive/file")
async def take_archive(request: AnyRequest) -> Stream:
    """The archive as one file."""
    return await archive_as_stream(request)


async def archive_as_stream(request: AnyRequest) -> Stream:
    """The archive, written before the first byte of it is sent. Raises `NotYours`."""
    viewer, database, now = viewer_of(request), database_of(request), now_of(request)
    name = await show(request, name_of_archive, viewer)

    def write() -> "SpooledTemporaryFile[bytes]":
        target = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when it is sent
        try:
            with database.reading() as session:
                write_archive(session, viewer, target, now=now, style_of=lambda name: style_for(request, name))  # type: ignore[arg-type]
        except BaseException:
            target.close()
            raise
        return target

    return Stream(
        _chunks(await asyncio.to_thread(write)),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chunks(file: "SpooledTemporaryFile[bytes]") -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


handlers = [archive, take_archive]
