"""A delegation's own file comes back: it waits, unseen by others, until its person says what becomes of each finding.

Nothing of it is input before that. What is confirmed becomes drafts of the delegation, in its own name whatever names
stand in the file, by the same deeds as what is typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec
from sqlmodel import Session, col, delete

from jointstatement.access.returned import returned_upload_for, returned_uploads_open_to
from jointstatement.access.statements import revision_for, revision_text, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line
from jointstatement.actions.giving_input import (
    BeforeUs,
    draft_amendment,
    draft_comment,
    open_to_amendments,
    open_to_comments,
)
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.proposing import Proposed, draft_proposal
from jointstatement.actions.record import record
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import N_, BadInput, NotFound, TooManyDifferences, TooManyWaitingFiles
from jointstatement.models import ReturnedUpload, Statement
from jointstatement.terms import AmendmentKind, Chain, CommentClass, Weight
from jointstatement.text.findings import FindingKind, Found, KeepAs
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_amend, may_comment

FILES_WAIT = timedelta(days=1)
LARGEST_FILE = 5 * 1024 * 1024
MOST_WAITING = 5
"""Files of one person on one statement."""
MOST_FINDINGS = 150
"""That can be gone through on one page."""
_FIELDS = {"kind": "keep", "after_id": "other", "with_part_id": "other", "first": "wording"}
"""What a proposal's fields are called where they stand among those of a finding."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided on one finding."""

    finding: int
    """Its place in the list, from 1."""
    keep_as: KeepAs
    part_id: str | None = None
    """The part that it goes to; without one, the text as a whole."""
    amendment: AmendmentKind = AmendmentKind.REPLACE
    """Of an amendment: what it does to the part, or after it."""
    wording: str = ""
    """Of an amendment: the whole proposed wording, or that of the new part, the first half, two clauses in one."""
    second_wording: str = ""
    """Of a clause that is split: its second half."""
    other_part_id: str | None = None
    """Of a move: the part to stand after, none for the head of the clauses; the clause that is joined to the part."""
    weight: Weight = Weight.PREFERRED
    reason: str = ""
    expected: int = 0
    """The version of the delegation's draft of other words that it replaces, 0 for none."""
    text: str = ""
    """Of a comment: its words."""
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    quoted: str = ""
    """The words of the part that a comment is about."""


