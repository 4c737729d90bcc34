"""Starting a statement, and the working text part by part."""

import asyncio
import json
from typing import Annotated, Any

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import drafting, numbering
from jointstatement.documents.as_json import reading_as_json
from jointstatement.documents.files import FormRead, read_file
from jointstatement.documents.word.view import View
from jointstatement.terms import PartKind, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import UPLOAD_BODY_BYTES, FileContent, Level, Line, Text, Version
from jointstatement.web.api.operations import AnyRequest, Created, deed
from jointstatement.web.beginning import chosen_frame
from jointstatement.web.forms import Id
from jointstatement.web.imports import import_waiting
from jointstatement.web.styles import chosen_style, formulas_for
from jointstatement.workflow.permit import demand, may_create_statement

TAG = "text"


class NewStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that begins with its title."""

    meeting_id: Id
    title: Line
    style: Line = "o-we"
    workflow: Line = "consensus"


class NewUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file with a text: Word, PDF, HTML of Word, plain text, or the JSON of a reading; its content in base64.

    `form` says what it is, where its first bytes do not: HTML of other programs is read only where it is named.
    `view` says which text of a file with tracked changes is read; without it such a file is refused.
    """

    name: Line
    content: FileContent
    form: FormRead | None = None
    view: View | None = None


class FromReading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that begins with what was read in a file."""

    meeting_id: Id
    style: Line = "o-we"
    workflow: Line = "consensus"


class NewPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part, and after which other one it stands; without one, where parts of its kind begin."""

    kind: PartKind
    wording: Text
    after: Id | None = None
    level: Level = 0
    key: Line | None = None
    mark: Line | None = None
    label: Line | None = None


class Rewording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for a part; `ending` null leaves its closing punctuation to the style, without it all stays."""

    wording: Text
    expected: Version
    ending: Annotated[str, msgspec.Meta(max_length=40)] | None | msgspec.UnsetType = msgspec.UNSET


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another place for a part; without `after`, the head of the body or of the footnotes."""

    expected: Version
    after: Id | None = None


class Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two halves of a clause."""

    first: Text
    second: Text
    expected: Version


class Merge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another clause that is joined to this one, and the words of both."""

    with_part_id: Id
    wording: Text
    expected: Version
    expected_of_other: Version


class AsSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version of the part that was seen."""

    expected: Version


class ChosenStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement style by its name."""

    style: Line


@deed("/statements", Verb.CREATE_STATEMENT, tag=TAG, status=201)
async def create_statement(request: AnyRequest, data: JSONBody[NewStatement]) -> Created:
    """Begins a statement with its title, and the chapeau and closing that its style proposes."""
    formulas = await formulas_for(request, await chosen_style(request, data.style), data.meeting_id)
    return Created(
        await act(request, drafting.create_statement, title=data.title, **formulas, **await _frame(request, data))
    )


@deed("/uploads", tag=TAG, status=201, largest_body=UPLOAD_BODY_BYTES)
async def upload_file(request: AnyRequest, data: JSONBody[NewUpload]) -> Created:
    """Reads a file and keeps both, for a day at most, until the reading is confirmed or dropped."""
    demand(may_create_statement(viewer_of(request).role))  # before a stranger's file is read at all
    reading = await asyncio.to_thread(read_file, data.content, data.name, view=data.view, form=data.form)
    return Created(
        await act(
            request,
            drafting.keep_upload,
            file_name=data.name,
            content=data.content,
            reading_json=json.dumps(reading_as_json(reading), ensure_ascii=False),
        )
    )


@deed("/uploads/{upload_id:str}/confirm", Verb.IMPORT_TEXT, tag=TAG, status=201)
async def import_text(request: AnyRequest, upload_id: FromPath[str], data: JSONBody[FromReading]) -> Created:
    """Begins a statement with what was read in a waiting file."""
    return Created(await act(request, import_waiting, upload_id, **await _frame(request, data)))


