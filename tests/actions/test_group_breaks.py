"""A group breaks silence in one act: it counts for each member that shares it, and is lifted for all of them."""

from datetime import date, timedelta

import pytest
from tests.actions.test_groups import holds, objecting, saying, upper_river
from tests.cast import Forum, refused
from tests.negotiation import rules_of
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.breaking import decline_break
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.groups import change_group
from jointstatement.actions.opting_out import opt_out, rejoin
from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.silence import BrokenOn, break_silence, record_objection, start_silence
from jointstatement.errors import (
    BreakAlreadyDeclined,
    HourToDeclineHasPassed,
    NoSilenceRunning,
    NotAllowedNow,
    NotFound,
    NothingToDecline,
    NotYours,
    SilenceAlreadyBroken,
    SpeaksNotForIt,
)
from jointstatement.models import Notice, Silence, SilenceBreak, SilenceBreakMember, Statement
from jointstatement.queries.record import chain_entries
from jointstatement.queries.silence import silence_page
from jointstatement.terms import ConsensusBasis, Position, SilenceOutcome
from jointstatement.workflow.facts import positions_held, positions_submitted, situation_of

HOUR, DAYS = timedelta(hours=1), timedelta(days=1)
GROUP = "Upper River Group"


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def under_silence(forum: Forum, text: Text) -> None:
    forum.act(start_silence, text.id, due_at=forum.hour.now + 3 * DAYS, due_as_typed="typed", by=forum.chair)


def is_broken(forum: Forum, text: Text) -> bool:
    with forum.database.reading() as session:
        return situation_of(session, session.get_one(Statement, text.id), forum.hour.now).silence_broken


def objecting_on(forum: Forum, text: Text, part_id: str) -> set[str]:
    with forum.database.reading() as session:
        held = positions_held(positions_submitted(session, session.get_one(Statement, text.id)))
    objecting = {who for (who, on), each in held.items() if on == part_id and each.position is Position.OBJECT}
    return {name for name, delegation_id in forum.delegations.items() if delegation_id in objecting}


def breaks_seen(forum: Forum, text: Text, who: str) -> list[tuple[str, str, tuple[str, ...], bool, bool]]:
    with forum.database.reading() as session:
        now = forum.hour.now
        current = silence_page(session, forum.viewer(who), text.id, now=now, rules_of=rules_of).current
    assert current is not None
    return [
        (each.delegation, each.group, each.members, each.is_shared, each.may_be_declined) for each in current.breaks
    ]


def test_group_breaks_silence_in_one_act_for_each_member_that_has_not_said_otherwise(forum: Forum, text: Text) -> None:
    group_id, (first, second, third) = upper_river(forum), text.clauses
    forum.act(take_position, text.id, part_id=first, position=Position.SUPPORT, by=forum.head("Istara"))
    forum.act(opt_out, text.id, group_id, by=forum.head("Galdria"))
    under_silence(forum, text)
    forum.hour.pass_by(HOUR)
    further = (BrokenOn(second, "We ask the chair"),)
    borvia = forum.head("Borvia")
    forum.act(
        break_silence, text.id, part_id=first, reason="Of springs.", further=further, group_id=group_id, by=borvia
    )

    assert forum.rows(Silence)[0].outcome is SilenceOutcome.BROKEN
    assert forum.kinds(text.circulated) == ["silence_started", *["silence_broken"] * 2]
    assert objecting(forum, text.id) == ("Borvia", "Istara", "Jorvland")
    assert holds(forum, text.id) == {
        ("Borvia", Position.OBJECT, ""),
        ("Istara", Position.SUPPORT, ""),
        ("Istara", Position.OBJECT, GROUP),
        ("Jorvland", Position.OBJECT, GROUP),
    }
    on_first, on_second = ("Borvia", "Jorvland"), ("Borvia", "Istara", "Jorvland")
    assert breaks_seen(forum, text, "head of Aldmark") == [
        ("Borvia", GROUP, on_first, False, False),
        ("Borvia", GROUP, on_second, False, False),
    ]
    assert [each[3:] for each in breaks_seen(forum, text, "head of Istara")] == [(False, False), (True, True)]
    assert [each[3:] for each in breaks_seen(forum, text, "expert of Jorvland")] == [(True, False)] * 2
    told = {row.person_id for row in forum.rows(Notice, kind="group_objected")}
    assert told == {forum.persons[f"{what} of {who}"] for what in ("head", "expert") for who in ("Istara", "Jorvland")}
    with forum.database.reading() as session:
        said = {each.sentence() for each in chain_entries(session, forum.head("Aldmark"), text.id)}
    assert "Borvia broke silence on Zero draft for the group “Upper River Group”." in said

    # The speaker lifts it for all for whom it spoke; what a member holds for itself stays.
    forum.act(take_position, text.id, part_id=second, position=Position.OBJECT, by=forum.head("Istara"))
    for part_id in (first, second):
        forum.act(lift, text.id, part_id=part_id, by=borvia)
    assert objecting(forum, text.id) == ("Istara",)
    assert ("Jorvland", Position.CAN_LIVE_WITH, GROUP) in holds(forum, text.id)
    assert third not in {row.part_id for row in forum.rows(SilenceBreak)}


