"""Whether an hour is a working moment, where the meeting is held."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from jointstatement.terms import OffHours, Weekday
from jointstatement.workflow.working_time import WorkingTime, next_working_moments, off_hours

VIENNA = ZoneInfo("Europe/Vienna")
WEEK = tuple(Weekday)
WORKING = WorkingTime(
    zone=VIENNA,
    day_begins=time(8),
    day_ends=time(20),
    days=WEEK[:5],
    meets_on=(date(2026, 5, 16), date(2026, 5, 17)),
    holidays={date(2026, 5, 14): "River Day"},
)
FROM_SUNDAY = replace(WORKING, day_begins=time(9, 30), day_ends=time(17), days=(*WEEK[:4], Weekday.SUNDAY))
"""A body whose weekend is Friday and Saturday, and which goes home before the evening."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour of May 2026 in Vienna, as the database keeps it."""
    return datetime(2026, 5, day, hour, minute, tzinfo=VIENNA).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "reason"),
    [
        (at(5, 8), None),
        (at(5, 20), None),
        (at(5, 7, 59), OffHours.NIGHT),
        (at(5, 20, 1), OffHours.NIGHT),
        (at(9, 12), OffHours.WEEKEND),
        (at(10, 23), OffHours.WEEKEND),
        (at(14, 12), OffHours.HOLIDAY),
        # Saturday and Sunday of the meeting itself.
        (at(16, 12), None),
        (at(17, 3), OffHours.NIGHT),
    ],
)
def test_hour_is_judged_where_the_meeting_is(hour: datetime, reason: OffHours | None) -> None:
    assert off_hours(WORKING, hour) is reason


def test_next_working_moments_leave_out_days_off() -> None:
    assert next_working_moments(WORKING, at(13, 12, 30)) == (at(13, 18), at(15, 8), at(15, 12))
    assert next_working_moments(WORKING, at(9, 12)) == (at(11, 8), at(11, 12), at(11, 18))


@pytest.mark.parametrize(
    ("hour", "reason"),
    [
        (at(8, 12), OffHours.WEEKEND),
        (at(9, 12), OffHours.WEEKEND),
        (at(10, 12), None),
        (at(10, 9, 29), OffHours.NIGHT),
        (at(11, 17), None),
        (at(11, 17, 1), OffHours.NIGHT),
    ],
)
def test_hour_is_judged_by_the_hours_and_the_week_of_the_body(hour: datetime, reason: OffHours | None) -> None:
    assert off_hours(FROM_SUNDAY, hour) is reason


def test_moments_that_are_offered_lie_within_the_hours_of_the_body() -> None:
    assert next_working_moments(FROM_SUNDAY, at(7, 11)) == (at(7, 12), at(10, 9, 30), at(10, 12))
