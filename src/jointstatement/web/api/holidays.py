"""The days on which the body does not work."""

from datetime import date

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import working_time
from jointstatement.queries.holidays import HolidayLine, holidays_page
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import Line, day
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.reading import show

TAG = "body"


class NewHoliday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day and what it is called."""

    day: date
    name: Line


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


handlers = [holidays, keep_holiday, drop_holiday]
