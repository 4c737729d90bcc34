"""Days, months and hours in sentences, in English and in the words of another language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from jointstatement.errors import NegotiationIsSuspended
from jointstatement.terms import Weekday
from jointstatement.text.days import NamedDays, NamedHour, day
from jointstatement.web.sentences import sentence_of

GERMAN = {
    "Thu": "Do",
    "May": "Mai",
    "Sunday": "Sonntag",
    "Monday": "Montag",
    "Tuesday": "Dienstag",
    "Thursday": "Donnerstag",
    "{first} to {last}": "{first} bis {last}",
    "{others} and {last}": "{others} und {last}",
}
MEETING = datetime(2026, 5, 7, 11, tzinfo=ZoneInfo("Europe/Vienna"))
WORKING = tuple(Weekday)[:5]


def in_german(words: str) -> str:
    return GERMAN.get(words, words)


@pytest.mark.parametrize(
    ("days", "named"),
    [
        (WORKING, "Monday to Friday"),
        ((Weekday.SUNDAY, *WORKING[:4]), "Sunday to Thursday"),
        ((Weekday.MONDAY, Weekday.TUESDAY, Weekday.FRIDAY), "Monday, Tuesday and Friday"),
        ((Weekday.SUNDAY,), "Sunday"),
        (tuple(Weekday), "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday"),
        ((), ""),
    ],
)
def test_days_of_the_week_are_named_as_they_follow_each_other(days: tuple[Weekday, ...], named: str) -> None:
    assert str(NamedDays(days)) == named


def test_days_and_hours_are_said_in_the_words_of_a_language() -> None:
    assert NamedDays((Weekday.SUNDAY, *WORKING[:4])).said(in_german) == "Sonntag bis Donnerstag"
    assert NamedDays(WORKING[:2]).said(in_german) == "Montag und Dienstag"
    assert NamedHour(MEETING).said(in_german) == "Do 7 Mai 2026, 11:00 CEST"
    assert day(date(2026, 5, 7), in_german) == "Do 7 Mai 2026"


def test_hour_is_english_where_nobody_says_it_otherwise() -> None:
    assert f"{NamedHour(MEETING)}" == "Thu 7 May 2026, 11:00 CEST"
    assert str(NamedHour(datetime(2026, 5, 7, 9, tzinfo=UTC))) == "Thu 7 May 2026, 09:00 UTC"


def test_refusal_names_its_hour_in_the_readers_words() -> None:
    refusal = NegotiationIsSuspended(since=NamedHour(MEETING), who="the chair", reason="Talks go on.")

    assert "Thu 7 May 2026" in str(refusal)
    assert "Do 7 Mai 2026, 11:00 CEST" in sentence_of(refusal, in_german)
