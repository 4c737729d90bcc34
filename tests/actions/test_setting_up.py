"""Setting a conference up: the body, its delegations and rules, its meetings, lists and signatures."""

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from tests.cast import MEMBERS, OBSERVER, Forum, begin, refused
from tests.on_the_table import lay_on_the_table

from jointstatement.access.statements import all_delegations_of
from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.persons import admit_person
from jointstatement.actions.setting_up import (
    add_delegation,
    change_body_rules,
    change_meeting,
    found_body,
    hold_meeting,
    set_participants,
    set_signatories,
)
from jointstatement.errors import BadInput, ChangedMeanwhile, NotFound, NotYours, ParticipantsStand
from jointstatement.models import Body, CoChair, Delegation, Meeting, Participant, Signatory
from jointstatement.terms import ConsensusBasis, Role


def administration(forum: Forum) -> str:
    return f"{forum.body_id}:administration"


def a_meeting(**changes: Any) -> dict[str, Any]:
    return {
        "title": "8th Ministerial Meeting",
        "place": "Low Ford",
        "starts_on": date(2027, 6, 1),
        "ends_on": date(2027, 6, 2),
        "time_zone": "Asia/Kathmandu",
        "chair": "Dravenia",
        "co_chairs": ("Estuary Council", "Borvia"),
        "secretariat": "RCF Secretariat",
        **changes,
    }


def test_body_is_founded_with_the_usual_rules(forum: Forum) -> None:
    body_id = forum.act(found_body, name="  Lake Forum ", short_name="LF", marking="", language="fr")
    (body,) = forum.rows(Body, id=body_id)
    assert body.model_dump(exclude={"id"}) == {
        "version": 1,
        "name": "Lake Forum",
        "short_name": "LF",
        "marking": "",
        "language": "fr",
        "shortest_silence_hours": 1,
        "shortest_reissue_hours": 1,
        "shortest_notice_hours": 0,
        "whole_open_on_reissue": True,
        "time_request_breaks": False,
        "names_the_breaker": True,
        "matrix_open_to_members": True,
        "day_begins": time(8),
        "day_ends": time(20),
        "working_days": "monday tuesday wednesday thursday friday",
        "incoming_chair_reads": False,
        "symbol_form": "",
        "guests_read_drafts": True,
        "copies_are_named": True,
        "copies_are_logged": False,
    }
    assert [entry.kind for entry in forum.entries(f"{body_id}:administration")] == ["body_founded"]


def test_delegations_stand_in_the_bodys_own_order(forum: Forum) -> None:
    rows = sorted(forum.rows(Delegation), key=lambda row: row.place_in_order)
    assert [(row.name, row.is_member) for row in rows] == [*((name, True) for name in MEMBERS), (OBSERVER, False)]


def test_delegations_at_one_place_stand_in_one_order(forum: Forum) -> None:
    for name in ("Marrow", "Norden", "Ostrava", "Parland", "Quenta"):
        forum.act(add_delegation, forum.body_id, name=name, order=14, by=None)

    with forum.database.reading() as session:
        places = [(each.place_in_order, each.id) for each in all_delegations_of(session, forum.body_id)]
    assert places == sorted(places)


def test_added_delegation_is_on_record(forum: Forum) -> None:
    delegation_id = forum.act(add_delegation, forum.body_id, name="Marrow", order=14, by=forum.secretariat)
    entry = forum.last_entry(administration(forum))
    assert (entry.kind, entry.actor_id, json.loads(entry.payload)) == (
        "delegation_added",
        forum.secretariat.person_id,
        {"delegation": delegation_id, "name": "Marrow", "order": 14, "participation": "member"},
    )


def test_delegation_of_a_name_that_is_there_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, add_delegation, forum.body_id, name="Borvia ", order=14, by=None)


def test_delegation_without_a_name_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, add_delegation, forum.body_id, name=" ", order=14, by=None)


@pytest.mark.parametrize("name", ["Bor\x00via", "Bor\nvia", "Bor\x1bvia", "Bor\ud800via", "B" * 201])
def test_name_that_is_no_line_is_refused(forum: Forum, name: str) -> None:
    refused(forum, BadInput, add_delegation, forum.body_id, name=name, order=14, by=None)


