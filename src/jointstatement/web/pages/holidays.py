"""The days on which the body does not work."""

from datetime import date
from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.working_time import drop_holiday, keep_holiday
from jointstatement.queries.holidays import holidays_page
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.forms import Given, Line, NoFields, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class HolidayForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day and what it is called."""

    day: date
    name: Line


@get("/body/holidays")
async def all_holidays(request: AnyRequest) -> Response[str]:
    """The list."""
    return await _holidays(request, Given())


@post("/body/holidays")
async def keep_one(request: AnyRequest) -> Response[Any]:
    """Enters a day."""

    async def deed(form: HolidayForm) -> Response[Any]:
        await act(request, keep_holiday, day=form.day, name=form.name)
        return go_to(request, "/body/holidays")

    return await answer_form(request, HolidayForm, deed, again=lambda given: _holidays(request, given))


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


handlers = [all_holidays, keep_one, drop_one]
