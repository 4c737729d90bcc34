"""After a break a later text goes under silence on what has changed and what was objected to; the rest is settled."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select
from tests.cast import Forum, snapshot
from tests.on_the_table import Text, lay_on_the_table, reword, table_again

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import break_silence, record_objection, start_silence
from jointstatement.actions.silence_rules import SilenceRules, change_silence_rules
from jointstatement.errors import (
    BadInput,
    BrokenOnTheWhole,
    ChangedMeanwhile,
    ClauseIsSettled,
    NothingToFollow,
    NotYours,
    OnlyClausesAreOpen,
)
from jointstatement.models import Body, Silence, SilenceBreak, WorkingPart
from jointstatement.terms import Position, SilenceOutcome

HOURS = timedelta(hours=1)
DAYS = timedelta(days=1)
TYPED = "2026-05-07T11:00 Europe/Vienna"


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def start(forum: Forum, text: Text, lasts: timedelta = 3 * DAYS, *, on_changes: bool = False) -> str:
    due_at = forum.hour.now + lasts
    return str(
        forum.act(start_silence, text.id, due_at=due_at, due_as_typed=TYPED, on_changes=on_changes, by=forum.chair)
    )


def break_on(forum: Forum, text: Text, part_id: str | None, delegation: str = "Istara") -> None:
    forum.act(break_silence, text.id, part_id=part_id, by=forum.head(delegation))


def set_rules(forum: Forum, *, hours: int = 1, whole: bool = True, time_breaks: bool = False) -> None:
    forum.act(
        change_silence_rules,
        rules=SilenceRules(shortest_reissue_hours=hours, whole_open_on_reissue=whole, time_request_breaks=time_breaks),
        expected=forum.rows(Body)[0].version,
        by=forum.secretariat,
    )


def follow(forum: Forum, text: Text) -> None:
    """Silence is broken on the first clause; the second is reworded, and the text follows on what has changed."""
    start(forum, text)
    break_on(forum, text, text.clauses[0])
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings at once")
    table_again(forum, text)
    start(forum, text, on_changes=True)


def test_changed_clause_and_one_that_was_objected_to_lie_open_and_the_rest_is_settled(forum: Forum, text: Text) -> None:
    follow(forum, text)
    entry = forum.last_entry(text.circulated)
    before = snapshot(forum.database)

    for part_id in (text.clauses[2], text.title):
        with pytest.raises(ClauseIsSettled):
            break_on(forum, text, part_id, "Borvia")
        with pytest.raises(ClauseIsSettled):
            forum.act(take_position, text.id, part_id=part_id, position=Position.OBJECT, by=forum.head("Borvia"))
        with pytest.raises(ClauseIsSettled):
            forum.act(
                record_objection,
                text.id,
                delegation_id=forum.delegations["Borvia"],
                part_id=part_id,
                received_at=forum.hour.now,
                by=forum.secretariat,
            )
    assert snapshot(forum.database) == before
    assert (entry.kind, '"before":"Zero draft"' in entry.payload) == ("silence_started", True)

    break_on(forum, text, text.clauses[0], "Borvia")
    break_on(forum, text, text.clauses[1], "Borvia")
    break_on(forum, text, None, "Borvia")
    assert len(forum.rows(SilenceBreak)) == 4


def test_settled_clause_stays_settled_after_the_hour_and_through_a_second_break(forum: Forum, text: Text) -> None:
    follow(forum, text)
    break_on(forum, text, text.clauses[1], "Borvia")
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings in May")
    table_again(forum, text)
    start(forum, text, DAYS, on_changes=True)

    # Nobody objected to the first clause the second time, so it is settled now, too.
    for part_id in (text.clauses[0], text.clauses[2]):
        with pytest.raises(ClauseIsSettled):
            break_on(forum, text, part_id)
    forum.hour.pass_by(DAYS)
    forum.act(close_what_is_due)
    with pytest.raises(ClauseIsSettled):
        forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.OBJECT, by=forum.head("Istara"))
    assert max(forum.rows(Silence), key=lambda row: row.number).outcome is SilenceOutcome.HELD


def test_body_may_close_the_whole_and_its_rule_holds_from_the_next_silence_on(forum: Forum, text: Text) -> None:
    follow(forum, text)
    set_rules(forum, whole=False)
    break_on(forum, text, None, "Borvia")

    second = lay_on_the_table(forum)
    follow(forum, second)
    before = snapshot(forum.database)
    with pytest.raises(OnlyClausesAreOpen):
        break_on(forum, second, None, "Borvia")
    assert snapshot(forum.database) == before


def test_whole_lies_open_where_something_was_taken_out_whatever_the_rule(forum: Forum, text: Text) -> None:
    set_rules(forum, whole=False)
    start(forum, text)
    break_on(forum, text, text.clauses[0])
    forum.database.write_and_wait(_take_out, text.clauses[2])
    table_again(forum, text)
    start(forum, text, on_changes=True)

    break_on(forum, text, None, "Borvia")

    assert max(forum.rows(Silence), key=lambda row: row.number).outcome is SilenceOutcome.BROKEN


def test_text_follows_only_a_break_on_clauses_and_as_a_later_revision(forum: Forum, text: Text) -> None:
    def refused(why: type[Exception]) -> None:
        before = snapshot(forum.database)
        with pytest.raises(why):
            start(forum, text, on_changes=True)
        assert snapshot(forum.database) == before

    refused(NothingToFollow)
    start(forum, text)
    break_on(forum, text, text.clauses[0])
    refused(NothingToFollow)
    break_on(forum, text, None, "Borvia")
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings at once")
    table_again(forum, text)
    refused(BrokenOnTheWhole)


def test_silence_that_follows_has_a_shortest_of_its_own(forum: Forum, text: Text) -> None:
    set_rules(forum, hours=6)
    start(forum, text)
    break_on(forum, text, text.clauses[0])
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings at once")
    table_again(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        start(forum, text, 5 * HOURS, on_changes=True)

    assert snapshot(forum.database) == before
    start(forum, text, 6 * HOURS, on_changes=True)


def test_rules_are_kept_by_who_keeps_the_body_as_it_was_seen(forum: Forum) -> None:
    before = snapshot(forum.database)
    rules = SilenceRules(shortest_reissue_hours=6, whole_open_on_reissue=False, time_request_breaks=False)

    with pytest.raises(NotYours):
        forum.act(change_silence_rules, rules=rules, expected=1, by=forum.chair)
    with pytest.raises(ChangedMeanwhile):
        forum.act(change_silence_rules, rules=rules, expected=7, by=forum.secretariat)
    with pytest.raises(BadInput):
        set_rules(forum, hours=0)

    assert snapshot(forum.database) == before
    set_rules(forum, hours=6, whole=False)
    [body] = forum.rows(Body)
    assert (body.shortest_reissue_hours, body.whole_open_on_reissue) == (6, False)


def _take_out(session: Session, part_id: str, *, now: datetime) -> None:
    session.exec(select(WorkingPart).where(col(WorkingPart.id) == part_id)).one().ended_at = now
