"""When the body works: its hours, the days of its week and its holidays, on their page."""

from datetime import date

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Holiday
from jointstatement.terms import Weekday
from jointstatement.workflow.permit import demand, may_manage_body, may_read_negotiation
from jointstatement.workflow.working_time import working_week


class HolidayLine(msgspec.Struct, frozen=True):
    """A day on which the body does not work."""

    id: str
    day: date
    name: str


class HolidaysPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    version: int
    body: str
    day_begins: str
    """The wall time before which it is night, "08:00"."""
    day_ends: str
    days: tuple[Weekday, ...]
    """Of the working week, in their order."""
    holidays: tuple[HolidayLine, ...]
    """In the order of the calendar."""
    to_manage: Refusal | None
    """Why this person changes none of it, or nothing where it may."""


def holidays_page(session: Session, viewer: Viewer) -> HolidaysPage:
    """The body's holidays, for all who take part in a negotiation and for those who keep them. Raises `NotYours`."""
    to_manage = may_manage_body(viewer.role)
    if to_manage:
        demand(may_read_negotiation(viewer.role))
    body = body_for(session, viewer)
    rows = session.exec(select(Holiday).where(col(Holiday.body_id) == body.id).order_by(col(Holiday.day)))
    return HolidaysPage(
        version=body.version,
        body=body.name,
        day_begins=f"{body.day_begins:%H:%M}",
        day_ends=f"{body.day_ends:%H:%M}",
        days=working_week(body),
        holidays=tuple(HolidayLine(row.id, row.day, row.name) for row in rows),
        to_manage=to_manage,
    )
