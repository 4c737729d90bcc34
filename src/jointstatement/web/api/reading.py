"""What a person may read: the same as on the pages, as whole lists with ids and versions."""

import asyncio
import json
from datetime import date, datetime
from typing import Any

import msgspec
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.documents.files import MEDIA_TYPES, Form, print_document
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.queries.body import DelegationLine, MeetingLine, body_page
from jointstatement.queries.dashboard import Dashboard, dashboard
from jointstatement.queries.files import document_to_take
from jointstatement.queries.first_run import Waiting, beginning, waiting_upload
from jointstatement.queries.input_list import Answered, InputLines, Kind, Standing, Wanted, input_lines
from jointstatement.queries.listing import (
    AdoptionView,
    GivenInput,
    RevisionText,
    SilenceView,
    StatementView,
    TokenLine,
    WorkflowView,
    WorkingText,
    adoption_view,
    given_input,
    own_given_input,
    own_tokens,
    revision_text_view,
    silence_view,
    statement_view,
    workflow_view,
    working_text_view,
)
from jointstatement.queries.people import People, notices, people
from jointstatement.queries.positions import Matrix, matrix
from jointstatement.queries.published import PublicAmendment, published_statement
from jointstatement.queries.record import chain_entries
from jointstatement.queries.revisions import Comparison, RevisionLine, comparison, revisions
from jointstatement.queries.rounds import RoundLine, rounds
from jointstatement.queries.soundness import verify_statement_record
from jointstatement.queries.statement import statement_head
from jointstatement.queries.verification import Corrected, corrected_by
from jointstatement.terms import (
    Attribution,
    Chain,
    CommentClass,
    CopyKind,
    DispositionKind,
    PartKind,
    Role,
    TranslationStatus,
    Verb,
)
from jointstatement.web.admission import admitted, now_of, settings_of, viewer_of
from jointstatement.web.api.operations import AnyRequest, read, say
from jointstatement.web.copies import copy_sent
from jointstatement.web.occasions import occasion, sentence_told
from jointstatement.web.reading import show
from jointstatement.web.rendering import translator
from jointstatement.web.styles import rules_of, style_for, style_titles
from jointstatement.workflow.definition import load_workflows

FILE_TYPES = MEDIA_TYPES


class Me(msgspec.Struct, frozen=True):
    """The person whose token it is."""

    person_id: str
    name: str
    role: Role
    is_incoming_chair: bool
    """Comes with the next term of the chair."""
    reads_desk: bool
    """And reads beside the chair until then."""
    delegation_id: str | None
    delegation: str
    body_id: str
    body: str
    marking: str
    unread: int
    """Notices not read yet."""
    now: datetime
    """The clock that decides."""


class Named(msgspec.Struct, frozen=True):
    """Something to choose by its name."""

    name: str
    title: str


class BodyView(msgspec.Struct, frozen=True):
    """The body, its rules, its delegations and its meetings."""

    id: str
    version: int
    name: str
    short_name: str
    marking: str
    language: str
    shortest_silence_hours: int
    shortest_notice_hours: int
    """For so long a text is before the members before it is decided; 0 for none."""
    names_the_breaker: bool
    matrix_open_to_members: bool
    guests_read_drafts: bool
    members: tuple[DelegationLine, ...]
    observers: tuple[DelegationLine, ...]
    partners: tuple[DelegationLine, ...]
    guests: tuple[DelegationLine, ...]
    meetings: tuple[MeetingLine, ...]


class AttributionNow(msgspec.Struct, frozen=True):
    """Who learns which delegation puts forward what."""

    attribution: Attribution


class RecordEntry(msgspec.Struct, frozen=True):
    """One entry of the record."""

    chain: Chain
    number: int
    at: datetime
    kind: str
    sentence: str
    part_kind: PartKind | None
    part: str
    actor: str
    is_for_head: bool
    """A deputy acted, for the head of delegation."""
    told_to: int
    """To how many delegations notice went; 0 where it is no news to all, or reached nobody."""
    nobody_at: tuple[str, ...]
    """The members whom no notice reached, since nobody is entered for them."""
    hash: str


class Record(msgspec.Struct, frozen=True):
    """The entries that the person may read, chain by chain, and whether the chains hold."""

    entries: tuple[RecordEntry, ...]
    faults: tuple[str, ...]


class NoticeView(msgspec.Struct, frozen=True):
    """One line of the person's list of notices."""

    kind: str
    sentence: str
    at: datetime
    is_new: bool
    statement_id: str
    statement: str
    meeting: str


class PublishedTranslation(msgspec.Struct, frozen=True):
    """A public text in another language; its file is asked for by its language."""

    language: str
    name: str
    status: TranslationStatus
    issued_at: datetime
    fingerprint: str
    corrected: tuple[Corrected, ...]
    """By corrigenda to this translation alone: earlier copies are genuine and since corrected, this one reads them."""


