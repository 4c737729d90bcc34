"""An hour takes effect exactly once, whoever notices it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session
from tests.cast import Forum, snapshot, workflow_source
from tests.on_the_table import Text, lay_on_the_table, open_a_round

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.database import Database
from jointstatement.models import Adoption, ConsensusDeclaration, Notice, Round, Silence, SilenceBreak
from jointstatement.terms import ConsensusBasis, Position, SilenceOutcome

DAY = timedelta(days=1)


def put_under_silence(forum: Forum, text: Text, *, on_purpose: bool = False) -> None:
    forum.act(
        start_silence,
        text.id,
        due_at=forum.hour.now + DAY,
        due_as_typed="2026-05-05T11:00 Europe/Vienna",
        on_purpose=on_purpose,
        by=forum.chair,
    )


@pytest.fixture
def second(forum: Forum) -> Iterator[Database]:
    """The same database, opened by another process."""
    other = Database(forum.database.url, clock=forum.hour)
    yield other
    other.close()


def test_nothing_happens_before_the_hour(forum: Forum) -> None:
    put_under_silence(forum, lay_on_the_table(forum))
    open_a_round(forum, lay_on_the_table(forum, state="comments"), lasts=DAY)
    forum.hour.pass_by(DAY - timedelta(microseconds=1))
    # Who has not acknowledged receipt is reminded, once.
    forum.act(close_what_is_due)
    before = snapshot(forum.database)

    assert forum.act(close_what_is_due) == 0

    assert snapshot(forum.database) == before


def test_hour_closes_a_round_and_ends_a_silence(forum: Forum) -> None:
    under_silence = lay_on_the_table(forum)
    put_under_silence(forum, under_silence)
    in_comments = lay_on_the_table(forum, state="comments")
    open_a_round(forum, in_comments, lasts=DAY)
    forum.hour.pass_by(DAY)

    assert forum.act(close_what_is_due) == 2

    [closed] = forum.rows(Round)
    [silence] = forum.rows(Silence)
    assert (closed.closed_at, closed.closed_by) == (forum.hour.now, None)
    assert (silence.outcome, silence.ended_at) == (SilenceOutcome.HELD, silence.due_at)
    assert forum.kinds(under_silence.circulated) == ["silence_started", "silence_held"]
    assert forum.kinds(in_comments.circulated) == ["round_closed"]
    assert forum.last_entry(under_silence.circulated).actor_id is None


def test_held_silence_changes_no_state_and_is_told_to_all(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    put_under_silence(forum, text)
    forum.hour.pass_by(DAY)

    forum.act(close_what_is_due)

    assert (text.state, forum.rows(ConsensusDeclaration), forum.rows(Adoption)) == ("consensus", [], [])
    # Twelve heads, twelve experts, three of the chair's office.
    assert len(forum.rows(Notice, kind="silence_held")) == 27


def test_hour_that_took_effect_does_so_no_second_time(forum: Forum, second: Database) -> None:
    put_under_silence(forum, lay_on_the_table(forum))
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)
    before = snapshot(forum.database)

    assert forum.act(close_what_is_due) == 0
    assert second.write_and_wait(close_what_is_due) == 0

    assert snapshot(forum.database) == before


def test_broken_silence_has_no_hour_any_more(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    put_under_silence(forum, text)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))
    forum.hour.pass_by(DAY)

    assert forum.act(close_what_is_due) == 0

    assert [row.outcome for row in forum.rows(Silence)] == [SilenceOutcome.BROKEN]


def test_many_processes_let_an_hour_take_effect_once(forum: Forum, second: Database) -> None:
    texts = [lay_on_the_table(forum) for _ in range(3)]
    for text in texts:
        put_under_silence(forum, text)
    forum.hour.pass_by(DAY)
    gate = threading.Barrier(4)

    def notice(database: Database) -> int:
        gate.wait()
        return database.write_and_wait(close_what_is_due)

    with ThreadPoolExecutor(4) as people:
        counts = list(people.map(notice, [forum.database, second, forum.database, second]))

    assert sum(counts) == 3
    assert [forum.kinds(text.circulated) for text in texts] == [["silence_started", "silence_held"]] * 3


class Ticking:
    """A clock that goes on by a moment whenever it is read, through all processes."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 9, tzinfo=UTC)
        self._lock = threading.Lock()

    def __call__(self, session: Session) -> datetime:
        with self._lock:
            self.now += timedelta(milliseconds=1)
            return self.now


