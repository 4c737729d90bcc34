"""An hour outside working time comes back with what is offered instead, and is taken on purpose in one press."""

import re

import pytest
from tests.on_the_table import lay_on_the_table
from tests.web.sitting import Sitting

from jointstatement.models import Holiday, Silence


@pytest.fixture
def sitting(forum, browser, come_in):
    return Sitting(forum, lay_on_the_table(forum), browser, come_in)


def pressed(page, name):
    """The values of the buttons of this name."""
    return re.findall(rf'<button[^>]*name="{name}" value="([^"]*)"', page)


def test_weekend_comes_back_with_working_moments_and_one_press_takes_one(sitting):
    chair, at = sitting.window("chair"), f"{sitting.address}/silence"

    back = chair.fill(at, at, due_at="2026-05-09T18:00", extent="whole")

    assert back.status_code == 422
    assert "This hour is at the weekend in Europe/Vienna." in back.text
    assert 'value="2026-05-09T18:00"' in back.text
    assert "Mon 11 May, 08:00 CEST" in back.text
    assert pressed(back.text, "instead") == ["2026-05-11T08:00", "2026-05-11T12:00", "2026-05-11T18:00"]
    assert pressed(back.text, "on_purpose") == ["2026-05-09T18:00"]
    assert sitting.forum.rows(Silence) == []
    chair.fill(at, at, due_at="2026-05-09T18:00", instead="2026-05-11T12:00")
    [silence] = sitting.forum.rows(Silence)
    assert silence.due_as_typed == "2026-05-11T12:00 Europe/Vienna"


def test_hour_on_purpose_is_the_one_that_was_looked_at(sitting):
    chair, at = sitting.window("chair"), f"{sitting.address}/silence"

    another = chair.fill(at, at, due_at="2026-05-10T18:00", on_purpose="2026-05-09T18:00")
    assert (another.status_code, sitting.forum.rows(Silence)) == (422, [])
    chair.fill(at, at, due_at="2026-05-09T18:00", on_purpose="2026-05-09T18:00")

    [silence] = sitting.forum.rows(Silence)
    assert silence.due_as_typed == "2026-05-09T18:00 Europe/Vienna"
    told = sitting.window("head of Borvia").get(f"{sitting.address}/record").text
    assert "is at the weekend (Sat 9 May 2026); the chair confirmed it." in told


def test_secretariat_is_offered_no_confirmation_of_a_round(forum, browser, come_in):
    sitting = Sitting(forum, lay_on_the_table(forum, state="comments"), browser, come_in)
    at = f"{sitting.address}/rounds"

    back = sitting.window("secretariat").fill(at, at, due_at="2026-05-05T23:00", visibility="open")

    assert "This hour is at night in Europe/Vienna." in back.text
    assert len(pressed(back.text, "instead")) == 3
    assert pressed(back.text, "on_purpose") == []


def test_holidays_are_kept_by_the_secretariat_and_read_by_delegations(sitting):
    at = "/body/holidays"
    office = sitting.window("secretariat")
    office.fill(at, at, day="2026-05-07", name="River Day")

    [holiday] = sitting.forum.rows(Holiday)
    read = sitting.window("head of Borvia").get(at).text
    assert "Thu 7 May 2026" in read
    assert "<form" not in read.partition("<main")[2].partition("</main")[0]
    chair = sitting.window("chair")
    back = chair.fill(f"{sitting.address}/silence", f"{sitting.address}/silence", due_at="2026-05-07T12:00")
    assert "This hour falls on River Day, a holiday." in back.text
    office.fill(at, f"{at}/{holiday.id}/drop")
    assert sitting.forum.rows(Holiday) == []


def test_working_hours_are_kept_by_the_secretariat_and_read_by_delegations(sitting):
    at, office = "/body/holidays", sitting.window("secretariat")

    week = ["sunday", "monday", "tuesday", "wednesday", "thursday"]
    back = office.fill(at, "/body/working-hours", day_begins="18:00", day_ends="09:00", days=week)
    assert (back.status_code, "The day has to end later than it begins." in back.text) == (422, True)
    office.fill(at, "/body/working-hours", day_begins="09:00", day_ends="18:00", days=week)

    read = sitting.window("head of Borvia").get(at).text
    assert "Sunday to Thursday" in read
    assert "09:00 to 18:00" in read
    chair = sitting.window("chair")
    back = chair.fill(f"{sitting.address}/silence", f"{sitting.address}/silence", due_at="2026-05-08T12:00")
    assert "This body works on Sunday to Thursday, from 09:00 to 18:00." in back.text