def test_member_that_does_not_share_it_says_so_before_the_hour(forum: Forum, text: Text) -> None:
    group_id, first = upper_river(forum), text.clauses[0]
    under_silence(forum, text)
    borvia = forum.head("Borvia")
    broken = forum.act(break_silence, text.id, part_id=first, group_id=group_id, by=borvia)
    forum.hour.pass_by(HOUR)
    forum.act(decline_break, text.id, broken, by=forum.head("Istara"))

    assert forum.kinds(text.own("Istara"))[-1] == forum.kinds(text.office)[-1] == "break_declined"
    assert forum.kinds(text.circulated) == ["silence_started", "silence_broken"]
    offices = {forum.persons[who] for who in ("chair", "co-chair", "secretariat")}
    speakers = {forum.persons[f"{what} of Borvia"] for what in ("head", "expert")}
    assert {row.person_id for row in forum.rows(Notice, kind="break_declined")} == offices | speakers
    assert objecting(forum, text.id) == ("Borvia", "Galdria", "Jorvland")
    refused(forum, BreakAlreadyDeclined, decline_break, text.id, broken, by=forum.head("Istara"))
    assert breaks_seen(forum, text, "head of Istara") == [
        ("Borvia", GROUP, ("Borvia", "Galdria", "Jorvland"), False, False)
    ]

    # On these words the group speaks for it no more, neither to object nor to consent.
    taken = {"part_id": first, "group_id": group_id, "by": borvia}
    for position in (Position.OBJECT, Position.SUPPORT):
        forum.act(take_position, text.id, position=position, **taken)
    assert {who for who, _, _ in holds(forum, text.id)} == {"Borvia", "Galdria", "Jorvland"}

    # Who opts out on the text shares nothing of it either; the others have still to answer on the whole.
    forum.act(opt_out, text.id, group_id, by=forum.head("Jorvland"))
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=borvia)
    assert is_broken(forum, text)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Galdria"))
    assert not is_broken(forum, text)

    forum.hour.pass_by(3 * DAYS)
    refused(forum, HourToDeclineHasPassed, decline_break, text.id, broken, by=forum.head("Galdria"))


def test_speaker_lifts_for_those_it_speaks_for_still_what_stands_for_itself_too(forum: Forum, text: Text) -> None:
    group_id, (first, second, third) = upper_river(forum), text.clauses
    under_silence(forum, text)
    borvia = forum.head("Borvia")
    further = tuple(BrokenOn(each) for each in (second, third))
    forum.act(break_silence, text.id, part_id=first, further=further, group_id=group_id, by=borvia)

    # A reserve for itself alone took the objection's place: lifting that touches nobody else.
    forum.act(take_position, text.id, part_id=first, position=Position.RESERVE, by=borvia)
    forum.act(lift, text.id, part_id=first, by=borvia)
    assert objecting_on(forum, text, first) == {"Galdria", "Istara", "Jorvland"}

    # In a new edition with the same speaker it lifts for those who are members now, and they are told.
    renamed = saying(forum, members=("Borvia", "Istara", "Jorvland")) | {"name": "Upper Bank"}
    forum.act(change_group, group_id, **renamed, expected=1, by=forum.secretariat)
    forum.act(lift, text.id, part_id=second, by=borvia)
    assert objecting_on(forum, text, second) == {"Galdria"}
    told = {row.person_id for row in forum.rows(Notice, kind="group_lifted")}
    assert told == {forum.persons[f"{what} of {who}"] for what in ("head", "expert") for who in ("Istara", "Jorvland")}

    # Who speaks for the group no more lifts its own.
    forum.act(change_group, group_id, **renamed | saying(forum, "Istara"), expected=2, by=forum.secretariat)
    forum.act(lift, text.id, part_id=third, by=borvia)
    assert objecting_on(forum, text, third) == {"Galdria", "Istara", "Jorvland"}


