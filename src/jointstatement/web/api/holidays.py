"""When the body works: its hours, the days of its week and its holidays."""

from datetime import date, time
from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import working_time
from jointstatement.queries.holidays import HolidayLine, holidays_page
from jointstatement.terms import Verb, Weekday
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import ClockTime, Line, Version, day
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.reading import show

TAG = "body"


class NewHoliday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day and what it is called."""

    day: date
    name: Line


class Hours(msgspec.Struct, frozen=True):
    """When the body works in an ordinary week, by the clock of the place where it meets."""

    version: int
    day_begins: ClockTime
    day_ends: ClockTime
    days: tuple[Weekday, ...]


class NewHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same from now on."""

    expected: Version
    day_begins: ClockTime
    day_ends: ClockTime
    days: Annotated[list[Weekday], msgspec.Meta(max_length=7)]


@read("/body/working-hours", Verb.READ_NEGOTIATION, tag=TAG)
async def working_hours(request: AnyRequest) -> Hours:
    """The hours and the days on which the body works."""
    shown = await show(request, holidays_page, viewer_of(request))
    return Hours(shown.version, shown.day_begins, shown.day_ends, shown.days)


@deed("/body/working-hours", Verb.MANAGE_BODY, tag=TAG)
async def change_working_hours(request: AnyRequest, data: JSONBody[NewHours]) -> None:
    """Changes the hours and the days on which the body works; hours that are set already stay."""
    begins, ends = time.fromisoformat(data.day_begins), time.fromisoformat(data.day_ends)
    hours = working_time.WorkingHours(day_begins=begins, day_ends=ends, days=tuple(data.days))
    await act(request, working_time.change_working_hours, hours=hours, expected=data.expected)


@read("/body/holidays", Verb.READ_NEGOTIATION, tag=TAG)
async def holidays(request: AnyRequest) -> tuple[HolidayLine, ...]:
    """The days on which the body does not work."""
    return (await show(request, holidays_page, viewer_of(request))).holidays


@deed("/body/holidays", Verb.MANAGE_BODY, tag=TAG, status=201)
async def keep_holiday(request: AnyRequest, data: JSONBody[NewHoliday]) -> Created:
    """Enters a day on which the body does not work; hours that are set already stay."""
    return Created(await act(request, working_time.keep_holiday, day=day("day", data.day), name=data.name))


@deed("/body/holidays/{holiday_id:str}/drop", Verb.MANAGE_BODY, tag=TAG)
async def drop_holiday(request: AnyRequest, holiday_id: FromPath[str]) -> None:
    """Takes a day off the list."""
    await act(request, working_time.drop_holiday, holiday_id)


handlers = [working_hours, change_working_hours, holidays, keep_holiday, drop_holiday]
