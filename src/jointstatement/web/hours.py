"""Hours: typed as wall time in the meeting's zone, kept as an instant, shown with their zone and the time left.

A wall time that the clocks skip is refused with the two times beside it; one that they show twice is asked back.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jointstatement.errors import N_, BadInput
from jointstatement.text.days import NamedHour, Translate, day_of_month, month, zone_letters

EARLIER, LATER = "earlier", "later"
"""The two answers to an hour that the clocks show twice."""


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises `BadInput` for a name that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise BadInput(
            "time_zone", N_("“{name}” is no time zone. Give one like Europe/Vienna."), name=name
        ) from unknown


def instant_typed(typed: str, zone: str, *, which: str = "", field: str = "due_at") -> datetime:
    """The instant of a wall time "2026-05-12T18:00" in a zone, in UTC.

    `which` is "earlier" or "later" where the clocks show that hour twice. Raises `BadInput`.
    """
    try:
        naive = datetime.fromisoformat(typed)
    except ValueError as unreadable:
        raise BadInput(field, N_("Give a day and an hour, as 2026-05-12 18:00.")) from unreadable
    # A day alone would be taken for its first minute, a day before what was meant.
    if ":" not in typed or naive.tzinfo is not None or not 1970 < naive.year < 9000:
        raise BadInput(field, N_("Give a day and an hour, as 2026-05-12 18:00."))
    there = zone_named(zone)
    first, second = naive.replace(tzinfo=there, fold=0), naive.replace(tzinfo=there, fold=1)
    before, after = first.astimezone(UTC), second.astimezone(UTC)
    if before == after:
        return before
    if before > after:
        # In a gap fold=0 counts with the offset before the change, fold=1 with the one after it.
        raise BadInput(
            field,
            N_("The clocks in {zone} skip {typed} that day. Did you mean {earlier} or {later}?"),
            zone=zone,
            typed=_wall(naive),
            earlier=_wall(after.astimezone(there)),
            later=_wall(before.astimezone(there)),
        )
    if which == EARLIER:
        return before
    if which == LATER:
        return after
    raise BadInput(
        field,
        N_("The clocks in {zone} show {typed} twice that day: at {earlier} and again at {later}. Which one is it?"),
        zone=zone,
        typed=_wall(naive),
        earlier=f"{_wall(first)} {zone_letters(first)}",
        later=f"{_wall(second)} {zone_letters(second)}",
    )


def day_typed(typed: str, *, field: str) -> date | None:
    """The day that was typed, or none. Raises `BadInput`."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as fault:
        raise BadInput(field, N_("There is no such day. Please give it as 2027-06-30.")) from fault


def as_typed(typed: str, zone: str) -> str:
    """The wall time and its zone, as it is kept beside the instant."""
    return f"{typed.replace(' ', 'T')} {zone}"


def hour(instant: datetime, zone: str, translate: Translate = str) -> str:
    """An instant in a zone: "Tue 12 May 2026, 18:00 CEST"."""
    return NamedHour(instant.astimezone(zone_named(zone))).said(translate)


def short_hour(instant: datetime, zone: str, translate: Translate = str) -> str:
    """An instant in a zone, without its year: "Tue 12 May, 18:00 CEST"."""
    local = instant.astimezone(zone_named(zone))
    return f"{day_of_month(local.date(), translate)}, {local:%H:%M} {zone_letters(local)}"


def short_day(instant: datetime, zone: str, translate: Translate = str) -> str:
    """The day of an instant in a zone, without its year: "Tue 12 May"."""
    return day_of_month(instant.astimezone(zone_named(zone)).date(), translate)


def time_of_day(instant: datetime, zone: str) -> str:
    """The wall time alone, with its zone: "18:00 CEST"."""
    local = instant.astimezone(zone_named(zone))
    return f"{local:%H:%M} {zone_letters(local)}"


def days(start: date, end: date, translate: Translate = str) -> str:
    """A stretch of days: "5–7 Nov 2026"."""
    if start == end:
        return f"{start.day} {month(start, translate)} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {month(end, translate)} {end.year}"
    if start.year == end.year:
        return f"{start.day} {month(start, translate)} – {end.day} {month(end, translate)} {end.year}"
    return f"{days(start, start, translate)} – {days(end, end, translate)}"


def time_left(until: datetime, now: datetime, translate: Translate = str) -> str:
    """How long it is from now: "in 3 h 40 min", "in 2 days 4 h", "passed"."""
    left = until - now
    if left <= timedelta(0):
        return translate(N_("passed"))
    minutes = int(left.total_seconds() // 60)
    if minutes < 1:
        return translate(N_("in less than a minute"))
    if minutes < 60:
        return translate(N_("in {minutes} min")).format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return translate(N_("in {hours} h {minutes} min")).format(hours=hours, minutes=minutes)
    number, hours = divmod(hours, 24)
    return translate(N_("in {days} days {hours} h")).format(days=number, hours=hours)


def _wall(local: datetime) -> str:
    return f"{local:%H:%M}"
