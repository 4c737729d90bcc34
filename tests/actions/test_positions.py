"""Delegations take positions on parts and on the whole text, and lift them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, snapshot
from tests.on_the_table import Text, lay_on_the_table, open_a_round, table_again

from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.silence import start_silence
from jointstatement.errors import BadInput, NotAllowedNow, NotFound, NothingToLift, NotYours
from jointstatement.models import PositionTaken, Silence, SilenceBreak
from jointstatement.terms import Position, SilenceOutcome


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def held(forum: Forum, delegation: str) -> list[tuple[Any, ...]]:
    """Everything a delegation held and holds, in the order in which it took it."""
    rows = forum.rows(PositionTaken, delegation_id=forum.delegations[delegation])
    return [
        (row.number, row.part_id, row.position, row.submitted_at is not None)
        for row in sorted(rows, key=lambda row: row.number)
    ]


def test_position_taken_outside_a_round_holds_at_once(forum: Forum, text: Text) -> None:
    part = text.clauses[1]

    position_id = forum.act(
        take_position,
        text.id,
        part_id=part,
        position=Position.RESERVE,
        reason="Our water act is before parliament.",
        would_lift_if="Parliament has voted.",
        by=forum.head("Borvia"),
    )

    [row] = forum.rows(PositionTaken)
    assert (row.id, row.revision_id, row.round_id, row.submitted_at) == (
        position_id,
        text.revisions[0],
        None,
        forum.hour.now,
    )
    entry = forum.last_entry(text.own("Borvia"))
    assert (entry.kind, json.loads(entry.payload)) == (
        "position_taken",
        {
            "position_id": position_id,
            "revision": "Zero draft",
            "part_id": part,
            "part_kind": "operative",
            "part": "2",
            "position": "reserve",
            "reason": "Our water act is before parliament.",
            "reserve_kind": "general",
            "would_lift_if": "Parliament has voted.",
        },
    )


def test_position_leaves_no_entry_outside_the_delegations_own_chain(forum: Forum, text: Text) -> None:
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))

    of_the_statement = {entry.chain_key for entry in forum.entries() if entry.statement_id == text.id}
    assert of_the_statement == {text.own("Borvia")}


def test_second_position_stands_beside_the_first(forum: Forum, text: Text) -> None:
    forum.act(take_position, text.id, part_id=None, position=Position.AD_REFERENDUM, by=forum.head("Borvia"))
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))

    assert held(forum, "Borvia") == [
        (1, None, Position.AD_REFERENDUM, True),
        (2, None, Position.SUPPORT, True),
    ]


def test_position_in_an_open_round_is_a_draft(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text)

    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))

    assert held(forum, "Borvia") == [(1, None, Position.OBJECT, False)]
    assert forum.last_entry(text.own("Borvia")).kind == "position_drafted"


def test_second_draft_takes_the_place_of_the_first(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text)
    first = forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))

    second = forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))

    assert second == first
    assert held(forum, "Borvia") == [(1, None, Position.SUPPORT, False)]


def test_position_after_the_hour_of_a_round_holds_at_once_and_its_draft_gives_way(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text, lasts=timedelta(days=1))
    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))
    forum.hour.pass_by(timedelta(days=1))

    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))

    assert held(forum, "Borvia") == [(1, None, Position.SUPPORT, True)]


def test_objection_while_silence_runs_breaks_it(forum: Forum, text: Text) -> None:
    forum.act(
        start_silence,
        text.id,
        due_at=forum.hour.now + timedelta(hours=72),
        due_as_typed="2026-05-07T11:00 Europe/Vienna",
        by=forum.chair,
    )

    position_id = forum.act(
        take_position, text.id, part_id=text.clauses[0], position=Position.OBJECT, by=forum.head("Istara")
    )

    [silence] = forum.rows(Silence)
    [broken] = forum.rows(SilenceBreak)
    assert (silence.outcome, broken.delegation_id, broken.part_id, broken.is_late) == (
        SilenceOutcome.BROKEN,
        forum.delegations["Istara"],
        text.clauses[0],
        False,
    )
    assert held(forum, "Istara") == [(1, text.clauses[0], Position.OBJECT, True)]
    assert [row.id for row in forum.rows(PositionTaken)] == [position_id]


@pytest.mark.parametrize("who", ["chair", "secretariat", "expert of Borvia", "observer"])
def test_nobody_but_a_head_of_delegation_takes_a_position(forum: Forum, text: Text, who: str) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.viewer(who))

    assert snapshot(forum.database) == before


def test_part_that_is_not_in_the_text_is_not_found(forum: Forum, text: Text) -> None:
    other = lay_on_the_table(forum)
    before = snapshot(forum.database)

    with pytest.raises(NotFound):
        forum.act(take_position, text.id, part_id=other.clauses[0], position=Position.SUPPORT, by=forum.head("Borvia"))

    assert snapshot(forum.database) == before


def test_no_position_is_taken_on_an_adopted_text(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="adopted")
    before = snapshot(forum.database)

    with pytest.raises(NotAllowedNow):
        forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))

    assert snapshot(forum.database) == before


def test_objection_is_lifted_by_another_position(forum: Forum, text: Text) -> None:
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.OBJECT, by=forum.head("Borvia"))

    forum.act(lift, text.id, part_id=text.clauses[0], by=forum.head("Borvia"))

    assert held(forum, "Borvia") == [
        (1, text.clauses[0], Position.OBJECT, True),
        (2, text.clauses[0], Position.CAN_LIVE_WITH, True),
    ]
    assert forum.kinds(text.own("Borvia")) == ["position_taken", "position_taken"]


def test_objection_from_an_earlier_revision_is_lifted(forum: Forum, text: Text) -> None:
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.OBJECT, by=forum.head("Borvia"))
    table_again(forum, text)

    forum.act(lift, text.id, part_id=text.clauses[0], position=Position.SUPPORT, by=forum.head("Borvia"))

    assert held(forum, "Borvia")[-1] == (2, text.clauses[0], Position.SUPPORT, True)


def test_nothing_is_lifted_where_nothing_stands(forum: Forum, text: Text) -> None:
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.OBJECT, by=forum.head("Borvia"))
    before = snapshot(forum.database)

    with pytest.raises(NothingToLift):
        forum.act(lift, text.id, part_id=text.clauses[1], by=forum.head("Borvia"))
    with pytest.raises(NothingToLift):
        forum.act(lift, text.id, part_id=text.clauses[0], by=forum.head("Istara"))

    assert snapshot(forum.database) == before


def test_objection_is_not_lifted_by_a_reserve(forum: Forum, text: Text) -> None:
    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        forum.act(lift, text.id, part_id=None, position=Position.RESERVE, by=forum.head("Borvia"))

    assert snapshot(forum.database) == before
