"""When the body works: its hours, the days of its week and its holidays."""

from datetime import date, time
from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.working_time import WorkingHours, change_working_hours, drop_holiday, keep_holiday
from jointstatement.queries.holidays import holidays_page
from jointstatement.terms import Weekday
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.forms import ClockTime, Given, Line, NoFields, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class HolidayForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day and what it is called."""

    day: date
    name: Line


class HoursForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hours and the days from now on."""

    version: Version
    day_begins: ClockTime
    day_ends: ClockTime
    days: list[Weekday] = []


@get("/body/holidays")
async def all_holidays(request: AnyRequest) -> Response[str]:
    """The hours, the days and the list of holidays."""
    return await _holidays(request, Given())


@post("/body/holidays")
async def keep_one(request: AnyRequest) -> Response[Any]:
    """Enters a day."""

    async def deed(form: HolidayForm) -> Response[Any]:
        await act(request, keep_holiday, day=form.day, name=form.name)
        return go_to(request, "/body/holidays")

    return await answer_form(request, HolidayForm, deed, again=lambda given: _holidays(request, given))


@post("/body/working-hours")
async def change_hours(request: AnyRequest) -> Response[Any]:
    """Changes the hours and the days."""

    async def deed(form: HoursForm) -> Response[Any]:
        begins, ends = time.fromisoformat(form.day_begins), time.fromisoformat(form.day_ends)
        hours = WorkingHours(day_begins=begins, day_ends=ends, days=tuple(form.days))
        await act(request, change_working_hours, hours=hours, expected=form.version)
        return go_to(request, "/body/holidays")

    return await answer_form(request, HoursForm, deed, again=lambda given: _holidays(request, given))


@post("/body/holidays/{holiday_id:str}/drop")
async def drop_one(request: AnyRequest, holiday_id: FromPath[str]) -> Response[Any]:
    """Takes a day off the list."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, drop_holiday, holiday_id)
        return go_to(request, "/body/holidays")

    return await answer_form(request, NoFields, deed, again=lambda given: _holidays(request, given))


async def _holidays(request: AnyRequest, given: Given) -> Response[str]:
    shown = await show(request, holidays_page, viewer_of(request))
    return page(request, "holidays/page.html", status_code=given.status_code, shown=shown, given=given)


handlers = [all_holidays, change_hours, keep_one, drop_one]
