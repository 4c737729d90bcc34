"""A text lies under silence until an exact hour; one press breaks it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select
from tests.cast import Forum, refused, said_in, snapshot
from tests.on_the_table import Text, lay_on_the_table, table_again

from jointstatement.actions.brackets import put_in_brackets
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import (
    insert_part,
    merge_clauses,
    move_part,
    remove_part,
    reword_part,
    set_style,
    split_clause,
)
from jointstatement.actions.numbering import renumber_clauses
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import circulate_non_paper, table_revision
from jointstatement.actions.silence import (
    acknowledge_receipt,
    add_to_break,
    break_silence,
    extend_silence,
    record_objection,
    start_silence,
    withdraw_silence,
)
from jointstatement.errors import (
    BadInput,
    BreakAlreadyExplained,
    HourOfSilenceHasPassed,
    NoSilenceRunning,
    NotFound,
    NotYours,
    SilenceAlreadyBroken,
    SilenceIsRunning,
    StillMissing,
)
from jointstatement.models import Body, Notice, PositionTaken, Receipt, Silence, SilenceBreak, SilenceExtension
from jointstatement.terms import ConsensusBasis, PartKind, Position, SilenceOutcome

DAYS = timedelta(days=1)
TYPED = "2026-05-07T11:00 Europe/Vienna"


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def start(forum: Forum, text: Text, lasts: timedelta = 3 * DAYS) -> str:
    return str(forum.act(start_silence, text.id, due_at=forum.hour.now + lasts, due_as_typed=TYPED, by=forum.chair))


def break_it(forum: Forum, text: Text, delegation: str = "Istara", part_id: str | None = None, **words: str) -> str:
    return str(forum.act(break_silence, text.id, part_id=part_id, by=forum.head(delegation), **words))


def silence(forum: Forum) -> Any:
    [row] = forum.rows(Silence)
    return row


def name_nobody(session: Session, body_id: str, *, now: datetime) -> None:
    body = session.exec(select(Body).where(col(Body.id) == body_id)).one()
    body.names_the_breaker = False
    session.add(body)


def test_silence_starts_on_the_revision_on_the_table(forum: Forum, text: Text) -> None:
    silence_id = start(forum, text)

    row = silence(forum)
    assert (row.id, row.revision_id, row.number, row.due_at, row.outcome) == (
        silence_id,
        text.revisions[0],
        1,
        datetime(2026, 5, 7, 9, tzinfo=UTC),
        None,
    )
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)) == (
        "silence_started",
        {
            "silence_id": silence_id,
            "revision": "Zero draft",
            "due_at": "2026-05-07T09:00:00.000000+00:00",
            "due_as_typed": TYPED,
            "fingerprint": text.fingerprint,
        },
    )
    assert text.state == "consensus"


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(minutes=59), -DAYS])
def test_silence_shorter_than_the_body_allows_does_not_start(forum: Forum, text: Text, lasts: timedelta) -> None:
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        start(forum, text, lasts)

    assert snapshot(forum.database) == before


def test_second_silence_does_not_start_beside_the_first(forum: Forum, text: Text) -> None:
    start(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(StillMissing):
        start(forum, text)

    assert snapshot(forum.database) == before


@pytest.mark.parametrize("who", ["secretariat", "head of Borvia"])
def test_nobody_but_the_chairs_puts_a_text_under_silence(forum: Forum, text: Text, who: str) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        forum.act(start_silence, text.id, due_at=forum.hour.now + DAYS, due_as_typed=TYPED, by=forum.viewer(who))

    assert snapshot(forum.database) == before


EDITS: list[tuple[Callable[..., Any], tuple[int, ...], dict[str, Any]]] = [
    (reword_part, (0,), {"wording": "We agree to measure the water level every evening", "expected": 1}),
    (insert_part, (), {"kind": PartKind.OPERATIVE, "wording": "We thank the hosts", "after": None}),
    (move_part, (2,), {"after": None, "expected": 1}),
    (split_clause, (0,), {"first": "We agree to measure", "second": "We measure the water level", "expected": 1}),
    (merge_clauses, (0, 1), {"wording": "We agree and ask", "expected_first": 1, "expected_second": 1}),
    (remove_part, (2,), {"expected": 1}),
    (put_in_brackets, (0,), {"words": "every morning", "expected": 1}),
    (set_style, (), {"style": "numbered"}),
]


@pytest.mark.parametrize(("edit", "places", "how"), EDITS, ids=[edit.__name__ for edit, _, _ in EDITS])
def test_text_changes_only_when_silence_is_over(
    forum: Forum, text: Text, edit: Callable[..., Any], places: tuple[int, ...], how: dict[str, Any]
) -> None:
    start(forum, text)
    press = (edit, text.id, *(text.clauses[place] for place in places))

    refused(forum, SilenceIsRunning, *press, **how, by=forum.chair)

    forum.act(withdraw_silence, text.id, by=forum.chair)
    forum.act(*press, **how, by=forum.chair)


@pytest.mark.parametrize("deed", [table_revision, circulate_non_paper, renumber_clauses])
def test_nothing_is_tabled_nor_numbered_under_silence(forum: Forum, text: Text, deed: Callable[..., Any]) -> None:
    start(forum, text)

    refused(forum, SilenceIsRunning, deed, text.id, by=forum.chair)


def test_hour_is_moved_further_away(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    before = forum.hour.now + DAYS

    forum.act(extend_silence, text.id, due_at=before + DAYS, due_as_typed=TYPED, by=forum.chair)

    [extension] = forum.rows(SilenceExtension)
    assert (silence(forum).due_at, extension.from_due_at, extension.to_due_at) == (before + DAYS, before, before + DAYS)
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)["from_due_at"]) == ("silence_extended", "2026-05-05T09:00:00.000000+00:00")


def test_hour_is_not_moved_nearer(forum: Forum, text: Text) -> None:
    start(forum, text, 2 * DAYS)
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        forum.act(extend_silence, text.id, due_at=forum.hour.now + DAYS, due_as_typed=TYPED, by=forum.chair)

    assert snapshot(forum.database) == before


def test_hour_that_has_passed_is_neither_moved_nor_taken_back(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    forum.hour.pass_by(DAYS)
    before = snapshot(forum.database)

    with pytest.raises(HourOfSilenceHasPassed):
        forum.act(extend_silence, text.id, due_at=forum.hour.now + DAYS, due_as_typed=TYPED, by=forum.chair)
    with pytest.raises(HourOfSilenceHasPassed):
        forum.act(withdraw_silence, text.id, by=forum.chair)
    with pytest.raises(HourOfSilenceHasPassed):
        forum.act(acknowledge_receipt, text.id, by=forum.expert("Borvia"))

    assert snapshot(forum.database) == before


def test_chair_takes_silence_back(forum: Forum, text: Text) -> None:
    start(forum, text)

    forum.act(withdraw_silence, text.id, reason="A clause was left out.", by=forum.chair)

    assert (silence(forum).outcome, silence(forum).ended_at) == (SilenceOutcome.WITHDRAWN, forum.hour.now)
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)["reason"]) == ("silence_withdrawn", "A clause was left out.")


def test_where_no_silence_runs_none_is_moved_broken_or_taken_back(forum: Forum, text: Text) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NoSilenceRunning):
        forum.act(extend_silence, text.id, due_at=forum.hour.now + DAYS, due_as_typed=TYPED, by=forum.chair)
    with pytest.raises(NoSilenceRunning):
        forum.act(withdraw_silence, text.id, by=forum.chair)
    with pytest.raises(NoSilenceRunning):
        break_it(forum, text)
    with pytest.raises(NoSilenceRunning):
        forum.act(acknowledge_receipt, text.id, by=forum.expert("Borvia"))

    assert snapshot(forum.database) == before


def test_receipt_is_kept_once_and_is_no_position(forum: Forum, text: Text) -> None:
    start(forum, text)
    first = forum.act(acknowledge_receipt, text.id, by=forum.expert("Borvia"))

    second = forum.act(acknowledge_receipt, text.id, by=forum.head("Borvia"))

    assert first == second
    assert (len(forum.rows(Receipt)), forum.rows(PositionTaken)) == (1, [])
    assert forum.kinds(text.own("Borvia")) == ["receipt_acknowledged"]


def test_receipt_is_told_to_nobody(forum: Forum, text: Text) -> None:
    start(forum, text)
    told = forum.rows(Notice)

    forum.act(acknowledge_receipt, text.id, by=forum.head("Borvia"))

    assert len(forum.rows(Notice)) == len(told)
    assert forum.kinds(text.circulated) == ["silence_started"]
    assert forum.kinds(text.office) == []


def test_one_press_breaks_silence_and_objects(forum: Forum, text: Text) -> None:
    start(forum, text)
    forum.hour.pass_by(2 * DAYS)

    break_id = break_it(forum, text, part_id=text.clauses[2])

    [broken] = forum.rows(SilenceBreak)
    [position] = forum.rows(PositionTaken)
    assert (broken.id, broken.reason, broken.at, broken.is_late) == (break_id, "", forum.hour.now, False)
    assert (position.position, position.part_id, position.submitted_at) == (
        Position.OBJECT,
        text.clauses[2],
        forum.hour.now,
    )
    assert (silence(forum).outcome, silence(forum).ended_at) == (SilenceOutcome.BROKEN, forum.hour.now)
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)) == (
        "silence_broken",
        {
            "revision": "Zero draft",
            "part_id": text.clauses[2],
            "part_kind": "operative",
            "part": "3",
            "delegation": "Istara",
        },
    )


def test_reason_goes_to_the_office_and_not_to_all(forum: Forum, text: Text) -> None:
    start(forum, text)

    break_it(forum, text, reason="The reading of the treaty.", wording="We *note*")

    said = {key: said_in(forum.last_entry(key)) for key in (text.office, text.own("Istara"), text.circulated)}
    assert said[text.office]["reason"] == said[text.own("Istara")]["reason"] == "The reading of the treaty."
    assert said[text.office]["wording"] == "We *note*"
    assert said[text.circulated] == {"revision": "Zero draft", "delegation": "Istara"}


def test_body_that_does_not_name_the_breaker_tells_the_parts_alone(forum: Forum, text: Text) -> None:
    forum.act(name_nobody, forum.body_id)
    start(forum, text)

    break_it(forum, text, part_id=text.clauses[0])

    entry = forum.last_entry(text.circulated)
    told = [
        row for row in forum.rows(Notice, kind="silence_broken") if row.person_id == forum.persons["head of Borvia"]
    ]
    assert entry.actor_id is None
    assert "Istara" not in entry.payload
    assert [json.loads(row.parameters) for row in told] == [
        {"part": "1", "part_kind": "operative", "revision": "Zero draft"}
    ]
    assert said_in(forum.last_entry(text.office))["delegation"] == "Istara"


def test_break_before_the_hour_stands_beside_anothers(forum: Forum, text: Text) -> None:
    start(forum, text)
    break_it(forum, text, "Istara")
    first_end = silence(forum).ended_at
    forum.hour.pass_by(DAYS)

    break_it(forum, text, "Borvia", text.clauses[0])

    assert {row.delegation_id: row.is_late for row in forum.rows(SilenceBreak)} == {
        forum.delegations["Istara"]: False,
        forum.delegations["Borvia"]: False,
    }
    assert silence(forum).ended_at == first_end
    assert forum.kinds(text.circulated) == ["silence_started", "silence_broken", "silence_broken"]


def test_delegation_breaks_silence_on_one_part_once(forum: Forum, text: Text) -> None:
    start(forum, text)
    break_it(forum, text, part_id=text.clauses[0])
    before = snapshot(forum.database)

    with pytest.raises(SilenceAlreadyBroken):
        break_it(forum, text, part_id=text.clauses[0])

    assert snapshot(forum.database) == before


def test_part_of_another_text_breaks_nothing(forum: Forum, text: Text) -> None:
    start(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotFound):
        break_it(forum, text, part_id="0" * 32)

    assert snapshot(forum.database) == before


@pytest.mark.parametrize("who", ["chair", "secretariat", "expert of Borvia", "observer"])
def test_nobody_but_a_head_of_delegation_breaks_silence(forum: Forum, text: Text, who: str) -> None:
    start(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        forum.act(break_silence, text.id, part_id=None, by=forum.viewer(who))

    assert snapshot(forum.database) == before


def test_break_at_the_very_hour_is_late_and_silence_stays_held(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    due_at = silence(forum).due_at
    forum.hour.pass_by(DAYS)

    break_it(forum, text)

    [broken] = forum.rows(SilenceBreak)
    assert broken.is_late
    assert (silence(forum).outcome, silence(forum).ended_at) == (SilenceOutcome.HELD, due_at)
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held"]
    assert forum.kinds(text.office) == ["late_objection_received"]


def test_break_a_moment_before_the_hour_breaks(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    forum.hour.pass_by(DAYS - timedelta(microseconds=1))

    break_it(forum, text)

    assert silence(forum).outcome is SilenceOutcome.BROKEN


def test_late_objection_stands_in_the_way_of_consensus(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    forum.hour.pass_by(2 * DAYS)
    break_it(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(StillMissing) as refusal:
        forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)

    assert str(refusal.value.missing[0].sentence()) == "Objections standing on Zero draft: 1 (Istara)."
    assert snapshot(forum.database) == before


def test_late_objection_is_shown_to_the_office_alone(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    forum.hour.pass_by(2 * DAYS)

    break_it(forum, text)

    assert {row.person_id for row in forum.rows(Notice, kind="late_objection_received")} == {
        forum.persons[who] for who in ("chair", "co-chair", "secretariat")
    }


def test_reason_is_added_later_and_once(forum: Forum, text: Text) -> None:
    start(forum, text)
    break_id = break_it(forum, text)

    forum.act(add_to_break, text.id, break_id, reason="The capital asks why.", by=forum.head("Istara"))
    forum.act(add_to_break, text.id, break_id, wording="We note", by=forum.head("Istara"))

    [broken] = forum.rows(SilenceBreak)
    assert (broken.reason, broken.wording) == ("The capital asks why.", "We note")
    assert forum.kinds(text.own("Istara")) == ["silence_broken", "break_explained", "break_explained"]
    assert forum.kinds(text.office) == ["silence_broken", "break_explained", "break_explained"]
    before = snapshot(forum.database)
    with pytest.raises(BreakAlreadyExplained):
        forum.act(add_to_break, text.id, break_id, reason="Another.", by=forum.head("Istara"))
    assert snapshot(forum.database) == before


def test_empty_words_are_not_added(forum: Forum, text: Text) -> None:
    start(forum, text)
    break_id = break_it(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        forum.act(add_to_break, text.id, break_id, by=forum.head("Istara"))

    assert snapshot(forum.database) == before


def test_another_delegations_break_is_not_found(forum: Forum, text: Text) -> None:
    start(forum, text)
    break_id = break_it(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotFound):
        forum.act(add_to_break, text.id, break_id, reason="For them.", by=forum.head("Borvia"))

    assert snapshot(forum.database) == before


def record_it(forum: Forum, text: Text, received_at: datetime, delegation: str = "Istara") -> str:
    return str(
        forum.act(
            record_objection,
            text.id,
            delegation_id=forum.delegations[delegation],
            part_id=None,
            received_at=received_at,
            reason="By telephone, from the deputy minister.",
            by=forum.secretariat,
        )
    )


def test_objection_on_paper_before_the_hour_breaks_silence(forum: Forum, text: Text) -> None:
    start(forum, text)
    received_at = forum.hour.now + DAYS
    forum.hour.pass_by(2 * DAYS)

    break_id = record_it(forum, text, received_at)

    [broken] = forum.rows(SilenceBreak)
    assert (broken.id, broken.at, broken.recorded_at, broken.recorded_by, broken.is_late) == (
        break_id,
        received_at,
        forum.hour.now,
        forum.persons["secretariat"],
        False,
    )
    assert silence(forum).outcome is SilenceOutcome.BROKEN
    entry = forum.last_entry(text.own("Istara"))
    assert (entry.kind, said_in(entry)["received_at"]) == ("silence_broken", "2026-05-05T09:00:00.000000+00:00")


def test_objection_received_before_the_hour_and_entered_after_it_breaks_held_silence(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    received_at = forum.hour.now + DAYS - timedelta(minutes=1)
    forum.hour.pass_by(DAYS)
    forum.act(close_what_is_due)
    assert silence(forum).outcome is SilenceOutcome.HELD
    forum.hour.pass_by(timedelta(minutes=5))

    record_it(forum, text, received_at)

    assert silence(forum).outcome is SilenceOutcome.BROKEN
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held", "silence_broken"]


def test_objection_entered_after_consensus_was_declared_is_late_and_stands(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    received_at = forum.hour.now + DAYS - timedelta(minutes=1)
    forum.hour.pass_by(DAYS)
    forum.act(close_what_is_due)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)

    record_it(forum, text, received_at)

    [broken] = forum.rows(SilenceBreak)
    [position] = forum.rows(PositionTaken)
    assert (broken.is_late, silence(forum).outcome, position.position) == (
        True,
        SilenceOutcome.HELD,
        Position.OBJECT,
    )


def test_objection_received_at_the_hour_is_late(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    forum.hour.pass_by(DAYS)

    record_it(forum, text, silence(forum).due_at)

    assert [row.is_late for row in forum.rows(SilenceBreak)] == [True]
    assert silence(forum).outcome is SilenceOutcome.HELD


def test_objection_without_a_silence_is_recorded_as_a_position(forum: Forum, text: Text) -> None:
    record_it(forum, text, forum.hour.now)

    [position] = forum.rows(PositionTaken)
    assert (position.position, position.delegation_id) == (Position.OBJECT, forum.delegations["Istara"])
    assert forum.kinds(text.own("Istara")) == forum.kinds(text.office) == ["objection_recorded"]


@pytest.mark.parametrize("away", [timedelta(minutes=1), -timedelta(minutes=1)])
def test_hour_of_receipt_lies_between_the_start_and_now(forum: Forum, text: Text, away: timedelta) -> None:
    start(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(BadInput):
        record_it(forum, text, forum.hour.now + away)

    assert snapshot(forum.database) == before


def test_observer_cannot_be_entered_as_objecting(forum: Forum, text: Text) -> None:
    start(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotFound):
        record_it(forum, text, forum.hour.now, "Estuary Council")

    assert snapshot(forum.database) == before


def test_delegate_does_not_enter_objections_of_others(forum: Forum, text: Text) -> None:
    start(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        forum.act(
            record_objection,
            text.id,
            delegation_id=forum.delegations["Istara"],
            part_id=None,
            received_at=forum.hour.now,
            by=forum.head("Borvia"),
        )

    assert snapshot(forum.database) == before


def test_further_silence_that_holds_opens_the_way_to_consensus(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    break_it(forum, text, part_id=text.clauses[0])
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.SUPPORT, by=forum.head("Istara"))
    start(forum, text, DAYS)
    forum.hour.pass_by(DAYS)
    forum.act(close_what_is_due)

    forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)

    assert text.state == "adoption"


def test_silence_on_an_earlier_revision_is_broken_no_more(forum: Forum, text: Text) -> None:
    start(forum, text, DAYS)
    break_it(forum, text)
    table_again(forum, text)
    before = snapshot(forum.database)

    with pytest.raises(NoSilenceRunning):
        break_it(forum, text, "Borvia")

    assert snapshot(forum.database) == before
