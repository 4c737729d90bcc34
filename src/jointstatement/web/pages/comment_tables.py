"""Tables of comments to take away, and the form for comments: taken, filled in offline, read back and confirmed."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.form_input import ConfirmedRow, keep_form
from jointstatement.documents.comment_files import TABLE_FORMS, TABLE_TYPES, print_table
from jointstatement.documents.filled_form import FilledForm, PlacedRow, placed_rows
from jointstatement.documents.tables import Layout, citation_of, first_words
from jointstatement.documents.word.iso_form import read_uploaded_form
from jointstatement.documents.word.tables import write_form_docx
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.queries.comment_tables import FormPage, comment_table, form_page, table_choice
from jointstatement.queries.statement import statement_head
from jointstatement.terms import CommentClass, CopyKind, Weight
from jointstatement.text.compare import Segment, compare
from jointstatement.text.document import LeftOut
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.copies import copy_sent
from jointstatement.web.forms import UPLOAD_BYTES, Given, OptionalId, Text, answer_form, uploaded
from jointstatement.web.pages.exports import file_name
from jointstatement.web.pages.input_list import wanted_in
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]

MOST_ROWS = 200
"""Of a form that is confirmed on one page."""
_GIVEN_ALREADY = N_("It was printed with a number: it has been given before.")
_OF_ANOTHER = N_("The file says that another delegation wrote it. What you keep is kept as your delegation’s own.")
_REPLACES = N_("Your delegation has a draft amendment on this part; this one takes its place.")


class FormFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form that is one file."""


class KeptRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of a form as a person confirmed them: in each list, one value for each row."""

    number: list[Annotated[int, msgspec.Meta(ge=1, le=100_000)]]
    expected: list[Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)]]
    keep: list[Literal["", "amendment", "comment", "drop"]]
    part: list[OptionalId]
    wording: list[Text]
    text: list[Text]
    comment_class: list[CommentClass]
    weight: list[Weight]


class ShownRow(msgspec.Struct, frozen=True):
    """One row of a form as the page shows it."""

    number: str
    said_by: str
    """The delegation that the file names."""
    cited: str
    """As the file cites the part."""
    keep: str
    part: str
    wording: str
    text: str
    comment_class: str
    weight: str
    expected: str
    redline: tuple[Segment, ...] = ()
    """The proposed wording against the part's own words."""
    doubts: tuple[str, ...] = ()
    """Message ids of what a person should look at."""