def test_delegation_without_a_place_in_the_order_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, add_delegation, forum.body_id, name="Marrow", order=0, by=None)


def test_body_of_others_is_not_there(forum: Forum) -> None:
    other = forum.act(found_body, name="Lake Forum", short_name="LF")
    refused(forum, NotFound, add_delegation, other, name="Marrow", order=14, by=forum.secretariat)


def rules(**changes: Any) -> dict[str, Any]:
    return {
        "marking": "RCF LIMITED",
        "shortest_silence_hours": 72,
        "names_the_breaker": False,
        "matrix_open_to_members": False,
        "expected": 1,
        **changes,
    }


def test_rules_of_the_body_change(forum: Forum) -> None:
    forum.act(change_body_rules, forum.body_id, **rules(), by=forum.secretariat)
    (body,) = forum.rows(Body)
    assert (body.marking, body.shortest_silence_hours, body.names_the_breaker, body.matrix_open_to_members) == (
        "RCF LIMITED",
        72,
        False,
        False,
    )
    assert forum.last_entry(administration(forum)).kind == "body_rules_changed"


def test_rules_that_changed_meanwhile_are_refused(forum: Forum) -> None:
    forum.act(change_body_rules, forum.body_id, **rules(), by=forum.secretariat)
    refused(forum, ChangedMeanwhile, change_body_rules, forum.body_id, **rules(), by=forum.administrator)


@pytest.mark.parametrize("hours", [0, -1, 10**9])
def test_silence_rule_beyond_reason_is_refused(forum: Forum, hours: int) -> None:
    refused(
        forum,
        BadInput,
        change_body_rules,
        forum.body_id,
        **rules(shortest_silence_hours=hours),
        by=forum.secretariat,
    )


@pytest.mark.parametrize("who", ["chair", "head of Borvia", "expert of Borvia", "observer"])
def test_body_is_kept_by_secretariat_and_administrator_only(forum: Forum, who: str) -> None:
    by = forum.viewer(who)
    deeds: list[tuple[Callable[..., Any], str, dict[str, Any]]] = [
        (add_delegation, forum.body_id, {"name": "Marrow", "order": 14}),
        (change_body_rules, forum.body_id, rules()),
        (hold_meeting, forum.body_id, a_meeting()),
        (change_meeting, forum.meeting_id, a_meeting(expected=1)),
    ]
    for action, thing, named in deeds:
        refused(forum, NotYours, action, thing, **named, by=by)


def test_meeting_is_entered(forum: Forum) -> None:
    meeting_id = forum.act(hold_meeting, forum.body_id, **a_meeting(), by=forum.secretariat)
    (meeting,) = forum.rows(Meeting, id=meeting_id)
    assert meeting.model_dump(exclude={"id", "version"}) == {
        "body_id": forum.body_id,
        "title": "8th Ministerial Meeting",
        "place": "Low Ford",
        "starts_on": date(2027, 6, 1),
        "ends_on": date(2027, 6, 2),
        "time_zone": "Asia/Kathmandu",
        "chair": "Dravenia",
        "secretariat": "RCF Secretariat",
    }
    co_chairs = sorted(forum.rows(CoChair, meeting_id=meeting_id), key=lambda row: row.place_in_order)
    assert [row.name for row in co_chairs] == ["Estuary Council", "Borvia"]
    entry = forum.last_entry(administration(forum))
    assert (entry.kind, json.loads(entry.payload)["starts_on"]) == ("meeting_held", "2027-06-01")


def test_meeting_changes(forum: Forum) -> None:
    forum.act(change_meeting, forum.meeting_id, **a_meeting(expected=1, co_chairs=("Aldmark",)), by=forum.secretariat)
    assert [row.name for row in forum.rows(CoChair)] == ["Aldmark"]
    assert [row.place for row in forum.rows(Meeting)] == ["Low Ford"]
    assert forum.last_entry(administration(forum)).kind == "meeting_changed"


