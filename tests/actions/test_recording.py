"""What came on paper is handed in for the delegation: marked, with its hour of receipt, and the delegation's own."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.giving_input import withdraw_amendment
from jointstatement.actions.recording import record_input
from jointstatement.actions.rounds import close_round, table_revision
from jointstatement.errors import BadInput, NotAllowedNow, NotFound, NotYours
from jointstatement.models import Amendment, Comment, Notice, Submission
from jointstatement.queries.listing import given_input


@pytest.fixture
def statement_id(forum: Forum) -> str:
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    return statement_id


def on_paper(forum: Forum, statement_id: str, **named: Any) -> dict[str, Any]:
    """What Istara sent, entered an hour after it came."""
    return {
        "delegation_id": forum.delegations["Istara"],
        "part_id": part_with(forum, statement_id, "meet").id,
        "wording": "We gladly meet at the river",
        "comment": "By courier.",
        "received_at": forum.hour.now,
        "by": forum.secretariat,
        **named,
    }


def given_to(forum: Forum, statement_id: str, who: str) -> list[tuple[str, datetime | None, bool]]:
    """The inputs that somebody reads: whose, when received, whether late."""
    with forum.database.reading() as session:
        shown = given_input(session, forum.viewer(who), statement_id, now=forum.hour.now)
    return [(each.delegation, each.received_at, each.is_late) for each in (*shown.amendments, *shown.comments)]


def test_input_on_paper_is_the_delegations_own_and_blind(forum: Forum, statement_id: str) -> None:
    received_at = forum.hour.now
    forum.hour.pass_by(timedelta(hours=1))
    circulated = forum.kinds(f"{statement_id}:circulated")

    ask = on_paper(forum, statement_id, received_at=received_at)
    submission_id = forum.act(record_input, statement_id, **ask)

    read = [("Istara", received_at, False)] * 2
    assert given_to(forum, statement_id, "expert of Istara") == read
    for who in ("secretariat", "chair", "head of Borvia"):
        assert given_to(forum, statement_id, who) == []
    assert forum.kinds(f"{statement_id}:circulated") == circulated
    entry = forum.last_entry(f"{statement_id}:delegation:{forum.delegations['Istara']}")
    assert (entry.kind, entry.actor_id) == ("input_recorded", forum.persons["secretariat"])
    assert json.loads(entry.payload)["submission"] == submission_id
    told = {row.person_id for row in forum.rows(Notice) if row.kind == "input_recorded"}
    assert told == {forum.persons["head of Istara"], forum.persons["expert of Istara"]}
    (amendment,) = forum.rows(Amendment)
    forum.act(withdraw_amendment, statement_id, amendment.id, by=forum.head("Istara"))
    forum.hour.pass_by(timedelta(days=2))
    forum.act(close_round, forum.rows(Submission)[0].round_id, by=None)
    assert given_to(forum, statement_id, "chair") == [("Istara", received_at, False)]


def test_what_came_before_the_hour_is_in_time_whenever_it_is_entered(forum: Forum, statement_id: str) -> None:
    received_at = forum.hour.now + timedelta(hours=1)
    forum.hour.pass_by(timedelta(days=2))
    due_at = forum.hour.now

    for at in (received_at, due_at):
        forum.act(record_input, statement_id, **on_paper(forum, statement_id, received_at=at, wording=""))

    assert {(row.label, row.received_at, row.is_late) for row in forum.rows(Comment)} == {
        ("C-1.1", received_at, False),
        ("C-1.2", due_at, True),
    }
    assert forum.kinds(f"{statement_id}:circulated")[-2:] == ["input_circulated"] * 2
    assert len(given_to(forum, statement_id, "head of Borvia")) == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"received_at": timedelta(hours=1)}, "This hour is still to come. Please give the hour of receipt."),
        ({"received_at": -timedelta(hours=1)}, "This hour lies before the round was opened."),
        (
            {"wording": " ", "comment": ""},
            "Nothing is entered yet. Please enter the wording, the comment, or both.",
        ),
        ({"part_id": None}, "Other wording is for one part. Please choose the part that it is for."),
        (
            {"wording": "We meet at the river"},
            "This is the text as it stands. Please change the words, or leave a comment.",
        ),
    ],
)
def test_entry_that_cannot_be_is_refused(
    forum: Forum, statement_id: str, changed: dict[str, Any], sentence: str
) -> None:
    moved = {name: forum.hour.now + value if name == "received_at" else value for name, value in changed.items()}
    ask = on_paper(forum, statement_id, **moved)
    assert str(refused(forum, BadInput, record_input, statement_id, **ask)) == sentence


def test_input_is_entered_by_the_secretariat_for_a_member_in_a_round(forum: Forum, statement_id: str) -> None:
    for who in ("chair", "head of Istara", "observer"):
        ask = on_paper(forum, statement_id, by=forum.viewer(who))
        refused(forum, NotYours, record_input, statement_id, **ask)
    for unknown in ("0" * 32, forum.delegations["Estuary Council"]):
        ask = on_paper(forum, statement_id, delegation_id=unknown)
        refused(forum, NotFound, record_input, statement_id, **ask)
    refused(forum, NotFound, record_input, statement_id, **on_paper(forum, statement_id, part_id="0" * 32))
    naive = on_paper(forum, statement_id, received_at=forum.hour.now.replace(tzinfo=None))
    refused(forum, BadInput, record_input, statement_id, **naive)
    other = begin(forum, "We meet at the river")
    forum.act(table_revision, other, by=forum.chair)
    ask = on_paper(forum, statement_id, part_id=None)
    refused(forum, NotAllowedNow, record_input, other, **ask)
