"""Tables of comments as files."""

import asyncio

from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.documents.comment_files import TABLE_TYPES, TableForm, print_table
from jointstatement.documents.tables import Layout
from jointstatement.documents.word.tables import write_form_docx
from jointstatement.queries.comment_tables import comment_table, form_page
from jointstatement.terms import CopyKind, Verb
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.operations import AnyRequest, read
from jointstatement.web.copies import copy_sent
from jointstatement.web.reading import show

_ATTACHED = {"Content-Disposition": "attachment"}


@read("/statements/{statement_id:str}/comment-tables/{layout:str}/{table_form:str}", Verb.READ_NEGOTIATION, tag="input")
async def comment_table_file(
    request: AnyRequest,
    statement_id: FromPath[str],
    layout: FromPath[Layout],
    table_form: FromPath[TableForm],
    delegation_id: FromQuery[str] = "",
    with_answers: FromQuery[bool] = False,
) -> Response[bytes]:
    """The comments and amendments that the person may read by now, as a table in the ISO or the Codex layout."""
    table = await show(
        request,
        comment_table,
        viewer_of(request),
        statement_id,
        delegation_id=delegation_id,
        with_answers=with_answers,
        now=now_of(request),
    )
    content = await asyncio.to_thread(print_table, table, layout, table_form)
    return copy_sent(
        request,
        statement_id,
        content,
        kind=CopyKind.COMMENTS,
        revision=table.revision,
        form=table_form,
        media_type=TABLE_TYPES[table_form],
    )


@read("/statements/{statement_id:str}/comment-form", Verb.COMMENT, tag="input")
async def comment_form_file(request: AnyRequest, statement_id: FromPath[str]) -> Response[bytes]:
    """The ISO form for one's own delegation, a Word file with a row for each part of the text on the table."""
    shown = await show(request, form_page, viewer_of(request), statement_id, now=now_of(request))
    content = await asyncio.to_thread(write_form_docx, shown.table, shown.parts)
    return Response(content, media_type=TABLE_TYPES["docx"], headers=_ATTACHED)


handlers = [comment_table_file, comment_form_file]
