"""When a body works: by day, from Monday to Friday, but for its holidays; and on every day of the meeting itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from jointstatement.access.statements import meeting_of
from jointstatement.models import Holiday, Statement
from jointstatement.terms import OffHours

DAY_BEGINS, DAY_ENDS = time(8), time(20)
"""Between the two, both included, it is no night."""
_OFFERED_AT = (time(8), time(12), time(18))
_OFFERED = 3
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The working days of a body, as they are where one of its meetings is held."""

    zone: ZoneInfo
    meets_on: tuple[date, date]
    """The first and the last day of the meeting, which are working days whatever else they are."""
    holidays: Mapping[date, str]
    """Each with its name."""


def working_time_of(session: Session, statement: Statement) -> WorkingTime:
    """The working time that the hours of a statement are held against."""
    meeting = meeting_of(session, statement)
    rows = session.exec(select(Holiday).where(col(Holiday.body_id) == statement.body_id))
    return WorkingTime(
        zone=ZoneInfo(meeting.time_zone),
        meets_on=(meeting.starts_on, meeting.ends_on),
        holidays={row.day: row.name for row in rows},
    )


def off_hours(working: WorkingTime, hour: datetime) -> OffHours | None:
    """Why an hour is no working moment, or None where it is one. A day off comes before the night."""
    local = hour.astimezone(working.zone)
    day_off = _day_off(working, local.date())
    if day_off is not None:
        return day_off
    return None if DAY_BEGINS <= local.time() <= DAY_ENDS else OffHours.NIGHT


def next_working_moments(working: WorkingTime, hour: datetime) -> tuple[datetime, ...]:
    """The next working moments after an hour, in the meeting's zone: mornings, noons and evenings of working days."""
    return tuple(islice((moment for moment in _moments(working, hour) if moment > hour), _OFFERED))


def _moments(working: WorkingTime, hour: datetime) -> Iterator[datetime]:
    first = hour.astimezone(working.zone).date()
    for number in count():
        day = first + timedelta(days=number)
        if _day_off(working, day) is None:
            yield from (datetime.combine(day, at, working.zone) for at in _OFFERED_AT)


def _day_off(working: WorkingTime, day: date) -> OffHours | None:
    starts_on, ends_on = working.meets_on
    if starts_on <= day <= ends_on:
        return None
    if day in working.holidays:
        return OffHours.HOLIDAY
    return OffHours.WEEKEND if day.weekday() >= _SATURDAY else None
