"""Days, months and hours as sentences name them: English here, in the reader's language where they are shown.

A sentence that is only noted carries a day or an hour as a value; whoever shows it says the value in its words.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from jointstatement.errors import N_
from jointstatement.terms import Weekday

Translate = Callable[[str], str]

_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_WEEKDAYS = {
    Weekday.MONDAY: N_("Monday"),
    Weekday.TUESDAY: N_("Tuesday"),
    Weekday.WEDNESDAY: N_("Wednesday"),
    Weekday.THURSDAY: N_("Thursday"),
    Weekday.FRIDAY: N_("Friday"),
    Weekday.SATURDAY: N_("Saturday"),
    Weekday.SUNDAY: N_("Sunday"),
}
_FROM_TO = N_("{first} to {last}")
_AND = N_("{others} and {last}")


@dataclass(frozen=True, slots=True)
class NamedHour:
    """An hour in a sentence, in the zone that it has: "Thu 7 May 2026, 11:00 CEST"."""

    at: datetime

    def said(self, translate: Translate = str) -> str:
        """In the words of a language."""
        return f"{day(self.at.date(), translate)}, {self.at:%H:%M} {zone_letters(self.at)}"

    def __str__(self) -> str:
        return self.said()


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days of a working week in a sentence: "Sunday to Thursday", "Monday, Tuesday and Friday"."""

    days: Collection[Weekday]

    def said(self, translate: Translate = str) -> str:
        """In the words of a language."""
        week = tuple(Weekday)
        begins = [each for place, each in enumerate(week) if each in self.days and week[place - 1] not in self.days]
        if len(begins) == 1 and len(self.days) > 2:
            last = week[(week.index(begins[0]) + len(self.days) - 1) % len(week)]
            named = {"first": translate(_WEEKDAYS[begins[0]]), "last": translate(_WEEKDAYS[last])}
            return translate(_FROM_TO).format(**named)
        *others, last_named = [translate(_WEEKDAYS[each]) for each in week if each in self.days] or [""]
        return translate(_AND).format(others=", ".join(others), last=last_named) if others else last_named

    def __str__(self) -> str:
        return self.said()


def in_words(value: object, translate: Translate) -> object:
    """A parameter of a sentence as a language says it."""
    return value.said(translate) if isinstance(value, NamedHour | NamedDays) else value


def day(of: date, translate: Translate = str) -> str:
    """A day: "Tue 12 May 2026"."""
    return f"{day_of_month(of, translate)} {of.year}"


def day_of_month(of: date, translate: Translate = str) -> str:
    """A day without its year: "Tue 12 May"."""
    return f"{translate(_DAYS[of.weekday()])} {of.day} {month(of, translate)}"


def instant(at: datetime) -> str:
    """An hour as certificates print it: "Tue 12 May 2026, 09:00 UTC", with the instant to the letter in brackets.

    No change of a meeting's zone alters it, so that an earlier print stays a true copy.
    """
    universal = at.astimezone(UTC)
    return f"{day(universal.date())}, {universal:%H:%M} UTC ({universal:%Y-%m-%dT%H:%M:%SZ})"


def month(of: date, translate: Translate = str) -> str:
    """The month of a day: "May"."""
    return translate(_MONTHS[of.month - 1])


def zone_letters(local: datetime) -> str:
    """The letters of a zone at an instant, "CEST", or its offset, "UTC+03:00", where it has none."""
    letters, offset = local.tzname() or "", f"{local:%z}"
    return letters if letters.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}"