class PublishedView(msgspec.Struct, frozen=True):
    """What is public of a published statement, beside its file."""

    address: str
    symbol: str
    """Empty where the body gives none."""
    body: str
    meeting: str
    place: str
    adopted_on: date
    published_at: datetime
    language: str
    fingerprint: str
    file_digest: str
    corrected: tuple[Corrected, ...]
    """By corrigenda in force: a copy of the file is genuine, and since corrected."""
    amended_by: tuple[PublicAmendment, ...]
    translations: tuple[PublishedTranslation, ...]


@read("/me", tag="own")
async def me(request: AnyRequest) -> Me:
    """The person whose token it is, and the clock that decides."""
    viewer, around = viewer_of(request), admitted(request).surroundings
    return Me(
        person_id=viewer.person_id,
        name=viewer.name,
        role=viewer.role,
        is_incoming_chair=around.is_incoming_chair,
        reads_desk=around.reads_desk,
        delegation_id=viewer.delegation_id,
        delegation=viewer.delegation,
        body_id=viewer.body_id,
        body=around.body,
        marking=around.marking,
        unread=around.unread,
        now=now_of(request),
    )


@read("/notices", tag="own")
async def own_notices(request: AnyRequest) -> tuple[NoticeView, ...]:
    """One's own notices, the newest first."""
    translate = translator(request)
    return tuple(
        NoticeView(
            kind=line.kind,
            sentence=occasion(line.kind, line.parameters, line.time_zone, translate),
            at=line.at,
            is_new=line.is_new,
            statement_id=line.statement_id,
            statement=line.statement,
            meeting=line.meeting,
        )
        for line in await show(request, notices, viewer_of(request))
    )


@read("/tokens", tag="own")
async def tokens(request: AnyRequest) -> tuple[TokenLine, ...]:
    """One's own tokens; what they are is kept nowhere."""
    return await show(request, own_tokens, viewer_of(request))


@read("/statements", tag="statements")
async def statements(request: AnyRequest) -> Dashboard:
    """The statements that the person may see, and what awaits him or her on them."""
    return await show(request, dashboard, viewer_of(request), now=now_of(request))


@read("/statements/{statement_id:str}", Verb.READ_TEXT, tag="statements")
async def statement(request: AnyRequest, statement_id: FromPath[str]) -> StatementView:
    """One statement: its state, the ways on with what blocks them, and what the person may do now."""
    return await show(
        request,
        statement_view,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        say=lambda said: say(request, said),
    )


@read("/statements/{statement_id:str}/workflow", tag="statements")
async def workflow(request: AnyRequest, statement_id: FromPath[str]) -> WorkflowView:
    """The workflow that the statement began with and keeps."""
    return await show(request, workflow_view, viewer_of(request), statement_id, now=now_of(request))


@read("/statements/{statement_id:str}/text", Verb.READ_OFFICE, tag="text")
async def text(request: AnyRequest, statement_id: FromPath[str]) -> WorkingText:
    """The chair's working text, with the versions that its acts ask for."""
    return await show(
        request,
        working_text_view,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        rules_of=rules_of(request),
    )


@read("/statements/{statement_id:str}/revisions", tag="text")
async def all_revisions(request: AnyRequest, statement_id: FromPath[str]) -> tuple[RevisionLine, ...]:
    """The revisions that were tabled, the latest first."""
    page = await show(
        request, revisions, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page.revisions


@read("/statements/{statement_id:str}/revisions/{number:str}", tag="text")
async def revision(request: AnyRequest, statement_id: FromPath[str], number: FromPath[str]) -> RevisionText:
    """A tabled revision, whole: by its number, 0 for the zero draft, or "latest"."""
    return await show(
        request,
        revision_text_view,
        viewer_of(request),
        statement_id,
        number,
        now=now_of(request),
        rules_of=rules_of(request),
    )


@read("/statements/{statement_id:str}/comparison", tag="text")
async def compare(
    request: AnyRequest, statement_id: FromPath[str], old: FromQuery[str] = "", new: FromQuery[str] = ""
) -> Comparison:
    """Two texts against each other, by the revisions' numbers, or "working" for the chair's working text."""
    return await show(
        request,
        comparison,
        viewer_of(request),
        statement_id,
        old,
        new,
        now=now_of(request),
        rules_of=rules_of(request),
    )


@read("/statements/{statement_id:str}/files/{form:str}", Verb.EXPORT_DRAFT, tag="text")
async def take_file(
    request: AnyRequest,
    statement_id: FromPath[str],
    form: FromPath[Form],
    revision_id: FromQuery[str] = "",
    states: FromQuery[bool] = False,
    reserves: FromQuery[bool | None] = None,
) -> Response[bytes]:
    """The adopted text in its final form, or before adoption (and of a revision that is named) a draft, as a file.

    With states, the draft as it stands says of each clause how far it has come. With reserves, it says in footnotes who
    reserves where, as far as the person may know; without this, a delegation's draft does and the office's does not.
    """
    viewer, chosen_id = viewer_of(request), revision_id or None
    document = await show(request, document_to_take, viewer, statement_id, chosen_id, states=states, reserves=reserves)
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), form)
    kind = CopyKind.DRAFT_WITH_STATES if states else CopyKind.DRAFT
    return copy_sent(
        request,
        statement_id,
        content,
        kind=kind if document.draft else None,
        revision=document.draft.revision if document.draft else "",
        form=form,
        media_type=FILE_TYPES[form],
    )