def keep_returned(
    session: Session,
    statement_id: str,
    *,
    revision_id: str,
    is_origin_known: bool,
    file_name: str,
    content: bytes,
    found: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Keeps a file and what was found in it (`Found` as JSON) until they are confirmed or dropped, a day at most.

    Nothing is recorded and nobody else learns of it. The same file, sent again while it waits, is not kept twice.
    Returns the upload's id. Raises `TooManyDifferences`, `TooManyWaitingFiles`.
    """
    statement = _statement_to_give_to(session, statement_id, by=by, now=now)
    if len(content) > LARGEST_FILE:
        raise BadInput("file", N_("This file is too large: at most {megabytes} MB."), megabytes=5)
    file_name = line("file", file_name, longest=255)
    session.exec(delete(ReturnedUpload).where(col(ReturnedUpload.expires_at) <= now))
    _demand_few(session, statement, revision_id, found)
    digest = sha256(content).hexdigest()
    waiting = session.exec(returned_uploads_open_to(by, statement, now=now)).all()
    for upload in waiting:
        if upload.digest == digest:
            return upload.id
    if len(waiting) >= MOST_WAITING:
        raise TooManyWaitingFiles(most=MOST_WAITING)
    assert by.delegation_id is not None, "only delegates get past the table of roles"
    upload = ReturnedUpload(
        statement_id=statement.id,
        revision_id=revision_for(session, statement, revision_id).id,
        is_origin_known=is_origin_known,
        delegation_id=by.delegation_id,
        person_id=by.person_id,
        file_name=file_name,
        content=content,
        digest=digest,
        found=found,
        uploaded_at=now,
        expires_at=now + FILES_WAIT,
    )
    keep(session, upload)
    return upload.id


def compare_returned_with(
    session: Session, statement_id: str, upload_id: str, *, revision_id: str, found: str, by: Viewer, now: datetime
) -> None:
    """Puts what was found against another revision in place of the first, where the file does not name its own.

    Raises `NotFound` for a file that does and for a revision of another statement, `TooManyDifferences`.
    """
    statement = _statement_to_give_to(session, statement_id, by=by, now=now)
    upload = returned_upload_for(session, by, statement, upload_id, now=now)
    if upload.is_origin_known:
        raise NotFound()
    _demand_few(session, statement, revision_id, found)
    upload.revision_id = revision_for(session, statement, revision_id).id
    upload.found = found
    keep(session, upload)


def confirm_returned(
    session: Session, statement_id: str, upload_id: str, *, choices: Sequence[Choice], by: Viewer, now: datetime
) -> dict[str, list[str]]:
    """Makes drafts of what a person kept of a waiting file, all or none, and throws the file away.

    Every finding needs its choice, and one part takes one amendment of each kind, but for new parts after it. Raises
    what `amend`, `draft_proposal` and `comment_on` raise, with the choice's number in the field's name; the file goes
    on waiting then. Recorded in the delegation's own chain:
    each draft as usual, and which file they came out of. Returns the ids of the drafts, "comments" and "amendments".
    """
    statement = _statement_to_give_to(session, statement_id, by=by, now=now)
    upload = returned_upload_for(session, by, statement, upload_id, now=now)
    found = msgspec.json.decode(upload.found, type=Found)
    _demand_each_once(choices, len(found.findings))
    _demand_places_for_new_words(choices, found)
    _demand_one_amendment_each(choices)
    _demand_parts(session, statement, choices)
    drafts: dict[str, list[str]] = {"comments": [], "amendments": []}
    kept_as = {choice.keep_as for choice in choices}
    to_amend = open_to_amendments(session, statement_id, by=by, now=now) if KeepAs.AMENDMENT in kept_as else None
    to_comment = open_to_comments(session, statement_id, by=by, now=now) if KeepAs.COMMENT in kept_as else None
    for number, choice in enumerate(choices, start=1):
        try:
            if choice.keep_as is KeepAs.AMENDMENT and to_amend is not None:
                drafts["amendments"].append(_amend(session, to_amend, choice, by=by, now=now))
            elif choice.keep_as is KeepAs.COMMENT and to_comment is not None:
                drafts["comments"].append(_comment(session, to_comment, choice, by=by, now=now))
        except BadInput as fault:
            # The same at the field of its choice: many stand on one page.
            field = _FIELDS.get(fault.field, fault.field)
            raise BadInput(f"{field}_{number}", fault.sentence_message, **fault.sentence_parameters) from fault
    if any(drafts.values()):
        record(
            session,
            chain=Chain.DELEGATION,
            kind="returned_file_confirmed",
            by=by,
            now=now,
            body_id=statement.body_id,
            statement_id=statement.id,
            delegation_id=by.delegation_id,
            payload={
                "file": upload.file_name,
                "digest": upload.digest,
                "revision_id": upload.revision_id,
                "findings": len(choices),
                **drafts,
            },
        )
    drop(session, upload)
    return drafts


def drop_returned(session: Session, statement_id: str, upload_id: str, *, by: Viewer, now: datetime) -> None:
    """Throws a waiting file away. Nothing is recorded: no input came of it."""
    statement = statement_for(session, by, statement_id)
    drop(session, returned_upload_for(session, by, statement, upload_id, now=now))


def _statement_to_give_to(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> Statement:
    """A statement to whose text this person may draft a comment or an amendment now."""
    statement = statement_for(session, by, statement_id)
    ask = workflow_of(statement), situation_of(session, statement, now), by.role
    if may_amend(*ask) is not None:
        demand(may_comment(*ask))
    return statement


def _demand_few(session: Session, statement: Statement, revision_id: str, found: str) -> None:
    count = _count(found)
    if count > MOST_FINDINGS:
        label = revision_for(session, statement, revision_id).label
        raise TooManyDifferences(revision=label, count=count, most=MOST_FINDINGS)


def _count(found: str) -> int:
    return len(msgspec.json.decode(found, type=Found).findings)


def _demand_each_once(choices: Sequence[Choice], count: int) -> None:
    """Nothing that was in the file is left without a word."""
    if sorted(choice.finding for choice in choices) != list(range(1, count + 1)):
        raise BadInput("choices", N_("Each finding needs one choice, and no other. Findings: {count}."), count=count)


def _demand_places_for_new_words(choices: Sequence[Choice], found: Found) -> None:
    """An amendment replaces all words of its part: those of a new paragraph must not fall on the part before it."""
    for number, choice in enumerate(choices, start=1):
        finding = found.findings[choice.finding - 1]
        is_before_it = finding.kind is FindingKind.NEW and choice.part_id in {finding.part_id, None}
        replaces = choice.keep_as is KeepAs.AMENDMENT and choice.amendment is AmendmentKind.REPLACE
        if replaces and is_before_it:
            raise BadInput(
                f"part_{number}",
                N_(
                    "This is a new paragraph. Other words stand in the place of a part of the text: please choose "
                    "which, or propose it as a new clause."
                ),
            )


def _demand_one_amendment_each(choices: Sequence[Choice]) -> None:
    first: dict[tuple[str, AmendmentKind], int] = {}
    for number, choice in enumerate(choices, start=1):
        if choice.keep_as is not KeepAs.AMENDMENT:
            continue
        if choice.part_id is None:
            raise BadInput(
                f"part_{number}",
                N_("An amendment is wording for one part of the text. Please choose it, or keep this as a comment."),
            )
        if choice.amendment is AmendmentKind.ADD_AFTER:
            continue
        if (choice.part_id, choice.amendment) in first:
            raise BadInput(
                f"keep_{number}",
                N_(
                    "Number {other} is an amendment of the same part already. Please put both into one wording, or "
                    "keep one as a comment."
                ),
                other=first[choice.part_id, choice.amendment],
            )
        first[choice.part_id, choice.amendment] = choice.finding


def _demand_parts(session: Session, statement: Statement, choices: Sequence[Choice]) -> None:
    """The page may be older than the text: what is kept goes to parts that lie on the table now."""
    in_text = {row.part_id for row in revision_text(session, revision_on_the_table(session, statement))}
    for number, choice in enumerate(choices, start=1):
        if choice.keep_as is not KeepAs.NOTHING and choice.part_id is not None and choice.part_id not in in_text:
            raise BadInput(
                f"part_{number}",
                N_("This part does not stand in the text on the table. Please choose another."),
            )


def _amend(session: Session, before: BeforeUs, choice: Choice, *, by: Viewer, now: datetime) -> str:
    assert choice.part_id is not None, "asked before"
    if choice.amendment is not AmendmentKind.REPLACE:
        proposed = Proposed(
            choice.part_id, choice.amendment, choice.wording, choice.second_wording, choice.other_part_id
        )
        return draft_proposal(session, before, proposed, reason=choice.reason, weight=choice.weight, by=by, now=now)
    return draft_amendment(
        session,
        before,
        choice.part_id,
        wording=choice.wording,
        reason=choice.reason,
        weight=choice.weight,
        expected=choice.expected,
        by=by,
        now=now,
    )


def _comment(session: Session, before: BeforeUs, choice: Choice, *, by: Viewer, now: datetime) -> str:
    return draft_comment(
        session,
        before,
        part_id=choice.part_id,
        comment_class=choice.comment_class,
        text=choice.text,
        quoted=choice.quoted,
        by=by,
        now=now,
    )
