"""The body's working time: the days of its week, the hours of its day, and the days on which it does not work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, NotFound
from jointstatement.models import Holiday
from jointstatement.terms import Chain, Weekday
from jointstatement.workflow.permit import demand, may_manage_body

MOST_HOLIDAYS = 400
"""Days that a body keeps at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """When a body works in an ordinary week, by the clock of the place where it meets."""

    day_begins: time
    day_ends: time
    days: Collection[Weekday]


def change_working_hours(session: Session, *, hours: WorkingHours, expected: int, by: Viewer, now: datetime) -> None:
    """Changes the hours and the days on which the body works. Hours that are set already stay.

    Raises `NotYours`, `ChangedMeanwhile` where they changed since they were seen, and `BadInput` for a day that ends
    before it begins and for a week without a day.
    """
    demand(may_manage_body(by.role))
    body = body_for(session, by)
    if body.version != expected:
        raise ChangedMeanwhile()
    begins, ends = (each.replace(second=0, microsecond=0, tzinfo=None) for each in (hours.day_begins, hours.day_ends))
    if ends <= begins:
        raise BadInput("day_ends", N_("The day has to end later than it begins."))
    days = [day for day in Weekday if day in hours.days]
    if not days:
        raise BadInput("days", N_("Please choose at least one day on which the body works."))
    body.day_begins, body.day_ends, body.working_days = begins, ends, " ".join(days)
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="working_hours_changed",
        by=by,
        now=now,
        body_id=body.id,
        payload={"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}", "days": days},
    )


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
