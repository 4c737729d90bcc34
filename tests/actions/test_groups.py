"""A group speaks for its members: what one gives counts for each other that has not said otherwise, and counts once."""

from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.giving_input import comment_on, submit_input
from jointstatement.actions.groups import begin_group, change_group
from jointstatement.actions.opting_out import opt_out, rejoin
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import close_round
from jointstatement.errors import (
    AlreadyOptedOut,
    BadInput,
    ChangedMeanwhile,
    EachForItself,
    NotFound,
    NothingToRejoin,
    NotYours,
    SpeaksForIt,
    SpeaksNotForIt,
)
from jointstatement.models import GroupEdition, GroupMember, Notice, Statement
from jointstatement.queries.groups import own_body_groups
from jointstatement.queries.listing import given_input
from jointstatement.queries.record import chain_entries
from jointstatement.terms import CommentClass, Position, Visibility
from jointstatement.workflow.facts import situation_of

UPPER = ("Borvia", "Galdria", "Istara", "Jorvland")


def upper_river(forum: Forum, speaker: str = "Borvia", members: tuple[str, ...] = UPPER) -> str:
    """The Upper River Group, for which Borvia speaks."""
    return str(forum.act(begin_group, **saying(forum, speaker, members), by=forum.secretariat))


def saying(forum: Forum, speaker: str = "Borvia", members: tuple[str, ...] = UPPER) -> dict[str, Any]:
    named = forum.delegations
    return {"name": "Upper River Group", "member_ids": [named[each] for each in members], "speaker_id": named[speaker]}


def holds(forum: Forum, statement_id: str, who: str = "chair") -> set[tuple[str, Position, str]]:
    """What each delegation holds, as somebody reads it, with the group that took it."""
    with forum.database.reading() as session:
        given = given_input(session, forum.viewer(who), statement_id, now=forum.hour.now)
    return {
        (each.stance.delegation, each.stance.position, each.stance.group if each.stance.is_spoken_for else "")
        for each in given.positions
        if each.is_held
    }


def objecting(forum: Forum, statement_id: str) -> tuple[str, ...]:
    with forum.database.reading() as session:
        return situation_of(session, session.get_one(Statement, statement_id), forum.hour.now).objections


def test_group_counts_for_each_member_that_has_not_said_otherwise(forum: Forum) -> None:
    group_id = upper_river(forum)
    statement_id = begin(forum, "We meet at the river")
    round_id = lay_before(forum, statement_id)
    part_id, borvia = part_with(forum, statement_id, "meet").id, forum.head("Borvia")
    on_part = {"part_id": part_id, "position": Position.OBJECT}
    forum.act(take_position, statement_id, **on_part, by=borvia)
    forum.act(comment_on, statement_id, part_id=None, comment_class=CommentClass.TECHNICAL, text="Too long.", by=borvia)
    forum.act(take_position, statement_id, part_id=part_id, position=Position.SUPPORT, by=forum.head("Istara"))
    forum.act(hand_in, statement_id, group_id=group_id, by=borvia)
    forum.act(opt_out, statement_id, group_id, by=forum.head("Galdria"))
    told = {row.person_id for row in forum.rows(Notice, kind="group_opted_out")}
    assert told == {
        forum.persons[who] for who in ("chair", "co-chair", "secretariat", "head of Borvia", "expert of Borvia")
    }
    assert holds(forum, statement_id) == holds(forum, statement_id, "head of Jorvland") == set()
    assert forum.rows(Notice, kind="group_spoke") == []

    # Drafted before the group spoke, submitted before the hour: Istara's own stands.
    forum.act(submit_input, statement_id, by=forum.head("Istara"))
    forum.act(close_round, round_id, by=forum.chair)
    assert holds(forum, statement_id) == {
        ("Borvia", Position.OBJECT, ""),
        ("Istara", Position.SUPPORT, ""),
        ("Jorvland", Position.OBJECT, "Upper River Group"),
    }
    assert objecting(forum, statement_id) == ("Borvia", "Jorvland")
    with forum.database.reading() as session:
        (comment,) = given_input(session, forum.head("Aldmark"), statement_id, now=forum.hour.now).comments
        lines = chain_entries(session, forum.head("Jorvland"), statement_id)
    assert comment.delegation == "Borvia for the Upper River Group (Borvia, Istara, Jorvland)"
    assert "The group “Upper River Group” took a position for the delegation." in {each.sentence() for each in lines}
    assert {row.person_id for row in forum.rows(Notice, kind="group_spoke")} == {
        forum.persons[f"{what} of {who}"] for what in ("head", "expert") for who in ("Istara", "Jorvland")
    }

    # The group lifts it for its members, and never what a member says for itself.
    forum.act(take_position, statement_id, **on_part, by=forum.head("Istara"))
    lifting = {"part_id": part_id, "position": Position.CAN_LIVE_WITH, "group_id": group_id}
    forum.act(take_position, statement_id, **lifting, by=borvia)
    assert holds(forum, statement_id) == {
        ("Borvia", Position.CAN_LIVE_WITH, ""),
        ("Istara", Position.OBJECT, ""),
        ("Jorvland", Position.CAN_LIVE_WITH, "Upper River Group"),
    }
    assert objecting(forum, statement_id) == ("Istara",)

    # Who opts out afterwards is awaited again; who comes back is heard through the group from then on.
    forum.act(opt_out, statement_id, group_id, by=forum.head("Jorvland"))
    forum.act(rejoin, statement_id, group_id, by=forum.head("Galdria"))
    assert {who for who, _, _ in holds(forum, statement_id)} == {"Borvia", "Istara"}
    forum.act(take_position, statement_id, **lifting, by=borvia)
    assert {who for who, _, _ in holds(forum, statement_id)} == {"Borvia", "Galdria", "Istara"}


