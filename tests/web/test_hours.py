"""Hours: typed in the meeting's zone, kept as instants, shown with their zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jointstatement.errors import BadInput
from jointstatement.text.days import day
from jointstatement.web.hours import as_typed, days, hour, instant_typed, short_hour, time_left


@pytest.mark.parametrize(
    ("typed", "zone", "instant"),
    [
        ("2026-05-12T18:00", "Europe/Vienna", datetime(2026, 5, 12, 16, 0, tzinfo=UTC)),
        ("2026-11-12T18:00", "Europe/Vienna", datetime(2026, 11, 12, 17, 0, tzinfo=UTC)),
        ("2026-05-12 18:00", "Asia/Kathmandu", datetime(2026, 5, 12, 12, 15, tzinfo=UTC)),
        ("2026-01-12T18:00", "Pacific/Chatham", datetime(2026, 1, 12, 4, 15, tzinfo=UTC)),
        ("2026-07-01T12:00", "America/New_York", datetime(2026, 7, 1, 16, 0, tzinfo=UTC)),
    ],
)
def test_wall_time_is_an_instant_of_its_zone(typed, zone, instant):
    assert instant_typed(typed, zone) == instant


@pytest.mark.parametrize(
    ("typed", "zone", "earlier", "later"),
    [
        ("2026-03-29T02:30", "Europe/Vienna", "01:30", "03:30"),
        ("2026-03-08T02:15", "America/New_York", "01:15", "03:15"),
        ("2026-09-27T03:00", "Pacific/Chatham", "02:00", "04:00"),
    ],
)
def test_hour_that_the_clocks_skip_is_refused_with_both_alternatives(typed, zone, earlier, later):
    with pytest.raises(BadInput) as refused:
        instant_typed(typed, zone)

    assert (refused.value.parameters["sentence"]) == (
        f"The clocks in {zone} skip {typed[11:]} that day. Did you mean {earlier} or {later}?"
    )


def test_hour_that_the_clocks_show_twice_is_asked_back():
    with pytest.raises(BadInput) as asked:
        instant_typed("2026-10-25T02:30", "Europe/Vienna")

    assert asked.value.parameters["sentence"] == (
        "The clocks in Europe/Vienna show 02:30 twice that day: at 02:30 CEST and again at 02:30 CET. Which one is it?"
    )
    assert instant_typed("2026-10-25T02:30", "Europe/Vienna", which="earlier").hour == 0
    assert instant_typed("2026-10-25T02:30", "Europe/Vienna", which="later").hour == 1


@pytest.mark.parametrize(
    "typed", ["", "tomorrow", "2026-05-12", "2026-13-40T99:00", "2026-05-12T18:00+02:00", "0001-01-01T00:00"]
)
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(BadInput):
        instant_typed(typed, "Europe/Vienna")


@pytest.mark.parametrize("zone", ["Middle/Earth", "../../etc/passwd", "", "Europe"])
def test_zone_that_nobody_knows_is_refused(zone):
    with pytest.raises(BadInput):
        instant_typed("2026-05-12T18:00", zone)


def test_instant_is_shown_with_its_day_and_zone():
    instant = datetime(2026, 5, 12, 16, 0, tzinfo=UTC)

    assert hour(instant, "Europe/Vienna") == "Tue 12 May 2026, 18:00 CEST"
    assert hour(instant, "Asia/Kathmandu") == "Tue 12 May 2026, 21:45 UTC+05:45"
    assert short_hour(instant, "Europe/Vienna") == "Tue 12 May, 18:00 CEST"


def test_days_of_a_meeting_are_written_short():
    assert day(date(2026, 5, 12)) == "Tue 12 May 2026"
    assert days(date(2026, 5, 12), date(2026, 5, 14)) == "12–14 May 2026"
    assert days(date(2026, 5, 31), date(2026, 6, 2)) == "31 May – 2 Jun 2026"
    assert days(date(2026, 12, 31), date(2027, 1, 2)) == "31 Dec 2026 – 2 Jan 2027"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=-1), "passed"),
        (timedelta(seconds=20), "in less than a minute"),
        (timedelta(minutes=59), "in 59 min"),
        (timedelta(hours=3, minutes=40), "in 3 h 40 min"),
        (timedelta(hours=72), "in 3 days 0 h"),
    ],
)
def test_time_left_is_said_in_words(left, words):
    now = datetime(2026, 5, 12, 16, 0, tzinfo=UTC)

    assert time_left(now + left, now) == words


def test_wall_time_and_zone_are_kept_as_typed():
    assert as_typed("2026-05-12 18:00", "Europe/Vienna") == "2026-05-12T18:00 Europe/Vienna"