def test_group_speaks_again_for_a_member_that_comes_back_after_its_break(forum: Forum, text: Text) -> None:
    group_id = upper_river(forum)
    under_silence(forum, text)
    borvia, galdria, istara = (forum.head(who) for who in ("Borvia", "Galdria", "Istara"))
    broken = forum.act(break_silence, text.id, part_id=None, group_id=group_id, by=borvia)
    forum.act(decline_break, text.id, broken, by=istara)
    forum.hour.pass_by(HOUR)
    for by in (galdria, istara):
        forum.act(opt_out, text.id, group_id, by=by)
        forum.act(rejoin, text.id, group_id, by=by)
    assert {who for who, _, _ in holds(forum, text.id)} == {"Borvia", "Jorvland"}

    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, group_id=group_id, by=borvia)

    # What Istara said of the break itself stands.
    assert holds(forum, text.id) == {
        ("Borvia", Position.SUPPORT, ""),
        ("Galdria", Position.SUPPORT, GROUP),
        ("Jorvland", Position.SUPPORT, GROUP),
    }


def test_member_declines_only_what_the_group_objects_to_for_it(forum: Forum, text: Text) -> None:
    group_id, (first, second, third) = upper_river(forum), text.clauses
    under_silence(forum, text)
    borvia, galdria, istara = (forum.head(who) for who in ("Borvia", "Galdria", "Istara"))
    further = tuple(BrokenOn(each) for each in (second, third))
    forum.act(break_silence, text.id, part_id=first, further=further, group_id=group_id, by=borvia)
    breaks = {row.part_id: row.id for row in forum.rows(SilenceBreak)}

    # The speaker lifted it; on another clause the member took a position of its own.
    forum.act(lift, text.id, part_id=first, by=borvia)
    forum.act(take_position, text.id, part_id=second, position=Position.OBJECT, by=galdria)
    for part_id in (first, second):
        refused(forum, NothingToDecline, decline_break, text.id, breaks[part_id], by=galdria)
    asked = [each[3:] for each in breaks_seen(forum, text, "head of Galdria")]
    assert asked == [(False, False), (False, False), (True, True)]

    # Taken again after the group was renamed it is the same group's, and is declined with its break.
    forum.act(change_group, group_id, **saying(forum) | {"name": "Upper Bank"}, expected=1, by=forum.secretariat)
    forum.act(take_position, text.id, part_id=third, position=Position.OBJECT, group_id=group_id, by=borvia)
    forum.act(decline_break, text.id, breaks[third], by=istara)
    assert objecting_on(forum, text, third) == {"Borvia", "Galdria", "Jorvland"}

    # What is decided is declined no more, though the hour is still to come.
    forum.act(take_position, text.id, part_id=second, position=Position.CAN_LIVE_WITH, by=galdria)
    for part_id in (second, third):
        forum.act(lift, text.id, part_id=part_id, by=borvia)
    for who in ("Borvia", "Galdria", "Istara", "Jorvland"):
        forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head(who))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **seen, by=forum.chair)
    refused(forum, NotAllowedNow, decline_break, text.id, breaks[third], by=forum.head("Jorvland"))


