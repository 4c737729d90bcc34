"""Which texts may be the base of another one, and from which a text began: one adopted, one that lapsed, one issued."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from jointstatement.access.agreed import base_of
from jointstatement.access.statements import latest_revision, meeting_of
from jointstatement.access.viewer import Viewer
from jointstatement.models import Adoption, Entry, Issuance, NotAgreedBase, Revision, Statement
from jointstatement.terms import BaseStanding, Chain
from jointstatement.workflow.facts import workflow_of


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a text, with the revision in which it came to that."""

    statement_id: str
    revision: Revision
    standing: BaseStanding
    ended_on: date
    """The day on which it was adopted, given up or issued."""
    adoption: Adoption | None
    """None for what was never adopted."""
    place: str


def ending_of(session: Session, statement: Statement) -> Ending | None:
    """What became of a text; None while it is negotiated, and for one that was given up before it was tabled.

    What was adopted is over; given up or issued it is where its procedure has no way on from there.
    """
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).first()
    if adoption is not None:
        return _adopted(session, adoption)
    if not workflow_of(statement).states[statement.state].final:
        return None
    issued = session.exec(select(Issuance).where(col(Issuance.statement_id) == statement.id)).first()
    if issued is not None:
        revision = _revision(session, issued.revision_id)
        return Ending(statement.id, revision, BaseStanding.ISSUED, issued.issued_on, None, issued.place)
    given_up = session.exec(
        select(Entry.at)
        .where(
            col(Entry.statement_id) == statement.id,
            col(Entry.chain) == Chain.CIRCULATED,
            col(Entry.kind) == "statement_withdrawn",
        )
        .order_by(col(Entry.number).desc())
        .limit(1)
    ).first()
    tabled = latest_revision(session, statement)
    if given_up is None or tabled is None:
        return None
    meeting = meeting_of(session, statement)
    day = given_up.astimezone(ZoneInfo(meeting.time_zone)).date()
    return Ending(statement.id, tabled, BaseStanding.LAPSED, day, None, meeting.place)


def begun_from(session: Session, statement: Statement) -> Ending | None:
    """The text that this one began from, as it was then, or None."""
    adoption = base_of(session, statement)
    if adoption is not None:
        return _adopted(session, adoption)
    row = session.exec(select(NotAgreedBase).where(col(NotAgreedBase.statement_id) == statement.id)).first()
    if row is None:
        return None
    revision = _revision(session, row.revision_id)
    base = session.exec(select(Statement).where(col(Statement.id) == revision.statement_id)).one()
    issued = session.exec(select(Issuance.place).where(col(Issuance.statement_id) == base.id)).first()
    place = issued or meeting_of(session, base).place
    return Ending(base.id, revision, row.standing, row.ended_on, None, place)


def base_open_to(session: Session, viewer: Viewer, statement: Statement) -> Ending | None:
    """The same, unless it was never adopted and this person reads adopted texts alone."""
    ended = begun_from(session, statement)
    if ended is not None and ended.adoption is None and viewer.reads_adopted_only:
        return None
    return ended


def _adopted(session: Session, adoption: Adoption) -> Ending:
    revision = _revision(session, adoption.revision_id)
    return Ending(adoption.statement_id, revision, BaseStanding.ADOPTED, adoption.adopted_on, adoption, adoption.place)


def _revision(session: Session, revision_id: str) -> Revision:
    return session.exec(select(Revision).where(col(Revision.id) == revision_id)).one()