@get("/statements/{statement_id:str}/comments")
async def tables(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """Which table is wanted; for a delegation, also the form."""
    return await _tables(request, statement_id, Given())


@get("/statements/{statement_id:str}/comments/file")
async def take_table(
    request: AnyRequest,
    statement_id: FromPath[str],
    layout: FromQuery[str] = Layout.ISO.value,
    form: FromQuery[str] = "docx",
    delegation: FromQuery[str] = "",
    answers: FromQuery[str] = "",
) -> Response[bytes]:
    """A table of comments, as far as the person may read them by now; with the filters of the list, what they find."""
    chosen = next((each for each in TABLE_FORMS if each == form), None)
    if layout not in set(Layout) or chosen is None:
        raise NotFound()
    viewer, now = viewer_of(request), now_of(request)
    head = await show(request, statement_head, viewer, statement_id, now=now)
    table = await show(
        request,
        comment_table,
        viewer,
        statement_id,
        delegation_id=delegation,
        with_answers=answers == "yes",
        wanted=wanted_in(request),
        now=now,
    )
    content = await asyncio.to_thread(print_table, table, Layout(layout), chosen)
    label = "-".join(filter(None, (table.revision, "comments", table.delegation)))
    return copy_sent(
        request,
        statement_id,
        content,
        kind=CopyKind.COMMENTS,
        revision=table.revision,
        form=chosen,
        media_type=TABLE_TYPES[chosen],
        name=f"{file_name(head, label)}.{form}",
    )


@get("/statements/{statement_id:str}/comments/form")
async def take_form(request: AnyRequest, statement_id: FromPath[str]) -> Response[bytes]:
    """The form for one's own delegation, with a row for each part of the text on the table.

    That it was taken is kept in no body: it would tell who is about to write.
    """
    shown = await show(request, form_page, viewer_of(request), statement_id, now=now_of(request))
    content = await asyncio.to_thread(write_form_docx, shown.table, shown.parts)
    label = f"{shown.table.revision}-form-{shown.table.delegation}"
    return _file(content, f"{file_name(shown.head, label)}.docx", TABLE_TYPES["docx"])


@post("/statements/{statement_id:str}/comments/read", request_max_body_size=UPLOAD_BYTES)
async def read_form(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Reads a form that was filled in and shows what would be kept. Nothing is kept."""
    shown = await show(request, form_page, viewer_of(request), statement_id, now=now_of(request))

    async def deed(_: FormFile) -> Response[Any]:
        name, content = await uploaded(request, "file")
        form = await asyncio.to_thread(read_uploaded_form, content)
        if len(form.rows) > MOST_ROWS:
            raise BadInput(
                "file", N_("The form has more than {most} filled rows; please send it in parts."), most=MOST_ROWS
            )
        if not form.rows:
            raise BadInput("file", N_("Nothing is written in the form: it has neither comments nor proposed changes."))
        return _confirming(request, shown, _shown_rows(form, shown), form.left_out, Given(), name=name)

    return await answer_form(request, FormFile, deed, again=lambda given: _tables(request, statement_id, given))


@post("/statements/{statement_id:str}/comments/keep", request_max_body_size=UPLOAD_BYTES)
async def keep_rows(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Keeps what was confirmed, as drafts of the person's own delegation."""
    shown = await show(request, form_page, viewer_of(request), statement_id, now=now_of(request))

    async def deed(form: KeptRows) -> Response[Any]:
        await act(request, keep_form, statement_id, rows=_confirmed(form), lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    async def again(given: Given) -> Response[Any]:
        return _confirming(request, shown, _rows_again(given), (), given)

    return await answer_form(request, KeptRows, deed, again=again)


async def _tables(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(request, table_choice, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request, "comment_tables/page.html", status_code=given.status_code, given=given, head=shown.head, shown=shown
    )


def _confirming(
    request: AnyRequest,
    shown: FormPage,
    rows: Sequence[ShownRow],
    left_out: Sequence[LeftOut],
    given: Given,
    name: str = "",
) -> Response[str]:
    return page(
        request,
        "comment_tables/form.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        name=name,
        # What a person has to look at comes first.
        rows=sorted(rows, key=lambda row: not row.doubts),
        left_out=left_out,
        comment_classes=tuple(CommentClass),
        weights=tuple(Weight),
        parts=[("", ""), *((part.id, f"{citation_of(part)}: {first_words(part.wording)}") for part in shown.parts)],
    )


def _shown_rows(form: FilledForm, shown: FormPage) -> tuple[ShownRow, ...]:
    return tuple(_shown_row(placed, shown) for placed in placed_rows(form, shown.parts))


def _shown_row(placed: PlacedRow, shown: FormPage) -> ShownRow:
    row = placed.row
    doubts = list(placed.doubts)
    keep = "amendment" if placed.is_amendment else "comment"
    if not placed.is_found:
        keep = ""
    if row.delegation and row.delegation.casefold() != shown.table.delegation.casefold():
        doubts.append(_OF_ANOTHER)
        keep = "drop"
    if row.label:
        doubts.append(_GIVEN_ALREADY)
        keep = "drop"
    if placed.is_amendment and placed.part_id in shown.drafts:
        doubts.append(_REPLACES)
    return ShownRow(
        number=str(row.number),
        said_by=", ".join(filter(None, (row.delegation, *row.notes))),
        cited=" ".join(filter(None, (row.clause, row.paragraph))),
        keep=keep,
        part=placed.part_id,
        wording=placed.wording,
        text=placed.text,
        comment_class=placed.comment_class.value,
        weight=placed.weight.value,
        expected=str(shown.drafts.get(placed.part_id, 0)),
        redline=compare(placed.part.wording, placed.wording) if placed.part and placed.is_amendment else (),
        doubts=tuple(doubts),
    )


def _confirmed(form: KeptRows) -> tuple[ConfirmedRow, ...]:
    """The rows that are kept. Raises `BadInput` for one that nobody has decided, and for lists of unequal length."""
    columns = [getattr(form, name) for name in KeptRows.__struct_fields__]
    if len({len(column) for column in columns}) != 1:
        raise BadInput("", N_("The form did not arrive whole. Please read the file again."))
    rows = []
    for number, expected, keep, part, wording, text, comment_class, weight in zip(*columns, strict=True):
        if not keep:
            raise BadInput("keep", N_("Please choose what becomes of row {row}."), row=number)
        if keep == "amendment" and not wording:
            raise BadInput("wording", N_("Row {row} is to be an amendment and has no wording."), row=number)
        if keep != "drop":
            proposed = wording if keep == "amendment" else ""
            rows.append(ConfirmedRow(number, part, proposed, text, comment_class, weight, expected))
    return tuple(rows)


def _rows_again(given: Given) -> tuple[ShownRow, ...]:
    """The rows as they were sent, where the form comes back; what does not belong to a row is left behind."""
    columns = []
    for name in KeptRows.__struct_fields__:
        values = given.values.get(name, [])
        columns.append([values] if isinstance(values, str) else list(values))
    return tuple(
        ShownRow(
            number=number,
            said_by="",
            cited="",
            keep=keep,
            part=part,
            wording=wording,
            text=text,
            comment_class=comment_class,
            weight=weight,
            expected=expected,
        )
        for number, expected, keep, part, wording, text, comment_class, weight in zip(*columns, strict=False)
    )


def _file(content: bytes, name: str, media_type: str) -> Response[bytes]:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


handlers = [tables, take_table, take_form, read_form, keep_rows]
