"""A published statement, for everybody: what was adopted, where, when, and its file; nothing of how it came about."""

from datetime import date, datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.errors import Missing, NotFound
from jointstatement.models import Adoption, Body, Meeting, Publication, Statement
from jointstatement.workflow.decision import how
from jointstatement.workflow.facts import workflow_of


class PublishedStatement(msgspec.Struct, frozen=True):
    """What the public page says beside the text; the text is read from the file itself."""

    address: str
    body: str
    meeting: str
    time_zone: str
    place: str
    adopted_on: date
    published_at: datetime
    language: str
    fingerprint: str
    file_digest: str
    how_adopted: Missing
    """By which rule, as "by consensus"."""
    content: bytes
    """The Word file as it was published."""


def published_statement(session: Session, address: str) -> PublishedStatement:
    """The statement that was published under this address. Raises `NotFound`. Two SQL statements."""
    row = session.exec(
        select(Publication, Adoption)
        .join(Adoption, col(Adoption.id) == col(Publication.adoption_id))
        .where(col(Publication.address) == address)
    ).first()
    if row is None:
        raise NotFound()
    publication, adoption = row
    statement, meeting, body = session.exec(
        select(Statement, Meeting, Body)
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .join(Body, col(Body.id) == col(Statement.body_id))
        .where(col(Statement.id) == publication.statement_id)
    ).one()
    return PublishedStatement(
        address=publication.address,
        body=body.name,
        meeting=meeting.title,
        time_zone=meeting.time_zone,
        place=adoption.place,
        adopted_on=adoption.adopted_on,
        published_at=publication.published_at,
        language=statement.language,
        fingerprint=publication.fingerprint,
        file_digest=publication.file_digest,
        how_adopted=how(workflow_of(statement).decision),
        content=publication.content,
    )