def test_group_that_comes_late_is_kept_as_late_for_all_its_members(forum: Forum, text: Text) -> None:
    group_id = upper_river(forum)
    under_silence(forum, text)
    forum.hour.pass_by(3 * DAYS)
    late = forum.act(break_silence, text.id, part_id=None, group_id=group_id, by=forum.head("Borvia"))

    assert forum.rows(Silence)[0].outcome is SilenceOutcome.HELD
    assert [row.is_late for row in forum.rows(SilenceBreak)] == [True]
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held"]
    assert objecting(forum, text.id) == ("Borvia", "Galdria", "Istara", "Jorvland")
    assert breaks_seen(forum, text, "head of Aldmark") == []
    assert [each[0] for each in breaks_seen(forum, text, "head of Istara")] == ["Borvia"]
    refused(forum, HourToDeclineHasPassed, decline_break, text.id, late, by=forum.head("Istara"))


def test_breaking_for_a_group_and_not_sharing_it_are_for_the_groups_own(forum: Forum, text: Text) -> None:
    group_id, first = upper_river(forum), text.clauses[0]
    named = {"part_id": first, "group_id": group_id}
    refused(forum, NoSilenceRunning, break_silence, text.id, **named, by=forum.head("Borvia"))
    under_silence(forum, text)
    for who, refusal in (("Galdria", SpeaksNotForIt), ("Aldmark", NotFound)):
        refused(forum, refusal, break_silence, text.id, **named, by=forum.head(who))
    refused(forum, NotFound, break_silence, text.id, **named | {"group_id": "0" * 32}, by=forum.head("Borvia"))
    refused(forum, NotYours, break_silence, text.id, **named, by=forum.chair)

    # What Borvia said for itself does not keep it from saying it for the others; twice for the group it is refused.
    forum.act(break_silence, text.id, part_id=first, by=forum.head("Borvia"))
    broken = forum.act(break_silence, text.id, **named, by=forum.head("Borvia"))
    refused(forum, SilenceAlreadyBroken, break_silence, text.id, **named, by=forum.head("Borvia"))
    assert {row.break_id for row in forum.rows(SilenceBreakMember)} == {broken}
    for who, refusal in (
        ("head of Aldmark", NotFound),
        ("head of Borvia", NotFound),
        ("expert of Istara", NotYours),
        ("chair", NotYours),
    ):
        refused(forum, refusal, decline_break, text.id, broken, by=forum.viewer(who))


def test_objection_on_paper_is_entered_for_a_group_and_counts_for_its_members(forum: Forum, text: Text) -> None:
    group_id, (first, second, _) = upper_river(forum), text.clauses
    forum.act(opt_out, text.id, group_id, by=forum.head("Galdria"))
    said = {"delegation_id": forum.delegations["Borvia"], "group_id": group_id, "received_at": forum.hour.now}
    of_another = {**said, "delegation_id": forum.delegations["Istara"]}
    refused(forum, SpeaksNotForIt, record_objection, text.id, part_id=first, **of_another, by=forum.secretariat)
    nobodys = {**said, "group_id": "0" * 32}
    refused(forum, NotFound, record_objection, text.id, part_id=first, **nobodys, by=forum.secretariat)

    # Without a silence the members simply object.
    forum.act(record_objection, text.id, part_id=first, **said, by=forum.secretariat)
    assert objecting_on(forum, text, first) == {"Borvia", "Istara", "Jorvland"}
    (told,) = forum.rows(Notice, kind="group_objected", person_id=forum.persons["head of Istara"])
    assert told.at == forum.hour.now

    # Under silence it is one break with its members, from the hour of receipt, and a member may decline it.
    under_silence(forum, text)
    received = {**said, "received_at": forum.hour.now + HOUR, "reason": "By letter."}
    forum.hour.pass_by(2 * HOUR)
    forum.act(record_objection, text.id, part_id=second, **received, by=forum.secretariat)
    (broken,) = forum.rows(SilenceBreak)
    assert (broken.at, broken.is_late) == (received["received_at"], False)
    assert is_broken(forum, text)
    assert objecting_on(forum, text, second) == {"Borvia", "Istara", "Jorvland"}
    assert breaks_seen(forum, text, "head of Istara") == [
        ("Borvia", GROUP, ("Borvia", "Istara", "Jorvland"), True, True)
    ]
    forum.act(decline_break, text.id, broken.id, by=forum.head("Istara"))
    assert objecting_on(forum, text, second) == {"Borvia", "Jorvland"}