def test_of_the_hour_and_an_objection_exactly_one_wins(forum: Forum) -> None:
    """Silence is broken if and only if the objection came in time; it is held if and only if it came late."""
    clock = Ticking()
    one, other = (Database(forum.database.url, clock=clock) for _ in range(2))
    head = forum.head("Istara")
    seen = set()
    # The first is surely too late, the last surely in time; those between are for the two to settle.
    for ahead in (0, 1, 1, 2, 2, 2, 2, 3, 3, 1, 2, 3, 2, 100):
        forum.hour.now = clock.now
        text = lay_on_the_table(forum)
        put_under_silence(forum, text, on_purpose=True)
        # The hour comes with the next readings of the clock.
        clock.now = forum.hour.now + DAY - timedelta(milliseconds=ahead)
        gate = threading.Barrier(2)

        def object_now(gate: threading.Barrier = gate, text: Text = text) -> None:
            gate.wait()
            one.write_and_wait(break_silence, text.id, part_id=None, by=head, lock=text.id)

        def notice(gate: threading.Barrier = gate) -> None:
            gate.wait()
            other.write_and_wait(close_what_is_due)

        with ThreadPoolExecutor(2) as people:
            for done in [people.submit(object_now), people.submit(notice)]:
                done.result()
        other.write_and_wait(close_what_is_due)
        [broken] = forum.rows(SilenceBreak, statement_id=text.id)
        [silence] = forum.rows(Silence, statement_id=text.id)
        kinds = forum.kinds(text.circulated)
        kinds = [kind for kind in kinds if kind != "hour_confirmed"]
        expected = (
            (SilenceOutcome.HELD, ["silence_started", "silence_held"])
            if broken.is_late
            else (SilenceOutcome.BROKEN, ["silence_started", "silence_broken"])
        )
        assert (silence.outcome, kinds) == expected
        seen.add(silence.outcome)
    one.close()
    other.close()

    assert seen == {SilenceOutcome.HELD, SilenceOutcome.BROKEN}


ADOPTING = workflow_source("silence").replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"')


def test_where_the_rule_is_adoption_the_hour_declares_and_adopts(forum: Forum) -> None:
    text = lay_on_the_table(forum, source=ADOPTING)
    put_under_silence(forum, text)
    due_at = forum.hour.now + DAY
    forum.hour.pass_by(DAY + timedelta(minutes=3))

    forum.act(close_what_is_due)

    [declaration] = forum.rows(ConsensusDeclaration)
    [adoption] = forum.rows(Adoption)
    assert (declaration.basis, declaration.declared_at, declaration.declared_by) == (
        ConsensusBasis.SILENCE_HELD,
        due_at,
        None,
    )
    assert (adoption.place, adoption.adopted_on, adoption.adopted_at, adoption.adopted_by, adoption.basis) == (
        "Port Alder",
        date(2026, 5, 5),
        due_at,
        None,
        ConsensusBasis.SILENCE_HELD,
    )
    assert text.state == "adopted"
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held", "consensus_declared", "adopted"]


def test_hour_never_adopts_over_a_reserve(forum: Forum) -> None:
    text = lay_on_the_table(forum, source=ADOPTING)
    put_under_silence(forum, text)
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.RESERVE, by=forum.head("Borvia"))
    forum.hour.pass_by(DAY)

    forum.act(close_what_is_due)

    assert (text.state, forum.rows(ConsensusDeclaration), forum.rows(Adoption)) == ("consensus", [], [])
    assert [row.outcome for row in forum.rows(Silence)] == [SilenceOutcome.HELD]


def test_objection_that_notices_the_hour_comes_after_its_adoption(forum: Forum) -> None:
    """The hour falls first, whoever notices it; the objection is kept as late."""
    text = lay_on_the_table(forum, source=ADOPTING)
    put_under_silence(forum, text)
    forum.hour.pass_by(DAY)

    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))

    assert text.state == "adopted"
    assert [row.is_late for row in forum.rows(SilenceBreak)] == [True]
