"""The facts of one statement, loaded from its rows."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select
from tests.cast import MEMBERS, Forum
from tests.on_the_table import Text, lay_on_the_table, open_a_round, reword, table_again

from jointstatement.models import (
    Amendment,
    Comment,
    Disposition,
    Lineage,
    PositionTaken,
    Round,
    Silence,
    SilenceBreak,
    Statement,
    WorkingPart,
)
from jointstatement.terms import (
    CommentClass,
    DispositionKind,
    LineageKind,
    Position,
    SilenceOutcome,
    Visibility,
    Weight,
)
from jointstatement.workflow.decision import Decision
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.situation import Situation


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def situation(forum: Forum, text: Text) -> Situation:
    with forum.database.reading() as session:
        statement = session.exec(select(Statement).where(col(Statement.id) == text.id)).one()
        return situation_of(session, statement, forum.hour.now)


def write(forum: Forum, *rows: Any) -> None:
    forum.database.write_and_wait(_write, rows)


def _write(session: Session, rows: tuple[Any, ...], *, now: object) -> None:
    for row in rows:
        session.merge(row)
        session.flush()  # later rows point at earlier ones


def position(
    forum: Forum, text: Text, delegation: str, what: Position, part_id: str | None = None, **other: Any
) -> None:
    """A position handed in on the revision on the table."""
    delegation_id = forum.delegations[delegation]
    fields: dict[str, Any] = {
        "statement_id": text.id,
        "revision_id": text.revisions[-1],
        "part_id": part_id,
        "delegation_id": delegation_id,
        "number": len(forum.rows(PositionTaken, delegation_id=delegation_id)) + 1,
        "position": what,
        "taken_by": forum.persons[f"head of {delegation}"],
        "taken_at": forum.hour.now,
        "submitted_at": forum.hour.now,
    }
    write(forum, PositionTaken(**(fields | other)))


def amendment(forum: Forum, text: Text, round_id: str, weight: Weight, **other: Any) -> Amendment:
    fields: dict[str, Any] = {
        "statement_id": text.id,
        "round_id": round_id,
        "revision_id": text.revisions[-1],
        "part_id": text.clauses[0],
        "delegation_id": forum.delegations["Borvia"],
        "wording": "We agree to measure daily",
        "weight": weight,
        "written_by": forum.persons["head of Borvia"],
        "written_at": forum.hour.now,
        "submitted_at": forum.hour.now,
    }
    return Amendment(**(fields | other))


def comment(forum: Forum, text: Text, round_id: str, **other: Any) -> Comment:
    fields: dict[str, Any] = {
        "statement_id": text.id,
        "round_id": round_id,
        "revision_id": text.revisions[-1],
        "delegation_id": forum.delegations["Borvia"],
        "comment_class": CommentClass.SUBSTANTIVE,
        "text": "Who measures?",
        "written_by": forum.persons["head of Borvia"],
        "written_at": forum.hour.now,
        "submitted_at": forum.hour.now,
    }
    return Comment(**(fields | other))


def close(forum: Forum, round_id: str) -> None:
    [row] = forum.rows(Round, id=round_id)
    row.closed_at = forum.hour.now
    forum.database.write_and_wait(_close, round_id)


def _close(session: Session, round_id: str, *, now: Any) -> None:
    row = session.exec(select(Round).where(col(Round.id) == round_id)).one()
    row.closed_at = now
    session.add(row)


def test_tabled_text_alone_is_these_facts(forum: Forum, text: Text) -> None:
    assert situation(forum, text) == Situation(
        state="consensus",
        suspended=None,
        clauses=3,
        open_brackets=0,
        placeholders=(),
        packages_by_half=(),
        revision="Zero draft",
        same_text=frozenset(text.revisions),
        revisions=1,
        text_changed_since_revision=False,
        numbered_anew=False,
        non_paper=False,
        notice_hours=0,
        notice_waived=False,
        decidable_from=None,
        round_open=False,
        round_due_at=None,
        rounds_held=0,
        round_revision=None,
        blind_round_open=False,
        concepts_only=False,
        unanswered=0,
        reopening_requests=0,
        essential_declined=0,
        decision=Decision(),
        members=12,
        answered=0,
        awaited=MEMBERS,
        objections=(),
        reserves=(),
        ad_referendum=(),
        standing_apart=(),
        in_favour=(),
        against=(),
        abstaining=(),
        silence_running=False,
        silence_due_at=None,
        silence_held=False,
        silence_held_until=None,
        silence_broken=False,
        silence_proposed_on=None,
        silence_refusable_until=None,
        silence_refused=False,
        written_running=False,
        written_ended=False,
        announcement_withheld=False,
        review_open=False,
        review_due_at=None,
        consensus_declared=False,
        adopted=False,
        statements_open=False,
        published=False,
    )


def test_workflow_is_the_one_the_statement_began_with(forum: Forum, text: Text) -> None:
    [statement] = forum.rows(Statement)

    workflow = workflow_of(statement)

    assert (workflow.name, workflow.source) == ("consensus", statement.workflow_source)
    assert workflow_of(statement) is workflow


def test_changed_word_is_a_text_changed_since_its_revision(forum: Forum, text: Text) -> None:
    words = "We agree to measure the water level every [morning [or noon]] and note the hour[^1] on [date]"
    reword(forum, text.clauses[0], words)

    facts = situation(forum, text)

    assert (facts.text_changed_since_revision, facts.open_brackets, facts.revision) == (True, 2, "Zero draft")
    assert facts.placeholders == ("[date]",)


def test_delegations_stand_in_the_bodys_order(forum: Forum, text: Text) -> None:
    position(forum, text, "Elmoria", Position.OBJECT, text.clauses[0])
    position(forum, text, "Fenland", Position.OBJECT)
    position(forum, text, "Borvia", Position.RESERVE, text.clauses[1])
    position(forum, text, "Aldmark", Position.AD_REFERENDUM)

    facts = situation(forum, text)

    assert (facts.objections, facts.reserves, facts.ad_referendum) == (
        ("Fenland", "Elmoria"),
        ("Borvia",),
        ("Aldmark",),
    )
    assert (facts.answered, facts.awaited) == (2, tuple(name for name in MEMBERS if name not in {"Fenland", "Aldmark"}))


def test_support_of_an_earlier_whole_is_awaited_again(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.SUPPORT)
    table_again(forum, text)

    facts = situation(forum, text)

    assert (facts.answered, facts.awaited) == (0, MEMBERS)


def test_objection_stands_through_further_revisions(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])
    position(forum, text, "Istara", Position.RESERVE)
    table_again(forum, text)

    facts = situation(forum, text)

    assert (facts.objections, facts.reserves) == (("Borvia",), ("Istara",))


def test_position_on_the_whole_lifts_no_objection_to_a_part(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])
    position(forum, text, "Borvia", Position.SUPPORT)

    assert situation(forum, text).objections == ("Borvia",)


def test_objection_to_a_part_that_left_the_text_is_gone(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])
    end(forum, text.clauses[0])
    assert situation(forum, text).objections == ("Borvia",)
    table_again(forum, text)

    assert situation(forum, text).objections == ()


def end(forum: Forum, part_id: str) -> None:
    forum.database.write_and_wait(_end, part_id)


def _end(session: Session, part_id: str, *, now: Any) -> None:
    part = session.exec(select(WorkingPart).where(col(WorkingPart.id) == part_id)).one()
    part.ended_at = now
    session.add(part)


def merge_first_into_second(forum: Forum, text: Text) -> None:
    end(forum, text.clauses[0])
    write(
        forum,
        Lineage(
            statement_id=text.id,
            from_part_id=text.clauses[0],
            to_part_id=text.clauses[1],
            how=LineageKind.MERGED,
            at=forum.hour.now,
            by=forum.persons["chair"],
        ),
    )
    table_again(forum, text)


def test_objection_goes_with_a_part_into_the_one_it_was_merged_with(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])
    position(forum, text, "Borvia", Position.SUPPORT, text.clauses[1])

    merge_first_into_second(forum, text)

    assert situation(forum, text).objections == ("Borvia",)


def test_objection_to_a_merged_part_is_lifted_by_a_position_on_the_merged_whole(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])
    merge_first_into_second(forum, text)

    position(forum, text, "Borvia", Position.CAN_LIVE_WITH, text.clauses[1])

    assert situation(forum, text).objections == ()


def test_draft_position_is_no_fact(forum: Forum, text: Text) -> None:
    position(forum, text, "Borvia", Position.OBJECT, submitted_at=None)

    facts = situation(forum, text)

    assert (facts.objections, facts.answered) == ((), 0)


@pytest.mark.parametrize(("visibility", "read"), [(Visibility.BLIND, 0), (Visibility.OPEN, 1)])
def test_open_blind_round_keeps_its_input_out_of_the_facts(
    forum: Forum, text: Text, visibility: Visibility, read: int
) -> None:
    round_id = open_a_round(forum, text, visibility=visibility)
    position(forum, text, "Borvia", Position.OBJECT, round_id=round_id)
    write(forum, comment(forum, text, round_id))

    facts = situation(forum, text)
    assert (facts.round_open, facts.round_due_at, facts.rounds_held, facts.round_revision) == (
        True,
        forum.hour.now + timedelta(days=7),
        1,
        "Zero draft",
    )
    assert (len(facts.objections), facts.answered, facts.unanswered) == (read, read, read)

    close(forum, round_id)
    facts = situation(forum, text)
    assert (facts.round_open, facts.objections, facts.answered, facts.unanswered) == (False, ("Borvia",), 1, 1)


def test_input_is_unanswered_until_it_is_answered_or_withdrawn(forum: Forum, text: Text) -> None:
    round_id = open_a_round(forum, text, visibility=Visibility.OPEN)
    answered = comment(forum, text, round_id)
    write(
        forum,
        answered,
        comment(forum, text, round_id),
        comment(forum, text, round_id, withdrawn_at=forum.hour.now),
        comment(forum, text, round_id, submitted_at=None),
        amendment(forum, text, round_id, Weight.PREFERRED),
        disposition(forum, text, DispositionKind.NOTED, comment_id=answered.id),
    )

    assert situation(forum, text).unanswered == 2


def test_answer_that_only_the_database_notes_beside_the_input_is_known_at_once(forum: Forum, text: Text) -> None:
    given = comment(forum, text, open_a_round(forum, text, visibility=Visibility.OPEN))
    write(forum, given)
    before = situation(forum, text).unanswered

    write(forum, disposition(forum, text, DispositionKind.NOTED, comment_id=given.id))

    assert (before, situation(forum, text).unanswered) == (1, 0)


def disposition(forum: Forum, text: Text, kind: DispositionKind, number: int = 1, **subject: str) -> Disposition:
    return Disposition(
        statement_id=text.id,
        number=number,
        disposition=kind,
        answered_at=forum.hour.now,
        answered_by=forum.persons["chair"],
        **subject,
    )


def test_essential_amendment_counts_as_declined_by_its_last_answer(forum: Forum, text: Text) -> None:
    round_id = open_a_round(forum, text, visibility=Visibility.OPEN)
    first, second, third = (amendment(forum, text, round_id, Weight.ESSENTIAL) for _ in range(3))
    light = amendment(forum, text, round_id, Weight.EDITORIAL)
    write(
        forum,
        first,
        second,
        third,
        light,
        disposition(forum, text, DispositionKind.NOT_ACCEPTED, amendment_id=first.id),
        disposition(forum, text, DispositionKind.NOT_ACCEPTED, amendment_id=second.id),
        disposition(forum, text, DispositionKind.ACCEPTED_IN_PART, 2, amendment_id=second.id),
        disposition(forum, text, DispositionKind.NOT_ACCEPTED, amendment_id=light.id),
    )

    facts = situation(forum, text)

    assert (facts.essential_declined, facts.unanswered) == (1, 1)


def silence(forum: Forum, text: Text, outcome: SilenceOutcome | None, number: int = 1) -> Silence:
    return Silence(
        statement_id=text.id,
        revision_id=text.revisions[-1],
        number=number,
        started_at=forum.hour.now,
        started_by=forum.persons["chair"],
        due_at=forum.hour.now + timedelta(days=3),
        due_as_typed="as typed",
        ended_at=forum.hour.now if outcome else None,
        outcome=outcome,
    )


def silence_facts(forum: Forum, text: Text) -> tuple[bool, bool, bool]:
    facts = situation(forum, text)
    assert (facts.silence_due_at is not None) is facts.silence_running
    assert (facts.silence_held_until is not None) is facts.silence_held
    return (facts.silence_running, facts.silence_held, facts.silence_broken)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (None, (True, False, False)),
        (SilenceOutcome.HELD, (False, True, False)),
        (SilenceOutcome.WITHDRAWN, (False, False, False)),
    ],
)
def test_silence_is_running_or_held_or_nothing(
    forum: Forum, text: Text, outcome: SilenceOutcome | None, expected: tuple[bool, bool, bool]
) -> None:
    write(forum, silence(forum, text, outcome))

    assert silence_facts(forum, text) == expected


def break_it(forum: Forum, text: Text, part_id: str | None) -> None:
    broken = silence(forum, text, SilenceOutcome.BROKEN)
    write(
        forum,
        broken,
        SilenceBreak(
            statement_id=text.id,
            silence_id=broken.id,
            delegation_id=forum.delegations["Istara"],
            part_id=part_id,
            at=forum.hour.now,
            recorded_at=forum.hour.now,
            recorded_by=forum.persons["head of Istara"],
        ),
    )
    position(forum, text, "Istara", Position.OBJECT, part_id)


def test_broken_silence_stands_until_the_breaker_speaks_on_the_whole(forum: Forum, text: Text) -> None:
    position(forum, text, "Istara", Position.SUPPORT)
    break_it(forum, text, text.clauses[0])
    assert silence_facts(forum, text) == (False, False, True)

    position(forum, text, "Istara", Position.CAN_LIVE_WITH, text.clauses[0])
    assert silence_facts(forum, text) == (False, False, True)

    position(forum, text, "Istara", Position.CAN_LIVE_WITH)
    assert silence_facts(forum, text) == (False, False, False)


def test_breaking_silence_on_the_whole_is_no_answer_to_itself(forum: Forum, text: Text) -> None:
    break_it(forum, text, None)

    assert silence_facts(forum, text) == (False, False, True)


def test_silence_belongs_to_its_revision(forum: Forum, text: Text) -> None:
    write(forum, silence(forum, text, SilenceOutcome.HELD))
    table_again(forum, text)

    assert silence_facts(forum, text) == (False, False, False)


def test_number_of_sql_statements_does_not_grow_with_the_negotiation(forum: Forum, text: Text) -> None:
    def count() -> int:
        seen: list[str] = []

        def note(*told: Any) -> None:
            seen.append(str(told[2]))

        with forum.database.reading() as session:
            statement = session.exec(select(Statement).where(col(Statement.id) == text.id)).one()
            event.listen(session.get_bind(), "before_cursor_execute", note)
            situation_of(session, statement, forum.hour.now)
            event.remove(session.get_bind(), "before_cursor_execute", note)
        return len(seen)

    # A silence and a break are there in both, so that every question is asked.
    break_it(forum, text, text.clauses[0])
    before = count()
    for delegation in MEMBERS:
        position(forum, text, delegation, Position.OBJECT, text.clauses[1])
    merge_first_into_second(forum, text)
    write(forum, silence(forum, text, SilenceOutcome.HELD, 2))

    assert count() <= before
