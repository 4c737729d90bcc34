"""The negotiation of a text is suspended and resumed: meanwhile nothing changes, and no hour comes."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.actions.test_clause_states import note, seen_by, states
from tests.actions.test_clause_states import reword as reword_clause
from tests.actions.test_group_breaks import breaks_seen
from tests.actions.test_groups import upper_river
from tests.actions.test_proposing_silence import by_proposal
from tests.cast import Forum, begin, part_with, refused
from tests.negotiation import begin as begin_talks
from tests.negotiation import rules_of
from tests.on_the_table import Text, lay_on_the_table, open_a_round

from jointstatement.actions.breaking import decline_break
from jointstatement.actions.clearing import clear
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import comment_on, submit_input, withdraw_comment
from jointstatement.actions.inner_hours import set_inner_hour
from jointstatement.actions.positions import take_position
from jointstatement.actions.proposing_silence import propose_silence, withdraw_proposal
from jointstatement.actions.reviewing import (
    change_editorially,
    open_editorial_review,
    put_editorial_changes,
    withdraw_editorial_review,
)
from jointstatement.actions.rounds import close_round, extend_round, table_revision
from jointstatement.actions.silence import (
    add_to_break,
    break_silence,
    record_objection,
    start_silence,
    withdraw_silence,
)
from jointstatement.actions.suspending import resume, suspend
from jointstatement.actions.written import start_written_procedure, withdraw_written_procedure
from jointstatement.errors import (
    BadInput,
    EditorialChangesEndFirst,
    HourToDeclineHasPassed,
    NegotiationIsSuspended,
    NotAllowedNow,
    NotAWorkingMoment,
    NotSuspended,
    NotYours,
    ProposalOfSilenceEndsFirst,
    RoundIsOpen,
    RoundStandsStill,
    SilenceEndsFirst,
    WrittenProcedureEndsFirst,
)
from jointstatement.models import (
    Comment,
    Notice,
    PositionTaken,
    Round,
    RoundExtension,
    SilenceBreak,
    Submission,
    Suspension,
)
from jointstatement.queries.adoption import adoption_page
from jointstatement.queries.dashboard import Act, dashboard
from jointstatement.queries.silence import silence_page
from jointstatement.queries.suspending import suspending_page, suspensions_told
from jointstatement.queries.workspace import workspace
from jointstatement.terms import ClauseState, CommentClass, ConsensusBasis, Position, Role

WHY = "The parties consult their capitals."
DAY = timedelta(days=1)
HOURS = timedelta(hours=1)


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


@pytest.fixture
def discussed(forum: Forum) -> Text:
    """A text before the delegations in a blind round, for seven days."""
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text)
    return text


def suspended(forum: Forum, text: Text, **other: Any) -> Text:
    forum.act(suspend, text.id, **({"reason": WHY, "by": forum.chair} | other))
    return text


def remark(forum: Forum, text: Text, words: str, who: str = "expert of Borvia") -> str:
    given: dict[str, Any] = {"comment_class": CommentClass.SUBSTANTIVE, "text": words, "by": forum.viewer(who)}
    return str(forum.act(comment_on, text.id, part_id=text.clauses[0], **given))


def the_round(forum: Forum) -> Any:
    (row,) = forum.rows(Round)
    return row


def notices(forum: Forum, kind: str) -> set[str]:
    names = {person_id: who for who, person_id in forum.persons.items()}
    return {names[row.person_id] for row in forum.rows(Notice, kind=kind)}


def until(forum: Forum, time: timedelta, **other: Any) -> dict[str, Any]:
    return {"due_at": forum.hour.now + time, "due_as_typed": "as typed", "on_purpose": True, "by": forum.chair} | other


def test_suspension_and_resumption_are_told_to_all_with_actor_text_and_reason(forum: Forum, text: Text) -> None:
    foreseen = forum.hour.now.date() + 20 * DAY
    suspended(forum, text, until=foreseen, by=forum.secretariat)

    entry = forum.last_entry(text.circulated)
    said = json.loads(entry.payload)
    assert (entry.kind, entry.actor_id, entry.at) == (
        "negotiation_suspended",
        forum.persons["secretariat"],
        forum.hour.now,
    )
    assert (said["reason"], said["foreseen_until"], said["fingerprint"]) == (
        WHY,
        foreseen.isoformat(),
        text.fingerprint,
    )
    assert notices(forum, "negotiation_suspended") == set(forum.persons) - {"observer", "administrator"}
    assert all(WHY not in row.parameters for row in forum.rows(Notice))
    assert text.state == "consensus"

    forum.hour.pass_by(2 * DAY)
    forum.act(resume, text.id, word="We go on.", by=forum.co_chair)

    entry = forum.last_entry(text.circulated)
    assert (entry.kind, json.loads(entry.payload)["reason"]) == ("negotiation_resumed", "We go on.")
    assert notices(forum, "negotiation_resumed") == notices(forum, "negotiation_suspended")
    (row,) = forum.rows(Suspension)
    assert (row.suspended_as, row.ended_by, row.word) == (Role.SECRETARIAT, forum.persons["co-chair"], "We go on.")
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)


def test_text_that_was_never_tabled_is_suspended_before_the_office_alone(forum: Forum) -> None:
    statement_id = begin(forum, "We meet again")
    forum.act(suspend, statement_id, reason=WHY, by=forum.chair)

    assert notices(forum, "negotiation_suspended") == {"chair", "co-chair", "secretariat"}
    part = part_with(forum, statement_id, "meet")
    reworded = {"wording": "We part", "expected": part.version, "by": forum.chair}
    refused(forum, NegotiationIsSuspended, reword_part, statement_id, part.id, **reworded)
    forum.act(resume, statement_id, word="The text is agreed with the host.", by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)
    forum.act(suspend, statement_id, reason="The parties consult.", by=forum.chair)

    # What was said to the office alone stays so when the text is tabled.
    assert forum.kinds(f"{statement_id}:circulated")[-2:] == ["revision_tabled", "negotiation_suspended"]
    assert {"negotiation_suspended", "negotiation_resumed"} <= set(forum.kinds(f"{statement_id}:office"))
    with forum.database.reading() as session:
        told = {
            who: suspensions_told(session, forum.viewer(who), statement_id, now=forum.hour.now).suspensions
            for who in ("secretariat", "head of Borvia")
        }
    assert {who: [(line.number, line.reason) for line in lines] for who, lines in told.items()} == {
        "secretariat": [(2, "The parties consult."), (1, WHY)],
        "head of Borvia": [(1, "The parties consult.")],
    }


def test_nothing_that_lies_before_the_delegations_changes(forum: Forum, discussed: Text) -> None:
    text = discussed
    mine = remark(forum, text, "Which river?")
    forum.act(submit_input, text.id, by=forum.head("Borvia"))
    remark(forum, text, "Which level?")
    suspended(forum, text)
    round_id = the_round(forum).id

    borvia = forum.head("Borvia")
    tried: list[tuple[Callable[..., Any], tuple[str, ...], dict[str, Any]]] = [
        (submit_input, (text.id,), {"by": borvia}),
        (withdraw_comment, (text.id, mine), {"by": borvia}),
        (take_position, (text.id,), {"part_id": None, "position": Position.SUPPORT, "by": borvia}),
        (set_inner_hour, (text.id,), {"due_at": forum.hour.now + DAY, "due_as_typed": "typed", "by": borvia}),
        (extend_round, (round_id,), until(forum, 9 * DAY)),
        (close_round, (round_id,), {"by": forum.chair}),
        (table_revision, (text.id,), {"by": forum.chair}),
        (suspend, (text.id,), {"reason": "Once more.", "by": forum.chair}),
    ]
    sentences = {refused(forum, NegotiationIsSuspended, act, *on, **named).args[0] for act, on, named in tried}
    (sentence,) = sentences
    assert sentence == (
        "The negotiation of this text has been suspended since Mon 4 May 2026, 11:00 CEST, by the chair. "
        f"It goes on when the chair’s office resumes it. The reason given: {WHY}"
    )
    for role in (borvia, forum.observer):
        refused(forum, NotYours, suspend, text.id, reason=WHY, by=role)
        refused(forum, NotYours, resume, text.id, by=role)


def test_drafts_within_a_delegation_go_on_and_what_was_handed_in_stays(forum: Forum, discussed: Text) -> None:
    text = discussed
    handed_in = remark(forum, text, "Which river?")
    forum.act(submit_input, text.id, by=forum.head("Borvia"))
    suspended(forum, text)

    draft = remark(forum, text, "Which level?")
    (row,) = forum.rows(Comment, id=draft)
    forum.act(clear, text.id, comment_id=draft, expected=row.version, by=forum.head("Borvia"))
    forum.hour.pass_by(30 * DAY)
    forum.act(resume, text.id, by=forum.chair)
    forum.act(submit_input, text.id, by=forum.head("Borvia"))

    assert [row.is_late for row in forum.rows(Submission)] == [False, False]
    assert {row.id for row in forum.rows(Comment) if row.submitted_at} == {handed_in, draft}


def test_clock_of_a_round_stands_still_and_nobody_is_reminded(forum: Forum, discussed: Text) -> None:
    text = discussed
    due_at = the_round(forum).due_at
    forum.hour.pass_by(2 * DAY)
    forum.act(close_what_is_due)
    suspended(forum, text)
    for _ in range(3):
        forum.hour.pass_by(7 * DAY)
        assert forum.act(close_what_is_due) == 0
    assert notices(forum, "round_reminded") == set()

    forum.act(resume, text.id, by=forum.secretariat)

    # Five days were left, and after 21 days the hour is 09:00 UTC of a Monday again, a working moment.
    moved = the_round(forum)
    assert (moved.closed_at, moved.due_at) == (None, due_at + 21 * DAY)
    assert moved.due_as_typed == "2026-06-01T11:00 Europe/Vienna"
    assert [(row.from_due_at, row.to_due_at) for row in forum.rows(RoundExtension)] == [(due_at, due_at + 21 * DAY)]
    assert forum.kinds(text.circulated)[-2:] == ["negotiation_resumed", "round_extended"]
    forum.hour.pass_by(4 * DAY + HOURS)
    forum.act(close_what_is_due)
    assert notices(forum, "round_reminded") >= {"head of Borvia"}
    forum.hour.pass_by(DAY)
    assert forum.act(close_what_is_due) == 1


def test_time_that_was_left_ends_at_a_working_moment(forum: Forum, discussed: Text) -> None:
    suspended(forum, discussed)
    forum.hour.pass_by(5 * DAY + timedelta(seconds=1))

    forum.act(resume, discussed.id, by=forum.secretariat)

    # Seven days from Saturday is a Saturday: the next working moment is Monday morning in Vienna.
    assert the_round(forum).due_at == datetime(2026, 5, 18, 6, 0, tzinfo=UTC)


def test_suspension_that_took_no_time_leaves_the_hour_of_the_round(forum: Forum, discussed: Text) -> None:
    due_at = the_round(forum).due_at
    suspended(forum, discussed)

    forum.act(resume, discussed.id, by=forum.chair)

    assert the_round(forum).due_at == due_at
    assert "round_extended" not in forum.kinds(discussed.circulated)


def test_hour_of_a_resumed_round_is_set_as_any_later_hour_is(forum: Forum, discussed: Text) -> None:
    text = discussed
    suspended(forum, text)
    forum.hour.pass_by(DAY)
    by_office = {"on_purpose": False, "by": forum.secretariat}
    at_night = timedelta(days=8, hours=15)

    refused(forum, BadInput, resume, text.id, **until(forum, 3 * DAY))
    refused(forum, NotAWorkingMoment, resume, text.id, **until(forum, at_night, **by_office))
    refused(forum, NotYours, resume, text.id, **until(forum, at_night, by=forum.secretariat))
    forum.act(resume, text.id, **until(forum, at_night))

    assert the_round(forum).due_at == forum.hour.now + at_night
    assert "hour_confirmed" in forum.kinds(text.circulated)


def test_without_an_open_round_there_is_no_hour_to_set(forum: Forum, text: Text) -> None:
    refused(forum, NotSuspended, resume, text.id, by=forum.chair)
    suspended(forum, text)
    refused(forum, BadInput, resume, text.id, **until(forum, DAY))


def test_hour_that_has_passed_falls_before_the_negotiation_is_suspended(forum: Forum, discussed: Text) -> None:
    forum.hour.pass_by(7 * DAY)
    suspended(forum, discussed)

    assert the_round(forum).closed_at == forum.hour.now
    assert forum.kinds(discussed.circulated)[-2:] == ["round_closed", "negotiation_suspended"]


def begin_silence(forum: Forum) -> Text:
    text = lay_on_the_table(forum, workflow="silence")
    forum.act(start_silence, text.id, **until(forum, 4 * DAY))
    return text


def propose(forum: Forum) -> Text:
    text = lay_on_the_table(forum, source=by_proposal())
    hour = forum.hour.now + DAY
    forum.act(propose_silence, text.id, **until(forum, 4 * DAY), refuse_until=hour, refuse_as_typed="as typed")
    return text


def ask_in_writing(forum: Forum) -> Text:
    text = lay_on_the_table(forum, workflow="written")
    forum.act(start_written_procedure, text.id, **until(forum, 4 * DAY))
    return text


def put_changes(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(open_editorial_review, text.id, fingerprint_seen=text.fingerprint, by=forum.chair)
    slip = {"part_id": text.clauses[0], "before": "water level", "after": "water levels", "by": forum.chair}
    forum.act(change_editorially, text.id, **slip)
    forum.act(put_editorial_changes, text.id, **until(forum, 4 * DAY))
    return text


@pytest.mark.parametrize(
    ("run", "refusal", "end"),
    [
        (begin_silence, SilenceEndsFirst, withdraw_silence),
        (propose, ProposalOfSilenceEndsFirst, withdraw_proposal),
        (ask_in_writing, WrittenProcedureEndsFirst, withdraw_written_procedure),
        (put_changes, EditorialChangesEndFirst, withdraw_editorial_review),
    ],
)
def test_hour_that_binds_members_by_itself_is_ended_first(
    forum: Forum, run: Callable[[Forum], Text], refusal: type[Any], end: Callable[..., Any]
) -> None:
    text = run(forum)

    refused(forum, refusal, suspend, text.id, reason=WHY, by=forum.chair)
    forum.act(end, text.id, by=forum.chair)
    suspended(forum, text)

    assert len(forum.rows(Suspension)) == 1


def test_decided_text_is_not_suspended_and_a_reason_is_owed(forum: Forum, text: Text) -> None:
    refused(forum, BadInput, suspend, text.id, reason=" ", by=forum.chair)
    yesterday = forum.hour.now.date() - DAY
    refused(forum, BadInput, suspend, text.id, reason=WHY, until=yesterday, by=forum.chair)
    forum.act(withdraw_statement, text.id, by=forum.chair)
    refused(forum, NotAllowedNow, suspend, text.id, reason=WHY, by=forum.chair)


def test_day_until_which_it_is_foreseen_drives_nothing(forum: Forum, text: Text) -> None:
    suspended(forum, text, until=date(2026, 5, 6))
    forum.hour.pass_by(9 * DAY)

    assert forum.act(close_what_is_due) == 0
    refused(forum, NegotiationIsSuspended, table_revision, text.id, by=forum.chair)


def agrees(forum: Forum, text: Text, who: str) -> datetime:
    hour = forum.hour.now + DAY
    confirm = {"confirm_by": hour, "confirm_as_typed": "an hour UTC", "by": forum.head(who)}
    forum.act(take_position, text.id, part_id=None, position=Position.AD_REFERENDUM, **confirm)
    return hour


def test_hours_of_confirmation_are_later_by_as_long_as_it_was_suspended(forum: Forum, text: Text) -> None:
    agrees(forum, text, "Istara")
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Istara"))
    hour = agrees(forum, text, "Borvia")
    suspended(forum, text)
    forum.hour.pass_by(3 * DAY)
    assert forum.act(close_what_is_due) == 0

    forum.act(resume, text.id, by=forum.chair)

    own = text.own("Borvia")
    assert (forum.kinds(own)[-1], forum.kinds(text.office)[-1]) == ("confirmation_hour_set",) * 2
    assert notices(forum, "confirmation_hour_set") >= {"chair", "head of Borvia"}
    assert "confirmation_hour_set" not in forum.kinds(text.own("Istara"))
    moved = {row.delegation_id: row.confirm_by for row in forum.rows(PositionTaken) if row.confirm_by}
    assert [moved[forum.delegations[who]] for who in ("Borvia", "Istara")] == [hour + 3 * DAY, hour]
    forum.hour.pass_by(DAY)
    assert forum.act(close_what_is_due) == 2
    assert forum.kinds(own)[-1] == "confirmation_due"
    assert "confirmation_due" not in forum.kinds(text.own("Istara"))


def test_hour_of_confirmation_ends_at_a_working_moment(forum: Forum, text: Text) -> None:
    agrees(forum, text, "Borvia")
    suspended(forum, text)
    forum.hour.pass_by(4 * DAY + timedelta(hours=13, seconds=1))

    forum.act(resume, text.id, by=forum.chair)

    # One day from Saturday, one second past midnight, is in the night of a Sunday.
    (row,) = forum.rows(PositionTaken)
    assert (row.confirm_by, row.confirm_as_typed) == (
        datetime(2026, 5, 11, 6, 0, tzinfo=UTC),
        "2026-05-11T08:00 Europe/Vienna",
    )


def test_suspension_that_took_no_time_leaves_hours_of_confirmation_set_on_purpose(forum: Forum, text: Text) -> None:
    at_night = {"confirm_by": forum.hour.now + timedelta(hours=15), "confirm_as_typed": "at night"}
    ad_referendum = {"position": Position.AD_REFERENDUM, **at_night, "by": forum.head("Borvia")}
    forum.act(take_position, text.id, part_id=None, **ad_referendum)
    suspended(forum, text)

    forum.act(resume, text.id, by=forum.chair)

    (row,) = forum.rows(PositionTaken)
    assert (row.confirm_by, row.confirm_as_typed) == (at_night["confirm_by"], "at night")
    assert "confirmation_hour_set" not in forum.kinds(text.own("Borvia"))


def test_draft_that_agrees_ad_referendum_is_handed_in_with_the_later_hour(forum: Forum, discussed: Text) -> None:
    hour = agrees(forum, discussed, "Borvia")
    suspended(forum, discussed)
    forum.hour.pass_by(3 * DAY)

    forum.act(resume, discussed.id, by=forum.chair)

    (row,) = forum.rows(PositionTaken)
    assert (row.submitted_at, row.confirm_by) == (None, hour + 3 * DAY)
    assert notices(forum, "confirmation_hour_set") == set()


def test_clause_agreed_ad_referendum_is_to_be_confirmed_later_by_as_long(forum: Forum) -> None:
    talks = begin_talks(forum)
    talks.table()
    hour = forum.hour.now + DAY
    agreed = {"confirm_by": hour, "confirm_as_typed": "typed", "awaited": [forum.delegations["Borvia"]]}
    note(talks, 1, ClauseState.AGREED_AD_REFERENDUM, **agreed)
    note(talks, 2, ClauseState.AGREED)
    forum.act(suspend, talks.id, reason=WHY, by=forum.chair)
    forum.hour.pass_by(2 * DAY)

    def shown(who: str) -> list[tuple[ClauseState, datetime | None, bool]]:
        stated = [each.stated for each in seen_by(talks, forum.viewer(who)).clauses if each.place.is_clause]
        return [(each.state, each.confirm_by, each.is_overdue) for each in stated[:2]]

    agreed_on_second = (ClauseState.AGREED, None, False)
    assert shown("head of Borvia") == [(ClauseState.AGREED_AD_REFERENDUM, hour, False), agreed_on_second]
    forum.act(resume, talks.id, by=forum.secretariat)

    later = hour + 2 * DAY
    for who in ("head of Istara", "chair"):
        assert shown(who) == [(ClauseState.AGREED_AD_REFERENDUM, later, False), agreed_on_second]
    assert forum.kinds(f"{talks.id}:circulated")[-1] == "clause_agreed_ad_referendum"
    assert notices(forum, "agreement_awaited") == {"head of Borvia", "expert of Borvia"}
    forum.hour.pass_by(DAY)
    assert shown("chair")[0][2]


def test_clause_noted_on_the_desk_alone_is_moved_there_alone(forum: Forum) -> None:
    talks = begin_talks(forum)
    talks.table()
    reword_clause(talks, 1, "hospitality", "kindness")
    note(talks, 1, ClauseState.AGREED_AD_REFERENDUM, confirm_by=forum.hour.now + DAY, confirm_as_typed="typed")
    forum.act(suspend, talks.id, reason=WHY, by=forum.chair)
    forum.hour.pass_by(2 * DAY)
    forum.act(resume, talks.id, by=forum.chair)

    assert forum.kinds(f"{talks.id}:circulated")[-1] == "negotiation_resumed"
    assert states(talks)["1"] is ClauseState.AGREED_AD_REFERENDUM
    assert states(talks, "head of Borvia")["1"] is ClauseState.OPEN


def test_member_says_afterwards_that_it_does_not_share_its_groups_break(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    group_id = upper_river(forum)
    forum.act(start_silence, text.id, **until(forum, 2 * DAY))
    broken = forum.act(break_silence, text.id, part_id=text.clauses[0], group_id=group_id, by=forum.head("Borvia"))
    forum.hour.pass_by(DAY)
    suspended(forum, text)
    forum.hour.pass_by(30 * DAY)
    refused(forum, NegotiationIsSuspended, decline_break, text.id, broken, by=forum.head("Istara"))
    forum.act(resume, text.id, by=forum.chair)

    # A day was left to say so, and is; over a second suspension too.
    assert breaks_seen(forum, text, "head of Istara")[0][4]
    forum.act(decline_break, text.id, broken, by=forum.head("Istara"))
    suspended(forum, text)
    forum.hour.pass_by(DAY)
    forum.act(resume, text.id, by=forum.chair)
    forum.act(decline_break, text.id, broken, by=forum.head("Galdria"))
    forum.hour.pass_by(DAY)
    assert not breaks_seen(forum, text, "head of Jorvland")[0][4]
    refused(forum, HourToDeclineHasPassed, decline_break, text.id, broken, by=forum.head("Jorvland"))


def test_objection_that_a_suspension_kept_from_being_made_is_on_time_afterwards(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    forum.act(start_silence, text.id, **until(forum, 2 * DAY))
    forum.act(break_silence, text.id, part_id=text.clauses[0], by=forum.head("Borvia"))
    forum.hour.pass_by(DAY)
    suspended(forum, text)
    forum.hour.pass_by(30 * DAY)
    refused(forum, NegotiationIsSuspended, break_silence, text.id, part_id=None, by=forum.head("Istara"))
    received = forum.hour.now
    forum.act(resume, text.id, by=forum.chair)

    # A day was left to object, and is; what came on paper meanwhile came in it as well.
    paper = {"received_at": received, "delegation_id": forum.delegations["Galdria"], "by": forum.secretariat}
    forum.act(break_silence, text.id, part_id=text.clauses[1], by=forum.head("Istara"))
    forum.act(record_objection, text.id, part_id=None, **paper)
    with forum.database.reading() as session:
        shown = silence_page(session, forum.head("Jorvland"), text.id, now=forum.hour.now, rules_of=rules_of).current
    assert shown is not None
    assert (shown.is_over, shown.on_time_until - forum.hour.now) == (False, DAY)
    forum.hour.pass_by(DAY)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Jorvland"))

    late = {row.delegation_id: row.is_late for row in forum.rows(SilenceBreak)}
    names = ("Borvia", "Istara", "Galdria", "Jorvland")
    assert [late[forum.delegations[name]] for name in names] == [False, False, False, True]


def test_suspension_after_the_hour_makes_no_late_objection_timely(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    forum.act(start_silence, text.id, **until(forum, DAY))
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Borvia"))
    forum.hour.pass_by(DAY)
    suspended(forum, text)
    forum.hour.pass_by(DAY)
    forum.act(resume, text.id, by=forum.chair)

    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))

    assert sorted(row.is_late for row in forum.rows(SilenceBreak)) == [False, True]


def test_confirmation_is_not_over_while_the_negotiation_is_suspended(forum: Forum, text: Text) -> None:
    agrees(forum, text, "Borvia")
    suspended(forum, text)
    forum.hour.pass_by(3 * DAY)
    with forum.database.reading() as session:
        page = adoption_page(session, forum.chair, text.id, now=forum.hour.now)
    assert [each.is_over for each in page.confirmations] == [False]


def test_hour_within_a_delegation_stays_and_reminds_of_nothing_meanwhile(forum: Forum, discussed: Text) -> None:
    text = discussed
    inner = {"due_at": forum.hour.now + 2 * DAY, "due_as_typed": "typed", "by": forum.head("Borvia")}
    forum.act(set_inner_hour, text.id, **inner)
    suspended(forum, text)
    forum.hour.pass_by(3 * DAY)
    forum.act(close_what_is_due)
    forum.act(resume, text.id, by=forum.chair)
    forum.act(close_what_is_due)

    assert notices(forum, "inner_hour_reminded") == set()


def test_reason_of_a_break_is_not_added_meanwhile(forum: Forum) -> None:
    text = begin_silence(forum)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Borvia"))
    suspended(forum, text)
    (broken,) = forum.rows(SilenceBreak)

    explained = {"reason": "Too early.", "by": forum.head("Borvia")}
    refused(forum, NegotiationIsSuspended, add_to_break, text.id, broken.id, **explained)
    forum.act(resume, text.id, by=forum.chair)
    forum.act(add_to_break, text.id, broken.id, **explained)


def test_suspended_text_is_given_up_without_being_resumed(forum: Forum, text: Text) -> None:
    suspended(forum, text)
    forum.hour.pass_by(DAY)

    forum.act(withdraw_statement, text.id, reason="No agreement.", by=forum.chair)

    (row,) = forum.rows(Suspension)
    assert (row.ended_at, row.ended_by) == (forum.hour.now, forum.persons["chair"])
    refused(forum, NotSuspended, resume, text.id, by=forum.chair)


def test_round_is_closed_before_a_suspended_text_is_given_up(forum: Forum, discussed: Text) -> None:
    refused(forum, RoundIsOpen, withdraw_statement, discussed.id, by=forum.chair)
    suspended(forum, discussed)

    told = refused(forum, RoundStandsStill, withdraw_statement, discussed.id, by=forum.chair)

    assert str(told) == (
        "A round is open and stands still while the negotiation is suspended. Resume the negotiation, close the round "
        "so that all read what was handed in, and then give the text up."
    )
    forum.hour.pass_by(DAY)
    forum.act(resume, discussed.id, by=forum.chair)
    forum.act(close_round, the_round(forum).id, by=forum.chair)
    forum.act(withdraw_statement, discussed.id, by=forum.chair)


def test_suspension_of_one_text_leaves_others_alone(forum: Forum, discussed: Text) -> None:
    other = lay_on_the_table(forum)
    suspended(forum, other)
    forum.hour.pass_by(7 * DAY)

    assert forum.act(close_what_is_due) == 1
    assert the_round(forum).closed_at == forum.hour.now


def test_pages_name_it_suspended_and_await_nobody(forum: Forum, discussed: Text) -> None:
    text = discussed
    suspended(forum, text)
    forum.hour.pass_by(30 * DAY)
    with forum.database.reading() as session:
        boards = {who: dashboard(session, forum.viewer(who), now=forum.hour.now) for who in ("chair", "head of Borvia")}
        page = suspending_page(session, forum.head("Borvia"), text.id, now=forum.hour.now)
        space = workspace(session, forum.chair, text.id, now=forum.hour.now, rules_of=rules_of, view=None)

    assert [each.act for each in boards["chair"].awaited] == [Act.SUSPENDED]
    assert boards["head of Borvia"].awaited == ()
    assert [line.is_suspended for line in boards["head of Borvia"].in_progress] == [True]
    assert page.head.suspended is not None and page.head.suspended.reason == WHY
    assert page.round_due_at == datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
    assert space.round is not None and not space.round.is_over
    assert space.office is not None and space.office.primary is not None and space.office.primary.verb == "resume"