@deed("/uploads/{upload_id:str}/drop", tag=TAG)
async def drop_upload(request: AnyRequest, upload_id: FromPath[str]) -> None:
    """Throws a waiting file and its reading away."""
    await act(request, drafting.drop_upload, upload_id)


@deed("/statements/{statement_id:str}/parts", Verb.INSERT_PART, tag=TAG, status=201)
async def insert_part(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewPart]) -> Created:
    """Inserts a part into the working text."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, drafting.insert_part, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/parts/{part_id:str}/reword", Verb.REWORD_PART, tag=TAG)
async def reword_part(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Rewording]
) -> None:
    """Changes the words of a part; refused with both texts where it is no longer the one that was seen."""
    ending = drafting.UNCHANGED if isinstance(data.ending, msgspec.UnsetType) else data.ending
    await act(
        request,
        drafting.reword_part,
        statement_id,
        part_id,
        wording=data.wording,
        ending=ending,
        expected=data.expected,
        lock=statement_id,
    )


@deed("/statements/{statement_id:str}/parts/{part_id:str}/move", Verb.MOVE_PART, tag=TAG)
async def move_part(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Move]
) -> None:
    """Moves a part, a clause with its items, after another one."""
    await act(
        request,
        drafting.move_part,
        statement_id,
        part_id,
        after=data.after,
        expected=data.expected,
        lock=statement_id,
    )


@deed("/statements/{statement_id:str}/parts/{part_id:str}/split", Verb.SPLIT_CLAUSE, tag=TAG, status=201)
async def split_clause(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Split]
) -> Created:
    """Divides a clause in two; the first half keeps its identity."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, drafting.split_clause, statement_id, part_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/parts/{part_id:str}/merge", Verb.MERGE_CLAUSES, tag=TAG)
async def merge_clauses(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Merge]
) -> None:
    """Joins another clause to this one, which keeps its identity and place."""
    await act(
        request,
        drafting.merge_clauses,
        statement_id,
        part_id,
        data.with_part_id,
        wording=data.wording,
        expected_first=data.expected,
        expected_second=data.expected_of_other,
        lock=statement_id,
    )


@deed("/statements/{statement_id:str}/parts/{part_id:str}/remove", Verb.REMOVE_PART, tag=TAG)
async def remove_part(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[AsSeen]
) -> None:
    """Takes a part out of the text, a clause with its items."""
    await act(request, drafting.remove_part, statement_id, part_id, expected=data.expected, lock=statement_id)


@deed("/statements/{statement_id:str}/style-endings", Verb.APPLY_STYLE_ENDINGS, tag=TAG)
async def apply_style_endings(request: AnyRequest, statement_id: FromPath[str]) -> None:
    """Gives the closing punctuation of the whole text to the style."""
    await act(request, drafting.take_style_endings, statement_id, lock=statement_id)


@deed("/statements/{statement_id:str}/numbers", Verb.RENUMBER_CLAUSES, tag=TAG)
async def renumber_clauses(request: AnyRequest, statement_id: FromPath[str]) -> None:
    """Lets the clauses be counted 1, 2, 3 … again, whatever they were called when they were tabled."""
    await act(request, numbering.renumber_clauses, statement_id, lock=statement_id)


@deed("/statements/{statement_id:str}/style", Verb.APPLY_STYLE_ENDINGS, tag=TAG)
async def set_style(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ChosenStyle]) -> None:
    """Chooses the statement style of the working text."""
    style = await chosen_style(request, data.style)
    await act(request, drafting.set_style, statement_id, style=style.name, lock=statement_id)


async def _frame(request: AnyRequest, data: NewStatement | FromReading) -> dict[str, Any]:
    frame = await chosen_frame(request, style=data.style, workflow=data.workflow)
    return {"meeting_id": data.meeting_id, **frame}


handlers = [
    create_statement,
    upload_file,
    import_text,
    drop_upload,
    insert_part,
    reword_part,
    move_part,
    split_clause,
    merge_clauses,
    remove_part,
    apply_style_endings,
    renumber_clauses,
    set_style,
]
