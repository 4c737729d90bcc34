"""The chair's office drafts: a statement begins, from nothing or a file, and its working text changes part by part.

Every act is the office's own and recorded there; delegations see the text when it is tabled. The acts stand in one file
because most of them share its last section: how a part is found, what of it is refused, how it is recorded.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

from sqlmodel import Session, col, delete, select

from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.statements import body_for, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions import order
from jointstatement.actions.fields import line, optional_line  # named for what it returns
from jointstatement.actions.fields import wording as written
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.numbering import number_new_clauses
from jointstatement.actions.record import record_in_office
from jointstatement.actions.references import carry_references, keep_references
from jointstatement.actions.reopening import reopen_changed
from jointstatement.actions.ruling import demand_members_excluded
from jointstatement.errors import (
    N_,
    BadInput,
    ChangedMeanwhile,
    NotFound,
    Refusal,
    WordingHasMoved,
)
from jointstatement.models import Lineage, Meeting, Statement, Upload, WorkingPart
from jointstatement.models.identity import new_id
from jointstatement.terms import CLAUSE_KINDS, LineageKind, PartKind, Role
from jointstatement.text.document import Document
from jointstatement.text.punctuate import split_ending
from jointstatement.text.wording import FootnoteMark, canonical, footnote_keys
from jointstatement.workflow.definition import Workflow, parse_workflow
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_apply_style_endings,
    may_create_statement,
    may_import_text,
    may_insert_part,
    may_merge_clauses,
    may_move_part,
    may_remove_part,
    may_reword_part,
    may_split_clause,
)
from jointstatement.workflow.situation import Situation

MOST_PARTS = 2000
LARGEST_UPLOAD = 10_000_000
"""Bytes of a file that waits for its confirmation."""
UPLOADS_WAIT = timedelta(hours=24)
LONGEST_ENDING = 20


class Unchanged(Enum):
    """What a caller leaves as it is."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED

_Question = Callable[[Workflow, Situation, Role], Refusal | None]


# A statement begins --------------------------------------------------------------------------------------------------


