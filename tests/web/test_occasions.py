"""Notices speak the sentences of the record, filled with what they name."""

import pytest

from jointstatement.web.occasions import occasion


@pytest.mark.parametrize(
    ("kind", "parameters", "sentence"),
    [
        ("revision_tabled", {"revision": "Rev.1"}, "Rev.1 was tabled."),
        ("input_submitted", {"delegation": "Borvia", "round": 2}, "Borvia submitted input to round 2."),
        ("silence_broken", {"revision": "Rev.1", "delegation": "Istara"}, "Istara broke silence on Rev.1."),
        ("silence_broken", {"revision": "Rev.1"}, "Silence on Rev.1 was broken."),
        ("reservation_made", {"delegation": "Borvia"}, "Borvia made a reservation."),
        ("adopted", {"revision": "Rev.1"}, "Rev.1 was adopted."),
        ("published", {}, "The adopted text was published."),
        ("of_a_later_program", {}, "Something was recorded on this statement."),
    ],
)
def test_notice_says_what_it_names(kind: str, parameters: dict[str, str | int], sentence: str) -> None:
    assert occasion(kind, parameters, "Europe/Vienna", str) == sentence


def test_hour_is_told_in_the_zone_of_the_meeting() -> None:
    due = {"round": 1, "due_at": "2026-05-12T16:00:00+00:00"}

    assert "18:00" in occasion("round_extended", due, "Europe/Vienna", str)


def test_day_is_told_in_words() -> None:
    begun = {"adopted_on": "2026-06-19"}

    told = occasion("begun_from_adopted", begun, "Europe/Vienna", str)

    assert told == "The text began with the words of the one that was adopted on Fri 19 Jun 2026."
