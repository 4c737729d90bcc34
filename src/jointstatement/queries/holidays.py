"""The days on which the body does not work, on their page."""

from datetime import date

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Holiday
from jointstatement.workflow.permit import demand, may_manage_body, may_read_negotiation
from jointstatement.workflow.working_time import DAY_BEGINS, DAY_ENDS


class HolidayLine(msgspec.Struct, frozen=True):
    """A day on which the body does not work."""

    id: str
    day: date
    name: str


class HolidaysPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    body: str
    day_begins: str
    """The wall time before which it is night, "08:00"."""
    day_ends: str
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
        body=body.name,
        day_begins=f"{DAY_BEGINS:%H:%M}",
        day_ends=f"{DAY_ENDS:%H:%M}",
        holidays=tuple(HolidayLine(row.id, row.day, row.name) for row in rows),
        to_manage=to_manage,
    )