def test_draft_made_before_the_group_spoke_takes_its_place_afterwards(forum: Forum) -> None:
    group_id = upper_river(forum)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    for who, position in (("Istara", Position.ABSTAIN), ("Borvia", Position.SUPPORT)):
        forum.act(take_position, statement_id, part_id=None, position=position, by=forum.head(who))
    forum.act(hand_in, statement_id, group_id=group_id, by=forum.head("Borvia"))
    assert ("Istara", Position.SUPPORT, "Upper River Group") in holds(forum, statement_id)

    forum.act(submit_input, statement_id, by=forum.head("Istara"))

    assert {each for each in holds(forum, statement_id) if each[0] == "Istara"} == {("Istara", Position.ABSTAIN, "")}


def test_round_for_the_chair_alone_hears_each_delegation_for_itself(forum: Forum) -> None:
    group_id = upper_river(forum)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.CHAIR_ONLY)
    borvia = forum.head("Borvia")
    forum.act(take_position, statement_id, part_id=None, position=Position.SUPPORT, by=borvia)
    refused(forum, EachForItself, hand_in, statement_id, group_id=group_id, by=borvia)


def test_speaking_and_opting_out_are_for_the_groups_own(forum: Forum) -> None:
    group_id = upper_river(forum)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    whole = {"part_id": None, "position": Position.SUPPORT, "group_id": group_id}
    for who, refusal in (("Galdria", SpeaksNotForIt), ("Aldmark", NotFound)):
        refused(forum, refusal, take_position, statement_id, **whole, by=forum.head(who))
        refused(forum, refusal, hand_in, statement_id, group_id=group_id, by=forum.head(who))
    refused(forum, NotYours, opt_out, statement_id, group_id, by=forum.expert("Galdria"))
    refused(forum, NotYours, opt_out, statement_id, group_id, by=forum.chair)
    refused(forum, NotFound, opt_out, statement_id, group_id, by=forum.head("Aldmark"))
    refused(forum, SpeaksForIt, opt_out, statement_id, group_id, by=forum.head("Borvia"))
    refused(forum, NothingToRejoin, rejoin, statement_id, group_id, by=forum.head("Galdria"))
    forum.act(opt_out, statement_id, group_id, by=forum.head("Galdria"))
    refused(forum, AlreadyOptedOut, opt_out, statement_id, group_id, by=forum.head("Galdria"))


def test_secretariat_keeps_the_groups_edition_by_edition(forum: Forum) -> None:
    group_id = upper_river(forum)
    forum.act(
        change_group, group_id, **saying(forum, "Istara", ("Istara", "Kelmora")), expected=1, by=forum.secretariat
    )
    with forum.database.reading() as session:
        seen = {
            who: [(each.number, each.speaker, each.members) for each in own_body_groups(session, forum.viewer(who))]
            for who in ("chair", "expert of Kelmora", "head of Borvia", "observer")
        }
    now = [(2, "Istara", ("Istara", "Kelmora"))]
    assert seen == {"chair": now, "expert of Kelmora": now, "head of Borvia": [], "observer": []}
    assert sorted(row.number for row in forum.rows(GroupEdition)) == [1, 2]
    assert len(forum.rows(GroupMember)) == 6

    again = saying(forum)
    refused(forum, ChangedMeanwhile, change_group, group_id, **again, expected=1, by=forum.secretariat)
    refused(forum, NotFound, change_group, "0" * 32, **again, expected=1, by=forum.secretariat)
    for who in ("chair", "head of Borvia", "observer"):
        refused(forum, NotYours, change_group, group_id, **again, expected=2, by=forum.viewer(who))


@pytest.mark.parametrize(
    ("speaker", "members", "name"),
    [
        ("Borvia", ("Borvia",), "One alone"),
        ("Borvia", ("Borvia", "Estuary Council"), "With an observer"),
        ("Aldmark", ("Borvia", "Galdria"), "Spoken for from outside"),
        ("Borvia", ("Borvia", "Galdria"), "Upper River Group"),
        ("Borvia", ("Borvia", "Galdria"), " "),
    ],
)
def test_group_that_cannot_be_is_refused(forum: Forum, speaker: str, members: tuple[str, ...], name: str) -> None:
    upper_river(forum)
    refused(forum, BadInput, begin_group, **{**saying(forum, speaker, members), "name": name}, by=forum.secretariat)
