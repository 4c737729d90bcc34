"""Files to take away: drafts of a revision, and the final form of what was adopted."""

import asyncio
from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.documents.archive import letters_of
from jointstatement.documents.files import FORMS, MEDIA_TYPES, SUFFIXES, print_document
from jointstatement.documents.pdf import prints_pdf
from jointstatement.errors import NotFound
from jointstatement.queries.files import document_to_take
from jointstatement.queries.revisions import revisions
from jointstatement.queries.statement import StatementHead, statement_head
from jointstatement.terms import CopyKind
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.copies import copy_sent
from jointstatement.web.reading import show
from jointstatement.web.rendering import page
from jointstatement.web.styles import rules_of, style_for

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/files")
async def files(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What can be taken away."""
    view = await show(
        request, revisions, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(request, "exports/page.html", view=view, head=view.head, pdf=prints_pdf())


@get("/statements/{statement_id:str}/files/{form:str}")
async def take_file(
    request: AnyRequest,
    statement_id: FromPath[str],
    form: FromPath[str],
    revision: FromQuery[str] = "",
    states: FromQuery[bool] = False,
    reserves: FromQuery[bool | None] = None,
) -> Response[bytes]:
    """The adopted text in its final form, or before adoption (and of a revision that is named) a draft.

    With states, the draft as it stands says of each clause how far it has come; with reserves, who reserves where.
    """
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))
    kind = CopyKind.DRAFT_WITH_STATES if states else CopyKind.DRAFT
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None:
        raise NotFound()
    viewer, chosen_id = viewer_of(request), revision or None
    document = await show(request, document_to_take, viewer, statement_id, chosen_id, states=states, reserves=reserves)
    label = document.draft.revision if document.draft else f"{head.symbol} adopted"
    if states:
        label = f"{label} with states"
    style = style_for(request, document.style)
    content = await asyncio.to_thread(print_document, document, style, chosen)
    return copy_sent(
        request,
        statement_id,
        content,
        kind=kind if document.draft else None,
        revision=document.draft.revision if document.draft else "",
        form=chosen,
        media_type=MEDIA_TYPES[chosen],
        name=f"{file_name(head, label)}.{SUFFIXES[chosen]}",
    )


def file_name(head: StatementHead, label: str) -> str:
    """Body, statement and revision in letters that every file system and mail program takes."""
    return "-".join(filter(None, (letters_of(head.body), letters_of(head.title)[:60].strip("-"), letters_of(label))))


handlers = [files, take_file]
