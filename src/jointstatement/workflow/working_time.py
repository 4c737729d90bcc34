"""When a body works: by day, on the days of its working week, but for its holidays; and on every day of a meeting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from jointstatement.access.statements import meeting_of
from jointstatement.models import Body, Holiday, Statement
from jointstatement.terms import OffHours, Weekday

_OFFERED_AT = (time(12), time(18))
"""Beside the beginning of the day, where it is day then."""
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The working days of a body, as they are where one of its meetings is held."""

    zone: ZoneInfo
    day_begins: time
    day_ends: time
    """Between the two, both included, it is no night."""
    days: tuple[Weekday, ...]
    """Of the working week."""
    meets_on: tuple[date, date]
    """The first and the last day of the meeting, which are working days whatever else they are."""
    holidays: Mapping[date, str]
    """Each with its name."""


def working_time_of(session: Session, statement: Statement) -> WorkingTime:
    """The working time that the hours of a statement are held against."""
    meeting = meeting_of(session, statement)
    body = session.get_one(Body, statement.body_id)
    rows = session.exec(select(Holiday).where(col(Holiday.body_id) == statement.body_id))
    return WorkingTime(
        zone=ZoneInfo(meeting.time_zone),
        day_begins=body.day_begins,
        day_ends=body.day_ends,
        days=working_week(body),
        meets_on=(meeting.starts_on, meeting.ends_on),
        holidays={row.day: row.name for row in rows},
    )


def working_week(body: Body) -> tuple[Weekday, ...]:
    """The days of a body's working week, in their order."""
    return tuple(Weekday(day) for day in body.working_days.split())


def wall_time(hour: datetime, zone: ZoneInfo) -> str:
    """An hour as it is kept beside the instant where nobody typed it: "2026-05-12T18:00 Europe/Vienna"."""
    return f"{hour.astimezone(zone):%Y-%m-%dT%H:%M} {zone.key}"


def off_hours(working: WorkingTime, hour: datetime) -> OffHours | None:
    """Why an hour is no working moment, or None where it is one. A day off comes before the night."""
    local = hour.astimezone(working.zone)
    day_off = _day_off(working, local.date())
    if day_off is not None:
        return day_off
    return None if working.day_begins <= local.time() <= working.day_ends else OffHours.NIGHT


def next_working_moments(working: WorkingTime, hour: datetime) -> tuple[datetime, ...]:
    """The next working moments after an hour, in the meeting's zone: beginnings, noons and evenings of working days."""
    return tuple(islice((moment for moment in _moments(working, hour) if moment > hour), _OFFERED))


def after_standstill(working: WorkingTime, due_at: datetime, *, since: datetime, now: datetime) -> datetime:
    """An hour whose clock stood still since some hour: as long from now as it was then, up to the next minute.

    Where that is no working moment, the next one.
    """
    hour = now + (due_at - since)
    hour = (hour + timedelta(seconds=59, microseconds=999999)).replace(second=0, microsecond=0).astimezone(working.zone)
    return hour if off_hours(working, hour) is None else next_working_moments(working, hour)[0]


def _moments(working: WorkingTime, hour: datetime) -> Iterator[datetime]:
    first = hour.astimezone(working.zone).date()
    for number in count():
        day = first + timedelta(days=number)
        if _day_off(working, day) is None:
            hours = (at for at in _OFFERED_AT if working.day_begins < at <= working.day_ends)
            yield from (datetime.combine(day, at, working.zone) for at in (working.day_begins, *hours))


def _day_off(working: WorkingTime, day: date) -> OffHours | None:
    starts_on, ends_on = working.meets_on
    if starts_on <= day <= ends_on:
        return None
    if day in working.holidays:
        return OffHours.HOLIDAY
    return None if tuple(Weekday)[day.weekday()] in working.days else OffHours.WEEKEND