@read("/statements/{statement_id:str}/attribution", tag="rounds")
async def attribution_now(request: AnyRequest, statement_id: FromPath[str]) -> AttributionNow:
    """Who learns which delegation puts forward what in the next round; each round says it for itself."""
    shown = await show(request, rounds, viewer_of(request), statement_id, now=now_of(request))
    return AttributionNow(shown.attribution)


@read("/statements/{statement_id:str}/rounds", tag="rounds")
async def all_rounds(request: AnyRequest, statement_id: FromPath[str]) -> tuple[RoundLine, ...]:
    """The rounds of a statement, the latest first."""
    page = await show(request, rounds, viewer_of(request), statement_id, now=now_of(request))
    return page.rounds


@read("/statements/{statement_id:str}/input", Verb.READ_NEGOTIATION, tag="input")
async def all_input(request: AnyRequest, statement_id: FromPath[str]) -> GivenInput:
    """Comments, amendments and positions that the person may read by now."""
    return await show(request, given_input, viewer_of(request), statement_id, now=now_of(request))


@read("/statements/{statement_id:str}/input/list", Verb.READ_NEGOTIATION, tag="input")
async def list_input(
    request: AnyRequest,
    statement_id: FromPath[str],
    part: FromQuery[str] = "",
    kind: FromQuery[Kind | None] = None,
    comment_class: FromQuery[CommentClass | None] = None,
    author: FromQuery[str] = "",
    written_by: FromQuery[str] = "",
    standing: FromQuery[Standing | None] = None,
    answer: FromQuery[str] = "",
    assigned: FromQuery[str] = "",
    words: FromQuery[str] = "",
    first: FromQuery[int] = 1,
) -> InputLines:
    """One list of comments and amendments that the person may read by now, filtered, at most 50 from a place on.

    `part` is an id or "whole"; `author` the id of a delegation, or "group:" and the id of a group; `written_by` the id
    of a person of one's own delegation; `answer` a disposition, "open", "content" or "not_content"; `assigned` the id
    of a person of the chair's office, or "nobody". Whoever is not named to this person is found by no author.
    """
    answers: tuple[Answered | DispositionKind, ...] = (*Answered, *DispositionKind)
    chosen = next((each for each in answers if each == answer), None)
    if answer and chosen is None:
        raise BadInput("answer", N_("This is neither a disposition nor open, content or not_content."))
    return await show(
        request,
        input_lines,
        viewer_of(request),
        statement_id,
        wanted=Wanted(part, kind, comment_class, author, written_by, standing, chosen, assigned, words),
        first=first,
        now=now_of(request),
    )


@read("/statements/{statement_id:str}/own-input", tag="input")
async def own_input(request: AnyRequest, statement_id: FromPath[str]) -> GivenInput:
    """What the person's own delegation gave and drafted."""
    return await show(request, own_given_input, viewer_of(request), statement_id, now=now_of(request))


@read("/statements/{statement_id:str}/matrix", Verb.READ_MATRIX, tag="input")
async def positions_matrix(
    request: AnyRequest, statement_id: FromPath[str], parts_from: FromQuery[int] = 1, members_from: FromQuery[int] = 1
) -> Matrix:
    """The parts of the text on the table against the delegations, and what each holds.

    At most 30 parts (and the whole text) and 30 delegations at once, counted from 1 from the places asked for; `parts`
    and `members` say which these are and of how many. The counts of each part are of all delegations.
    """
    return await show(
        request,
        matrix,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        parts_from=parts_from,
        members_from=members_from,
    )


@read("/statements/{statement_id:str}/silence", tag="decision")
async def silence(request: AnyRequest, statement_id: FromPath[str]) -> SilenceView:
    """The silence procedures of a statement, and what met them."""
    return await show(
        request, silence_view, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )


@read("/statements/{statement_id:str}/adoption", tag="decision")
async def adoption(request: AnyRequest, statement_id: FromPath[str]) -> AdoptionView:
    """What stands in the way of consensus and adoption, what was declared, attached and frozen."""
    return await show(
        request,
        adoption_view,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        say=lambda said: say(request, said),
    )


