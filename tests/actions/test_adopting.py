"""The chair declares adoption: text, positions and reservations are frozen; the file is published once."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused, said_in, snapshot
from tests.on_the_table import Text, lay_on_the_table, reword, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus, reopen
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.errors import BadInput, NotAllowedNow, NotYours, StillMissing, TextSeenIsAnother
from jointstatement.models import AdoptedPosition, Adoption, PositionTaken, SilenceBreak
from jointstatement.terms import ConsensusBasis, Position, ReservationKind

DAY = date(2026, 6, 19)


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def declare(forum: Forum, text: Text) -> None:
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)


def adopt_it(forum: Forum, text: Text, **other: Any) -> str:
    how = {"place": "Port Alder", "adopted_on": DAY, "fingerprint_seen": text.fingerprint, "by": forum.chair}
    return str(forum.act(adopt, text.id, **(how | other)))


def attach(forum: Forum, text: Text, delegation: str = "Borvia", /, **other: Any) -> str:
    how = {
        "part_ids": [text.clauses[1]],
        "kind": ReservationKind.RESERVATION,
        "text": "Borvia publishes its readings itself.",
        "by": forum.head(delegation),
    }
    return str(forum.act(reserve, text.id, **(how | other)))


def position(forum: Forum, text: Text, delegation: str, what: Position, part_id: str | None = None) -> None:
    forum.act(take_position, text.id, part_id=part_id, position=what, by=forum.head(delegation))


def test_adoption_freezes_the_revision_that_was_seen(forum: Forum, text: Text) -> None:
    declare(forum, text)

    adoption_id = adopt_it(forum, text)

    [adoption] = forum.rows(Adoption)
    assert (adoption.id, adoption.revision_id, adoption.fingerprint, adoption.place, adoption.adopted_on) == (
        adoption_id,
        text.revisions[0],
        text.fingerprint,
        "Port Alder",
        DAY,
    )
    assert (adoption.adopted_at, adoption.adopted_by, adoption.basis) == (
        forum.hour.now,
        forum.persons["chair"],
        ConsensusBasis.FOUND_IN_THE_ROOM,
    )
    assert text.state == "adopted"


def test_adoption_is_circulated_with_what_is_attached(forum: Forum, text: Text) -> None:
    declare(forum, text)
    attach(forum, text)
    attach(forum, text, "Aldmark", part_ids=[], kind=ReservationKind.STATEMENT, text="Aldmark joins consensus.")

    adopt_it(forum, text)

    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)) == (
        "adopted",
        {
            "revision": "Zero draft",
            "fingerprint": text.fingerprint,
            "place": "Port Alder",
            "adopted_on": "2026-06-19",
            "basis": "found_in_the_room",
            "rule": "consensus",
            "statements_until": "2026-05-04T11:00:00.000000+00:00",
            "reservations": [
                {
                    "delegation": "Aldmark",
                    "joined": [],
                    "kind": "statement",
                    "parts": [],
                    "language": "en",
                    "text": "Aldmark joins consensus.",
                },
                {
                    "delegation": "Borvia",
                    "joined": [],
                    "kind": "reservation",
                    "parts": [{"part_id": text.clauses[1], "part_kind": "operative", "part": "2"}],
                    "language": "en",
                    "text": "Borvia publishes its readings itself.",
                },
            ],
        },
    )


def test_positions_are_frozen_as_they_stand_with_the_revision_they_were_given_on(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])
    position(forum, text, "Aldmark", Position.SUPPORT)
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")
    table_again(forum, text)
    forum.act(lift, text.id, part_id=text.clauses[0], by=forum.head("Borvia"))
    declare(forum, text)
    position(forum, text, "Istara", Position.ABSTAIN)

    adoption_id = adopt_it(forum, text)

    frozen = {
        (row.adoption_id, row.delegation_id, row.part_id, row.position, row.given_on)
        for row in forum.rows(AdoptedPosition)
    }
    assert frozen == {
        (adoption_id, forum.delegations["Borvia"], text.clauses[0], Position.CAN_LIVE_WITH, "Rev.1"),
        (adoption_id, forum.delegations["Aldmark"], None, Position.SUPPORT, "Zero draft"),
        (adoption_id, forum.delegations["Istara"], None, Position.ABSTAIN, "Rev.1"),
    }


def test_text_that_was_not_seen_is_not_adopted(forum: Forum, text: Text) -> None:
    seen = text.fingerprint
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")
    table_again(forum, text)
    declare(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(TextSeenIsAnother):
        adopt_it(forum, text, fingerprint_seen=seen)

    assert snapshot(forum.database) == before


def test_text_is_not_adopted_before_consensus(forum: Forum, text: Text) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NotAllowedNow):
        adopt_it(forum, text)

    assert snapshot(forum.database) == before


@pytest.mark.parametrize("what", [Position.OBJECT, Position.RESERVE])
def test_objection_or_reserve_after_consensus_stands_in_the_way_until_lifted(
    forum: Forum, text: Text, what: Position
) -> None:
    declare(forum, text)
    position(forum, text, "Hestvik", what, text.clauses[2])
    before = snapshot(forum.database)

    with pytest.raises(StillMissing):
        adopt_it(forum, text)
    assert snapshot(forum.database) == before

    forum.act(lift, text.id, part_id=text.clauses[2], by=forum.head("Hestvik"))
    adopt_it(forum, text)
    assert text.state == "adopted"


def test_late_objection_stands_in_the_way_of_adoption(forum: Forum, text: Text) -> None:
    put_under_silence(forum, text)
    forum.hour.pass_by(timedelta(days=1))
    forum.act(close_what_is_due)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))
    before = snapshot(forum.database)

    with pytest.raises(StillMissing):
        adopt_it(forum, text)

    assert snapshot(forum.database) == before


def put_under_silence(forum: Forum, text: Text) -> None:
    forum.act(
        start_silence,
        text.id,
        due_at=forum.hour.now + timedelta(days=1),
        due_as_typed="2026-05-05T11:00 Europe/Vienna",
        by=forum.chair,
    )


def test_objection_after_adoption_is_kept_as_late_and_changes_nothing(forum: Forum, text: Text) -> None:
    put_under_silence(forum, text)
    forum.hour.pass_by(timedelta(days=1))
    forum.act(close_what_is_due)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)
    adopt_it(forum, text)

    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))

    assert [row.is_late for row in forum.rows(SilenceBreak)] == [True]
    assert (forum.rows(PositionTaken), text.state) == ([], "adopted")
    assert forum.last_entry(text.office).kind == "late_objection_received"


@pytest.mark.parametrize("who", ["secretariat", "head of Borvia", "observer"])
def test_nobody_but_the_chairs_adopts(forum: Forum, text: Text, who: str) -> None:
    declare(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        adopt_it(forum, text, by=forum.viewer(who))

    assert snapshot(forum.database) == before


def test_adoption_needs_a_place(forum: Forum, text: Text) -> None:
    declare(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        adopt_it(forum, text, place="  ")

    assert snapshot(forum.database) == before


@pytest.mark.parametrize("hours", [-1, 24 * 32])
def test_hours_for_statements_have_an_end(forum: Forum, text: Text, hours: int) -> None:
    declare(forum, text)

    refused(
        forum,
        BadInput,
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=DAY,
        fingerprint_seen=text.fingerprint,
        hours_for_statements=hours,
        by=forum.chair,
    )


def test_adopted_text_is_not_reopened(forum: Forum, text: Text) -> None:
    declare(forum, text)
    adopt_it(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotAllowedNow):
        forum.act(reopen, text.id, by=forum.chair)

    assert snapshot(forum.database) == before
