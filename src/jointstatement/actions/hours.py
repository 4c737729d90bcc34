"""The hour that is set for a silence procedure, a written procedure or a round: to come, and a working moment.

An hour at the weekend, on a holiday or at night is never taken silently.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour
from jointstatement.actions.record import record_for_all
from jointstatement.errors import N_, BadInput, NotAWorkingMoment
from jointstatement.models import Statement
from jointstatement.terms import OffHours, Verb
from jointstatement.text.days import NamedDays
from jointstatement.workflow.permit import demand, may_at_all
from jointstatement.workflow.working_time import (
    WorkingTime,
    next_working_moments,
    off_hours,
    working_time_of,
)

LEADS = (timedelta(hours=24), timedelta(hours=2))
"""How long before an hour those who are awaited are reminded of it."""


def set_hour(
    session: Session,
    statement: Statement,
    due_at: datetime,
    *,
    on_purpose: bool,
    by: Viewer,
    now: datetime,
    field: str = "due_at",
) -> datetime:
    """The hour that is set; one that is no working moment is circulated as confirmed by the chair.

    Raises `BadInput` for an hour that has passed, `NotAWorkingMoment` for one outside working time that is not set
    `on_purpose`, and `NotYours` where somebody else than a chair confirms it.
    """
    due_at = coming_hour(field, due_at, now=now)
    working = working_time_of(session, statement)
    reason = off_hours(working, due_at)
    if reason is None:
        return due_at
    if not on_purpose:
        raise _refusal(field, working, due_at, reason)
    # Who may put a text under silence answers for its hour, and for every other.
    demand(may_at_all(Verb.START_SILENCE, by.role))
    told = {"due_at": due_at, **_named(working, due_at, reason)}
    record_for_all(session, statement, "hour_confirmed", told, by=by, now=now)
    return due_at


def demand_time_to_object(session: Session, due_at: datetime, *, by: Viewer, now: datetime) -> None:
    """Raises `BadInput` for an hour that comes sooner than the body lets a silence end."""
    shortest = body_for(session, by).shortest_silence_hours
    if due_at < now + timedelta(hours=shortest):
        raise BadInput("due_at", N_("Members have at least {hours} hours to object."), hours=shortest)


def reminder_before(due_at: datetime, *, now: datetime) -> datetime | None:
    """When the next reminder of an hour is due: 24 hours or 2 hours before it, if that is still to come."""
    return next((due_at - lead for lead in LEADS if due_at - lead > now), None)


def _refusal(field: str, working: WorkingTime, due_at: datetime, reason: OffHours) -> NotAWorkingMoment:
    sentence = {
        OffHours.WEEKEND: N_(
            "This hour is at the weekend in {zone}. This body works on {days}, from {begins} to {ends}. "
            "Choose a working moment, or let the chair confirm it."
        ),
        OffHours.HOLIDAY: N_(
            "This hour falls on {holiday}, a holiday. This body works on {days}, from {begins} to {ends}. "
            "Choose a working moment, or let the chair confirm it."
        ),
        OffHours.NIGHT: N_(
            "This hour is at night in {zone}. This body works on {days}, from {begins} to {ends}. "
            "Choose a working moment, or let the chair confirm it."
        ),
    }[reason]
    named = {
        "zone": working.zone.key,
        "days": NamedDays(working.days),
        "begins": f"{working.day_begins:%H:%M}",
        "ends": f"{working.day_ends:%H:%M}",
        **_named(working, due_at, reason),
    }
    return NotAWorkingMoment(field, sentence, moments=next_working_moments(working, due_at), **named)


def _named(working: WorkingTime, due_at: datetime, reason: OffHours) -> dict[str, str]:
    """What makes it no working moment, by its name in the sentences."""
    local = due_at.astimezone(working.zone)
    words = {
        OffHours.WEEKEND: f"{local:%Y-%m-%d}",
        OffHours.HOLIDAY: working.holidays.get(local.date(), ""),
        OffHours.NIGHT: f"{local:%H:%M}",
    }
    return {str(reason): words[reason]}
