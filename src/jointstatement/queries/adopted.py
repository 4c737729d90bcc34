"""Statements as they are printed: the adopted text with what is attached to it, and drafts.

Every date and hour comes from the record, never from the clock: the same statement gives the same document.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from jointstatement.access.clause_states import notes_open_to, states_on_tabled
from jointstatement.access.copies import printed_for
from jointstatement.access.endorsements import endorsed
from jointstatement.access.footnotes import as_printed
from jointstatement.access.naming import delegations_of, naming_of
from jointstatement.access.statements import (
    acts_circulated,
    latest_revision,
    meeting_of,
    parts_as_cited,
    parts_of,
    revision_for,
    revision_text,
    statement_for,
    working_text,
)
from jointstatement.access.symbols import symbol_given
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, NotTabledYet, StatesOfAdoptedText
from jointstatement.models import (
    Adoption,
    Body,
    Entry,
    Meeting,
    Participant,
    Publication,
    PublicationOmission,
    Revision,
    RevisionPart,
    Signatory,
    Statement,
)
from jointstatement.queries.attached import attachments_of
from jointstatement.terms import Chain, ClauseState, PartKind, PublicationExtent
from jointstatement.text import document
from jointstatement.text.clause_states import blocks, state_of
from jointstatement.text.document import Document, Draft, Part, Signature, StatedPart
from jointstatement.text.extract import extract
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.wording import plain
from jointstatement.workflow.permit import demand, may_export_draft


def is_adopted(session: Session, statement_id: str) -> bool:
    """Whether adoption of this statement has been declared."""
    return session.exec(select(Adoption.id).where(col(Adoption.statement_id) == statement_id)).first() is not None


def adopted_document(session: Session, viewer: Viewer | None, statement_id: str) -> Document:
    """The adopted text in its final form, with the footnotes of delegations in it and what else is attached to it.

    Without a viewer it is the public that asks, which finds published statements only. Raises `NotFound`.
    """
    statement = _open_statement(session, viewer, statement_id)
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).first()
    if adoption is None:
        raise NotFound()
    return document_of_adoption(session, adoption)


def document_to_publish(session: Session, viewer: Viewer, statement_id: str) -> tuple[Document, int]:
    """The same, and how many acts had been circulated when it was read. Raises `NotFound`."""
    document = adopted_document(session, viewer, statement_id)
    return document, acts_circulated(session, statement_for(session, viewer, statement_id))


def document_of_adoption(session: Session, adoption: Adoption) -> Document:
    """The same for an adoption that was found already."""
    statement = session.exec(select(Statement).where(col(Statement.id) == adoption.statement_id)).one()
    revision = revision_for(session, statement, adoption.revision_id)
    parts = parts_as_cited(session, revision)
    printed = as_printed(session, statement, parts)
    return Document(
        parts=printed,
        style=revision.style,
        language=statement.language,
        members=_members(session, statement),
        body=_body(session, statement).name,
        meeting=meeting_of(session, statement).title,
        place=adoption.place,
        adopted_on=adoption.adopted_on,
        adopted_how="as orally revised" if revision.is_oral else "",
        symbol=symbol_given(session, statement.id),
        signatures=_signatures(session, statement),
        attachments=attachments_of(session, statement, parts),
        participants=_participants(session, statement),
        statement_id=statement.id,
        fingerprint=adoption.fingerprint if printed == parts else fingerprint(printed),
    )


def as_published(document: Document, *, extent: PublicationExtent, left_out: Collection[str] = frozenset()) -> Document:
    """As much of an adopted document as is made public."""
    if extent is PublicationExtent.WHOLE:
        return document
    parts = extract(document.parts, left_out)
    how = ", ".join(filter(None, (document.adopted_how, "extract" if left_out else "")))
    return replace(document, parts=parts, attachments=(), adopted_how=how, fingerprint=fingerprint(parts))


def document_of_publication(session: Session, publication: Publication) -> Document:
    """As much of the adopted document as a publication made public."""
    adoption = session.exec(select(Adoption).where(col(Adoption.id) == publication.adoption_id)).one()
    left_out = session.exec(
        select(PublicationOmission.part_id).where(col(PublicationOmission.publication_id) == publication.id)
    ).all()
    return as_published(
        document_of_adoption(session, adoption), extent=publication.extent, left_out=frozenset(left_out)
    )


def draft_document(session: Session, viewer: Viewer, statement_id: str, revision_id: str | None = None) -> Document:
    """A draft with the body's marking, its revision's label and the hour it speaks of, in the meeting's zone.

    A delegation's copy says whose it is, unless the body's rule is that it names nobody.

    A tabled revision, by its id; without an id the latest, or for the chair's office the working text, where that is
    no longer, word for word, the latest revision. Raises `NotFound`, `NotTabledYet`, and `NotYours` for those who take
    no drafts out.
    """
    statement = statement_for(session, viewer, statement_id)
    demand(may_export_draft(viewer.role))
    revision = revision_for(session, statement, revision_id) if revision_id else latest_revision(session, statement)
    body = _body(session, statement)
    if revision_id is None and viewer.is_office:
        parts = parts_of(working_text(session, statement))
        if revision is None or fingerprint(parts) != revision.fingerprint:
            label = f"Working text after {revision.label}" if revision else "Working text"
            at = _last_act(session, statement)
            return _draft(session, viewer, statement, body, parts, style=statement.style, label=label, at=at)
    if revision is None:
        raise NotTabledYet()
    return document_of_revision(session, statement, revision, viewer)


def document_of_revision(
    session: Session, statement: Statement, revision: Revision, viewer: Viewer | None = None
) -> Document:
    """The draft of a tabled revision that was found already, as this person takes it out; without one for nobody."""
    parts, at = parts_of(revision_text(session, revision)), revision.tabled_at
    body = _body(session, statement)
    drafted = _draft(session, viewer, statement, body, parts, style=revision.style, label=revision.label, at=at)
    holding = endorsed(session, statement)
    if holding is None or holding.endorsement.revision_id != revision.id or drafted.draft is None:
        return drafted
    return replace(drafted, draft=replace(drafted.draft, endorsed_for=holding.endorsement.adoption_at))


def draft_with_states(session: Session, viewer: Viewer, statement_id: str) -> Document:
    """The draft as it stands, and of each clause how far it has come: of a tabled text what all delegations were told.

    Raises as `draft_document`, and `StatesOfAdoptedText` for a text that has come all the way.
    """
    if is_adopted(session, statement_id):
        raise StatesOfAdoptedText()
    drafted = draft_document(session, viewer, statement_id)
    statement = statement_for(session, viewer, statement_id)
    revision, zone = latest_revision(session, statement), ZoneInfo(meeting_of(session, statement).time_zone)
    is_tabled = revision is not None and revision.fingerprint == drafted.fingerprint
    noted = states_on_tabled(session, statement) if is_tabled else notes_open_to(session, viewer, statement)
    stated = []
    for part_id, block in blocks(drafted.parts).items():
        if not block[0].is_clause:
            continue
        last = noted.get(part_id)
        state = state_of(block, last.state if last else None)
        until = last.confirm_by if last and state is ClauseState.AGREED_AD_REFERENDUM else None
        stated.append(StatedPart(part_id, state, until.astimezone(zone) if until else None))
    return replace(drafted, states=tuple(stated))


def with_meeting_and_body(session: Session, statement_id: str) -> tuple[Statement, Meeting, Body]:
    """A statement that was found already, with what it was drafted for."""
    return session.exec(
        select(Statement, Meeting, Body)
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .join(Body, col(Body.id) == col(Statement.body_id))
        .where(col(Statement.id) == statement_id)
    ).one()


def titles_of_adopted(session: Session, adoption_ids: Collection[str]) -> dict[str, str]:
    """The titles of adopted texts by their adoptions, each in one line; one without a title goes by its meeting."""
    rows = session.exec(
        select(Adoption.id, Meeting.title, RevisionPart.wording)
        .join(Statement, col(Statement.id) == col(Adoption.statement_id))
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .join(
            RevisionPart,
            and_(col(RevisionPart.revision_id) == col(Adoption.revision_id), col(RevisionPart.kind) == PartKind.TITLE),
            isouter=True,
        )
        .where(col(Adoption.id).in_(adoption_ids))
    )
    return {adoption_id: " ".join(plain(wording or "").split()) or meeting for adoption_id, meeting, wording in rows}


def _open_statement(session: Session, viewer: Viewer | None, statement_id: str) -> Statement:
    if viewer is not None:
        return statement_for(session, viewer, statement_id)
    statement = session.exec(
        select(Statement)
        .join(Publication, col(Publication.statement_id) == col(Statement.id))
        .where(col(Statement.id) == statement_id)
    ).first()
    if statement is None:
        raise NotFound()
    return statement


def _draft(
    session: Session,
    viewer: Viewer | None,
    statement: Statement,
    body: Body,
    parts: tuple[Part, ...],
    *,
    style: str,
    label: str,
    at: datetime,
) -> Document:
    meeting = meeting_of(session, statement)
    return Document(
        parts=parts,
        style=style,
        language=statement.language,
        members=_members(session, statement),
        body=body.name,
        meeting=meeting.title,
        draft=Draft(
            marking=body.marking,
            revision=label,
            as_of=at.astimezone(ZoneInfo(meeting.time_zone)),
            printed_for=printed_for(viewer, body, naming_of(session, statement)) if viewer else "",
        ),
        signatures=_signatures(session, statement),
        participants=_participants(session, statement),
        statement_id=statement.id,
        fingerprint=fingerprint(parts),
    )


def _last_act(session: Session, statement: Statement) -> datetime:
    """When the working text was last changed, as the office's chain has it; that it was begun is its first entry."""
    last = session.exec(
        select(func.max(Entry.at)).where(
            col(Entry.statement_id) == statement.id,
            col(Entry.chain) == Chain.OFFICE,
            col(Entry.kind) != "head_sealed",
        )
    ).one()
    return last or statement.created_at


def _body(session: Session, statement: Statement) -> Body:
    return session.exec(select(Body).where(col(Body.id) == statement.body_id)).one()


def _members(session: Session, statement: Statement) -> tuple[str, ...]:
    return tuple(member.name for member in delegations_of(session, statement))


def _signatures(session: Session, statement: Statement) -> tuple[Signature, ...]:
    rows = session.exec(
        select(Signatory).where(col(Signatory.statement_id) == statement.id).order_by(col(Signatory.place_in_order))
    )
    naming = naming_of(session, statement)
    return tuple(Signature(name=row.name, for_whom=naming.spoken(row.for_whom)) for row in rows)


def _participants(session: Session, statement: Statement) -> tuple[document.Participant, ...]:
    rows = session.exec(
        select(Participant)
        .where(col(Participant.meeting_id) == statement.meeting_id)
        .order_by(col(Participant.place_in_order))
    )
    naming = naming_of(session, statement)
    return tuple(
        document.Participant(name=row.name, rank=row.rank, delegation=naming.spoken(row.delegation)) for row in rows
    )
