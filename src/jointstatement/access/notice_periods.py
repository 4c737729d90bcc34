"""For how long a text is before the members before it is decided, and whether the chair waived that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from jointstatement.models import NoticeWaiver, Revision


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """The notice of one text."""

    hours: int
    runs_until: datetime
    """The hour from which the text may be decided, where notice is not waived.

    It comes while the negotiation is suspended too: the text lies before the members all the while.
    """
    waiver: NoticeWaiver | None


def notice_of(session: Session, revision: Revision, same: Collection[str]) -> NoticePeriod | None:
    """The notice with which this text was circulated; None where none was asked.

    `same` are its revision and those that it came from by editorial review alone, as `same_in_substance` has them.
    Notice counts from the first of them: the few words that such a review changes lay before the members by themselves,
    until an hour, and each falls by one objection.
    """
    first = revision if len(same) == 1 else _first(session, same)
    if not first.notice_hours:
        return None
    waiver = session.exec(select(NoticeWaiver).where(col(NoticeWaiver.revision_id).in_(same))).first()
    return NoticePeriod(first.notice_hours, first.tabled_at + timedelta(hours=first.notice_hours), waiver)


def _first(session: Session, same: Collection[str]) -> Revision:
    earliest = select(Revision).where(col(Revision.id).in_(same)).order_by(col(Revision.number)).limit(1)
    return session.exec(earliest).one()