@read("/statements/{statement_id:str}/record", tag="statements")
async def record(request: AnyRequest, statement_id: FromPath[str]) -> Record:
    """The record of the statement as the person may read it, and whether its chains hold."""
    viewer, translate = viewer_of(request), translator(request)
    head = await show(request, statement_head, viewer, statement_id, now=now_of(request))
    lines = await show(request, chain_entries, viewer, statement_id)
    faults = await show(request, verify_statement_record, statement_id)
    return Record(
        entries=tuple(
            RecordEntry(
                chain=line.chain,
                number=line.number,
                at=line.at,
                kind=line.kind,
                sentence=sentence_told(line.message, line.parameters, head.time_zone, translate),
                part_kind=line.part_kind,
                part=line.part,
                actor=line.actor,
                is_for_head=line.is_for_head,
                told_to=line.told_to,
                nobody_at=line.nobody_at,
                hash=line.hash,
            )
            for line in lines
        ),
        faults=tuple(sentence_told(fault.message, fault.parameters, head.time_zone, translate) for fault in faults),
    )


@read("/uploads", tag="text")
async def uploads(request: AnyRequest) -> tuple[Waiting, ...]:
    """One's own files that wait until their reading is confirmed or dropped."""
    return (await show(request, beginning, viewer_of(request), now=now_of(request))).waiting


@read("/uploads/{upload_id:str}", tag="text")
async def upload(request: AnyRequest, upload_id: FromPath[str]) -> dict[str, Any]:
    """What was read in a waiting file: parts, what was left out, and what a person should look at."""
    waiting = await show(request, waiting_upload, viewer_of(request), upload_id, now=now_of(request))
    reading: dict[str, Any] = json.loads(waiting.reading)
    return reading


@read("/workflows", tag="text")
async def workflows(request: AnyRequest) -> tuple[Named, ...]:
    """The workflows with which a statement can begin."""
    found = load_workflows(settings_of(request).all_workflow_folders)
    return tuple(Named(name, each.title) for name, each in found.items())


@read("/styles", tag="text")
async def styles(request: AnyRequest) -> tuple[Named, ...]:
    """The statement styles that a statement may be begun in: those of the body, then those of the installation."""
    return tuple(Named(name, title) for name, title in await style_titles(request))


@read("/body", tag="body")
async def body(request: AnyRequest) -> BodyView:
    """The body, its rules, its delegations and its meetings; for the chair's office and administrators."""
    page = await show(request, body_page, viewer_of(request))
    return BodyView(**{name: getattr(page, name) for name in BodyView.__struct_fields__})


@read("/persons", tag="body")
async def persons(request: AnyRequest) -> People:
    """Everybody with access, seat by seat; for those who manage persons."""
    return await show(request, people, viewer_of(request), now=now_of(request))


@read("/published/{address:str}", tag="statements")
async def published(request: AnyRequest, address: FromPath[str]) -> PublishedView:
    """A published statement: where and when it was adopted, its fingerprint and its file's digest."""
    found = await show(request, published_statement, address, now=now_of(request))
    corrected = corrected_by(found.corrigenda)
    alike = [name for name in PublishedTranslation.__struct_fields__ if name != "corrected"]
    translations = tuple(
        PublishedTranslation(corrected=corrected_by(each.corrigenda), **{name: getattr(each, name) for name in alike})
        for each in found.translations
    )
    same = [name for name in PublishedView.__struct_fields__ if name not in {"corrected", "translations"}]
    return PublishedView(
        corrected=corrected, translations=translations, **{name: getattr(found, name) for name in same}
    )


@read("/published/{address:str}/file", tag="statements")
async def published_file(request: AnyRequest, address: FromPath[str], language: FromQuery[str] = "") -> Response[bytes]:
    """The Word file of a published statement, byte for byte as it was published; or of a translation, printed."""
    found = await show(request, published_statement, address, now=now_of(request))
    if language:
        document = next((each.document for each in found.translations if each.language == language), None)
        if document is None:
            raise NotFound()
        content = await asyncio.to_thread(print_document, document, style_for(request, document.style), "docx")
        return Response(content, media_type=FILE_TYPES["docx"], headers={"Content-Disposition": "attachment"})
    return Response(found.content, media_type=FILE_TYPES["docx"], headers={"Content-Disposition": "attachment"})


handlers = [
    me,
    own_notices,
    tokens,
    statements,
    statement,
    workflow,
    text,
    all_revisions,
    revision,
    compare,
    take_file,
    attribution_now,
    all_rounds,
    all_input,
    list_input,
    own_input,
    positions_matrix,
    silence,
    adoption,
    record,
    uploads,
    upload,
    workflows,
    styles,
    body,
    persons,
    published,
    published_file,
]