def create_statement(
    session: Session,
    *,
    meeting_id: str,
    style: str,
    workflow_name: str,
    workflow_source: str,
    title: str,
    chapeau: str = "",
    closing: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """Begins a statement with a title and, where they are given, a chapeau and a closing; the chair drafts the rest.

    It keeps the workflow as it is now. Returns its id.

    Raises `WorkflowMistake` for a workflow that cannot be used.
    """
    demand(may_create_statement(by.role))
    statement = _begin(
        session,
        meeting_id=meeting_id,
        style=style,
        workflow_name=workflow_name,
        workflow_source=workflow_source,
        by=by,
        now=now,
    )
    given = (
        (PartKind.TITLE, "title", title),
        (PartKind.CHAPEAU, "chapeau", chapeau),
        (PartKind.CLOSING, "closing", closing),
    )
    parts = [
        WorkingPart(statement_id=statement.id, place_in_order=place, kind=kind, wording=written(field, wording))
        for place, (kind, field, wording) in enumerate(given, start=1)
        if wording or kind is PartKind.TITLE
    ]
    keep(session, statement, *parts)
    record_in_office(
        session,
        statement,
        kind="statement_created",
        by=by,
        now=now,
        payload={
            **_beginning(statement),
            "parts": [{"part": part.id, "kind": part.kind, "wording": part.wording} for part in parts],
        },
    )
    return statement.id


def import_document(
    session: Session,
    *,
    meeting_id: str,
    style: str,
    workflow_name: str,
    workflow_source: str,
    document: Document,
    upload_id: str | None,
    by: Viewer,
    now: datetime,
) -> str:
    """Begins a statement with the parts of a document that was read; the file that waited for this is dropped.

    Words, own endings, labels, keys and marks stay as they were read; every part gets an identity. Returns the
    statement's id.
    """
    demand(may_create_statement(by.role))
    statement = _begin(
        session,
        meeting_id=meeting_id,
        style=style,
        workflow_name=workflow_name,
        workflow_source=workflow_source,
        by=by,
        now=now,
    )
    parts = _parts_of(document, statement)
    keep(session, statement, *parts)
    demand(may_import_text(workflow_of(statement), situation_of(session, statement, now), by.role))
    upload = _upload_for(session, by, upload_id, now=now) if upload_id else None
    record_in_office(
        session,
        statement,
        kind="text_imported",
        by=by,
        now=now,
        payload={
            **_beginning(statement),
            "file": {"name": upload.file_name, "digest": upload.digest} if upload else None,
            "parts": [
                {"part": part.id, "kind": part.kind, "wording": part.wording, "ending": part.ending} for part in parts
            ],
        },
    )
    if upload:
        drop(session, upload)
    return statement.id


def keep_upload(
    session: Session, *, file_name: str, content: bytes, reading_json: str, by: Viewer, now: datetime
) -> str:
    """Keeps a file and what was read in it until the reading is confirmed or dropped, for a day at most.

    No text has changed yet, so nothing is recorded. Returns the upload's id.
    """
    demand(may_create_statement(by.role))
    if len(content) > LARGEST_UPLOAD:
        raise BadInput("file", N_("This file is too large: at most {megabytes} MB."), megabytes=10)
    session.exec(delete(Upload).where(col(Upload.expires_at) <= now))
    upload = Upload(
        body_id=by.body_id,
        person_id=by.person_id,
        file_name=line("file_name", file_name, longest=255),
        content=content,
        digest=sha256(content).hexdigest(),
        reading=reading_json,
        uploaded_at=now,
        expires_at=now + UPLOADS_WAIT,
    )
    keep(session, upload)
    return upload.id


def drop_upload(session: Session, upload_id: str, *, by: Viewer, now: datetime) -> None:
    """Throws a waiting file away. Nothing is recorded: no text came of it."""
    drop(session, _upload_for(session, by, upload_id, now=now))


# The text changes ----------------------------------------------------------------------------------------------------


def insert_part(
    session: Session,
    statement_id: str,
    *,
    kind: PartKind,
    wording: str,
    after: str | None,
    level: int = 0,
    key: str | None = None,
    mark: str | None = None,
    label: str | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Inserts a part after another one, or where parts of its kind begin. Returns its id.

    A clause put after a clause stands after its items. Title, subtitle, chapeau and closing have their own place and
    are there once. A footnote needs its `key`; an item with the label "" is a continuation paragraph.
    """
    statement, parts = _text_for(session, statement_id, may_insert_part, by=by, now=now)
    if len(parts) >= MOST_PARTS:
        raise BadInput("kind", N_("This text has as many parts as it can have: {most}."), most=MOST_PARTS)
    if kind in order.SINGLE_KINDS and any(part.kind is kind for part in parts):
        raise BadInput("kind", N_("The text has this part already. Please reword it."))
    if label is not None and (kind is not PartKind.ITEM or label):
        raise BadInput("label", N_("Labels are given by the style."))
    level = order.demand_depth(kind, level)
    _demand_room_for(session, statement, kind, after)
    place = order.place_for(parts, kind=kind, level=level, after=_one_of(parts, after) if after else None)
    words, _ = _without_typed_ending(kind, written("wording", wording))
    part = WorkingPart(
        statement_id=statement.id,
        place_in_order=place + 1,
        kind=kind,
        level=level,
        wording=words,
        label=label,
        key=_new_key(parts, kind, key),
        mark=_mark(kind, mark),
    )
    _demand_footnotes(parts, words)
    keep(session, part)
    parts.insert(place, part)
    _arrange(session, statement, parts)
    record_in_office(
        session,
        statement,
        kind="part_inserted",
        by=by,
        now=now,
        payload={
            "part": part.id,
            "kind": kind,
            "level": level,
            "wording": part.wording,
            "key": part.key,
            "mark": part.mark,
            "after": parts[place - 1].id if place else None,
        },
    )
    if kind is PartKind.ITEM:
        reopen_changed(session, statement, parts, [part], by=by, now=now)
    return part.id


def reword_part(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    wording: str,
    ending: str | None | Unchanged = UNCHANGED,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Changes the words of a part.

    Closing punctuation typed at the end of a clause or item is no wording: it becomes the ending of a part that has
    one of its own, and falls away otherwise. `ending` sets the part's own; `None` leaves it to the style. Raises
    `WordingHasMoved`, with both texts, where the part is no longer the one that was seen.
    """
    statement, parts = _text_for(session, statement_id, may_reword_part, by=by, now=now)
    part = _part_to_reword(session, statement, part_id, wording)
    _demand_unmoved(part, expected, wording)
    set_wording(session, statement, parts, part, wording=wording, ending=ending, by=by, now=now, kind="part_reworded")


def move_part(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    after: str | None,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Moves a part, a clause with its items, after another one (`None`: to the head of the body or of the footnotes).

    Raises `ChangedMeanwhile` where the part is no longer the one that was seen.
    """
    statement, parts = _text_for(session, statement_id, may_move_part, by=by, now=now)
    part = _one_of(parts, part_id)
    if part.kind in order.SINGLE_KINDS:
        raise BadInput("after", N_("This part has its fixed place in the text."))
    _demand_version(part, expected)
    # A clause that is open keeps its place among those that were endorsed.
    demand(endorsed_refusal(session, statement, *((part.id, after) if part.kind is PartKind.ITEM else (None,))))
    moving = order.block(parts, part)
    target = _one_of(parts, after) if after else None
    if target in moving:
        raise BadInput("after", N_("A part cannot stand after itself or after what belongs to it."))
    staying = [other for other in parts if other not in moving]
    place = order.place_for(staying, kind=part.kind, level=part.level, after=target)
    rearranged = [*staying[:place], *moving, *staying[place:]]
    if rearranged == parts:
        raise BadInput("after", N_("The part stands there already."))
    _demand_items_owned(rearranged)
    # Through the session, unlike the others: the part that was moved counts as changed.
    part.place_in_order = 0
    keep(session, part)
    _arrange(session, statement, rearranged)
    record_in_office(
        session,
        statement,
        kind="part_moved",
        by=by,
        now=now,
        payload={"part": part.id, "after": rearranged[place - 1].id if place else None},
    )
    if part.kind is PartKind.ITEM:
        # It left one clause for another, or the order within its own is another.
        for text in (parts, rearranged):
            reopen_changed(session, statement, text, [part], by=by, now=now)


def split_clause(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    first: str,
    second: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> str:
    """Divides a clause: the first half keeps the identity, items and own ending go with the second. Returns its id.

    Raises `WordingHasMoved`.
    """
    statement, parts = _text_for(session, statement_id, may_split_clause, by=by, now=now)
    part = _clause(_one_of(parts, part_id))
    demand(endorsed_refusal(session, statement, part.id))
    _demand_unmoved(part, expected, f"{first}\n{second}")
    first_words, first_ending = _without_typed_ending(part.kind, written("first", first))
    second_words, second_ending = _without_typed_ending(part.kind, written("second", second))
    _demand_footnotes(parts, first_words, second_words)
    whole, own = part.wording, part.ending
    part.wording = first_words
    part.ending = (first_ending or None) if own is not None else None
    half = WorkingPart(
        statement_id=statement.id,
        place_in_order=part.place_in_order + 1,
        kind=part.kind,
        wording=second_words,
        ending=(second_ending or own) if own is not None else None,
    )
    keep(
        session,
        part,
        half,
        Lineage(
            statement_id=statement.id,
            from_part_id=part.id,
            to_part_id=half.id,
            how=LineageKind.SPLIT,
            at=now,
            by=by.person_id,
        ),
    )
    parts.insert(parts.index(part) + 1, half)
    halves = [(part.id, part.wording), (half.id, half.wording)]
    carry_references(session, statement, [(part.id, whole)], halves, now=now)
    _arrange(session, statement, parts)
    record_in_office(
        session,
        statement,
        kind="clause_split",
        by=by,
        now=now,
        payload={"part": part.id, "into": half.id, "before": whole, "first": first_words, "second": second_words},
    )
    reopen_changed(session, statement, parts, [part], by=by, now=now)
    return half.id


def merge_clauses(
    session: Session,
    statement_id: str,
    first_id: str,
    second_id: str,
    *,
    wording: str,
    expected_first: int,
    expected_second: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Joins two clauses: the first named keeps its identity and place, the other ends; its items follow the first's.

    Raises `WordingHasMoved`.
    """
    statement, parts = _text_for(session, statement_id, may_merge_clauses, by=by, now=now)
    first, second = _clause(_one_of(parts, first_id)), _clause(_one_of(parts, second_id))
    if first is second:
        raise BadInput("second_id", N_("Please name two different clauses."))
    demand(endorsed_refusal(session, statement, first.id, second.id))
    _demand_unmoved(first, expected_first, wording)
    _demand_unmoved(second, expected_second, wording)
    words, typed = _without_typed_ending(first.kind, written("wording", wording))
    _demand_footnotes(parts, words)
    later = max(first, second, key=parts.index)
    before = [first.wording, second.wording]
    joined = [(each.id, each.wording) for each in sorted((first, second), key=parts.index)]
    if first.ending is not None or second.ending is not None:
        first.ending = typed or later.ending
    first.wording = words
    second.ended_at = now
    keep(
        session,
        first,
        second,
        Lineage(
            statement_id=statement.id,
            from_part_id=second.id,
            to_part_id=first.id,
            how=LineageKind.MERGED,
            at=now,
            by=by.person_id,
        ),
    )
    carry_references(session, statement, joined, [(first.id, first.wording)], now=now)
    items = order.block(parts, second)[1:]
    staying = [part for part in parts if part is not second and part not in items]
    place = staying.index(first) + len(order.block(staying, first))
    _arrange(session, statement, [*staying[:place], *items, *staying[place:]])
    record_in_office(
        session,
        statement,
        kind="clauses_merged",
        by=by,
        now=now,
        payload={"part": first.id, "merged": second.id, "before": before, "after": words},
    )
    reopen_changed(session, statement, parts, [first, second], by=by, now=now)


def remove_part(session: Session, statement_id: str, part_id: str, *, expected: int, by: Viewer, now: datetime) -> None:
    """Takes a part out of the text, a clause with its items; what was said on it stays in the record.

    A footnote goes only when no mark points to it any more. Raises `ChangedMeanwhile`.
    """
    statement, parts = _text_for(session, statement_id, may_remove_part, by=by, now=now)
    part = _one_of(parts, part_id)
    demand(endorsed_refusal(session, statement, part.id))
    _demand_version(part, expected)
    going = order.block(parts, part)
    staying = [other for other in parts if other not in going]
    if part.kind is PartKind.FOOTNOTE and any(part.key in footnote_keys(other.wording) for other in staying):
        raise BadInput("part_id", N_("The text still points to this footnote. Please take its mark out first."))
    for row in going:
        row.ended_at = now
    keep(session, *going)
    _arrange(session, statement, staying)
    record_in_office(
        session,
        statement,
        kind="part_removed",
        by=by,
        now=now,
        payload={"parts": [{"part": row.id, "kind": row.kind, "wording": row.wording} for row in going]},
    )
    reopen_changed(session, statement, parts, going, by=by, now=now)


def take_style_endings(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> None:
    """Gives the closing punctuation of the whole text to the style: a visible change, as any other to the text."""
    statement, parts = _text_for(session, statement_id, may_apply_style_endings, by=by, now=now)
    demand(endorsed_refusal(session, statement, None))
    own = [part for part in parts if part.ending is not None]
    if not own:
        raise BadInput("endings", N_("The style already gives the endings of this text."))
    given_up = [{"part": part.id, "ending": part.ending} for part in own]
    for part in own:
        part.ending = None
    keep(session, *own)
    record_in_office(session, statement, kind="style_endings_taken", by=by, now=now, payload={"endings": given_up})


def set_style(session: Session, statement_id: str, *, style: str, by: Viewer, now: datetime) -> None:
    """Chooses the statement style of the working text; tabled revisions keep theirs."""
    statement, _ = _text_for(session, statement_id, may_apply_style_endings, by=by, now=now)
    demand(endorsed_refusal(session, statement, None))
    before, statement.style = statement.style, _name("style", style)
    keep(session, statement)
    record_in_office(
        session, statement, kind="style_set", by=by, now=now, payload={"before": before, "after": statement.style}
    )


def set_wording(
    session: Session,
    statement: Statement,
    parts: Sequence[WorkingPart],
    part: WorkingPart,
    *,
    wording: str,
    ending: str | None | Unchanged = UNCHANGED,
    by: Viewer,
    now: datetime,
    kind: str,
    payload: dict[str, object] | None = None,
) -> None:
    """Gives a part of the working text new words, records it as `kind`, and asks not who: who calls has asked.

    For acts that reword among other things. Raises `BadInput`, and `ClauseIsEndorsed` for a part that is not open.
    """
    demand(endorsed_refusal(session, statement, part.id))
    words, typed = _without_typed_ending(part.kind, written("wording", wording))
    _demand_footnotes(parts, words)
    whole = part.wording
    before = {"wording": whole, "ending": part.ending}
    part.wording = words
    if not isinstance(ending, Unchanged):
        part.ending = ending if ending is None else _ending(ending)
    elif typed and part.ending is not None:
        part.ending = typed
    keep(session, part)
    if part.wording != whole:
        carry_references(session, statement, [(part.id, whole)], [(part.id, part.wording)], now=now)
    record_in_office(
        session,
        statement,
        kind=kind,
        by=by,
        now=now,
        payload={
            "part": part.id,
            "before": before,
            "after": {"wording": part.wording, "ending": part.ending},
            **(payload or {}),
        },
    )
    # A reference that is brought up to date means the clause that it meant.
    if part.wording != whole and kind not in {"placeholder_filled", "references_updated"}:
        reopen_changed(session, statement, parts, [part], by=by, now=now)


# What the acts share -------------------------------------------------------------------------------------------------


def _begin(
    session: Session,
    *,
    meeting_id: str,
    style: str,
    workflow_name: str,
    workflow_source: str,
    by: Viewer,
    now: datetime,
) -> Statement:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.body_id != by.body_id:
        raise NotFound()
    workflow = parse_workflow(workflow_source, f"{_name('workflow', workflow_name)}.toml")
    demand_members_excluded(session, workflow, body_id=by.body_id)
    return Statement(
        id=new_id(),
        body_id=by.body_id,
        meeting_id=meeting.id,
        workflow=workflow.name,
        workflow_source=workflow.source,
        state=workflow.first,
        style=_name("style", style),
        language=body_for(session, by).language,
        attribution=workflow.attribution,
        created_at=now,
        created_by=by.person_id,
    )


def _beginning(statement: Statement) -> dict[str, object]:
    return {
        "meeting": statement.meeting_id,
        "style": statement.style,
        "workflow": statement.workflow,
        "workflow_digest": workflow_of(statement).digest,
    }


def _parts_of(document: Document, statement: Statement) -> list[WorkingPart]:
    if len(document.parts) > MOST_PARTS:
        raise BadInput("document", N_("It has too many parts: at most {most}."), most=MOST_PARTS)
    parts = [
        WorkingPart(
            statement_id=statement.id,
            place_in_order=place,
            kind=part.kind,
            level=order.demand_depth(part.kind, part.level),
            wording=written("document", part.wording),
            ending=None if part.ending is None else _ending(part.ending),
            label=None if part.label is None else optional_line("document", part.label, longest=40),
            key=part.key if part.kind is PartKind.FOOTNOTE else None,
            mark=_mark(part.kind, part.mark),
        )
        for place, part in enumerate(document.parts, start=1)
    ]
    order.demand_sound(parts)
    _demand_items_owned(parts)
    for place, part in enumerate(parts):
        part.key = _new_key(parts[:place], part.kind, part.key)
    _demand_footnotes(parts, *(part.wording for part in parts))
    return parts


def _text_for(
    session: Session, statement_id: str, question: _Question, *, by: Viewer, now: datetime
) -> tuple[Statement, list[WorkingPart]]:
    """The statement and its working text, for who may change it so; what its references mean is kept before."""
    statement = statement_for(session, by, statement_id)
    demand(question(workflow_of(statement), situation_of(session, statement, now), by.role))
    parts = working_text(session, statement)
    keep_references(session, statement, parts, now=now)
    return statement, parts


def _demand_room_for(session: Session, statement: Statement, kind: PartKind, after: str | None) -> None:
    """Refuses a new part in an endorsed text, but items of an open clause, and footnotes that it may point to."""
    if kind is PartKind.FOOTNOTE:
        return
    demand(endorsed_refusal(session, statement, after if kind is PartKind.ITEM else None))


def _arrange(session: Session, statement: Statement, parts: Sequence[WorkingPart]) -> None:
    order.number(session, parts)
    number_new_clauses(session, statement, parts)


def _one_of(parts: Sequence[WorkingPart], part_id: str) -> WorkingPart:
    for part in parts:
        if part.id == part_id:
            return part
    raise NotFound()


def _part_to_reword(session: Session, statement: Statement, part_id: str, wording: str) -> WorkingPart:
    part = session.exec(
        select(WorkingPart).where(col(WorkingPart.id) == part_id, col(WorkingPart.statement_id) == statement.id)
    ).first()
    if part is None:
        raise NotFound()
    if part.ended_at is not None:
        # Somebody took it out meanwhile; what was typed is handed back.
        raise WordingHasMoved(yours=wording, theirs="", version=part.version)
    return part


def _clause(part: WorkingPart) -> WorkingPart:
    if part.kind not in CLAUSE_KINDS:
        raise BadInput("part_id", N_("Only clauses are split and merged."))
    return part


def _demand_unmoved(part: WorkingPart, expected: int, wording: str) -> None:
    if part.version != expected:
        raise WordingHasMoved(yours=wording, theirs=part.wording, version=part.version)


def _demand_version(part: WorkingPart, expected: int) -> None:
    if part.version != expected:
        raise ChangedMeanwhile()


def _demand_items_owned(parts: Sequence[WorkingPart]) -> None:
    for before, part in zip([None, *parts], parts, strict=False):
        if part.kind is PartKind.ITEM and (
            before is None or (before.kind not in CLAUSE_KINDS and before.kind is not PartKind.ITEM)
        ):
            raise BadInput("after", N_("An item stands after a clause, or after another item of it."))


def _demand_footnotes(parts: Sequence[WorkingPart], *wordings: str) -> None:
    known = {part.key for part in parts if part.kind is PartKind.FOOTNOTE}
    for key in (key for wording in wordings for key in footnote_keys(wording)):
        if key not in known:
            raise BadInput(
                "wording",
                N_("There is no footnote “{key}” yet. Please enter the footnote first, then its mark."),
                key=key,
            )


def _new_key(parts: Sequence[WorkingPart], kind: PartKind, key: str | None) -> str | None:
    if kind is not PartKind.FOOTNOTE:
        if key is not None:
            raise BadInput("key", N_("Only footnotes have a key."))
        return None
    key = line("key", key or "", longest=40)
    try:
        FootnoteMark(key)
    except ValueError as trouble:
        raise BadInput("key", N_("A footnote's key is made of letters, digits, - and _ only.")) from trouble
    if any(part.key == key for part in parts):
        raise BadInput("key", N_("There is already a footnote “{key}”."), key=key)
    return key


def _mark(kind: PartKind, mark: str | None) -> str | None:
    if mark is None:
        return None
    if kind is not PartKind.FOOTNOTE:
        raise BadInput("mark", N_("Only footnotes have a mark."))
    return line("mark", mark, longest=10)


def _without_typed_ending(kind: PartKind, wording: str) -> tuple[str, str]:
    """The words, and the closing punctuation that was typed after them; only clauses and items have one."""
    if kind not in CLAUSE_KINDS and kind is not PartKind.ITEM:
        return wording, ""
    words, ending = split_ending(wording)
    return written("wording", canonical(words)), ending


def _ending(ending: str) -> str:
    # White space at its beginning is meant: some texts have it before a semicolon.
    if "\n" in ending:
        raise BadInput("ending", N_("This has to be one line, without line ends."))
    space = ending[: len(ending) - len(ending.lstrip())]
    return space + optional_line("ending", ending, longest=LONGEST_ENDING)


def _name(field: str, name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", name):
        raise BadInput(field, N_("A name is made of letters, digits, - and _."))
    return name


def _upload_for(session: Session, by: Viewer, upload_id: str, *, now: datetime) -> Upload:
    upload = session.get(Upload, upload_id)
    if upload is None or upload.person_id != by.person_id or upload.expires_at <= now:
        raise NotFound()
    return upload
