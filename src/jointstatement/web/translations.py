"""Files in another language: as one is laid beside the original, and as an issued translation leaves by the door."""

import asyncio
from dataclasses import replace
from typing import Any

from litestar.connection import Request
from litestar.response import Response

from jointstatement.documents.files import MEDIA_TYPES, Form, read_file
from jointstatement.queries.translations import translations_page
from jointstatement.terms import CopyKind
from jointstatement.text.document import Document, Part
from jointstatement.text.punctuate import endings
from jointstatement.text.translations import language_name
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.copies import copy_sent
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


def translation_sent(
    request: Request[Any, Any, Any],
    statement_id: str,
    content: bytes,
    *,
    document: Document,
    form: Form,
    name: str = "",
) -> Response[bytes]:
    """The file of an issued translation; that one of a draft was taken is kept where the body keeps it of drafts."""
    draft = document.draft
    return copy_sent(
        request,
        statement_id,
        content,
        kind=CopyKind.DRAFT if draft else None,
        revision=f"{draft.revision}, {language_name(document.language)}" if draft else "",
        form=form,
        media_type=MEDIA_TYPES[form],
        name=name,
    )
