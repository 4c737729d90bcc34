"""A file in another language as it is laid beside the original: read, and each part with what closes it."""

import asyncio
from dataclasses import replace
from typing import Any

from litestar.connection import Request

from jointstatement.documents.files import read_file
from jointstatement.queries.translations import translations_page
from jointstatement.text.document import Part
from jointstatement.text.punctuate import endings
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.styles import style_for
from jointstatement.workflow.permit import demand


async def parts_of_file(
    request: Request[Any, Any, Any], statement_id: str, content: bytes, name: str
) -> tuple[Part, ...]:
    """The parts of a file; punctuation that a style computes stands in them.

    Raises `UnreadableFile`, and what `may_translate` refuses before the file is looked at.
    """
    shown = await show(request, translations_page, viewer_of(request), statement_id, now=now_of(request))
    demand(shown.to_translate)
    read = (await asyncio.to_thread(read_file, content, name)).document.parts
    closing = endings(read, style_for(request, shown.head.style).endings)
    return tuple(replace(part, ending=ending) for part, ending in zip(read, closing, strict=True))