def test_meeting_that_changed_meanwhile_is_refused(forum: Forum) -> None:
    forum.act(change_meeting, forum.meeting_id, **a_meeting(expected=1), by=forum.secretariat)
    refused(forum, ChangedMeanwhile, change_meeting, forum.meeting_id, **a_meeting(expected=1), by=forum.administrator)


@pytest.mark.parametrize("time_zone", ["Europe/Nowhere", "../etc/passwd", "", "/etc/localtime", "x" * 150])
def test_time_zone_that_is_none_is_refused(forum: Forum, time_zone: str) -> None:
    refused(forum, BadInput, hold_meeting, forum.body_id, **a_meeting(time_zone=time_zone), by=forum.secretariat)


def test_meeting_that_ends_before_it_begins_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, hold_meeting, forum.body_id, **a_meeting(ends_on=date(2027, 5, 31)), by=forum.secretariat)


def test_participants_are_listed_as_typed_and_replaced_as_a_whole(forum: Forum) -> None:
    forum.act(set_participants, forum.meeting_id, [("Old", "", "")], by=forum.chair)
    forum.act(
        set_participants,
        forum.meeting_id,
        [("H.E. Zoë Ahl", "Minister", "Borvia"), ("Ben Ode", "", "Aldmark")],
        by=forum.secretariat,
    )
    rows = sorted(forum.rows(Participant), key=lambda row: row.place_in_order)
    assert [(row.name, row.rank, row.delegation) for row in rows] == [
        ("H.E. Zoë Ahl", "Minister", "Borvia"),
        ("Ben Ode", "", "Aldmark"),
    ]
    assert json.loads(forum.last_entry(administration(forum)).payload) == {
        "meeting": forum.meeting_id,
        "participants": [["H.E. Zoë Ahl", "Minister", "Borvia"], ["Ben Ode", "", "Aldmark"]],
    }


@pytest.mark.parametrize("who", ["secretariat", "the installation"])
def test_participants_stand_once_a_statement_of_the_meeting_is_adopted(forum: Forum, who: str) -> None:
    text = lay_on_the_table(forum)
    forum.act(set_participants, forum.meeting_id, [("Ben Ode", "", "Aldmark")], by=forum.secretariat)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )
    by = forum.secretariat if who == "secretariat" else None

    refused(forum, ParticipantsStand, set_participants, forum.meeting_id, [("Zoë Ahl", "", "Borvia")], by=by)


def test_participants_are_none_of_a_delegations_business(forum: Forum) -> None:
    refused(forum, NotYours, set_participants, forum.meeting_id, [], by=forum.head("Borvia"))


def test_participant_without_a_name_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, set_participants, forum.meeting_id, [("", "Minister", "Borvia")], by=forum.chair)


def test_list_beyond_reason_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, set_participants, forum.meeting_id, [("A", "", "")] * 1001, by=forum.chair)


def test_signature_block_is_set(forum: Forum) -> None:
    statement_id = begin(forum)
    forum.act(set_signatories, statement_id, [("Ana Verel", "For the Chair")], by=forum.chair)
    assert [(row.name, row.for_whom) for row in forum.rows(Signatory)] == [("Ana Verel", "For the Chair")]
    assert forum.last_entry(f"{statement_id}:office").kind == "signatories_set"


def test_signature_block_of_a_text_that_is_not_tabled_is_not_there_for_delegations(forum: Forum) -> None:
    refused(forum, NotFound, set_signatories, begin(forum), [("A", "B")], by=forum.head("Borvia"))


def test_secretariat_of_another_body_finds_nothing(forum: Forum) -> None:
    body_id = forum.act(found_body, name="Lake Forum", short_name="LF")
    person_id = forum.act(admit_person, body_id, name="Other", role=Role.SECRETARIAT, by=None)
    forum.persons["other secretariat"] = person_id
    other = forum.viewer("other secretariat")
    refused(forum, NotFound, change_meeting, forum.meeting_id, **a_meeting(expected=1), by=other)
    refused(forum, NotFound, set_participants, forum.meeting_id, [], by=other)
    refused(forum, NotFound, set_signatories, begin(forum), [], by=other)
