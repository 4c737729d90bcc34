"""The body's working time: the days on which it does not work."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.models import Holiday
from jointstatement.terms import Chain
from jointstatement.workflow.permit import demand, may_manage_body

MOST_HOLIDAYS = 400
"""Days that a body keeps at a time."""


def keep_holiday(session: Session, *, day: date, name: str, by: Viewer, now: datetime) -> str:
    """Enters a day on which the body does not work. Returns its id. Hours that are set already stay.

    Raises `NotYours`, and `BadInput` for a day that is kept already.
    """
    demand(may_manage_body(by.role))
    body = body_for(session, by)
    name = line("name", name)
    kept = session.exec(select(Holiday).where(col(Holiday.body_id) == body.id)).all()
    if any(row.day == day for row in kept):
        raise BadInput("day", N_("This day is kept as a holiday already."))
    if len(kept) >= MOST_HOLIDAYS:
        raise BadInput("day", N_("This list is too long: at most {most} lines."), most=MOST_HOLIDAYS)
    holiday = Holiday(body_id=body.id, day=day, name=name)
    keep(session, holiday)
    _record(session, "holiday_kept", holiday, by=by, now=now)
    return holiday.id


def drop_holiday(session: Session, holiday_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a holiday off the list. Raises `NotYours` and `NotFound`."""
    demand(may_manage_body(by.role))
    holiday = session.exec(
        select(Holiday).where(col(Holiday.id) == holiday_id, col(Holiday.body_id) == by.body_id)
    ).first()
    if holiday is None:
        raise NotFound()
    _record(session, "holiday_dropped", holiday, by=by, now=now)
    drop(session, holiday)


def _record(session: Session, kind: str, holiday: Holiday, *, by: Viewer, now: datetime) -> None:
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=holiday.body_id,
        payload={"day": holiday.day, "name": holiday.name},
    )
