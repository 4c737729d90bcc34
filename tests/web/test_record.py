"""The record of a statement, as people read it in a browser."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import text as sql
from tests.cast import Forum
from tests.negotiation import Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.persons import end_person
from jointstatement.actions.positions import take_position
from jointstatement.actions.record import circulate
from jointstatement.terms import Position


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    text = begin(forum)
    text.table()
    return text


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def test_record_says_what_happened_and_that_it_holds(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    answer = seat("observer").get(f"/statements/{text.id}/record")

    assert "Zero draft was tabled." in answer.text
    assert "Verified: every entry is as it was recorded" in answer.text
    assert "The chair’s office" not in answer.text


def test_record_says_that_notice_reached_nobody(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    forum = text.forum
    for who, person_id in forum.persons.items():
        if who.startswith(("head of", "expert of")):
            forum.act(end_person, person_id, by=forum.secretariat)
    text.open_round()

    answer = seat("chair").get(f"/statements/{text.id}/record")

    assert answer.text.count("Nobody is entered for Aldmark, Borvia, ") == 1


def test_draft_of_a_delegation_is_in_no_other_record(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.open_round()
    borvia = text.forum.head("Borvia")
    text.forum.act(
        take_position, text.id, part_id=None, position=Position.OBJECT, reason="The eels are ours", by=borvia
    )

    for who in ("chair", "head of Istara", "observer"):
        assert "Borvia" not in seat(who).get(f"/statements/{text.id}/record").text


def test_forged_record_is_said_to_be_so(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    with text.forum.database.engine.begin() as connection:
        connection.execute(sql("DROP TRIGGER frozen_entry_update"))
        connection.execute(sql("UPDATE entry SET kind = 'round_opened' WHERE kind = 'revision_tabled'"))

    answer = seat("chair").get(f"/statements/{text.id}/record")

    assert "The record is not as it was written." in answer.text


def test_record_of_an_unknown_statement_is_not_found(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    assert seat("chair").get(f"/statements/{'0' * 32}/record").status_code == 404


def test_record_with_a_forged_payload_is_shown_and_said_to_be_so(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    text.open_round()
    forged = '{"due_at":"soon","heads":7,"nobody_at":7,"part":7,"part_kind":"no","revision":"R","round":1,"told_to":7}'
    with text.forum.database.engine.begin() as connection:
        connection.execute(sql("DROP TRIGGER frozen_entry_update"))
        connection.execute(sql("UPDATE entry SET payload = :forged WHERE kind = 'round_opened'"), {"forged": forged})

    answer = seat("chair").get(f"/statements/{text.id}/record")

    assert answer.status_code == 200
    assert "The record is not as it was written." in answer.text and "until soon" in answer.text


def test_days_are_told_in_words(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    entry = {"due_at": "2026-05-09T09:00:00+00:00", "weekend": "2026-05-09"}

    text.forum.database.write_and_wait(
        partial(circulate, kind="hour_confirmed", by=None, body_id=text.forum.body_id, statement_id=text.id),
        payload=entry,
    )

    shown = seat("chair").get(f"/statements/{text.id}/record").text
    assert "The hour Sat 9 May 2026, 11:00 CEST is at the weekend (Sat 9 May 2026); the chair confirmed it." in shown
