"""The body's own page: its rules, its delegations, its meetings."""

from datetime import date

import pytest
from tests.cast import MEMBERS, snapshot
from tests.web.windows import hidden_fields

from jointstatement.models import Body, CoChair, Delegation, Meeting

MEETING = {
    "title": "8th Ministerial Meeting",
    "place": "Reed Island",
    "starts_on": "2027-06-17",
    "ends_on": "2027-06-18",
    "time_zone": "Europe/Athens",
    "chair": "Borvia",
    "co_chairs": "Cestria\nIstara",
    "secretariat": "RCF Secretariat",
}


@pytest.fixture
def window(forum, come_in):
    return lambda who: come_in(forum.persons[who])


def test_delegations_stand_in_the_order_of_the_body(window):
    page = window("secretariat").get("/body").text

    places = [page.index(f">{name}</li>") for name in MEMBERS]
    assert places == sorted(places)


def test_secretariat_changes_the_rules(forum, window):
    window("secretariat").fill(
        "/body",
        "/body",
        marking="Members only",
        shortest_silence_hours="24",
        names_the_breaker="no",
        matrix_open_to_members="no",
    )

    body = forum.rows(Body)[0]
    assert (body.marking, body.shortest_silence_hours, body.names_the_breaker, body.matrix_open_to_members) == (
        "Members only",
        24,
        False,
        False,
    )


def test_rules_that_somebody_changed_meanwhile_are_not_overwritten(forum, window):
    first, second = window("secretariat"), window("administrator")
    rules = {"marking": "A", "shortest_silence_hours": "2", "names_the_breaker": "yes", "matrix_open_to_members": "yes"}
    stale = hidden_fields(second.get("/body").text, "/body") | rules | {"marking": "B"}
    first.fill("/body", "/body", **rules)

    again = second.submit("/body", stale)

    assert again.status_code == 409
    assert 'value="B"' in again.text
    assert forum.rows(Body)[0].marking == "A"


def test_rules_without_sense_come_back_at_their_field(forum, window):
    before = snapshot(forum.database)["body"]

    again = window("secretariat").fill(
        "/body",
        "/body",
        marking="",
        shortest_silence_hours="0",
        names_the_breaker="yes",
        matrix_open_to_members="yes",
    )

    assert again.status_code == 422
    assert snapshot(forum.database)["body"] == before


def test_delegation_is_added_at_its_place(forum, window):
    shown = window("secretariat").fill("/body", "/body/delegations", name="Morvain", order="14")

    assert ">Morvain</li>" in shown.text
    assert [(row.name, row.is_member) for row in forum.rows(Delegation, name="Morvain")] == [("Morvain", True)]


def test_delegation_of_the_same_name_is_refused(forum, window):
    again = window("secretariat").fill("/body", "/body/delegations", name="Borvia", order="14")

    assert again.status_code == 422
    assert "There is already a delegation of that name: Borvia." in again.text
    assert len(forum.rows(Delegation, name="Borvia")) == 1


def test_meeting_is_entered_with_zone_chair_and_co_chairs(forum, window):
    shown = window("secretariat").fill("/body", "/body/meetings", **MEETING)

    (meeting,) = forum.rows(Meeting, title="8th Ministerial Meeting")
    assert (meeting.place, meeting.starts_on, meeting.time_zone) == ("Reed Island", date(2027, 6, 17), "Europe/Athens")
    co_chairs = sorted(forum.rows(CoChair, meeting_id=meeting.id), key=lambda row: row.place_in_order)
    assert [row.name for row in co_chairs] == ["Cestria", "Istara"]
    assert "8th Ministerial Meeting" in shown.text


def test_meeting_in_no_time_zone_comes_back(forum, window):
    again = window("secretariat").fill("/body", "/body/meetings", **(MEETING | {"time_zone": "Port Alder"}))

    assert again.status_code == 422
    assert "There is no time zone “Port Alder”." in again.text
    assert len(forum.rows(Meeting)) == 1


def test_meeting_is_changed(forum, window):
    address = f"/body/meetings/{forum.meeting_id}"

    window("secretariat").fill(address, address, **MEETING)

    assert [row.place for row in forum.rows(Meeting)] == ["Reed Island"]


def test_chair_reads_the_body_and_changes_nothing(forum, window):
    chair = window("chair")
    page = chair.get("/body").text

    assert "<form" not in page.split('<main id="main"')[1].split("</main>")[0]
    assert "This is for" in page
    assert chair.get(f"/body/meetings/{forum.meeting_id}").status_code == 200


def test_delegates_do_not_set_the_body_up(window):
    assert window("head of Borvia").get("/body").status_code == 403


def test_meeting_that_is_not_there_is_not_found(window):
    assert window("secretariat").get(f"/body/meetings/{'0' * 32}").status_code == 404
