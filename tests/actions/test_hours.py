"""No hour of a silence or a round is taken silently at the weekend, on a holiday or at night."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from tests.cast import Forum, refused
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.rounds import extend_round, open_round
from jointstatement.actions.silence import extend_silence, start_silence
from jointstatement.actions.working_time import WorkingHours, change_working_hours, drop_holiday, keep_holiday
from jointstatement.errors import BadInput, ChangedMeanwhile, NotAWorkingMoment, NotFound, NotYours
from jointstatement.models import Body, Holiday, Round, Silence
from jointstatement.terms import Visibility, Weekday

FRIDAY = datetime(2026, 5, 8, 16, tzinfo=UTC)
SATURDAY, HOLIDAY, NIGHT = (FRIDAY.replace(day=9), FRIDAY.replace(day=7), FRIDAY.replace(hour=21))
"""18:00 in Vienna, but for the night."""
MONDAY = [datetime(2026, 5, 11, hour, tzinfo=UTC) for hour in (6, 10, 16)]


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def start(forum: Forum, text: Text) -> tuple[Callable[..., Any], str, dict[str, object]]:
    return start_silence, text.id, {}


def extend(forum: Forum, text: Text) -> tuple[Callable[..., Any], str, dict[str, object]]:
    named = {"due_at": datetime(2026, 5, 5, 9, tzinfo=UTC), "due_as_typed": "typed"}
    forum.act(start_silence, text.id, by=forum.chair, **named)
    return extend_silence, text.id, {}


def open_one(forum: Forum, _: Text) -> tuple[Callable[..., Any], str, dict[str, object]]:
    return open_round, lay_on_the_table(forum, state="comments").id, {"visibility": Visibility.OPEN}


def extend_one(forum: Forum, text: Text) -> tuple[Callable[..., Any], str, dict[str, object]]:
    action, statement_id, named = open_one(forum, text)
    due_at = datetime(2026, 5, 5, 9, tzinfo=UTC)
    return extend_round, forum.act(action, statement_id, due_at=due_at, due_as_typed="t", by=forum.chair, **named), {}


@pytest.mark.parametrize("scene", [start, extend, open_one, extend_one])
def test_hour_outside_working_time_is_taken_only_on_purpose(
    forum: Forum, text: Text, scene: Callable[[Forum, Text], tuple[Callable[..., Any], str, dict[str, object]]]
) -> None:
    forum.act(keep_holiday, day=date(2026, 5, 7), name="River Day", by=forum.secretariat)
    action, subject, named = scene(forum, text)
    named |= {"due_as_typed": "as typed", "by": forum.chair}
    told = {}
    for due_at in (SATURDAY, HOLIDAY, NIGHT):
        refusal = refused(forum, NotAWorkingMoment, action, subject, due_at=due_at, **named)
        told[due_at] = (refusal.field, str(refusal).split(".")[0])
        moments = refusal.moments
    assert told == {
        SATURDAY: ("due_at", "This hour is at the weekend in Europe/Vienna"),
        HOLIDAY: ("due_at", "This hour falls on River Day, a holiday"),
        NIGHT: ("due_at", "This hour is at night in Europe/Vienna"),
    }
    assert [moment.astimezone(UTC) for moment in moments] == MONDAY
    refused(forum, NotAWorkingMoment, action, subject, due_at=SATURDAY, **named)

    forum.act(action, subject, due_at=SATURDAY, on_purpose=True, **named)

    assert [row.due_at for row in (*forum.rows(Silence), *forum.rows(Round))] == [SATURDAY]
    confirmed = next(entry for entry in forum.entries() if entry.kind == "hour_confirmed")
    payload = json.loads(confirmed.payload)
    assert (payload["due_at"], payload["weekend"], confirmed.actor_id) == (
        "2026-05-09T16:00:00.000000+00:00",
        "2026-05-09",
        forum.persons["chair"],
    )


def test_secretariat_sets_a_working_moment_and_confirms_no_other(forum: Forum) -> None:
    statement_id = lay_on_the_table(forum, state="comments").id
    named = {"due_as_typed": "typed", "visibility": Visibility.OPEN, "by": forum.secretariat}

    refused(forum, NotYours, open_round, statement_id, due_at=SATURDAY, on_purpose=True, **named)
    forum.act(open_round, statement_id, due_at=FRIDAY, on_purpose=True, **named)

    assert forum.kinds(f"{statement_id}:circulated") == ["round_opened"]


def test_holiday_is_kept_once_and_taken_off_again(forum: Forum) -> None:
    named = {"day": date(2026, 5, 7), "name": "River Day"}
    refused(forum, NotYours, keep_holiday, by=forum.chair, **named)
    holiday_id = forum.act(keep_holiday, by=forum.secretariat, **named)
    refused(forum, BadInput, keep_holiday, by=forum.secretariat, **named)
    refused(forum, BadInput, keep_holiday, by=forum.secretariat, day=date(2026, 5, 8), name=" ")
    refused(forum, NotYours, drop_holiday, holiday_id, by=forum.chair)
    refused(forum, NotFound, drop_holiday, "0" * 32, by=forum.secretariat)
    forum.act(drop_holiday, holiday_id, by=forum.secretariat)

    assert forum.rows(Holiday) == []
    assert forum.kinds(f"{forum.body_id}:administration")[-2:] == ["holiday_kept", "holiday_dropped"]


def test_body_has_working_hours_and_days_of_its_own(forum: Forum, text: Text) -> None:
    hours = WorkingHours(day_begins=time(9, 30), day_ends=time(17), days={*list(Weekday)[:4], Weekday.SUNDAY})
    version = forum.rows(Body)[0].version
    change = {"hours": hours, "expected": version, "by": forum.secretariat}
    forum.act(change_working_hours, **change)

    entry = forum.last_entry(f"{forum.body_id}:administration")
    assert (entry.kind, json.loads(entry.payload)) == (
        "working_hours_changed",
        {"begins": "09:30", "ends": "17:00", "days": ["monday", "tuesday", "wednesday", "thursday", "sunday"]},
    )
    sunday = datetime(2026, 5, 10, 12, tzinfo=UTC)
    named = {"due_as_typed": "typed", "by": forum.chair}
    refusal = refused(forum, NotAWorkingMoment, start_silence, text.id, due_at=FRIDAY, **named)
    assert str(refusal) == (
        "This hour is at the weekend in Europe/Vienna. This body works on Sunday to Thursday, from 09:30 to 17:00. "
        "Choose a working moment, or let the chair confirm it."
    )
    assert refusal.moments[0].astimezone(UTC) == sunday.replace(hour=7, minute=30)
    forum.act(start_silence, text.id, due_at=sunday, **named)
    assert [row.due_at for row in forum.rows(Silence)] == [sunday]

    refused(forum, ChangedMeanwhile, change_working_hours, **change)
    change["expected"] = version + 1
    refused(forum, NotYours, change_working_hours, **change | {"by": forum.chair})
    backwards = WorkingHours(day_begins=time(17), day_ends=time(9), days=hours.days)
    never = WorkingHours(day_begins=time(9), day_ends=time(17), days=())
    for wrong, field in ((backwards, "day_ends"), (never, "days")):
        assert refused(forum, BadInput, change_working_hours, **change | {"hours": wrong}).field == field
