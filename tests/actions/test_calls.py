"""Calls for inputs: put, answered, extended, closed by their hour once, and the beginning of a text."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import OBSERVER, Forum, refused, snapshot, workflow_source

from jointstatement.access.viewer import Viewer
from jointstatement.actions.calls import (
    begin_from_call,
    contribute,
    extend_call,
    put_call,
    withdraw_contribution,
)
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import insert_part
from jointstatement.actions.persons import admit_person
from jointstatement.actions.setting_up import add_delegation, change_participation
from jointstatement.errors import BadInput, CallHasClosed, NotFound, NothingContributed, NotYours
from jointstatement.models import CallForInputs, ContributionFile
from jointstatement.queries.calls import CallPage, call_file, call_page, calls
from jointstatement.queries.looking_through import looked_through
from jointstatement.queries.people import notices
from jointstatement.queries.record import call_entries
from jointstatement.queries.soundness import verify_call_record, verify_statement_record
from jointstatement.terms import Participation, PartKind, Role

DAYS = timedelta(days=5)


def put(forum: Forum, **other: Any) -> str:
    """The secretariat puts a call of five days."""
    how = {"asks_observers": False, "is_open_to_all": True, **other}
    due_at = forum.hour.now + DAYS
    return forum.act(
        put_call,
        forum.meeting_id,
        title="Readings of the gauges",
        question="Which gauges do you read, and how often?",
        due_at=due_at,
        due_as_typed="2026-05-09T11:00 Europe/Vienna",
        **how,
        by=forum.secretariat,
    )


def give(forum: Forum, call_id: str, by: Viewer, words: str = "", *files: tuple[str, bytes]) -> str:
    return str(forum.act(contribute, call_id, words=words, files=files, by=by))


def seen(forum: Forum, call_id: str, by: Viewer) -> CallPage:
    with forum.database.reading() as session:
        return call_page(session, by, call_id)


def words_seen(forum: Forum, call_id: str, by: Viewer) -> list[tuple[str, str, bool]]:
    return [(line.delegation, line.text, line.is_late) for line in seen(forum, call_id, by).contributions]


def register(page: CallPage) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    return page.gave, page.gave_late, len(page.awaited)


def test_call_is_answered_closed_once_and_read_by_all_after_its_hour(forum: Forum) -> None:
    call_id = put(forum)
    give(forum, call_id, forum.head("Istara"), "Two gauges, hourly.", ("gauges.xlsm", b"PK\x03\x04 never opened"))
    give(forum, call_id, forum.head("Borvia"), "None yet.")
    give(forum, call_id, forum.head("Borvia"), "One gauge, daily.")

    # Before the hour: the office all, a delegation its own, and nobody else that anybody gave.
    both = [("Borvia", "One gauge, daily.", False), ("Istara", "Two gauges, hourly.", False)]
    assert words_seen(forum, call_id, forum.chair) == both
    assert words_seen(forum, call_id, forum.expert("Istara")) == both[1:]
    assert register(seen(forum, call_id, forum.chair)) == (("Borvia", "Istara"), (), 10)
    assert register(seen(forum, call_id, forum.head("Aldmark"))) == ((), (), 0)
    assert words_seen(forum, call_id, forum.head("Aldmark")) == []

    forum.hour.pass_by(DAYS)
    assert forum.database.write_and_wait(close_what_is_due) == 1
    assert forum.database.write_and_wait(close_what_is_due) == 0
    assert forum.kinds(f"{call_id}:circulated") == ["call_put", "call_closed"]
    give(forum, call_id, forum.head("Cestria"), "Three gauges.")
    give(forum, call_id, forum.head("Istara"), "A third gauge, since today.")

    after = [*both[:1], ("Cestria", "Three gauges.", True), both[1], ("Istara", "A third gauge, since today.", True)]
    assert words_seen(forum, call_id, forum.head("Aldmark")) == after
    assert register(seen(forum, call_id, forum.head("Aldmark"))) == (("Borvia", "Istara"), ("Cestria",), 9)
    with forum.database.reading() as session:
        (file,) = [each for line in seen(forum, call_id, forum.chair).contributions for each in line.files]
        kept = call_file(session, forum.head("Aldmark"), call_id, file.id)
        assert (kept.file_name, kept.content) == ("gauges.xlsm", b"PK\x03\x04 never opened")
        assert verify_call_record(session, call_id) == ()
        assert [line.kind for line in call_entries(session, forum.head("Cestria"), call_id)] == [
            "call_put",
            "call_closed",
            "late_contribution_given",
        ]
        told = [(line.kind, line.parameters.get("delegation")) for line in notices(session, forum.chair)]
        assert told.count(("call_closed", None)) == 1
        assert told.count(("late_contribution_given", "Cestria")) == 1
        assert {line.kind for line in notices(session, forum.head("Aldmark"))} == {"call_put", "call_closed"}


@pytest.mark.parametrize("asks_observers", [True, False])
def test_who_takes_part_and_has_nobody_entered_is_known_where_a_call_asks_it(
    forum: Forum, asks_observers: bool
) -> None:
    partner = Participation.PARTNER
    fund = forum.act(add_delegation, forum.body_id, name="River Fund", order=14, participation=partner, by=None)
    call_id = put(forum, asks_observers=asks_observers)
    told = json.loads(forum.last_entry(f"{call_id}:circulated").payload)
    assert told["nobody_at"] == ([fund] if asks_observers else [])
    assert (forum.delegations[OBSERVER] in told["told_to"]) is asks_observers


def test_call_of_the_office_alone_stays_with_it_and_asks_observers_where_it_says_so(forum: Forum) -> None:
    alone, asking = put(forum, is_open_to_all=False), put(forum, asks_observers=True)
    give(forum, alone, forum.head("Borvia"), "For the chair.")
    give(forum, asking, forum.observer, "From the estuary.")
    forum.hour.pass_by(DAYS)
    assert forum.database.write_and_wait(close_what_is_due) == 2

    assert words_seen(forum, alone, forum.head("Istara")) == []
    assert words_seen(forum, alone, forum.co_chair) == [("Borvia", "For the chair.", False)]
    assert register(seen(forum, alone, forum.head("Istara"))) == (("Borvia",), (), 11)
    assert words_seen(forum, asking, forum.head("Istara")) == [("Estuary Council", "From the estuary.", False)]
    with forum.database.reading() as session:
        assert [line.id for line in calls(session, forum.observer)] == [asking]
        with pytest.raises(NotFound):
            call_page(session, forum.observer, alone)
        with pytest.raises(NotYours):
            calls(session, forum.administrator)
        assert verify_call_record(session, asking) == ()


def test_closed_call_was_put_to_those_that_were_asked_when_its_hour_came(forum: Forum) -> None:
    by, seat = forum.secretariat, forum.delegations[OBSERVER]
    call_id, given = put(forum, asks_observers=True), put(forum, asks_observers=True)
    give(forum, given, forum.observer, "From the estuary.")
    forum.act(change_participation, seat, participation=Participation.GUEST, expected=1, by=by)
    forum.hour.pass_by(DAYS)
    assert forum.database.write_and_wait(close_what_is_due) == 2
    closed = [seen(forum, each, forum.head("Istara")) for each in (call_id, given)]
    assert [(page.gave, len(page.awaited)) for page in closed] == [((), 12), ((OBSERVER,), 12)]

    # Who becomes a partner afterwards, or a member, was not asked; what it gave itself stays its own.
    forum.act(change_participation, seat, participation=Participation.PARTNER, expected=2, by=by)
    novia = forum.act(add_delegation, forum.body_id, name="Novia", order=30, by=by)
    assert [seen(forum, each, forum.head("Istara")) for each in (call_id, given)] == closed
    with forum.database.reading() as session:
        assert [line.id for line in calls(session, forum.observer)] == [given]
        with pytest.raises(NotFound):
            call_page(session, forum.observer, call_id)
    head = {"name": "Head Novia", "role": Role.HEAD, "delegation_id": novia, "by": by}
    forum.persons["head of Novia"] = forum.act(admit_person, forum.body_id, **head)
    give(forum, call_id, forum.head("Novia"), "Five gauges.")
    assert words_seen(forum, call_id, forum.head("Istara")) == [("Novia", "Five gauges.", True)]


def test_hour_is_moved_and_inputs_are_withdrawn_before_it_alone(forum: Forum) -> None:
    call_id = put(forum)
    later = {"due_at": forum.hour.now + 2 * DAYS, "due_as_typed": "2026-05-14T11:00 Europe/Vienna"}
    refused(forum, NothingContributed, withdraw_contribution, call_id, by=forum.head("Borvia"))
    give(forum, call_id, forum.head("Borvia"), "", ("a.txt", b"a"), ("b.txt", b"b"))
    forum.act(withdraw_contribution, call_id, by=forum.head("Borvia"))
    assert forum.rows(ContributionFile) == []
    refused(forum, BadInput, extend_call, call_id, **later | {"due_at": forum.hour.now + DAYS / 2}, by=forum.chair)
    forum.act(extend_call, call_id, **later, by=forum.chair)

    forum.hour.pass_by(DAYS)
    assert forum.database.write_and_wait(close_what_is_due) == 0
    give(forum, call_id, forum.head("Istara"), "In time, by the later hour.")
    assert words_seen(forum, call_id, forum.chair) == [("Istara", "In time, by the later hour.", False)]
    forum.hour.pass_by(DAYS)

    # Nobody has noticed the hour yet: it holds all the same.
    refused(forum, CallHasClosed, withdraw_contribution, call_id, by=forum.head("Istara"))
    refused(forum, CallHasClosed, extend_call, call_id, due_at=forum.hour.now + DAYS, due_as_typed="x", by=forum.chair)
    give(forum, call_id, forum.head("Borvia"), "At the hour, and so late.")
    (call,) = forum.rows(CallForInputs)
    assert call.closed_at == call.due_at
    assert forum.kinds(f"{call_id}:circulated") == ["call_put", "call_extended", "call_closed"]
    assert forum.database.write_and_wait(close_what_is_due) == 0


def test_what_cannot_be_given_is_refused_and_changes_nothing(forum: Forum) -> None:
    call_id = put(forum)
    borvia = forum.head("Borvia")
    six = [(f"{number}.txt", b"x") for number in range(6)]
    large = [("large.bin", b"x" * (5 * 1024 * 1024 + 1))]

    def said(**given: Any) -> str:
        return str(refused(forum, BadInput, contribute, call_id, **{"words": "", **given}, by=borvia))

    assert said() == "Please write your inputs, or choose a file with them."
    assert said(files=six) == "These are too many files: at most 5 together."
    assert said(files=large) == "These files are too large: at most 5 MB together."
    assert said(files=[("empty.txt", b"")]) == "The file “empty.txt” is empty."
    for other in (forum.chair, forum.expert("Borvia"), forum.secretariat):
        refused(forum, NotYours, contribute, call_id, words="We too.", by=other)
    for other in (forum.observer, forum.administrator):
        refused(forum, NotFound, contribute, call_id, words="We too.", by=other)
    past = {"due_at": forum.hour.now, "due_as_typed": "now", "asks_observers": False, "is_open_to_all": True}
    refused(forum, BadInput, put_call, forum.meeting_id, title="T", question="Q", **past, by=forum.chair)
    refused(forum, NotYours, put_call, forum.meeting_id, title="T", question="Q", **past, by=borvia)
    refused(forum, NotFound, put_call, call_id, title="T", question="Q", **past, by=forum.chair)


def test_text_begun_from_a_call_has_its_counts_compared_with_the_register(forum: Forum) -> None:
    call_id = put(forum)
    for name in ("Borvia", "Istara"):
        give(forum, call_id, forum.head(name), "One gauge.")
    forum.hour.pass_by(DAYS)
    give(forum, call_id, forum.head("Cestria"), "Late, one gauge.")
    how = {"title": "Joint Statement", "style": "o-we", "workflow_name": "consensus"}
    how["workflow_source"] = workflow_source("consensus")
    refused(forum, NotYours, begin_from_call, call_id, **how, by=forum.head("Borvia"))
    statement_id = forum.act(begin_from_call, call_id, **how, by=forum.chair)
    wording = "We thank for the inputs provided by four members (Borvia, Istara, Cestria, Fenland)"
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording=wording, after=None, by=forum.chair)

    with forum.database.reading() as session:
        shown = looked_through(session, forum.chair, statement_id, now=forum.hour.now)
        assert [
            line.said.sentence() for part in shown.parts for line in part.warnings if line.subject == "register"
        ] == [
            "The text says “four”; the register of the call for inputs has 3.",
            "Fenland is in this list and gave no inputs by the register.",
        ]
        assert [text.statement_id for text in call_page(session, forum.chair, call_id).begun] == [statement_id]
        assert call_page(session, forum.head("Borvia"), call_id).begun == ()
        assert verify_statement_record(session, statement_id) == ()


def test_contribution_shows_in_nothing_of_the_others_before_the_hour(forum: Forum) -> None:
    call_id = put(forum, asks_observers=True)
    give(forum, call_id, forum.head("Aldmark"), "An early one.")

    def all_that(who: Viewer) -> object:
        with forum.database.reading() as session:
            return (
                call_page(session, who, call_id),
                calls(session, who),
                call_entries(session, who, call_id),
                notices(session, who),
            )

    others = [forum.head("Borvia"), forum.expert("Borvia"), forum.observer]
    before, kept = [all_that(who) for who in others], snapshot(forum.database)
    give(forum, call_id, forum.head("Istara"), "A heron.", ("heron.txt", b"heron"))
    assert [all_that(who) for who in others] == before
    assert snapshot(forum.database) != kept
