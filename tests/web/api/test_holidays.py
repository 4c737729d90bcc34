"""Working hours and holidays by JSON."""

from collections.abc import Callable

from tests.web.api.programs import Program


def test_working_hours_are_read_changed_and_refused(program: Callable[[str], Program]) -> None:
    secretariat, at = program("secretariat"), "/body/working-hours"
    before = secretariat.read(at)
    week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    assert before == {"version": before["version"], "day_begins": "08:00", "day_ends": "20:00", "days": week}

    hours = {"expected": before["version"], "day_begins": "09:30", "day_ends": "17:00", "days": ["sunday", *week[:4]]}
    assert secretariat.do(at, 422, **hours | {"days": []})["field"] == "days"
    assert secretariat.do(at, 422, **hours | {"day_ends": "09:30"})["field"] == "day_ends"
    assert program("chair").do(at, 403, **hours)["refusal"] == "NotYours"
    assert secretariat.read(at) == before
    secretariat.do(at, **hours)
    assert secretariat.do(at, 409, **hours)["refusal"] == "ChangedMeanwhile"

    read = program("head of Borvia").read(at)
    assert (read["day_begins"], read["day_ends"], read["days"]) == ("09:30", "17:00", [*week[:4], "sunday"])
